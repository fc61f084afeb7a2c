"""The writers of the formats of RDF in which pages and dumps are published.

The writers are our own loops over term strings, because pyoxigraph writes a raw carriage return
and generated prefixes in RDF/XML, and because pages and dumps share the text of each subject.
pyoxigraph and rdflib judge the result in the tests; neither is imported here.

To add a format:

1. Write its writer, a class that satisfies `Writer`, in a module of its own; `rdfxml.py` is the
   model. A writer without prefixes returns 0 as mask. One that can write blank nodes and lists
   inside of what they belong to satisfies `NestingWriter`, as `turtle.py` does. One that cannot
   say a triple raises FormatError: pages and dumps with that triple are not there in its format.
2. Add its line to `media_types.FORMATS`, and its writer to `WRITERS` under the same suffix.

Each resource and each dump then has a file of it; pages, `dumps/`, the catalogue and VoID name
it; the server negotiates it; files are compressed; and no page's address may end with its suffix.
The endpoint answers a CONSTRUCT in it, and its service description names it, only if its line says
`is_answer=True`, because there pyoxigraph writes. The tests say if something is missing: rdflib and
pyoxigraph judge each format (one that they do not read needs a reader in
`tests/render/test_formats.py`), and the pages of docs/ that list the formats have to name it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from publisher.media_types import FORMATS
from publisher.model import Term
from publisher.render.jsonld import JsonLd
from publisher.render.rdfxml import RdfXml
from publisher.render.turtle import Turtle
from publisher.render.writer import GraphTerms, Writer, namespaces

WriterFactory: TypeAlias = Callable[[GraphTerms], Writer]
"""Makes the writer of a format for one graph."""

WRITERS: Final[Mapping[str, WriterFactory | None]] = MappingProxyType(
    {
        "ttl": Turtle,
        "jsonld": JsonLd,
        # Its files are the lines that the dataset itself holds.
        "nt": None,
        "rdf": RdfXml,
    }
)
"""The writer of each of FORMATS, by suffix."""

_MISSING: Final = [each.name for each in FORMATS if each.suffix not in WRITERS]
if _MISSING:
    raise NotImplementedError(
        f"{', '.join(_MISSING)}: in media_types.FORMATS, but without a writer in "
        "render/formats.py; add it to WRITERS"
    )


def writers(
    factories: Mapping[str, WriterFactory | None],
    *,
    base: str,
    prefixes: Mapping[str, str],
    predicates: Collection[Term],
    schemes: Collection[str] = (),
) -> dict[str, Writer]:
    """Return the writer of each format for one graph, by suffix; none for N-Triples.

    `prefixes` maps each prefix to its namespace. `predicates` and `schemes`: see `GraphTerms`.
    """
    terms = GraphTerms(
        namespaces=namespaces(prefixes, base=base), predicates=predicates, schemes=schemes
    )
    return {suffix: make_writer(terms) for suffix, make_writer in factories.items() if make_writer}


def rdf_file(writer: Writer, texts: Sequence[bytes], *, prefix_mask: int) -> bytes:
    """Return the same as `rdf_pieces` as a whole; no text is empty."""
    content = writer.separator.encode().join(texts)
    return b"".join((writer.head(prefix_mask).encode(), content, writer.tail.encode()))


def rdf_pieces(writer: Writer, texts: Iterable[bytes], *, prefix_mask: int) -> Iterator[bytes]:
    """Yield a file of the writer's format in pieces: its head, its chunks, its tail.

    `prefix_mask`: that of all chunks together. Empty chunks are left out.
    """
    separator = writer.separator.encode()
    yield writer.head(prefix_mask).encode()
    is_first = True
    for text in texts:
        if text:
            if not is_first:
                yield separator
            yield text
            is_first = False
    yield writer.tail.encode()
