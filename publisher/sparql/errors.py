"""What goes wrong with a query."""


class QueryError(Exception):
    """A query that cannot be run; the message is one line, and says why and, if known, where."""

    def __init__(self, message: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class UnwritableError(QueryError):
    """An answer that cannot be written in the format asked for; the message names another."""
