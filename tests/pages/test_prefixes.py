"""The prefixes of a site's files."""

from publisher.dataset import Dataset
from publisher.load.rdfxml_files import parse_rdfxml
from publisher.load.turtle_files import parse_turtle
from publisher.model import Term
from publisher.pages.prefixes import open_prefixes
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES

NAMESPACE = "https://data.example/trail#"
VANN_PREFIX = iri(f"{PREFIXES['vann']}preferredNamespacePrefix")


def _dataset(*predicates: str, preferred: str = "") -> Dataset:
    subject = iri(NAMESPACE.rstrip("#"))
    triples = [(subject, iri(predicate), literal("a")) for predicate in predicates]
    if preferred:
        triples.append((subject, VANN_PREFIX, literal(preferred)))
    return Dataset.of(triples, base="https://me.example/", namespaces={NAMESPACE: ""})


def test_a_namespace_has_the_prefix_that_its_files_give_it() -> None:
    declared = [("dct", PREFIXES["dcterms"]), ("t", NAMESPACE), ("trail", NAMESPACE)] * 2
    prefixes = open_prefixes(_dataset(f"{NAMESPACE}p"), [*declared, ("trail", NAMESPACE)])
    assert prefixes["trail"] == NAMESPACE
    assert prefixes["dct"] == PREFIXES["dcterms"]
    assert {"t", "dcterms", ""}.isdisjoint(prefixes)


def test_a_namespace_has_the_prefix_that_it_asks_for() -> None:
    prefixes = open_prefixes(_dataset(preferred="path"), [("", NAMESPACE), ("t", NAMESPACE)])
    assert prefixes["path"] == NAMESPACE


def test_a_prefix_that_means_something_else_in_each_file_is_left_out() -> None:
    other = "https://other.example/"
    prefixes = open_prefixes(_dataset(), [("this", NAMESPACE), ("this", other)])
    assert "this" not in prefixes
    prefixes = open_prefixes(_dataset(), [*[("this", NAMESPACE)] * 2, ("this", other)])
    assert prefixes["this"] == NAMESPACE


def test_a_namespace_without_a_prefix_gets_the_usual_one_or_one_of_its_address() -> None:
    used = ("http://schema.org/name", f"{NAMESPACE}p", "http://a.example/1/2/p", "urn:x:p")
    prefixes = open_prefixes(_dataset(*used), [])
    assert prefixes["schema"] == "http://schema.org/"
    assert prefixes["trail"] == NAMESPACE
    assert prefixes["a"] == "http://a.example/1/2/"


def test_rdf_and_the_like_mean_what_they_always_mean() -> None:
    prefixes = open_prefixes(_dataset(), [("rdf", NAMESPACE), ("x", PREFIXES["rdf"])])
    assert prefixes["rdf"] == PREFIXES["rdf"]
    assert NAMESPACE in prefixes.values()


def test_the_empty_prefix_is_the_projects_own_ontology_alone() -> None:
    own = "https://me.example/ontology#"
    assert "" not in open_prefixes(_dataset(), [("", NAMESPACE)])
    assert open_prefixes(_dataset(f"{own}p"), [("", NAMESPACE)])[""] == own


def test_prefixes_are_read_from_turtle_and_rdfxml() -> None:
    turtle, _ = parse_turtle(b"@prefix t: <http://t.example/> . t:a t:b t:c .", file="", base="x:")
    assert turtle
    assert turtle.prefixes == (("t", "http://t.example/"),)
    xml = (
        '<!DOCTYPE rdf:RDF [<!ENTITY t "http://t.example/">]>'
        f"<rdf:RDF xmlns:rdf='{PREFIXES['rdf']}' xmlns:t=\"&t;x#\"/>"
    )
    read = parse_rdfxml(xml, file="", base="x:").rdf
    assert read
    assert dict(read.prefixes) == {"rdf": PREFIXES["rdf"], "t": "http://t.example/x#"}


def test_a_prefix_needs_a_name_that_every_format_takes() -> None:
    namespaces = {Term("é"): "http://é.example/", Term("a.b"): "http://ab.example/"}
    prefixes = open_prefixes(_dataset(), namespaces.items())
    assert not namespaces.keys() & prefixes.keys()
