"""Find quotes in stored texts: the heart of the project."""
