"""A denial is a denial wherever the harbour is published, and what contradicts what is said."""

from pathlib import Path

import rdflib
from rdflib import RDF, URIRef

from tests.harbour.project import BASE, COURIER, MINUTES, change
from tests.harbour.running import answers, findings

EV = rdflib.Namespace("https://w3id.org/quoted-statements#")
ONTOLOGY = rdflib.Namespace(f"{BASE}ontology#")
COUNCIL, CRACKS = URIRef(f"{BASE}body/harbour-council"), URIRef(f"{BASE}flaw/cracks")
DENIAL = URIRef(f"{BASE}claim/did-not-know")
MOTION = URIRef(f"{BASE}motion/close-north-quay")
STANCES = """
PREFIX ev: <https://w3id.org/quoted-statements#>
SELECT ?claim ?stance ?attribution ?reporter WHERE {
  ?claim a ev:Claim ; ev:stance ?stance ; ev:attribution ?attribution .
  OPTIONAL { ?claim ev:reportedBy ?reporter } }"""


def graph_at(site: Path, name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(site / name, publicID=BASE)


def stances(folder: Path) -> dict[str, dict[str, str]]:
    return {row["claim"].removeprefix(f"{BASE}claim/"): row for row in answers(folder, STANCES)}


def test_the_harbour_has_no_finding(harbour: Path) -> None:
    assert findings(harbour) == []


def test_a_denial_is_published_as_one_with_its_content_unasserted(harbour_site: Path) -> None:
    for name in ("claim/did-not-know.ttl", "claim/did-not-know.nt", "claim/did-not-know.jsonld"):
        graph = graph_at(harbour_site, name)

        assert list(graph.objects(DENIAL, EV.stance)) == [EV.denies]
        (content,) = graph.objects(DENIAL, EV.content)
        assert (content, RDF.type, EV.Content) in graph
        assert (content, RDF.predicate, ONTOLOGY.knewOf) in graph
        assert (COUNCIL, ONTOLOGY.knewOf, CRACKS) not in graph


def test_what_is_denied_and_claimed_is_asserted_in_no_file(harbour_site: Path) -> None:
    for path in harbour_site.rglob("*.nt"):
        assert (COUNCIL, ONTOLOGY.knewOf, CRACKS) not in graph_at(harbour_site, str(path))


def test_a_claim_without_a_stance_asserts_and_its_claimant_is_stated(harbour: Path) -> None:
    found = stances(harbour)

    assert found["cost"]["stance"] == str(EV.asserts)
    assert found["did-not-know"]["stance"] == str(EV.denies)
    assert {row["attribution"] for row in found.values()} == {str(EV.stated)}


def test_the_source_reports_the_claims_of_all_but_itself(harbour: Path) -> None:
    found = stances(harbour)

    assert found["cost"]["reporter"] == f"{BASE}source/council-minutes"
    assert found["knew-in-2017"]["reporter"] == f"{BASE}source/courier-report"
    assert found["some-80"]["reporter"] == ""


def test_defaults_are_of_a_claim_in_two_files(harbour: Path) -> None:
    (harbour / "data" / "more.ttl").write_text(
        "@prefix ev: <https://w3id.org/quoted-statements#> .\n"
        "<claim/cost> ev:stance ev:doubts ; ev:attribution ev:inferred .\n"
    )

    found = stances(harbour)["cost"]

    assert (found["stance"], found["attribution"]) == (str(EV.doubts), str(EV.inferred))


def test_a_contradicted_triple_is_published_as_its_record(harbour_site: Path) -> None:
    graph = graph_at(harbour_site, "claim/seven-to-three.ttl")

    (record,) = graph.objects(URIRef(f"{BASE}claim/seven-to-three"), EV.contradicts)
    motion = graph_at(harbour_site, "motion/close-north-quay.ttl")
    assert (record, RDF.type, EV.Record) in motion
    assert (record, RDF.subject, MOTION) in motion
    assert (record, RDF.object, rdflib.Literal(2)) in motion


def test_a_record_contradicts_a_claim_from_inside_its_annotation(harbour: Path) -> None:
    change(
        harbour / MINUTES,
        ('ev:quote "7 votes to 2" |}', 'ev:quote "7 votes to 2" ; ev:contradicts <claim/cost> |}'),
    )

    rows = answers(
        harbour,
        "PREFIX ev: <https://w3id.org/quoted-statements#> "
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "SELECT ?value WHERE { ?record a ev:Record ; rdf:object ?value ; "
        "ev:contradicts <claim/cost> }",
    )

    assert [row["value"] for row in rows] == ["2"]
    assert findings(harbour) == []


def test_a_triple_that_only_claims_assert_names_those_claims(harbour: Path) -> None:
    change(
        harbour / MINUTES,
        (
            ":knewOf <flaw/cracks> >> ;",
            (
                ":knewOf <flaw/cracks> >> ;\n"
                "  ev:disputedBy << <body/harbour-council> :knewOf <flaw/cracks> >> ;"
            ),
        ),
    )

    rows = answers(
        harbour,
        "PREFIX ev: <https://w3id.org/quoted-statements#> "
        "SELECT ?other WHERE { <claim/did-not-know> ev:disputedBy ?other }",
    )

    # Not the other denial of it.
    assert [row["other"] for row in rows] == [f"{BASE}claim/knew-in-2017"]


def test_the_nearest_statement_of_one_thing_is_named(harbour: Path) -> None:
    change(harbour / COURIER, (":votesAgainst 2 >>", ":votesAgainst 5 >>"))

    (line,) = findings(harbour)

    assert line.startswith(f"{COURIER}:")
    assert (
        "no record says, and no claim asserts, << <motion/close-north-quay> :votesAgainst" in line
    )
    assert "nearest is << <motion/close-north-quay> :votesAgainst 2 >>" in line
    assert line.endswith("[contradicted-missing]")


def test_what_contradicts_must_have_a_name(harbour: Path) -> None:
    change(
        harbour / COURIER,
        (
            "<claim/built> a ev:Claim",
            (
                "[] ev:contradicts << <motion/close-north-quay> :votesAgainst 2 >> .\n"
                "<claim/built> a ev:Claim"
            ),
        ),
    )

    (line,) = findings(harbour)

    assert line.endswith("[blank-node]")


def test_a_statement_with_a_name_of_its_own_is_contradicted_by_its_triple(harbour: Path) -> None:
    change(
        harbour / MINUTES,
        (":votesAgainst 2 {|", ":votesAgainst 2 ~ <motion/close-north-quay#against> {|"),
    )

    rows = answers(
        harbour,
        "PREFIX ev: <https://w3id.org/quoted-statements#> "
        "SELECT ?other WHERE { <claim/seven-to-three> ev:contradicts ?other }",
    )

    assert [row["other"] for row in rows] == [f"{MOTION}#against"]
    assert findings(harbour) == []
