"""Files → a folder, all or nothing."""
