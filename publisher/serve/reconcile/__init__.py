"""Match names to the entities of the site: the Reconciliation Service API 0.2, for OpenRefine."""
