"""Projects of any size, and how long they take."""
