"""One module a command: the only place that puts the steps together."""
