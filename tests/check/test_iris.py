import pytest

from publisher.check.iris.iris import LONGEST_IRI, LONGEST_SEGMENT, check_iris
from publisher.check.predicate_index import PredicateIndex
from publisher.findings import Finding
from publisher.model import ANY
from tests.check.graphs import codes, graph_of, index_of, iri


def found(turtle: str) -> list[Finding]:
    return list(check_iris(index_of(turtle)))


@pytest.mark.parametrize(
    "path",
    [
        "network/enoc",
        "a/b-c_d",
        "country/azərbaycan",
        "ontology",
        "ontology#Term",
        "a/b#c=1,2",
        "a/convention",
        "a/" + "x" * LONGEST_SEGMENT,
    ],
)
def test_a_plain_iri_passes(path: str) -> None:
    assert found(f"<{path}> a :T .") == []


@pytest.mark.parametrize(
    "path",
    [
        "a/",
        "a//b",
        "/a/b//",
        "a/%2e%2E/b",
        "a/%2F",
        "a/CON",
        "nul/a",
        "a/com1",
        "a/aux.b",
        "a/index",
        "a/b.html",
        "a/b.ttl",
        "a/b.",
        "a/b%20",
        "a/b:c",
        "a/b*",
        "a/b%00",
        "a/b?c",
        "a/" + "x" * (LONGEST_SEGMENT + 1),
        "a/" + "ə" * LONGEST_SEGMENT,
        "",
    ],
)
def test_an_iri_that_can_be_no_page_is_found(path: str) -> None:
    assert codes(found(f"<https://example.org/{path}> a :T .")) == ["iri-unfit"]


@pytest.mark.parametrize("kind", ["queries", "dumps", "static", "vocabulary", "browse", "_"])
def test_a_first_segment_of_the_site_itself_is_refused(kind: str) -> None:
    (finding,) = found(f"<{kind}/a> a :T .")

    assert finding.code == "iri-unfit"
    assert f"addresses of its own that begin with {kind}" in finding.message


@pytest.mark.parametrize("kind", ["source", "claim"])
def test_the_kinds_of_sources_and_claims_are_reserved(kind: str) -> None:
    (finding,) = found(f"<{kind}/a> a :T .")

    assert finding.code == "iri-unfit"
    assert f"{kind} is reserved" in finding.message


@pytest.mark.parametrize("name", ["sparql", "catalog", "Metrics", "void", "sitemap-2"])
def test_an_address_of_the_site_itself_is_refused(name: str) -> None:
    assert codes(found(f"<{name}> a :T .")) == ["iri-unfit"]


@pytest.mark.parametrize("path", ["catalog/a", "metrics/gdp", "sitemap-x", "a/sparql"])
def test_an_address_that_only_begins_as_a_file_of_the_site_passes(path: str) -> None:
    assert found(f"<{path}> a :T .") == []


def test_sources_and_claims_have_their_kinds() -> None:
    assert found("<source/a> a ev:Source . <claim/a> a ev:Claim .") == []


def test_another_s_resource_is_not_to_be_described() -> None:
    (finding,) = found("<https://other.example/a> a :T .")

    assert finding.code == "resource-outside-base"
    assert finding.about == ("<https://other.example/a>", ANY, ANY)


def test_a_resource_may_be_in_any_namespace_of_the_site() -> None:
    graph = graph_of("<http://www.w3.org/ns/org#T> a :T . <http://www.w3.org/ns/x> a :T .")
    graph.namespaces = {graph.base: "", "http://www.w3.org/ns/org#": "org"}

    (finding,) = check_iris(PredicateIndex.of(graph))

    assert finding.about == ("<http://www.w3.org/ns/x>", ANY, ANY)
    assert "one of http://www.w3.org/ns/org#, https://example.org/" in finding.message


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/B", "a/b"), ("a/\u00e9", "a/e\u0301"), ("a/b", "a/%62"), ("a/b", "a/b/c"), ("a", "a/b")],
)
def test_two_pages_never_meet(one: str, other: str) -> None:
    assert found(f"<{one}> a :T . <{other}> a :T .") == []


def test_two_parts_of_one_page_are_no_collision() -> None:
    assert found("<a/b#C> a :T . <a/b#c> a :T .") == []


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_an_iri_that_no_page_may_link_to_is_found(value: str) -> None:
    (finding,) = found(f"<a> rdfs:seeAlso <{value}> .")

    assert finding.code == "iri-scheme"
    assert finding.about == (
        iri("a"),
        "<http://www.w3.org/2000/01/rdf-schema#seeAlso>",
        f"<{value}>",
    )


@pytest.mark.parametrize("value", ["https://x.example/", "mailto:a@x.example", "urn:isbn:1"])
def test_an_ordinary_iri_passes(value: str) -> None:
    assert found(f"<a> rdfs:seeAlso <{value}> .") == []


def test_an_iri_may_have_so_many_characters_and_no_more() -> None:
    longest = "https://x.example/".ljust(LONGEST_IRI, "x")

    assert found(f"<a> rdfs:seeAlso <{longest}> .") == []
    assert codes(found(f"<a> rdfs:seeAlso <{longest}x> .")) == ["iri-too-long"]
