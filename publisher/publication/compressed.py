"""Files compressed once, when the site is built: a server sends them as they are.

https://www.rfc-editor.org/rfc/rfc9110#name-content-codings
"""

import gzip
from collections.abc import Iterable, Iterator
from typing import Final

import brotli

from publisher.model import File, SitePath

SMALLEST: Final = 1_024
"""Bytes below which a file goes in one packet anyhow."""
SUFFIXES: Final = frozenset(
    {"css", "csv", "html", "js", "json", "jsonld", "nt", "rdf", "rq", "ttl", "txt", "xml"}
)
_GZIP_LEVEL: Final = 6
_BROTLI_QUALITY: Final = 5
"""A tenth smaller than gzip's best in less time; the highest takes fifty times as long."""


def is_compressible(path: str) -> bool:
    """Whether a file is text. Dumps come gzipped already, as files of their own."""
    return path.rpartition(".")[2] in SUFFIXES and not path.startswith("dumps/")


def compressed(path: str, content: bytes) -> Iterator[File]:
    """The file as gzip and as brotli, each where it is smaller than the file."""
    if len(content) < SMALLEST:
        return
    # No time in the header: the same bytes on every build.
    smaller = gzip.compress(content, compresslevel=_GZIP_LEVEL, mtime=0)
    if len(smaller) < len(content):
        yield File(path=SitePath(f"{path}.gz"), content=smaller)
        best = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
        yield File(path=SitePath(f"{path}.br"), content=best)


def compressed_paths(paths: Iterable[str]) -> Iterator[str]:
    """The paths of files, and those at which they may lie compressed."""
    for path in paths:
        yield path
        if is_compressible(path):
            yield f"{path}.gz"
            yield f"{path}.br"
