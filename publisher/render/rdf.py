"""The formats of RDF that are written by own loops over term strings.

pyoxigraph and rdflib are the judges in the tests; neither is imported here.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from publisher.model import Term
from publisher.render.grouping import Writer, namespaces
from publisher.render.jsonld import JsonLd
from publisher.render.rdfxml import RdfXml
from publisher.render.turtle import Turtle

FORMATS: Final = ("ttl", "jsonld", "nt", "rdf")
"""The suffixes, in the order in which pages offer them."""


def writers(
    *,
    base: str,
    prefixes: Mapping[str, str],
    predicates: Iterable[Term],
    schemes: Collection[str] = (),
) -> dict[str, Writer]:
    """The writer of each format of FORMATS for one graph; N-Triples are the graph's own lines.

    `prefixes` maps to namespaces; without an empty one, that is `{base}ontology#`. `predicates`,
    and `schemes` of IRIs: the graph's.
    """
    known = namespaces(prefixes, base=base)
    return {
        "ttl": Turtle(known),
        "jsonld": JsonLd(known, schemes=schemes),
        "rdf": RdfXml(known, predicates=predicates),
    }


def document(writer: Writer, blocks: Iterable[bytes], *, used: int) -> bytes:
    """A file of the writer's format. `used`: the bits of the prefixes of all blocks together."""
    body = writer.joint.encode().join(blocks)
    return b"".join((writer.head(used).encode(), body, writer.tail.encode()))
