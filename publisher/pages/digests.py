"""The RDFC-1.0 digests of the dumps."""

import hashlib
import mmap
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from publisher.blank_nodes import rdfc10_digest

_BLANK: Final = b"_:"


def dump_digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of each dump in a folder by its name; empty if there is none.

    It is that of the N-Quads if the dump has named graphs, else that of the N-Triples.
    """
    digests = {}
    for name in names:
        for path in (folder / f"{name}.nq", folder / f"{name}.nt"):
            if path.exists():
                digests[name] = _digest(path)
                break
    return digests


def _digest(path: Path) -> str:
    """Return the digest of a file of sorted lines; empty if its blank nodes are too many alike."""
    if path.stat().st_size:
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines,
        ):
            if lines.find(_BLANK) < 0:
                # Without blank nodes the lines are canonical as they are.
                return hashlib.sha256(lines).hexdigest()
    return rdfc10_digest(partial(_lines, path)) or ""


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines
