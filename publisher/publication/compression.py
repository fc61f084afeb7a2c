"""Compress files once, when the site is built: a server sends them as they are.

https://www.rfc-editor.org/rfc/rfc9110#name-content-codings
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import brotli

from publisher.media_types import PAGE_DOCUMENTS
from publisher.model import File, SitePath
from publisher.publication.release import write
from publisher.publication.written import WrittenFile

_SMALLEST: Final = 1_024
"""Bytes. A smaller file fits into one packet anyway."""
_TEXT_SUFFIXES: Final = frozenset(
    {*PAGE_DOCUMENTS, "atom", "css", "csv", "js", "json", "rq", "tsv", "txt", "xml"}
)
_GZIP_LEVEL: Final = 6
_BROTLI_QUALITY: Final = 5
"""A tenth smaller than gzip's best in less time; the highest takes fifty times as long."""


_BATCH_SIZE: Final = 500
"""Files that a process compresses at once."""


def compressible_batches(written: Iterable[WrittenFile]) -> list[Sequence[str]]:
    """Return the paths of the files that `compress` takes, in batches of about the same size."""
    paths = sorted(file.path for file in written if is_compressible(file.path))
    return [paths[at : at + _BATCH_SIZE] for at in range(0, len(paths), _BATCH_SIZE)]


def compress(folder: Path, paths: Sequence[str]) -> list[WrittenFile]:
    """Write the compressed forms of the files at `paths` beside them."""
    return write(folder, _compressed_files(folder, paths))


def _compressed_files(folder: Path, paths: Sequence[str]) -> Iterator[File]:
    for path in paths:
        yield from compressed_forms(path, (folder / path).read_bytes())


def is_compressible(path: str) -> bool:
    """Return whether a file is text. Dumps come gzipped already, as files of their own."""
    return path.rpartition(".")[2] in _TEXT_SUFFIXES and not path.startswith("dumps/")


def compressed_forms(path: str, content: bytes) -> Iterator[File]:
    """Yield the file as gzip and as brotli, if that is smaller than the file."""
    if len(content) < _SMALLEST:
        return
    # No time in the header: the same bytes on every build.
    smaller = gzip.compress(content, compresslevel=_GZIP_LEVEL, mtime=0)
    if len(smaller) < len(content):
        yield File(path=SitePath(f"{path}.gz"), content=smaller)
        best = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
        yield File(path=SitePath(f"{path}.br"), content=best)


def compressed_paths(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths of files, and those at which they may lie compressed."""
    for path in paths:
        yield path
        if is_compressible(path):
            yield f"{path}.gz"
            yield f"{path}.br"
