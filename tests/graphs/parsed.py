"""RDF as other parsers read it: what was given by rdflib and PyLD, our own by pyoxigraph too."""

import bz2
import gzip
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.parsers import expat

import pyoxigraph as ox
import rdflib
import rdflib.term
from pyld import jsonld

from publisher.blank_nodes import with_stable_labels
from publisher.model import DEFAULT_GRAPH, Quad, Term
from publisher.ntriples import quad_line_of
from publisher.terms import iri, literal

FORMATS: Final[Mapping[str, tuple[str, ox.RdfFormat]]] = {
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "n3": ("turtle", ox.RdfFormat.TURTLE),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "nq": ("nquads", ox.RdfFormat.N_QUADS),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "rdf": ("xml", ox.RdfFormat.RDF_XML),
    "owl": ("xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
}
"""The names of the formats for rdflib and for pyoxigraph, by suffix."""
DATASETS: Final = frozenset({"nq", "trig", "jsonld"})
_DEFAULT: Final = rdflib.URIRef("urn:x-rdflib:default")
MANY: Final = 2_000
"""Quads with blank nodes from which on our own labels judge."""
SLOW: Final = 1_000_000
"""Bytes of a file that takes rdflib too long."""

Contexts: TypeAlias = Mapping[str, Path]

# Of ill-formed literals, which it keeps.
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


def read_input(path: Path, *, base: str, contexts: Contexts) -> list[Quad]:
    """Return what a file says, by rdflib and PyLD; by pyoxigraph if it is large."""
    suffix, content = _unpacked(path)
    content = content.removeprefix(b"\xef\xbb\xbf")
    if suffix == "jsonld":
        return by_pyld(content, base=base, contexts=contexts)
    if len(content) > SLOW:
        return by_oxigraph(content, suffix, base=base)
    return by_rdflib(content, suffix, base=base)


def by_rdflib(content: bytes, suffix: str, *, base: str = "") -> list[Quad]:
    dataset = rdflib.Dataset()
    rdflib.NORMALIZE_LITERALS = False
    try:
        dataset.parse(data=content, format=FORMATS[suffix][0], publicID=base or None)
    finally:
        rdflib.NORMALIZE_LITERALS = True
    # Parsers of one graph name it after the file.
    return [
        (
            _from_rdflib(subject),
            _from_rdflib(predicate),
            _from_rdflib(value),
            _from_rdflib(graph) if suffix in DATASETS and graph != _DEFAULT else DEFAULT_GRAPH,
        )
        for subject, predicate, value, graph in dataset.quads()
    ]


def by_oxigraph(content: bytes, suffix: str, *, base: str = "") -> list[Quad]:
    return list(_from_oxigraph(ox.parse(content, format=FORMATS[suffix][1], base_iri=base or None)))


def by_pyld(content: bytes, *, base: str, contexts: Contexts) -> list[Quad]:
    options: Any = {
        "base": base,
        "format": "application/n-quads",
        "documentLoader": _loader(contexts),
    }
    quads: Any = jsonld.to_rdf(json.loads(content), options)
    return by_oxigraph(quads.encode(), "nq")


def is_xml(content: bytes) -> bool:
    """Return whether expat, which knows names and namespaces, reads a file to its end."""
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(content, True)  # noqa: FBT003 -- positional only
    except expat.ExpatError:
        return False
    return True


def normal(quads: Iterable[Quad]) -> set[Quad]:
    """Return the canonical form of a dataset: tags in lower case, blank nodes by RDFC-1.0."""
    ground: set[Quad] = set()
    blank: list[Quad] = []
    for subject, predicate, value, graph in quads:
        quad = (subject, predicate, _lower_tag(value), graph)
        if any(term.startswith("_:") for term in quad):
            blank.append(quad)
        else:
            ground.add(quad)
    # Oxigraph's RDFC-1.0 does not end on a list of a thousand equal items.
    canonical = _canonical(blank) if len(blank) < MANY else with_stable_labels(blank)
    return ground | set(canonical)


def stored(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads as Oxigraph's store keeps them: numbers and times by their value.

    `"01"` becomes `"1"`, and an xsd:nonNegativeInteger an xsd:integer.
    """
    store = ox.Store()
    store.extend(
        ox.parse(b"".join(map(quad_line_of, quads)), format=ox.RdfFormat.N_QUADS, lenient=True)
    )
    yield from _from_oxigraph(store)


def union(quads: Iterable[Quad]) -> set[Quad]:
    return {(s, p, o, DEFAULT_GRAPH) for s, p, o, _ in quads}


def _canonical(quads: Iterable[Quad]) -> Iterator[Quad]:
    lines = b"".join(map(quad_line_of, quads))
    dataset = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    yield from _from_oxigraph(dataset)


def _from_oxigraph(quads: Iterable[ox.Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield (
            Term(str(quad.subject)),
            Term(str(quad.predicate)),
            Term(str(quad.object)),
            _graph_name(quad.graph_name),
        )


def _lower_tag(value: Term) -> Term:
    at = value.rfind('"@')
    if not value.startswith('"') or at < 0 or value.endswith(('"', ">")):
        return value
    return Term(value[:at] + value[at:].lower())


def _graph_name(name: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> Term:
    return DEFAULT_GRAPH if isinstance(name, ox.DefaultGraph) else Term(str(name))


def _from_rdflib(node: object) -> Term:
    if isinstance(node, rdflib.BNode):
        return Term(f"_:{node}")
    if isinstance(node, rdflib.Literal):
        if node.language:
            return literal(str(node), language=node.language)
        return literal(str(node), datatype=iri(str(node.datatype or rdflib.XSD.string)))
    return iri(str(node))


def _unpacked(path: Path) -> tuple[str, bytes]:
    content = path.read_bytes()
    name = path.name
    for packed, unpack in ((".gz", gzip.decompress), (".bz2", bz2.decompress)):
        if name.endswith(packed):
            name, content = name.removesuffix(packed), unpack(content)
    return name.rpartition(".")[2], content


def _loader(contexts: Contexts) -> Callable[[str, Mapping[str, Any]], Mapping[str, Any]]:
    def load(url: str, _options: Mapping[str, Any]) -> Mapping[str, Any]:
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": json.loads(contexts[url].read_bytes()),
        }

    return load
