"""What analysts and harvesters read of any graph: VoID, provenance, ready queries, tables."""
