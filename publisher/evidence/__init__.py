"""Quotes and the stored texts that they are found in: the heart of the project."""
