"""The built site over HTTP: linked data by content negotiation, and SPARQL."""
