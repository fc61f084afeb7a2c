"""The RDFC-1.0 digests of the dumps."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from publisher.blank_nodes import rdfc10_digest


def dump_digests(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Return the digest of each dump in a folder by its name; empty if there is none.

    It is that of the N-Quads if the dump has named graphs, else that of the N-Triples.
    """
    digests = {}
    for name in names:
        for path in (folder / f"{name}.nq", folder / f"{name}.nt"):
            if path.exists():
                digests[name] = rdfc10_digest(partial(_lines, path)) or ""
                break
    return digests


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from lines
