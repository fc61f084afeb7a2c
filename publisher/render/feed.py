"""The feed of changes as lines of N-Quads: an event stream, and the pages that its members are on.

https://w3id.org/ldes/specification and https://w3id.org/tree/specification
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.description import SiteFrame
from publisher.history import FEED, FeedPage, Version, feed_iri
from publisher.model import SitePath, Term, Triple
from publisher.ntriples import line_of
from publisher.render.document import file_triples
from publisher.terms import iri, literal
from publisher.vocabulary import (
    AS_DELETE,
    DCTERMS_DESCRIPTION,
    DCTERMS_LICENSE,
    DCTERMS_TITLE,
    DCTERMS_VERSION_OF,
    PROV_GENERATED_AT,
    RDF_TYPE,
    TRUE,
    XSD_DATE_TIME,
    vocabulary_terms,
)

FEED_PREFIXES: Final = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
}
_PLAIN_OF: Final = {"trig": "ttl", "nq": "nt"}
"""A page without named graphs has no files in these formats: those of graphs are files of them."""


def _terms(prefix: str, *names: str) -> tuple[Term, ...]:
    return tuple(iri(f"{FEED_PREFIXES[prefix]}{name}") for name in names)


_EVENT_STREAM, _TIMESTAMP_PATH, _VERSION_OF_PATH, _DELETE_OBJECT, _IMMUTABLE = _terms(
    "ldes", "EventStream", "timestampPath", "versionOfPath", "versionDeleteObject", "immutable"
)
_NODE, _VIEW, _MEMBER, _RELATION, _PATH, _VALUE, _TO, _FROM, _UNTIL = _terms(
    "tree",
    *("Node", "view", "member", "relation", "path", "value", "node"),
    *("GreaterThanOrEqualToRelation", "LessThanOrEqualToRelation"),
)
(_IN_DATASET,) = vocabulary_terms("void", "inDataset")


def feed_page_path(name: str, suffix: str) -> SitePath:
    return SitePath(f"{FEED}/{name}.{suffix}")


def member_lines(version: Version, base: str) -> bytes:
    """Return the lines of a member, of which the first says that it is one."""
    return line_of((iri(feed_iri(base)), _MEMBER, version.iri)) + version.lines


def read_members(lines: Iterable[bytes], base: str) -> list[bytes]:
    """Return the members of a page, as `member_lines` wrote them, from the page's lines."""
    start = f"{iri(feed_iri(base))} {_MEMBER} ".encode()
    members: list[bytearray] = []
    for line in lines:
        if line.startswith(start):
            members.append(bytearray())
        if members:
            members[-1] += line
    return list(map(bytes, members))


def page_lines(
    frame: SiteFrame, name: str, suffix: str, members: Sequence[bytes], *, is_full: bool
) -> Iterator[bytes]:
    """Yield the lines of a page: what it is, and then its members."""
    path = feed_page_path(name, suffix)
    page = iri(f"{frame.base}{path}")
    yield from map(line_of, _about_page(frame, path, suffix))
    if is_full:
        yield line_of((page, _IMMUTABLE, TRUE))
    yield from members


def _about_page(frame: SiteFrame, path: SitePath, suffix: str) -> Iterator[Triple]:
    stream, page = iri(feed_iri(frame.base)), iri(f"{frame.base}{path}")
    yield stream, RDF_TYPE, _EVENT_STREAM
    yield stream, _VIEW, iri(f"{frame.base}{FEED}.{suffix}")
    yield page, RDF_TYPE, _NODE
    yield from file_triples(frame, path, stream)


def root_lines(frame: SiteFrame, suffix: str, pages: Sequence[FeedPage]) -> Iterator[bytes]:
    """Yield the lines of the feed's description, which leads to each of its pages."""
    stream, root = iri(feed_iri(frame.base)), iri(f"{frame.base}{FEED}.{suffix}")
    yield from map(line_of, _about_stream(frame, stream))
    yield from map(line_of, _about_page(frame, SitePath(f"{FEED}.{suffix}"), suffix))
    for number, page in enumerate(pages, 1):
        is_there = suffix in page.suffixes
        path = feed_page_path(page.name, suffix if is_there else _PLAIN_OF.get(suffix, suffix))
        node = iri(f"{frame.base}{path}")
        yield from _relation(root, f"from{number}", _FROM, node, page.first)
        if page.is_full:
            yield from _relation(root, f"until{number}", _UNTIL, node, page.last)


def _about_stream(frame: SiteFrame, stream: Term) -> Iterator[Triple]:
    title = f"Changes of {frame.title}" if frame.title else "Changes"
    yield stream, DCTERMS_TITLE, literal(title, language="en")
    yield (
        stream,
        DCTERMS_DESCRIPTION,
        literal(
            "Each member is a version of a resource, or says that it is no longer described.",
            language="en",
        ),
    )
    yield stream, _TIMESTAMP_PATH, PROV_GENERATED_AT
    yield stream, _VERSION_OF_PATH, DCTERMS_VERSION_OF
    yield stream, _DELETE_OBJECT, AS_DELETE
    if frame.dataset:
        yield stream, _IN_DATASET, iri(frame.dataset)
    if frame.license:
        yield stream, DCTERMS_LICENSE, iri(frame.license)


def _relation(root: Term, label: str, kind: Term, node: Term, time: str) -> Iterator[bytes]:
    relation = Term(f"_:{label}")
    yield line_of((root, _RELATION, relation))
    yield line_of((relation, RDF_TYPE, kind))
    yield line_of((relation, _PATH, PROV_GENERATED_AT))
    yield line_of((relation, _VALUE, literal(time, datatype=XSD_DATE_TIME)))
    yield line_of((relation, _TO, node))
