"""What the index answers to names of every kind, also to those that are made to break it."""

import os
import sqlite3
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publisher.limits import NAME_CANDIDATES
from publisher.model import Iri
from publisher.names import Entity, NameIndex, NamesError, build_index
from tests.names.graphs import index_of

BASE = "https://x.example/"
UN, FAO = f"{BASE}un", f"{BASE}fao"


def entity(name: str, *labels: str, types: Iterable[str] = (), **more: tuple[str, ...]) -> Entity:
    return Entity(
        iri=Iri(BASE + name),
        labels=labels,
        types=tuple(map(Iri, types)),
        identifiers=more.get("identifiers", ()),
    )


ENTITIES = (
    entity(
        "un",
        "United Nations",
        "UN",
        "Организация Объединённых Наций",
        types=["t:Org"],
        identifiers=(
            "http://www.wikidata.org/entity/Q1065",
            "https://isni.org/isni/0000000404412096",
        ),
    ),
    entity("fao", "Food and Agriculture Organization", types=["t:Org", "t:Agency"]),
    entity("georgia-country", "Georgia", types=["t:Country"]),
    entity("georgia-state", "Georgia", "State of Georgia", types=["t:State"]),
    entity("aliyev", "Aliyev, Ilham", types=["t:Person"]),
    entity("beerli", "Christine Beerli", types=["t:Person"]),
    entity("vodafone-ltd", "Vodafone Ltd"),
    entity("fund-5", "Real Estate Partners V L.P."),
    entity("fund-6", "Real Estate Partners VI L.P."),
    entity("snu", "Seoul National University"),
    entity("asia", "Asia University", "亞洲大學"),
    entity("baku", "Bakı", "باكو", "באקו"),
    entity("party", "🎉"),
    entity("dots", "..."),
    entity("miami", "Miami University"),
    entity("ooo", "ООО «Ромашка»"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> NameIndex:
    return index_of(ENTITIES, tmp_path_factory.mktemp("index"))


def match_of(index: NameIndex, name: str, types: tuple[str, ...] = ()) -> str:
    """Return the name of the entity that a text means for certain; empty if it does not."""
    matches = [each for each in index.candidates(name, types=types) if each.match]
    assert len(matches) <= 1
    return matches[0].iri.removeprefix(BASE) if matches else ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("united nations", "un"),
        ("The United Nations", "un"),
        ("U.N.", "un"),
        ("UN", "un"),
        ("United Nations (UN)", "un"),
        ("организация объединенных наций", "un"),
        ("ORGANIZACIJA", ""),
        ("Q1065", "un"),
        ("wd:Q1065", "un"),
        ("https://www.wikidata.org/wiki/Q1065", "un"),
        ("0000 0004 0441 2096", "un"),
        ("0000 0004 0441 2097", ""),
        (UN, "un"),
        (f"<{UN}>", "un"),
        ("Food & Agriculture Organisation", "fao"),
        ("Food and Agriculture", ""),
        ("Ilham Aliyev", "aliyev"),
        ("Aliyev, Ilham", "aliyev"),
        ("Beerli, Christine", "beerli"),
        ("Vodafone Limited", "vodafone-ltd"),
        ("Real Estate Partners V, LP", "fund-5"),
        ("Real Estate Partners VI LP", "fund-6"),
        ("Seoul National University (SNU)", "snu"),
        ("亞洲大學", "asia"),
        ("BAKI", "baku"),
        ("\u200fباكو\u200e", "baku"),
        ("באקו", "baku"),
        ("🎉", "party"),
        ("...", "dots"),
        ("Romashka OOO", "ooo"),
        ("Ромашка ООО", "ooo"),
    ],
)
def test_a_name_that_differs_only_in_writing_is_a_match(
    index: NameIndex, name: str, expected: str
) -> None:
    assert match_of(index, name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Georgia",  # of two entities
        "Vodafone",  # without the legal form
        "Vodafone plc",
        "Vodafone Ltd Holding",
        "University of Miami",  # another one than Miami University
        "Real Estate Partners L.P.",
        "Seoul National University (KAIST)",
        "亚洲大雪",  # sounds like it
        "United Nation",
        "Nations United",
    ],
)
def test_what_is_only_alike_is_no_match(index: NameIndex, name: str) -> None:
    assert match_of(index, name) == ""
    assert index.candidates(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            " ",
            "\t\n",
            "\0",
            "\ud800",
            "\u200f",
            "👩‍👩‍👧",
            "!!!",
            "%",
            "'; DROP TABLE gram; --",
            '"*',
        ),
        *("a" * 10_000, "United " * 2_000, "é" * 10_000, "()" * 5_000, "," * 5_000, "[“«" * 3_000),
        *(
            "a.b." * 3_000,
            "1" * 10_000,
            "٣",
            "Ⅳ",
            "ﷺ" * 500,
            "\U0001f1e6\U0001f1ff",
            "i",
            "v",
            "O'",
        ),
        "&" * 5_000,
    ],
)
def test_any_text_is_answered_without_a_match(index: NameIndex, name: str) -> None:
    assert match_of(index, name) == ""
    index.suggest(name)


