"""The page of all corrections, if there may be one to show."""

from collections.abc import Iterator

from publisher.describe.corrections import corrections, shown_corrections
from publisher.model import File
from publisher.pages.context import Context
from publisher.render.corrections import corrections_page


def correction_files(context: Context) -> Iterator[File]:
    """Yield `corrections.html`, if the frame has its address."""
    if context.frame.corrections:
        found = corrections(context.dataset)
        yield corrections_page(context.frame, shown_corrections(found, names=context.names))
