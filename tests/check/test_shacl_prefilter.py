"""The filter may only clear: whatever pySHACL reports, it must have left to it."""

import pyoxigraph as ox
import pyshacl
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.shacl_prefilter import conforming_shapes
from publisher.check.shapes.shapes_graph import parse_shapes
from publisher.dataset import Dataset
from publisher.model import ShapesFile, Term, Triple
from publisher.terms import iri, literal
from publisher.vocabulary import RDF_TYPE, RDFS_SUBCLASS
from tests import flagship

BASE = "https://example.org/"
PREFIXES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CONSTRAINTS = (
    "sh:minCount 1",
    "sh:minCount 2",
    "sh:maxCount 1",
    "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:Literal",
    "sh:nodeKind sh:IRIOrLiteral",
    "sh:datatype xsd:string",
    "sh:datatype xsd:gYear",
    "sh:datatype xsd:integer",
    "sh:datatype xsd:date",
    "sh:datatype xsd:boolean",
    "sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>",
    "sh:class <C>",
    "sh:class <D>",
    "sh:in ( <a> 'x' 'y'@en )",
    "sh:uniqueLang true",
    "sh:uniqueLang '1'^^xsd:boolean",
    "sh:in ()",
    "sh:pattern '^x'",
    "sh:minLength 2",
    "sh:hasValue <a>",
    "sh:or ( [ sh:minCount 1 ] [ sh:maxCount 0 ] )",
)
NODES = tuple(iri(f"{BASE}{name}") for name in "abc")
CLASSES = tuple(iri(f"{BASE}{name}") for name in "CDE")
XSD = "http://www.w3.org/2001/XMLSchema#"
LITERALS = (
    *map(Term, ('"x"', '"y"@en', '"z"@en', '"x"@az', '"y"@EN')),
    *(
        literal(text, datatype=iri(f"{XSD}{kind}"))
        for text, kind in (
            *(("2008", "gYear"), ("1", "integer"), ("01", "integer"), ("a", "integer")),
            *(
                ("2008-02-31", "date"),
                ("2008-01-31", "date"),
                ("1", "boolean"),
                ("true", "boolean"),
            ),
            *(("4", "nonNegativeInteger"), ("-4", "nonNegativeInteger"), ("yes", "boolean")),
        )
    ),
)
properties = st.sampled_from([iri(f"{BASE}p"), iri(f"{BASE}q")])
triples: st.SearchStrategy[Triple] = (
    st.tuples(st.sampled_from(NODES), properties, st.sampled_from((*NODES, *LITERALS)))
    | st.tuples(st.sampled_from(NODES), st.just(RDF_TYPE), st.sampled_from(CLASSES))
    | st.tuples(st.sampled_from(CLASSES), st.just(RDFS_SUBCLASS), st.sampled_from(CLASSES))
)


def shape(name: str, target: str, constraints: list[str], path: str) -> str:
    inner = " ; ".join([f"sh:path <{path}>", *constraints])
    return f"<{name}> a sh:NodeShape ; {target} ; sh:property [ {inner} ] .\n"


def conforms(graph: Dataset, shapes: str) -> bool:
    data = rdflib.Graph().parse(data=graph.lines, format="nt")
    quads = ox.parse(shapes, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    found, _, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(data=lines, format="nt"))
    return bool(found)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(
    data=st.sets(triples, min_size=1, max_size=12),
    constraints=st.lists(st.sampled_from(CONSTRAINTS), min_size=1, max_size=3, unique=True),
    target=st.sampled_from(
        ("sh:targetClass <C>", "sh:targetClass <D>", "a owl:Class", "a rdfs:Class")
    ),
)
def test_a_shape_that_pyshacl_finds_violated_never_conforms(
    data: set[Triple], constraints: list[str], target: str
) -> None:
    graph = Dataset.of(data, base=BASE)
    name = "C" if target.startswith("a ") else "S"
    turtle = PREFIXES + shape(name, target, constraints, "p")
    (parsed,) = parse_shapes([ShapesFile(file="s.ttl", content=turtle.encode())], base=BASE)

    if f"<{BASE}{name}>" in conforming_shapes(parsed.triples, PredicateIndex.of(graph)):
        assert conforms(graph, turtle)


def test_the_flagship_conforms_to_its_plain_shapes() -> None:
    loaded = flagship.loaded()
    parsed = parse_shapes(loaded.shapes, base=loaded.graph.base)

    found = conforming_shapes(
        [triple for file in parsed for triple in file.triples], PredicateIndex.of(loaded.graph)
    )

    assert "<https://w3id.org/quoted-statements#RecordShape>" in found
    assert "<https://w3id.org/quoted-statements#ClaimShape>" in found


def test_a_violated_shape_is_left() -> None:
    graph = Dataset.of([(NODES[0], RDF_TYPE, CLASSES[0])], base=BASE)
    turtle = PREFIXES + shape("S", "sh:targetClass <C>", ["sh:minCount 1"], "p")
    (parsed,) = parse_shapes([ShapesFile(file="s.ttl", content=turtle.encode())], base=BASE)

    assert conforming_shapes(parsed.triples, PredicateIndex.of(graph)) == frozenset()


def test_an_instance_of_a_class_below_one_from_elsewhere_is_not_passed_over() -> None:
    thing = iri("https://schema.org/Thing")
    graph = Dataset.of(
        [
            (NODES[0], RDF_TYPE, thing),
            (NODES[0], iri(f"{BASE}p"), literal("x")),
            (NODES[1], RDF_TYPE, CLASSES[0]),
            (CLASSES[0], RDFS_SUBCLASS, thing),
        ],
        base=BASE,
    )
    turtle = PREFIXES + shape("S", f"sh:targetClass {thing}", ["sh:minCount 1"], "p")
    (parsed,) = parse_shapes([ShapesFile(file="s.ttl", content=turtle.encode())], base=BASE)

    assert not conforms(graph, turtle)
    assert conforming_shapes(parsed.triples, PredicateIndex.of(graph)) == frozenset()