def test_a_type_restricts_the_candidates_and_decides(index: NameIndex) -> None:
    assert match_of(index, "Georgia", ("t:Country",)) == "georgia-country"
    assert match_of(index, "Georgia", ("t:Country", "t:State")) == ""
    assert {each.iri for each in index.candidates("United Nations", types=["t:Agency"])} <= {FAO}
    for other in ("t:Nothing", "", "\ud800", "x" * 100_000, "t:Org\0"):
        assert index.candidates("United Nations", types=[other]) == ()
    assert match_of(index, "United Nations", ("t:Nothing", "t:Org")) == "un"


def test_both_orders_of_a_persons_name_lead_to_her(index: NameIndex) -> None:
    for name in ("Christine Beerli", "Beerli Christine", "C. Beerli", "Christine Berli"):
        assert index.candidates(name)[0].iri == f"{BASE}beerli"


def test_first_letters_lead_to_a_name_but_not_to_a_match(index: NameIndex) -> None:
    found = index.candidates("FAO")
    assert (found[0].iri, found[0].match) == (FAO, False)


def test_a_candidate_says_by_which_label_it_was_found(index: NameIndex) -> None:
    best = index.candidates("Объединённых Наций")[0]
    assert (best.label, best.matched) == ("United Nations", "Организация Объединённых Наций")
    assert best.types == ("t:Org",)
    assert 0 < best.score < 100


def test_suggestions_need_only_a_beginning(index: NameIndex) -> None:
    for prefix in ("u", "Un", "unit", "United Nat", "nations uni", "Untied Nations"):
        assert index.suggest(prefix)[0].iri == UN, prefix
    for prefix in ("f", "food and agr", "agricult"):
        assert index.suggest(prefix)[0].iri == FAO, prefix
    assert {each.iri for each in index.suggest("geo")[:2]} == {
        *(f"{BASE}georgia-country", f"{BASE}georgia-state")
    }
    assert not any(each.match for each in index.suggest("United Nations"))


def test_there_are_never_more_candidates_than_the_limit(tmp_path: Path) -> None:
    same = [entity(f"same/{at}", "Untitled") for at in range(3_000)]
    many = index_of(same, tmp_path)
    assert len(many.candidates("Untitled", limit=7)) == 7
    assert len(many.candidates("Untitled", limit=10_000)) == NAME_CANDIDATES
    assert match_of(many, "Untitled") == ""
    assert match_of(many, f"{BASE}same/17") == "same/17"


def test_a_class_can_be_sent_as_a_property(index: NameIndex) -> None:
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    for name in ("t:Country", "t:State"):
        best = index.candidates("Georgia", properties=[(rdf_type, name)])[0]
        assert (best.match, best.types) == (True, (name,))
    assert not index.candidates("Georgia", properties=[(rdf_type, "t:Org")])[0].match


def test_a_date_agrees_with_its_year_and_its_month_only(tmp_path: Path) -> None:
    founded = Iri(f"{BASE}founded")
    towns = [
        Entity(iri=Iri(f"{BASE}{at}"), labels=("Newtown",), values={founded: (date,)})
        for at, date in enumerate(("1991-12-26", "1991-10", "1850"))
    ]
    towns_index = index_of(towns, tmp_path)
    for value, expected in (
        *(("1991-12-26", "0"), ("1991-12", "0"), ("1991-10", "1"), ("1850", "2")),
        *(("1991", ""), ("1850-01-01", ""), ("199", ""), ("91", "")),
    ):
        found = towns_index.candidates("Newtown", properties=[(founded, value)])
        assert [each.iri for each in found if each.match] == [BASE + expected] * bool(expected)


def test_an_empty_index_answers(tmp_path: Path) -> None:
    assert index_of([], tmp_path).candidates("United Nations") == ()


def test_the_same_entities_make_the_same_bytes() -> None:
    assert build_index(ENTITIES) == build_index(reversed(ENTITIES))


def test_any_thread_and_any_forked_process_reads_it(index: NameIndex) -> None:
    barrier = threading.Barrier(4)

    def ask(_: int) -> str:
        barrier.wait(timeout=60)
        return match_of(index, "U.N.")

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, range(4))) == ["un"] * 4
    child = os.fork()
    if not child:
        os._exit(0 if match_of(index, "U.N.") == "un" else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NamesError):
        NameIndex.open(tmp_path / "missing.sqlite")
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"no database, but long enough to be one" * 100)
    with pytest.raises(NamesError):
        NameIndex.open(other)
    broken = tmp_path / "broken.sqlite"
    content = build_index(ENTITIES)
    broken.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(NamesError):
        NameIndex.open(broken).candidates("United Nations")
    with sqlite3.connect(tmp_path / "empty.sqlite") as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    with pytest.raises(NamesError, match="another version"):
        NameIndex.open(tmp_path / "empty.sqlite")
