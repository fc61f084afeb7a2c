"""The main namespace, the title and the languages are those that a person would name."""

import pytest

from publisher.guess import Guess, guess
from publisher.load.contexts import Contexts, context_files
from publisher.load.rdf_files import InputFile, parse_rdf, read_rdf
from tests.conftest import shared

EXPECTED = {
    "dcat3": ("http://www.w3.org/ns/dcat#", "dcat", "en"),
    # Terms of five vocabularies, and an ontology that none of them begins with.
    "dcatap-rdfxml": ("http://www.w3.org/", "", "en"),
    "gist": ("https://w3id.org/semanticarts/", "", ""),
    "lblod-orgs": ("http://data.lblod.info/id/", "", ""),
    "linkedart-jsonld": ("http://numismatics.org/", "", ""),
    "museum-ccma": ("http://data.museum.colby.edu/aac/", "", ""),
    "nace-rdfxml": ("https://w3id.org/ipsoeu/ramon-ld/nace/2008/", "", "en"),
    "nanopub": ("https://w3id.org/", "", ""),
    "nwbib": ("https://nwbib.de/subjects#", "subjects", "de"),
    "pizza-rdfxml": (
        "http://www.co-ode.org/ontologies/pizza/2005/10/18/classified/pizza.owl#",
        "pizza",
        "pt",
    ),
    "shacl-dcatap": (
        "https://semiceu.github.io/DCAT-AP/releases/3.0.0/html/shacl/shapes.ttl#",
        "shapes",
        "en",
    ),
    "skohub": ("https://w3id.org/kim/hochschulfaechersystematik/", "", "de"),
    "w3c-org": ("http://www.w3.org/ns/org#", "org", "en"),
    "wikibase": ("http://acme.test/", "", "en"),
}
PREFIXES = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
"""


def guessed(turtle: str) -> Guess:
    file, findings = parse_rdf((PREFIXES + turtle).encode(), file="a.ttl", base="https://b.test/")
    assert file, findings
    return guess(file.triples)


@pytest.mark.parametrize("folder", EXPECTED)
def test_the_namespace_of_a_public_data_set(folder: str) -> None:
    graphs = shared("graphs")
    contexts = Contexts(by_name=dict(context_files(graphs / "contexts")))
    files = read_rdf(
        (
            InputFile(file=path.name, content=path.read_bytes(), base="https://example.invalid/x")
            for path in sorted((graphs / folder).iterdir())
        ),
        contexts=contexts,
    ).files

    found = guess([t for file in files for t in (*file.triples, *(q[:3] for q in file.quads))])

    assert (found.namespace, found.name, next(iter(found.languages), "")) == EXPECTED[folder]


def test_a_declared_namespace_goes_before_a_common_prefix() -> None:
    text = (
        "<https://a.org/ns> vann:preferredNamespaceUri {0} ; a owl:Ontology ; dcterms:title 'T' ."
    )

    for namespace in ('"https://a.org/ns#"', "<https://a.org/ns#>"):
        found = guessed(text.format(namespace) + "<https://a.org/ns#A> a owl:Class .")
        assert (found.namespace, found.name, found.title) == ("https://a.org/ns#", "ns", "T")
        assert found.base == "https://a.org/"


def test_a_declared_namespace_with_which_few_subjects_begin_is_passed_over() -> None:
    found = guessed(
        "<https://other.org/ns#> a owl:Ontology ."
        + "".join(f"<https://a.org/data/{at}> rdfs:label 'x' ." for at in range(5))
    )

    assert found.namespace == "https://a.org/data/"


def test_well_known_vocabularies_are_passed_over_if_others_hold_half() -> None:
    described = "".join(f"foaf:term{at} rdfs:label 'x' ." for at in range(3))
    own = "".join(f"<https://a.org/{at}> rdfs:label 'x' ." for at in range(3))

    assert guessed(described + own).namespace == "https://a.org/"
    assert guessed(described).namespace == "http://xmlns.com/foaf/0.1/"


@pytest.mark.parametrize(
    ("subjects", "namespace", "name"),
    [
        (["https://a.org"], "https://a.org/", ""),
        (["https://a.org?x=1", "https://a.org?x=2"], "https://a.org/", ""),
        (["https://a.org/doc", "https://a.org/doc#a"], "https://a.org/doc#", "doc"),
        (["https://a.org/x.owl#a", "https://a.org/x.owl#b"], "https://a.org/x.owl#", "x"),
        (["https://a.org/search#a"], "https://a.org/search#", "search-terms"),
        (["https://a.org/Ärger#a"], "https://a.org/Ärger#", "rger"),
        (["https://a.org/#a"], "https://a.org/#", "a-org"),
        (["urn:x:1", "mailto:a@b.org"], "", ""),
        ([], "", ""),
    ],
)
def test_a_namespace_ends_at_a_slash_or_a_number_sign(
    subjects: list[str], namespace: str, name: str
) -> None:
    found = guessed("".join(f"<{subject}> rdfs:label 'x' ." for subject in subjects))

    assert (found.namespace, found.name) == (namespace, name)


def test_the_main_language_is_the_one_that_subjects_have_first() -> None:
    found = guessed(
        "<https://a.org/1> rdfs:label 'Brot'@de, 'bread'@en, 'pain'@fr ; "
        "rdfs:comment 'x'@en . <https://a.org/2> rdfs:label 'Salz'@de, 'salt'@en ."
    )

    assert found.languages == ("de", "en", "fr")
