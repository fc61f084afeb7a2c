"""Read a file of N-Triples for a graph store: parse and count it, then send it in pieces."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from publisher.errors import PublisherError

_LINES: Final = 10_000


class DumpError(PublisherError):
    """The file is missing or is not N-Triples. The message is one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpFile:
    """A file of N-Triples: its bytes and triples, and whether it has blank nodes."""

    path: Path
    size: int
    lines: int
    triples: int
    has_blank_nodes: bool


def read_dump(path: Path, *, hint: str) -> DumpFile:
    """Parse a file whole, because a broken one must not empty a store, and count its triples.

    `hint`: what to do if it is missing. Raises DumpError.
    """
    try:
        return _counted(path)
    except FileNotFoundError as error:
        raise DumpError(f"{path} is not there; {hint}") from error
    except (OSError, SyntaxError, ValueError) as error:
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())[:300]
        raise DumpError(f"{path} cannot be read as N-Triples: {reason}") from error


def pieces(path: Path, *, size: int) -> Iterator[bytes]:
    """Yield a file in pieces of whole lines: at most `size` bytes each, or one longer line."""
    content: list[bytes] = []
    length = 0
    with path.open("rb") as file:
        for line in file:
            if content and length + len(line) > size:
                yield b"".join(content)
                content, length = [], 0
            content.append(line)
            length += len(line)
    # An empty file too is a graph, to be put there.
    yield b"".join(content)


def line_blocks(dump: DumpFile, *, advance: Callable[[int, int], None]) -> Iterator[bytes]:
    """Yield the file in blocks of lines. `advance` is called with the lines sent, and with all."""
    done = 0
    with dump.path.open("rb") as file:
        while block := list(islice(file, _LINES)):
            yield b"".join(block)
            done += len(block)
            advance(done, dump.lines)


def _counted(path: Path) -> DumpFile:
    """Count the triples; without memory if the lines are sorted, as ours are."""
    lines = triples = 0
    previous = ""
    is_sorted = True
    has_blank_nodes = False
    for quad in _quads(path):
        line = f"{quad.triple} ."
        lines += 1
        triples += line != previous
        is_sorted = is_sorted and line >= previous
        previous = line
        blank = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
        has_blank_nodes = has_blank_nodes or blank
    return DumpFile(
        path=path,
        size=path.stat().st_size,
        lines=lines,
        triples=triples if is_sorted else _different(path),
        has_blank_nodes=has_blank_nodes,
    )


def _different(path: Path) -> int:
    """Return how many different triples a file has. It remembers digests: lines are larger."""
    lines = (str(quad.triple).encode() for quad in _quads(path))
    return len({hashlib.blake2b(line, digest_size=16).digest() for line in lines})


def _quads(path: Path) -> Iterator[ox.Quad]:
    return ox.parse(path=path, format=ox.RdfFormat.N_TRIPLES)
