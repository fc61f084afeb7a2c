"""How often names as people write them lead to what they mean: ../shared/names."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import pytest

from publisher.model import Iri
from publisher.names import Entity, NameIndex, build_index
from tests.names.graphs import GRAPHS, Row, entities_of, filled, index_of, rows_of

MANY: Final = 100_000
MOST_BYTES: Final = 50_000_000
FIRST: Final = 3

Ask = Callable[[Row], list[tuple[str, bool]]]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return rows_of("open.csv")


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, NameIndex]:
    return {graph: index_of(entities_of(graph), tmp_path_factory.mktemp(graph)) for graph in GRAPHS}


@pytest.fixture(scope="module")
def many() -> list[Entity]:
    return list(filled([each for graph in GRAPHS for each in entities_of(graph)], MANY))


def ask_each(indexes: dict[str, NameIndex]) -> Ask:
    def ask(row: Row) -> list[tuple[str, bool]]:
        found = indexes[row.graph].candidates(row.query, limit=FIRST)
        return [(each.iri, each.match) for each in found]

    return ask


def recall(rows: Iterable[Row], ask: Ask) -> float:
    hits = [
        row.expected in [iri for iri, _ in ask(row)][:FIRST] for row in rows if row.is_reachable
    ]
    return sum(hits) / len(hits)


def wrong_matches(rows: Iterable[Row], ask: Ask) -> list[tuple[str, str]]:
    return [
        (row.query, iri) for row in rows for iri, match in ask(row) if match and iri != row.expected
    ]


@pytest.mark.parametrize("graph", GRAPHS)
def test_the_right_one_is_among_the_first_three(
    rows: list[Row], indexes: dict[str, NameIndex], graph: str
) -> None:
    assert recall((row for row in rows if row.graph == graph), ask_each(indexes)) >= 0.97


def test_no_match_is_wrong_and_a_third_is_matched(
    rows: list[Row], indexes: dict[str, NameIndex]
) -> None:
    ask = ask_each(indexes)
    assert wrong_matches(rows, ask) == []
    reachable = [row for row in rows if row.is_reachable]
    matched = [row for row in reachable if (row.expected, True) in ask(row)]
    assert len(matched) >= 0.3 * len(reachable)


def test_what_people_type_into_a_search_is_among_the_first_three(
    indexes: dict[str, NameIndex],
) -> None:
    assert recall(rows_of("search.csv"), ask_each(indexes)) >= 0.93


@pytest.mark.timeout(600)
def test_among_many_entities_of_the_type_too(
    rows: list[Row], many: list[Entity], tmp_path: Path
) -> None:
    index = index_of(many, tmp_path)
    assert (tmp_path / "names.sqlite").stat().st_size <= MOST_BYTES
    types = {each.iri: each.types for graph in GRAPHS for each in entities_of(graph)}

    def ask(row: Row) -> list[tuple[str, bool]]:
        of_row = types.get(Iri(row.expected), entities_of(row.graph)[0].types)[:1]
        found = index.candidates(row.query, types=of_row, limit=FIRST)
        return [(each.iri, each.match) for each in found]

    assert recall(rows, ask) >= 0.96
    # A name that one graph lacks may well be in another one that is here too.
    assert wrong_matches((row for row in rows if row.kind != "none-other-graph"), ask) == []


@pytest.mark.timeout(600)
def test_the_order_of_the_entities_changes_no_byte(many: list[Entity]) -> None:
    some = many[:10_000]
    assert build_index(some) == build_index(reversed(some))


def test_one_property_decides_between_equal_names(tmp_path: Path) -> None:
    country, named = Iri("https://x.example/country"), Iri("https://x.example/name")
    countries = [
        Entity(iri=Iri(f"https://x.example/c/{at}"), labels=(f"Land {at}",)) for at in range(5)
    ]
    towns = [
        Entity(
            iri=Iri(f"https://x.example/t/{at}"),
            labels=(f"{'abcdefghij'[at % 10] * 3}stadt",),
            values={country: (f"https://x.example/c/{at // 10}",), named: (str(at % 10),)},
        )
        for at in range(50)
    ]
    index = index_of([*countries, *towns], tmp_path)
    for town in towns:
        land = town.values[country][0].rpartition("/")[2]
        for value in (f"https://x.example/c/{land}", f"LAND {land}"):
            best, *others = index.candidates(town.labels[0], properties=[(country, value)])
            assert (best.iri, best.match) == (town.iri, True)
            assert not any(other.match for other in others)
        for value in ("Land 9", "", "https://x.example/c/9"):
            found = index.candidates(town.labels[0], properties=[(country, value)])
            assert not any(each.match for each in found)
        assert not any(each.match for each in index.candidates(town.labels[0]))
