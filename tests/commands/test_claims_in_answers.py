"""The words of a claim are known for what they are in the table of an answer, too."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

import pytest

from tests.commands.built import built, classes, marked, shown, tree
from tests.load.projects import HEAD, ONTOLOGY, source_turtle
from tests.serve.running import in_thread, request

TEXT = (
    "Heading\n\nThe Office joined the European Network of Young Advisors in 2008. "
    "The letter said that the secret trial of the two men was wholly unlawful. It was cold.\n"
)
DATA = (
    HEAD
    + """[] a ev:File ; ev:source <source/page> .
<membership/one> a :Membership ; rdfs:label "One"@en ;
  :since "2008"^^xsd:gYear {| ev:quote "joined the European Network of Young Advisors in 2008" |} .
<document/network> a :Document ; rdfs:label "the European Network of Young Advisors"@en .
<document/letter> a :Document ; rdfs:label "Letter"@en .
<claim/trial> a ev:Claim ; ev:about <document/letter> ; ev:voice ev:said ;
  ev:claimant <document/letter> {| ev:quote "The letter said that" |} ;
  ev:quote "the secret trial of the two men was wholly unlawful" ;
  ev:content << <document/letter> :describedAs "wholly unlawful"@en >> .
<claim/name> a ev:Claim ; ev:about <document/letter> ; ev:voice ev:narrated ;
  ev:claimant <source/page> ; ev:quote "The Office joined the European Network of Young Advisors" .
"""
)
CELLS = {
    "the secret trial of the two men was wholly unlawful": "claim",
    "said: the secret trial of the two men was wholly unlawful, it says": "part",
    "the secret  trial of the two\nmen was wholly unlawful.": "claim",
    "secret trial of the two men": "claim",
    "secret trial of the two men …": "claim",
    "wholly unlawful": "claim",
    "The letter said that": "",
    "the trial": "",
    "the European Network of Young Advisors": "",
    "joined the European Network of Young Advisors in 2008": "",
    "2008": "",
}
QUERY = "# title: T\n# description: D\nSELECT ?cell { VALUES ?cell { %s } } ORDER BY ?cell\n"


def query(cells: dict[str, str]) -> str:
    texts = (one.replace("\n", "\\n") for one in cells)
    return QUERY % " ".join(f'"{text}"' for text in texts)


def site_of(folder: Path, cells: dict[str, str]) -> Path:
    return built(
        folder, data=DATA, text=TEXT, source=source_turtle(TEXT), ontology=ONTOLOGY,
        queries={"q": query(cells)},
    )  # fmt: skip


def judged(page: Element) -> Iterator[tuple[str, str]]:
    for cell in page.iter("td"):
        found = marked(cell)
        kinds = {kind for text, kind in found if text.strip(" \n.…")}
        yield "".join(cell.itertext()), "part" if len(kinds) > 1 else kinds.pop()


def notes(page: Element) -> list[str]:
    return [shown(one) for one in page.iter("p") if "dotted line" in shown(one)]


def test_the_words_of_a_claim_are_marked_in_a_ready_querys_table(tmp_path: Path) -> None:
    page = tree(site_of(tmp_path, CELLS) / "queries/q.html")

    assert dict(judged(page)) == CELLS
    assert len(notes(page)) == 1


@pytest.mark.parametrize("note", ["example", "editorialNote", "definition", "note"])
@pytest.mark.parametrize("words", ["wholly unlawful", "secret trial of the two men"])
def test_a_note_that_cites_a_claim_takes_no_mark_away(
    tmp_path: Path, note: str, words: str
) -> None:
    skos = "<http://www.w3.org/2004/02/skos/core#"
    noted = f'{DATA}<document/letter> {skos}{note}> "{words}"@en .\n'
    site = built(
        tmp_path, data=noted, text=TEXT, source=source_turtle(TEXT), ontology=ONTOLOGY,
        queries={"q": query(CELLS)},
    )  # fmt: skip

    assert dict(judged(tree(site / "queries/q.html"))) == CELLS


def test_a_table_without_words_of_claims_has_no_mark_and_no_note(tmp_path: Path) -> None:
    page = tree(site_of(tmp_path, {"joined": "", "2008": ""}) / "queries/q.html")

    assert not list(page.iter("mark"))
    assert not notes(page)


@pytest.mark.parametrize("path", ["sparql?query=", "queries/q?limit=50&offset=0"])
def test_the_server_marks_them_in_the_answers_that_it_makes(tmp_path: Path, path: str) -> None:
    site = site_of(tmp_path / "p", CELLS)
    with in_thread(site) as address:
        asked = path + quote(query(CELLS)) if path.endswith("=") else path
        reply = request(address, f"/{asked}", headers={"Accept": "text/html"})
    assert reply.status == 200
    answer = tmp_path / "answer.html"
    answer.write_bytes(reply.body)

    page = tree(answer)

    # Tab-separated values have no line feed: the server shows what they say.
    found = {text.replace("\\n", "\n"): kind for text, kind in judged(page)}
    assert found == CELLS
    assert len(notes(page)) == 1


def test_a_claim_in_a_cell_is_called_a_claim(tmp_path: Path) -> None:
    listing = (
        "# title: T\n# description: D\nPREFIX ev: <https://w3id.org/quoted-statements#>\n"
        "SELECT ?claim { ?claim a ev:Claim } ORDER BY ?claim\n"
    )
    labelled = DATA + '<claim/trial> rdfs:label "The trial was unlawful"@en .\n'
    site = built(
        tmp_path, data=labelled, text=TEXT, source=source_turtle(TEXT), queries={"q": listing}
    )

    cells = [shown(one) for one in tree(site / "queries/q.html").iter("td")]

    assert cells == [
        "Claim: “The Office joined the European Network of Young Advisors”",
        "claim: The trial was unlawful",
    ]
    assert "of-claim" in {one for mark in tree(site / "source/page.html").iter("mark")
                          for one in classes(mark)}  # fmt: skip
