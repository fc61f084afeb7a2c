"""The index of names, and a table of them for hosts that run no server."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher.describe.named import named_entities
from publisher.model import FileStream
from publisher.names import NAMES_FILE, write_index
from publisher.pages.context import Context

_PIECE: Final = 1 << 20


def name_files(context: Context) -> Iterator[FileStream]:
    """Yield the index of all names, for `publisher serve` and for anybody who has SQLite."""
    yield FileStream(pieces=_index(context), plain_paths=(NAMES_FILE,))


def _index(context: Context) -> Iterator[bytes]:
    # On the disk, because the index of a large graph is larger than the memory.
    with TemporaryDirectory() as folder:
        file = Path(folder) / NAMES_FILE
        write_index(named_entities(context.names), file)
        with file.open("rb") as content:
            while piece := content.read(_PIECE):
                yield piece
