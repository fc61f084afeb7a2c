"""IRIs of the graph as addresses and file names, and whether published ones are still there."""
