"""No claim of the flagship passes for a fact, in its triples or in its words."""

import csv
from pathlib import Path

import pytest

from tests import flagship
from tests.data.asked import BASE, asked

ONLY_CLAIMED = {
    "ReportedEvent",
    "accused",
    "affected",
    "carriedOutBy",
    "describedAs",
    "partyTo",
    "penalty",
    "provides",
    "territoryOf",
}
MEN = (("person/dilgam-asgarov", "Dilgam Asgarov"), ("person/shahbaz-guliyev", "Shahbaz Guliyev"))
# The words name the claimant by a pronoun or not at all, or the clause is a parenthesis.
INFERRED = {
    ("claim/act-in-the-proceedings", "it was drawn attention to the fact that"),
    ("claim/armenia-party-ccpr", "The Commissioner also underlined that"),
    ("claim/condemned-internationally", "The letter said that"),
    ("claim/international-law", "She also stressed that"),
    ("claim/later-decision", "it was drawn attention to the fact that"),
    ("claim/penalties", "it was drawn attention to the fact that"),
    ("claim/recognition-of-territories", "She also stressed that"),
}
# The one clause of the source of which a person is the subject.
OF_PERSONS = {"claim/description-of-the-persons"}


def _passages(site: Path, kind: str) -> set[tuple[str, int, int]]:
    """Return where the words of each record or claim stand: code points, end exclusive."""
    found = asked(
        site,
        f"""SELECT ?one ?start ?end WHERE {{
          ?one a {kind} ; ev:evidence ?passage .
          ?passage oa:hasSelector ?place .
          ?place oa:start ?start ; oa:end ?end .
        }}""",
    )
    return {(one, int(start), int(end)) for one, start, end in found}


def test_inside_the_words_of_a_claim_a_record_quotes_a_name_and_nothing_more(site: Path) -> None:
    claims = _passages(site, "ev:Claim")
    records = _passages(site, "ev:Record")
    said = {
        record: (predicate, value)
        for record, predicate, value in asked(
            site,
            """SELECT ?record ?predicate ?value WHERE {
              ?record a ev:Record ; rdf:predicate ?predicate ; rdf:object ?value .
            }""",
        )
    }
    touching = {
        (*said[record], flagship.text()[start:end])
        for record, start, end in records
        if any(start < behind and first < end for _, first, behind in claims)
    }

    assert len(claims) == 18
    assert touching == {
        ("ontology#name", "Armenia", "Armenia"),
        ("ontology#name", "Azerbaijani Ombudsman Office", "the Azerbaijani Ombudsman Office"),
        ("ontology#name", "Dilgam Asgarov", "Dilgam Asgarov"),
        ("ontology#name", "Kalbajar city", "Kalbajar city"),
        ("ontology#name", "Shahbaz Guliyev", "Shahbaz Guliyev"),
    }


def test_the_ontology_marks_what_is_only_claimed_and_what_gives_a_name(site: Path) -> None:
    marked = asked(site, "SELECT ?term WHERE { ?term ev:onlyClaimed true }")
    assert marked == {(f"ontology#{name}",) for name in ONLY_CLAIMED}
    naming = asked(site, "SELECT ?term WHERE { ?term ev:naming true }")
    assert naming == {("ontology#name",)}


def test_a_reported_event_has_type_label_and_notes_and_nothing_else(site: Path) -> None:
    found = asked(
        site, "SELECT ?event ?p ?o WHERE { ?event a :ReportedEvent ; ?p ?o }", dump="asserted"
    )

    events = {event for event, _, _ in found}
    assert events == {"event/asgarov-guliyev", "proceeding/asgarov-guliyev"}
    said = {(p.rpartition("#")[2], o) for _, p, o in found}
    assert {p for p, _ in said} == {"type", "label", "editorialNote"}
    assert {o for p, o in said if p == "type"} == {"ontology#ReportedEvent"}
    assert {o for p, o in said if p == "label"} == {
        "Reported event that the official letter concerns",
        "Reported proceedings of which the official letter tells",
    }
    assert not asked(
        site, "SELECT ?s ?p WHERE { ?event a :ReportedEvent . ?s ?p ?event }", dump="asserted"
    )


