"""The ready queries answer what a user asks, on two engines."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox
import pytest
import rdflib

from publisher.model import ReadyQuery, Term
from publisher.sparql.engine import StoreEngine
from publisher.sparql.parameters import inject, parameter_term
from publisher.sparql.results import result_rows
from publisher.terms import is_literal, lexical
from tests.flagship import FOLDER, loaded
from tests.flagship import text as source
from tests.queries.expected import ATTENTION, EXPECTED, FIRST, PAGE, PARTY, SHE, UNDERLINED

ONLY_CLAIMED = (
    "accused",
    "affected",
    "carriedOutBy",
    "describedAs",
    "partyTo",
    "penalty",
    "provides",
    "territoryOf",
)
NAMES = sorted(path.stem for path in (FOLDER / "queries").glob("*.rq"))
FREE = sorted(query.name for query in loaded().queries if query.parameters)
Rows = list[dict[str, str]]
REIFIED = """PREFIX ev: <https://w3id.org/quoted-statements#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


@pytest.fixture(scope="module", autouse=True)
def _literals_as_written() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        yield


@lru_cache(maxsize=1)
def _engine() -> StoreEngine:
    return StoreEngine(loaded().graph)


@lru_cache(maxsize=1)
def _second_engine() -> rdflib.Graph:
    return rdflib.Graph().parse(data=loaded().graph.lines, format="nt")


def _query(name: str) -> ReadyQuery:
    return next(query for query in loaded().queries if query.name == name)


def _text(name: str, given: Mapping[str, str] | None = None) -> str:
    query = _query(name)
    bindings = {parameter.name: parameter.default for parameter in query.parameters}
    for parameter in query.parameters:
        if given and parameter.name in given:
            bindings[parameter.name] = parameter_term(
                parameter, given[parameter.name], base=loaded().graph.base
            )
    return inject(query.text, bindings)


def _answer(name: str, given: Mapping[str, str] | None = None) -> Rows:
    return _rows(_text(name, given))


def _rows(text: str) -> Rows:
    columns, found = result_rows(_engine().answer(text))
    return [dict(zip(columns, map(_cell, row), strict=True)) for row in found]


def _second_rows(text: str) -> Rows:
    result = _second_engine().query(f"BASE <{loaded().graph.base}>\n{text}")
    columns = [str(variable) for variable in result.vars or ()]
    found: Rows = []
    for row in result:
        assert isinstance(row, rdflib.query.ResultRow)
        found.append(dict(zip(columns, map(_second_cell, row), strict=True)))
    return found


def _second_cell(term: rdflib.term.Identifier | None) -> str:
    if term is None:
        return ""
    return f"<{term}>" if isinstance(term, rdflib.URIRef) else " ".join(term.split())


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    text = lexical(term) if is_literal(term) else term
    return " ".join(text.split())


def _agrees(column: str, found: str, expected: str) -> bool:
    return expected in found if "quote" in column.lower() and expected else expected == found


