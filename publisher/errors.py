"""The exception from which all others of the tool derive, and what goes wrong with a query."""


class PublisherError(Exception):
    """A fault that the caller can correct. The message is one line that says what is wrong."""


class QueryError(PublisherError):
    """A query that cannot be run. The message is one line that says why; the place may be known."""

    def __init__(self, message: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class UnwritableError(QueryError):
    """An answer that cannot be written in the wanted format. The message names another format."""


class EndpointError(QueryError):
    """An endpoint gave no answer, a part of one, or one that cannot be read.

    `status` is the status of its response, 0 without one. `retry_after`: the seconds after which it
    may be asked again, 0 if it did not say.
    """

    def __init__(self, message: str, *, status: int = 0, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
