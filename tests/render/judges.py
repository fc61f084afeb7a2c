"""Readers of our files that share no code with the writers, and graphs for them to read."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from itertools import count

import pyoxigraph as ox
import rdflib
from hypothesis import strategies as st

from publisher.dataset import Dataset
from publisher.model import DEFAULT_GRAPH, Quad, Term
from publisher.ntriples import quad_line_of
from publisher.terms import iri, literal
from publisher.vocabulary import (
    PREFIXES,
    RDF_FIRST,
    RDF_NIL,
    RDF_OBJECT,
    RDF_REST,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_LABEL,
)

BASE = "https://example.org/"
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
DATASETS = {"trig", "nq", "jsonld"}
_DEFAULT = {rdflib.URIRef("urn:x-rdflib:default")}
_RDF = f"{{{PREFIXES['rdf']}}}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


def by_oxigraph(content: bytes, suffix: str) -> set[Quad]:
    """The quads that pyoxigraph reads; labels of blank nodes stay."""
    format_ = ox.RdfFormat.from_media_type(MEDIA_TYPES[suffix])
    assert format_
    return _quads(ox.parse(content, format=format_))


def by_rdflib(content: bytes, suffix: str) -> set[Quad]:
    """The quads that rdflib reads. `rdflib.NORMALIZE_LITERALS` has to be False."""
    store = rdflib.Dataset(default_union=False)
    store.parse(content, format=MEDIA_TYPES[suffix])
    return {
        (
            _term(s),
            _term(p),
            _term(o),
            DEFAULT_GRAPH if name is None or name in _DEFAULT else _term(name),
        )
        for s, p, o, name in store.quads()
    }


def by_etree(content: bytes) -> set[Quad]:
    """The triples of RDF/XML, by the parser of the standard library and W3C's rules for nodes."""
    root = ET.fromstring(content)  # noqa: S314 -- our own file
    assert root.tag == f"{_RDF}RDF"
    anonymous = (Term(f"_:x{number}") for number in count())
    found: set[Quad] = set()
    for node in root:
        assert node.tag == f"{_RDF}Description"
        subject = _node(node, "about") or next(anonymous)
        for element in node:
            value = _node(element, "resource") or _literal(element)
            assert not len(element)
            predicate = iri(element.tag.removeprefix("{").replace("}", "", 1))
            found.add((subject, predicate, value, DEFAULT_GRAPH))
    return found


def _node(element: ET.Element, name: str) -> Term | None:
    blank = element.get(f"{_RDF}nodeID")
    if blank is not None:
        return Term(f"_:{blank}")
    address = element.get(f"{_RDF}{name}")
    return None if address is None else iri(address)


def _literal(element: ET.Element) -> Term:
    language = element.get(f"{_XML}lang", "")
    datatype = element.get(f"{_RDF}datatype", f"{PREFIXES['xsd']}string")
    return literal(element.text or "", language=language, datatype=iri(datatype))


def canonical(quads: Iterable[Quad]) -> list[str]:
    """Quads with canonical labels: equal for isomorphic datasets."""
    lines = b"".join(map(quad_line_of, quads))
    dataset = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def union(quads: Iterable[Quad]) -> set[Quad]:
    """All triples, as those of the default graph."""
    return {(*quad[:3], DEFAULT_GRAPH) for quad in quads}


def dataset_of(quads: Sequence[Quad]) -> Dataset:
    default = [quad[:3] for quad in quads if not quad[3]]
    return Dataset.of(default, quads=[quad for quad in quads if quad[3]], base=BASE)


def _quads(quads: Iterable[ox.Quad]) -> set[Quad]:
    return {
        (_of(quad.subject), _of(quad.predicate), _of(quad.object), _of(quad.graph_name))
        for quad in quads
    }


def _of(node: object) -> Term:
    if isinstance(node, ox.Literal):
        return literal(node.value, datatype=iri(node.datatype.value), language=node.language or "")
    return DEFAULT_GRAPH if isinstance(node, ox.DefaultGraph) else Term(str(node))


