"""The formats of RDF in which pages and dumps are published.

The writers are our own loops over term strings, because pyoxigraph writes a raw carriage return
and generated prefixes in RDF/XML, and because pages and dumps share the text of each subject.
pyoxigraph and rdflib judge the result in the tests; neither is imported here.

To add a format:

1. Write its writer, a class that satisfies `Writer`, in a module of its own; `turtle.py` is the
   model. A writer without prefixes returns 0 as mask.
2. Add its suffix and media type to `media_types.DOCUMENTS`, by which the server negotiates.
3. Add a `Format` to `FORMATS`. Pages then link to it, and each resource and dump has a file of it.
4. Add it to the judges of `tests/render/test_formats.py`, and its name to docs/reference/dumps.md.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from publisher.media_types import DOCUMENTS
from publisher.model import Term
from publisher.render.jsonld import JsonLd
from publisher.render.rdfxml import RdfXml
from publisher.render.turtle import Turtle
from publisher.render.writer import GraphTerms, Writer, namespaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name for a reader, the suffix of its files, their media type.

    `writer` makes the writer for one graph. It is None for N-Triples, whose files are the lines
    that the dataset itself holds.
    """

    name: str
    suffix: str
    media_type: str
    writer: Callable[[GraphTerms], Writer] | None


FORMATS: Final = (
    Format(name="Turtle", suffix="ttl", media_type=DOCUMENTS["ttl"], writer=Turtle),
    Format(name="JSON-LD", suffix="jsonld", media_type=DOCUMENTS["jsonld"], writer=JsonLd),
    Format(name="N-Triples", suffix="nt", media_type=DOCUMENTS["nt"], writer=None),
    Format(name="RDF/XML", suffix="rdf", media_type=DOCUMENTS["rdf"], writer=RdfXml),
)
"""Every format, in the order in which pages offer them."""


def writers(
    formats: Iterable[Format],
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
    return {one.suffix: one.writer(terms) for one in formats if one.writer}


def rdf_document(writer: Writer, chunks: Iterable[bytes], *, prefix_mask: int) -> bytes:
    """Return a file of the writer's format. `prefix_mask`: that of all its chunks together."""
    body = writer.separator.encode().join(chunks)
    return b"".join((writer.head(prefix_mask).encode(), body, writer.tail.encode()))
