"""The index of names in a site, and the table for those who look names up by hand."""

import csv
from pathlib import Path

from publisher.names import NAMES_FILE, NameIndex
from publisher.pages.names import name_tables
from tests.pages.sites import site_of

TURTLE = """
ex:un rdfs:label "United Nations" ; skos:altLabel "U.N." , "Объединённые Нации"@ru .
ex:baku rdfs:label "Bakı" .
"""


def table(site: Path, name: str = "names.tsv") -> list[list[str]]:
    with (site / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_site_has_an_index_and_a_table(tmp_path: Path) -> None:
    site = site_of(tmp_path, TURTLE)
    best = NameIndex.open(site / NAMES_FILE).candidates("UN")[0]
    assert (best.iri, best.match) == ("https://example.org/un", True)
    assert table(site) == [
        ["name", "iri", "label"],
        ["baki", "https://example.org/baku", "Bakı"],
        ["obedinennye natsii", "https://example.org/un", "Объединённые Нации"],
        ["un", "https://example.org/un", "U.N."],
        ["united nations", "https://example.org/un", "United Nations"],
    ]


def test_both_have_the_same_bytes_on_every_build(tmp_path: Path) -> None:
    one, other = site_of(tmp_path / "1", TURTLE), site_of(tmp_path / "2", TURTLE, workers=2)
    for name in (NAMES_FILE, "names.tsv"):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_many_names_are_split_into_tables_with_a_list_of_contents() -> None:
    rows = [(f"name {at}", f"https://example.org/{at}", f"Name {at}") for at in range(5)]
    files = {str(file.path): file.content.decode() for file in name_tables(rows, most=2)}
    assert files["names.tsv"] == (
        "first name\tfile\nname 0\tnames-1.tsv\nname 2\tnames-2.tsv\nname 4\tnames-3.tsv\n"
    )
    assert files["names-3.tsv"] == "name\tiri\tlabel\nname 4\thttps://example.org/4\tName 4\n"
    assert len(files) == 4
    assert next(name_tables(rows[:2], most=2)).path == "names.tsv"
