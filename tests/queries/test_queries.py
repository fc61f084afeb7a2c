"""The ready queries answer what a user asks, on two engines."""

from collections.abc import Mapping
from functools import lru_cache

import pyoxigraph as ox
import pytest
import rdflib

from publisher.model import ReadyQuery, Term
from publisher.sparql.engine import StoreEngine
from publisher.sparql.parameters import inject, value
from publisher.sparql.results import rows
from publisher.terms import is_literal, lexical
from tests.flagship import FOLDER, loaded
from tests.queries.expected import ATTENTION, EXPECTED, PARTY, SHE, UNDERLINED

ONLY_CLAIMED = ("accused", "penalty", "carriedOutBy", "affected", "partyTo", "describedAs")
NAMES = sorted(path.stem for path in (FOLDER / "queries").glob("*.rq"))
REIFIED = """PREFIX ev: <https://w3id.org/quoted-statements#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


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
            bindings[parameter.name] = value(
                parameter, given[parameter.name], base=loaded().graph.base
            )
    return inject(query.text, bindings)


def _answer(name: str, given: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    columns, found = rows(_engine().answer(_text(name, given)))
    return [dict(zip(columns, map(_cell, row), strict=True)) for row in found]


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
def test_another_engine_answers_as_many_rows(name: str) -> None:
    text = f"BASE <{loaded().graph.base}>\n{_text(name)}"
    assert len(list(_second_engine().query(text))) == len(_answer(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_shows_its_words(name: str) -> None:
    for row in _answer(name):
        assert any("quote" in column.lower() and cell for column, cell in row.items())


@pytest.mark.parametrize("name", NAMES)
def test_every_answer_about_claims_names_the_claimant_and_the_voice(name: str) -> None:
    if "ev:claimant ?claimant" in _query(name).text:
        for row in _answer(name):
            assert row["claimantLabel"]
            assert row["voice"]


def test_the_commissioner_stresses_draws_attention_and_underlines() -> None:
    found = _answer("claims-by-claimant", {"claimant": "post/commissioner"})
    voices = [row["voice"] for row in found]
    assert voices == ["drewAttention"] * 3 + ["stressed"] * 2 + ["underlined"] * 2
    words = {row["voice"]: row["claimantQuote"] for row in found}
    assert words == {"drewAttention": ATTENTION, "stressed": SHE, "underlined": UNDERLINED}


def test_what_is_underlined_is_asked_by_its_voice() -> None:
    found = _answer("claims-by-voice", {"voice": "underlined"})
    assert any(PARTY in row["quote"] for row in found)
    assert len(found) == 2


def test_the_project_of_enoc_runs_since_2010_and_no_recommendation_is_recorded() -> None:
    found = _answer("programme", {"programme": "programme/enya"})
    assert [row["property"] for row in found] == ["name", "organiser", "since"]


def test_a_timeline_begins_with_the_year_asked_for() -> None:
    dates = [row["date"] for row in _answer("timeline", {"from": "2014"})]
    assert dates == ["2014", "2015-03", "2015-03"]


def test_a_claim_is_found_by_an_offset_within_its_words() -> None:
    start = next(row["start"] for row in _answer("passages") if row["kind"] == "Claim")
    found = _answer("resting-on", {"offset": start})
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
