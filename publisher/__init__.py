"""A publisher of linked data in which every statement shows its source."""

__version__ = "0.1.0"
