"""The files of the feed: its description, and its pages of members."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

import pyoxigraph as ox

from publisher.description import SiteFrame
from publisher.history import FEED, OPEN_PAGE, FeedPage
from publisher.model import File, SitePath
from publisher.render.feed import FEED_PREFIXES, feed_page_path, page_lines, root_lines
from publisher.vocabulary import PREFIXES

_GRAPH_FORMATS: Final = ("ttl", "jsonld", "nt")
_DATASET_FORMATS: Final = ("trig", "nq")
_FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
_GRAPHLESS: Final = frozenset({"ttl", "nt"})
_PREFIXED: Final = frozenset({"ttl", "trig"})
_PREFIXES: Final = {**PREFIXES, **FEED_PREFIXES}
_DIGITS: Final = 16


def page_name(number: int, members: Sequence[bytes]) -> str:
    """Return the name of a full page: it ends with a digest, because such a page never changes."""
    return f"{number}.{hashlib.sha256(b''.join(members)).hexdigest()[:_DIGITS]}"


def suffixes_of(members: Iterable[bytes]) -> tuple[str, ...]:
    """Return the suffixes of the files of a page: with named graphs, those that keep them too."""
    quads = ox.parse(b"".join(members), format=ox.RdfFormat.N_QUADS, lenient=True)
    is_named = any(quad.graph_name != ox.DefaultGraph() for quad in quads)
    return (*_GRAPH_FORMATS, *(_DATASET_FORMATS if is_named else ()))


def lines_path(page: FeedPage) -> SitePath:
    """Return the path of the file of a page that has all of its quads as lines."""
    return feed_page_path(page.name, "nq" if "nq" in page.suffixes else "nt")


def page_files(frame: SiteFrame, page: FeedPage, members: Sequence[bytes]) -> Iterator[File]:
    """Yield the files of a page of the feed, one in each of its formats."""
    for suffix in page.suffixes:
        lines = page_lines(frame, page.name, suffix, members, is_full=page.name != OPEN_PAGE)
        path = feed_page_path(page.name, suffix)
        yield File(path=path, content=_content(lines, suffix))


def root_files(frame: SiteFrame, pages: Sequence[FeedPage]) -> Iterator[File]:
    """Yield the description of the feed, in each format of its pages."""
    suffixes = dict.fromkeys(
        (*_GRAPH_FORMATS, *(suffix for page in pages for suffix in page.suffixes))
    )
    for suffix in suffixes:
        lines = root_lines(frame, suffix, pages)
        path = SitePath(f"{FEED}.{suffix}")
        yield File(path=path, content=_content(lines, suffix))


def _content(lines: Iterable[bytes], suffix: str) -> bytes:
    """Return N-Quads lines in another format; in one of graphs, their union."""
    content = b"".join(lines)
    if suffix == "nq":
        return content
    quads = list(ox.parse(content, format=ox.RdfFormat.N_QUADS, lenient=True))
    graph = dict.fromkeys(quad.triple for quad in quads) if suffix in _GRAPHLESS else quads
    text = ox.serialize(graph, format=_FORMATS[suffix], prefixes=_PREFIXES) or b""
    return _with_sorted_prefixes(text) if suffix in _PREFIXED else text


def _with_sorted_prefixes(text: bytes) -> bytes:
    """Return Turtle with the prefixes in order that it uses: the writer puts them in any order."""
    lines = text.splitlines(keepends=True)
    head = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
    body = b"".join(lines[len(head) :])
    used = (line for line in head if line.split(b" ")[1] in body)
    return b"".join([*sorted(used), b"\n", body])
