"""The one exception from which all others of the tool derive."""


class PublisherError(Exception):
    """A fault that whoever called can mend. Its message is one line that says what is wrong."""