def _term(node: rdflib.term.Node) -> Term:
    if isinstance(node, rdflib.Literal):
        kind = iri(node.datatype) if node.datatype else iri(f"{PREFIXES['xsd']}string")
        return literal(str(node), datatype=kind, language=node.language or "")
    return Term(f"_:{node}") if isinstance(node, rdflib.BNode) else iri(str(node))


# Graphs.

texts = st.text(
    st.one_of(
        st.sampled_from("\t\n\r\"\\'&<>]{}\x01\x0c\x7f\x85\u00a0\u202e\u2028\ufeff\ufffe"),
        st.characters(min_codepoint=0x20, exclude_categories=["Cs"]),
    ),
    max_size=8,
)
_OWN = f"{BASE}ontology#"
iris = st.sampled_from(
    [
        *(iri(f"{BASE}{name}") for name in ("a", "a/b", "b", "c#x", "c#y", "c", "d?id=1")),
        *map(iri, ("urn:x:1", "http://other.example/é", "http://e/p/", f"{_OWN}Thing")),
        RDF_NIL,
        RDF_TYPE,
    ]
)
blanks = st.sampled_from([Term(f"_:b{number}") for number in range(6)])
predicates = st.sampled_from(
    [
        *(iri(f"{_OWN}{name}") for name in ("p", "q", "dcterms")),
        *map(iri, ("http://e/p/", "http://e/ns/1", "http://e/p?id=12", "urn:p:1")),
        *(RDF_TYPE, RDFS_LABEL, RDF_FIRST, RDF_REST, RDF_SUBJECT, RDF_OBJECT),
        iri("http://xmlns.com/foaf/0.1/name"),
    ]
)
plain_predicates = st.sampled_from([iri(f"{_OWN}{name}") for name in ("p", "q")])
literals = st.one_of(
    st.builds(literal, texts),
    st.builds(lambda text: literal(text, language="de-1996"), texts),
    st.sampled_from(["+19.5", "01", "true", "1e3", ""]).map(
        lambda text: literal(text, datatype=iri(f"{PREFIXES['xsd']}decimal"))
    ),
)
values = st.one_of(iris, blanks, blanks, literals)
triples = st.tuples(st.one_of(iris, blanks), predicates, values)
plain_triples = st.tuples(
    st.one_of(iris, blanks), plain_predicates, st.one_of(blanks, blanks, iris)
)


@st.composite
def lists(draw: st.DrawFn) -> list[tuple[Term, Term, Term]]:
    """A list that a subject names, mostly well formed."""
    name = draw(st.sampled_from("lmn"))
    members = draw(st.lists(values, max_size=4))
    nodes = [Term(f"_:{name}{number}") for number in range(len(members))]
    made = [(draw(st.one_of(iris, blanks)), draw(plain_predicates), (*nodes, RDF_NIL)[0])]
    for node, member, rest in zip(nodes, members, [*nodes[1:], RDF_NIL][: len(nodes)], strict=True):
        made += [(node, RDF_FIRST, member), (node, RDF_REST, rest)]
    if draw(st.integers(0, 4)) == 0:
        made.append(draw(st.tuples(st.sampled_from([*nodes, iri(f"{BASE}a")]), predicates, values)))
    return made


graphs = st.lists(
    st.one_of(st.lists(plain_triples, max_size=4), st.lists(triples, max_size=3), lists()),
    max_size=4,
).map(lambda parts: [triple for part in parts for triple in part])
names = st.sampled_from(
    [DEFAULT_GRAPH, iri(f"{BASE}g/1"), iri(f"{BASE}a"), Term("_:g"), Term("_:b0")]
)
datasets = st.lists(st.tuples(names, graphs), max_size=3).map(
    lambda parts: [(*triple, name) for name, part in parts for triple in part]
)
