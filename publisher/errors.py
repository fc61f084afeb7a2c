"""The exception from which all others of the tool derive, and what goes wrong with a query."""


class PublisherError(Exception):
    """A fault that whoever called can mend. Its message is one line that says what is wrong."""


class QueryError(PublisherError):
    """A query that cannot be run; the message is one line, and says why and, if known, where."""

    def __init__(self, message: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class UnwritableError(QueryError):
    """An answer that cannot be written in the format asked for; the message names another."""


class EndpointError(QueryError):
    """An endpoint elsewhere gave no answer, or none that is whole and can be read.

    `status` is what it answered, 0 if nothing; `retry_after` the seconds for which it wants to be
    left alone, 0 if it did not say.
    """

    def __init__(self, message: str, *, status: int = 0, retry_after: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after