@pytest.mark.parametrize(("man", "name"), MEN)
def test_without_its_claims_the_graph_says_of_a_man_his_name_and_the_letter(
    site: Path, man: str, name: str
) -> None:
    said = asked(site, f"SELECT ?p ?o WHERE {{ <{man}> ?p ?o }}", dump="asserted")
    assert {(p.rpartition("#")[2], o) for p, o in said} == {
        ("type", "ontology#Person"),
        ("label", name),
        ("name", name),
        # It leads to the claims, and says nothing of what they say.
        ("seeAlso", f"{man}.claims.ttl"),
    }
    of_him = asked(site, f"SELECT ?s ?p WHERE {{ ?s ?p <{man}> }}", dump="asserted")
    assert of_him == {("document/letter", "ontology#concerns")}
    naming = asked(
        site,
        f'SELECT ?s WHERE {{ ?s ?p ?o FILTER(isLiteral(?o) && CONTAINS(?o, "{name}")) }}',
        dump="asserted",
    )
    # The ontology names them in an example.
    assert {one for (one,) in naming} == {man, "ontology#concerns"}


@pytest.mark.parametrize("man", [man for man, _ in MEN])
def test_a_claim_is_about_a_person_only_if_the_person_is_its_subject(site: Path, man: str) -> None:
    found = asked(site, f"SELECT ?claim WHERE {{ ?claim a ev:Claim ; ev:about <{man}> }}")
    assert {claim for (claim,) in found} == OF_PERSONS


def test_the_table_of_claims_pairs_a_person_with_no_clause_of_another_subject(site: Path) -> None:
    persons = asked(site, "SELECT ?label WHERE { ?person a :Person ; rdfs:label ?label }")
    with (site / "queries" / "claims.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))

    of_persons = [row for row in rows if (row["aboutLabel"],) in persons]
    assert len(of_persons) == len(MEN)
    assert {row["claim"].removeprefix(BASE) for row in of_persons} == OF_PERSONS


def test_a_claimant_whom_the_words_do_not_name_is_inferred_and_a_note_says_why(site: Path) -> None:
    inferred = asked(
        site,
        """SELECT ?claim ?words WHERE {
          ?claim ev:attribution ev:inferred ; skos:editorialNote ?note .
          ?record rdf:subject ?claim ; rdf:predicate ev:claimant ; ev:quote ?words .
          FILTER(CONTAINS(?note, "read as the"))
        }""",
    )
    assert inferred == INFERRED
    every = asked(site, "SELECT ?claim WHERE { ?claim a ev:Claim }")
    stated = asked(site, "SELECT ?claim WHERE { ?claim ev:attribution ev:stated }")
    assert every - stated == {(claim,) for claim, _ in INFERRED}


def test_the_page_reports_what_others_claim_and_not_what_it_claims_itself(site: Path) -> None:
    page = "source/ngos-and-networks"
    reported = asked(
        site, f"SELECT ?claimant WHERE {{ ?claim ev:reportedBy <{page}> ; ev:claimant ?claimant }}"
    )
    assert reported == {("document/letter",), ("post/commissioner",)}
    unreported = asked(
        site,
        """SELECT ?claimant WHERE {
          ?claim ev:claimant ?claimant . FILTER NOT EXISTS { ?claim ev:reportedBy ?source }
        }""",
    )
    assert unreported == {(page,)}


def test_nothing_dates_the_academy_and_its_seminars_are_dated(site: Path) -> None:
    dated = asked(
        site,
        'SELECT ?s ?p WHERE { ?s ?p ?year . FILTER(STR(?year) = "2014") }',
        dump="asserted",
    )
    assert dated == {("seminars/nhri-academy", "ontology#carriedOutSince")}
    established = asked(site, "SELECT ?s ?year WHERE { ?s :established ?year }", dump="asserted")
    assert established == {("network/ennhri", "2013")}


def test_an_office_is_held_as_of_the_month_of_the_meeting(site: Path) -> None:
    held = asked(
        site,
        """SELECT ?person ?post ?time WHERE {
          ?record a ev:Record ; rdf:predicate :holds ; rdf:subject ?person ; rdf:object ?post .
          OPTIONAL { ?record ev:asOf ?time }
        }""",
    )
    assert held == {
        ("person/christine-berli", "post/vice-president-icrc", "2015-03"),
        ("person/peter-maurer", "post/head-of-icrc", "2015-03"),
    }


def test_a_text_that_is_claimed_is_in_the_words_of_the_source(site: Path) -> None:
    source = " ".join(flagship.text().split())
    claimed = asked(
        site,
        "SELECT ?text WHERE { ?content a ev:Content ; rdf:object ?text FILTER(isLiteral(?text)) }",
    )
    assert claimed
    assert [text for (text,) in claimed if text not in source] == []
