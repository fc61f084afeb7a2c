"""The index of names, and a table of them for hosts that run no server."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher.describe.named import named_entities
from publisher.limits import NAMES_LISTED
from publisher.model import File, FileStream, SitePath
from publisher.names import NAMES_FILE, listed_names, write_index
from publisher.pages.context import Context

_PIECE: Final = 1 << 20
_HEADER: Final = "name\tiri\tlabel\n"
_CONTENTS_HEADER: Final = "first name\tfile\n"


def name_files(context: Context) -> Iterator[File | FileStream]:
    """Yield the index of all names, and `names.tsv`, in which anybody can look a name up."""
    # On the disk, because the index of a large graph is larger than the memory.
    with TemporaryDirectory() as folder:
        file = Path(folder) / NAMES_FILE
        write_index(named_entities(context.names), file)
        yield FileStream(pieces=_pieces(file), plain_paths=(NAMES_FILE,))
        yield from name_tables(listed_names(file))


def name_tables(
    rows: Iterable[tuple[str, str, str]], *, most: int = NAMES_LISTED
) -> Iterator[File]:
    """Yield `names.tsv` with all names; of more than `most`, with what is in `names-1.tsv` and on.

    `rows`: each a folded name, an IRI and the name, sorted.
    """
    rows = iter(rows)
    tables: list[tuple[str, str]] = []
    table = list(islice(rows, most))
    following = list(islice(rows, 1))
    if not following:
        yield File(path=SitePath("names.tsv"), content=_table(_HEADER, table))
        return
    while table:
        name = f"names-{len(tables) + 1}.tsv"
        tables.append((table[0][0], name))
        yield File(path=SitePath(name), content=_table(_HEADER, table))
        table = list(islice(chain(following, rows), most))
        following = []
    yield File(path=SitePath("names.tsv"), content=_table(_CONTENTS_HEADER, tables))


def _table(header: str, rows: Iterable[Iterable[str]]) -> bytes:
    return (header + "".join("\t".join(row) + "\n" for row in rows)).encode("utf-8", "replace")


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while piece := content.read(_PIECE):
            yield piece
