"""One engine interface: Oxigraph here, or any SPARQL 1.1 endpoint."""
