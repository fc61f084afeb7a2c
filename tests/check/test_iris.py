import pytest

from publisher.check.iris.iris import LONGEST_IRI, LONGEST_SEGMENT, check_iris
from publisher.findings import Finding
from publisher.model import ANY
from tests.check.graphs import codes, index_of, iri


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


@pytest.mark.parametrize("kind", ["queries", "dumps", "static", "vocabulary", "source", "claim"])
def test_a_kind_that_the_site_needs_is_reserved(kind: str) -> None:
    (finding,) = found(f"<{kind}/a> a :T .")

    assert finding.code == "iri-unfit"
    assert f"{kind} is reserved" in finding.message


def test_sources_and_claims_have_their_kinds() -> None:
    assert found("<source/a> a ev:Source . <claim/a> a ev:Claim .") == []


def test_another_s_resource_is_not_to_be_described() -> None:
    (finding,) = found("<https://other.example/a> a :T .")

    assert finding.code == "resource-outside-base"
    assert finding.about == ("<https://other.example/a>", ANY, ANY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/B", "a/b"),
        ("a/\u00e9", "a/e\u0301"),
        ("a/b", "a/%62"),
        ("a/\u0130", "a/i\u0307"),
        ("a/straße", "a/strasse"),
    ],
)
def test_two_iris_of_one_file_are_found(one: str, other: str) -> None:
    assert codes(found(f"<{one}> a :T . <{other}> a :T .")) == ["iri-collision"]


def test_two_parts_of_one_page_are_no_collision() -> None:
    assert found("<a/b#C> a :T . <a/b#c> a :T .") == []


def test_a_page_below_a_page_is_found_at_any_depth() -> None:
    assert codes(found("<a/b> a :T . <a/b/c/d> a :T .")) == ["iri-nested"]


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