def _is(row: Mapping[str, str], columns: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    return all(
        _agrees(column, row[column], cell) for column, cell in zip(columns, expected, strict=True)
    )


def _ask(text: str) -> bool:
    answer = _engine().answer(text)
    assert isinstance(answer, ox.QueryBoolean)
    return bool(answer)


def test_every_query_has_its_expected_answer() -> None:
    assert NAMES
    assert sorted(EXPECTED) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_what_the_source_says(name: str) -> None:
    columns, expected, whole = EXPECTED[name]
    found = _answer(name)
    if whole:
        assert len(found) == len(expected)
        for row, wanted in zip(found, expected, strict=True):
            assert _is(row, columns, wanted), (row, wanted)
    else:
        assert all(any(_is(row, columns, wanted) for row in found) for wanted in expected)


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_rows_in_the_same_order(name: str) -> None:
    assert _second_rows(_text(name)) == _answer(name)


@pytest.mark.parametrize("name", FREE)
def test_a_query_answers_without_its_parameters_too(name: str) -> None:
    text = _query(name).text
    assert all(row in _rows(text) for row in _answer(name))
    assert _second_rows(text) == _rows(text)


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_shows_its_words(name: str) -> None:
    for row in _rows(_query(name).text):
        assert any("quote" in column.lower() and cell for column, cell in row.items())


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_about_claims_says_who_claims_it_and_how(name: str) -> None:
    text = _query(name).text
    if "ev:Claim" in text or "ev:content" in text:
        for row in _rows(text):
            told = all(row[name] for name in ("claimantLabel", "attribution", "voice", "stance"))
            assert told or row.get("kind") == "Record", row


@pytest.mark.parametrize("name", NAMES)
def test_a_query_of_statements_asks_for_what_is_recorded_or_for_what_is_claimed(name: str) -> None:
    text = _query(name).text
    for variable in re.findall(r"\?(\w+) rdf:subject ", text):
        assert re.search(rf"\?{variable} a ev:(Record|Content) \.", text), variable


@pytest.mark.parametrize("name", NAMES)
def test_no_query_takes_what_is_claimed_from_plain_triples(name: str) -> None:
    for only in ONLY_CLAIMED:
        assert f" :{only} ?" not in _query(name).text


def test_the_commissioner_stresses_draws_attention_and_underlines() -> None:
    found = _answer("claims-by-claimant", {"claimant": "post/commissioner"})
    voices = [row["voice"] for row in found]
    assert voices == [ATTENTION] * 3 + ["stressed"] * 2 + ["underlined"] * 2
    words = {row["voice"]: row["claimantQuote"] for row in found}
    assert words == {ATTENTION: ATTENTION, "stressed": SHE, "underlined": UNDERLINED}


def test_what_is_underlined_is_asked_by_its_voice() -> None:
    found = _answer("claims-by-voice", {"voice": "underlined"})
    assert any(PARTY in row["quote"] for row in found)
    assert len(found) == 2


def test_the_project_of_enoc_runs_since_2010_and_no_recommendation_is_recorded() -> None:
    found = _answer("programme", {"programme": "programme/enya"})
    assert [row["property"] for row in found] == ["carried out since", "name", "organiser"]


def test_a_timeline_begins_with_the_year_asked_for() -> None:
    dates = [row["date"] for row in _answer("timeline", {"from": "2014"})]
    assert dates == ["2014", "2015-03", "2015-03"]


def test_the_first_rank_in_enoc_is_claimed_by_the_page() -> None:
    found = _answer("claims-about", {"subject": "network/enoc"})
    assert [(row["claimantLabel"], row["voice"]) for row in found] == [(PAGE, "narrated")]
    assert FIRST in found[0]["quote"]


def test_ennhri_was_established_before_its_seminars_began() -> None:
    found = _answer("network-activities", {"network": "network/ennhri"})
    assert [(row["date"], row["property"]) for row in found] == [
        ("2013", "established"),
        ("2014", "carried out since"),
    ]


def test_a_recorded_statement_is_shown_with_its_place_in_the_source() -> None:
    rest = _answer("resting-on", {"at": "500"})
    of_date = next(row for row in rest if row["value"] == "2015-03" and row["end"] == "510")
    (found,) = _answer("statement", {"statement": of_date["statement"]})
    words = source()[int(found["start"]) : int(found["end"])]
    assert words == found["quote"] == "In March 2015, during the official visit to Geneva"
    assert (found["about"], found["property"]) == ("Official visit to Geneva, March 2015", "date")


def test_a_claim_is_found_by_an_offset_within_its_words() -> None:
    start = next(row["start"] for row in _answer("passages") if row["kind"] == "Claim")
    found = _answer("resting-on", {"at": start})
    assert "Claim" in {row["kind"] for row in found}


def test_ennhri_has_no_member() -> None:
    assert not _ask("ASK { ?membership <ontology#network> <network/ennhri> }")


def test_the_commissioner_is_held_by_nobody() -> None:
    assert not _ask("ASK { ?person <ontology#holds> <post/commissioner> }")


@pytest.mark.parametrize("name", ONLY_CLAIMED)
def test_what_only_claims_say_is_nowhere_asserted(name: str) -> None:
    assert not _ask(f"ASK {{ ?subject <ontology#{name}> ?object }}")


@pytest.mark.parametrize("name", ONLY_CLAIMED)
def test_what_only_claims_say_is_said_by_a_claim(name: str) -> None:
    assert _ask(f"{REIFIED}ASK {{ ?said a ev:Content ; rdf:predicate <ontology#{name}> }}")


def test_the_content_of_a_claim_is_asserted_only_where_a_record_says_it_too() -> None:
    assert _ask(f"{REIFIED}ASK {{ ?said a ev:Content }}")
    assert not _ask(f"""{REIFIED}ASK {{
      ?said a ev:Content ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
      ?s ?p ?o .
      FILTER NOT EXISTS {{
        ?record a ev:Record ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o
      }}
    }}""")
