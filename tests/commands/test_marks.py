"""Words of a claim are never taken for what is on record, in whatever sentence they are shown."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, Page

from tests.commands.built import PREFIXES, built, classes, marked, shown, tree
from tests.load.projects import HEAD, ONTOLOGY, source_turtle

WORDS = """PREFIX ev: <https://w3id.org/quoted-statements#>
SELECT ?words { ?claim a ev:Claim ; ev:quote ?words }"""
TEXT = "Heading\n\nThe letter said that Ada Holm of Velsund left the town in 1999. It rained.\n"
RECORD = """[] a ev:File ; ev:source <source/page> .
<membership/one> a :Membership ; rdfs:label "One"@en ; :since "1999"^^xsd:gYear
  {| ev:quote "%s" |} .
<document/letter> a :Document ; rdfs:label "Letter"@en .
"""
CLAIM = """<%s> a ev:Claim ; ev:about <membership/one> ; ev:voice ev:said ;
  ev:claimant <document/letter> {| ev:quote "The letter said that" |} ; ev:quote "%s" .
"""


def project(folder: Path, record: str, *claims: str, iri: str = "claim/c") -> Path:
    said = "".join(CLAIM % (f"{iri}{at}", words) for at, words in enumerate(claims))
    return built(folder, data=HEAD + RECORD % record + said, text=TEXT, source=source_turtle(TEXT))


def evidence(page: Path, *, of_claim: bool) -> list[Element]:
    figures = [one for one in tree(page).iter("figure") if "evidence" in classes(one)]
    return [one for one in figures if ("of-claim" in classes(one)) == of_claim]


@pytest.mark.parametrize(
    ("record", "claims", "expected"),
    [
        (
            "in 1999", ["left the town"],
            [("left the town", "claim"), (" ", ""), ("in 1999", "record"), (".", "")],
        ),
        (
            "in 1999", ["Ada Holm of Velsund", "left the town"],
            [
                ("Ada Holm of Velsund", "claim"), (" ", ""), ("left the town", "claim"), (" ", ""),
                ("in 1999", "record"), (".", ""),
            ],
        ),
        ("in 1999", [], [("in 1999", "record"), (".", "")]),
        ("in 1999", ["It rained"], [("in 1999", "record"), (".", "")]),
    ],
)  # fmt: skip
def test_a_sentence_on_record_shows_which_of_its_words_are_a_claims(
    tmp_path: Path, record: str, claims: list[str], expected: list[tuple[str, str]]
) -> None:
    site = project(tmp_path, record, *claims)

    (figure,) = evidence(site / "membership/one.html", of_claim=False)

    found = marked(figure.find("blockquote"))
    assert found[-len(expected) :] == expected
    assert shown(figure.find("blockquote")).startswith("The letter said that Ada Holm")


def test_overlapping_claims_and_words_of_both_are_told_apart(tmp_path: Path) -> None:
    site = project(
        tmp_path, "left the town in 1999", "Ada Holm of Velsund left", "Velsund left the"
    )

    found = [pair for one in evidence(site / "membership/one.html", of_claim=False)
             for pair in marked(one.find("blockquote")) if pair[1]]  # fmt: skip

    assert found == [
        ("Ada Holm of Velsund ", "claim"), ("left the", "both"), (" town in 1999", "record"),
    ]  # fmt: skip


def test_a_claim_that_is_kept_elsewhere_than_below_claim_is_marked_too(tmp_path: Path) -> None:
    site = project(tmp_path, "in 1999", "left the town", iri="saying/c")

    (figure,) = evidence(site / "membership/one.html", of_claim=False)
    reader = next(
        one for one in tree(site / "source/page.html").iter("div") if "text" in classes(one)
    )

    assert ("left the town", "claim") in marked(figure.find("blockquote"))
    assert ("left the town", "claim") in marked(reader)
    assert ("in 1999", "record") in marked(reader)


def test_a_claims_own_words_stand_out_from_those_of_the_claims_beside(tmp_path: Path) -> None:
    site = project(tmp_path, "in 1999", "Ada Holm of Velsund", "left the town")

    (figure,) = evidence(site / "claim/c1.html", of_claim=True)

    assert [pair for pair in marked(figure.find("blockquote")) if pair[1]] == [
        ("Ada Holm of Velsund", "beside"),
        ("left the town", "claim"),
    ]


def test_the_words_that_show_who_claims_are_on_record_and_the_claim_is_not(tmp_path: Path) -> None:
    site = project(tmp_path, "in 1999", "left the town")

    (figure,) = evidence(site / "claim/c0.html", of_claim=False)

    assert [pair for pair in marked(figure.find("blockquote")) if pair[1]] == [
        ("The letter said that", "record"),
        ("left the town", "claim"),
    ]


def test_the_caption_says_if_the_sentence_also_contains_claims(tmp_path: Path) -> None:
    captions = {}
    for name, words in (("with", "left the town"), ("without", "It rained")):
        site = project(tmp_path / name, "in 1999", words)
        (figure,) = evidence(site / "membership/one.html", of_claim=False)
        captions[name] = shown(figure.find("figcaption"))

    assert captions["with"].startswith(
        "Recorded from the words with a solid line; "
        "the sentence also contains claims (dotted line): Page"
    )
    assert captions["without"].startswith("Recorded from the words with a solid line: Page")


def test_no_block_on_record_in_the_flagship_has_a_claims_words_unmarked(site: Path) -> None:
    store = ox.Store()
    store.load(path=str(site / "dumps/all.nt"), format=ox.RdfFormat.N_TRIPLES)
    solutions: Any = store.query(WORDS)
    claims = {" ".join(row["words"].value.split()) for row in solutions}
    blocks = with_claims = 0
    for page in sorted(site.rglob("*.html")):
        for figure in evidence(page, of_claim=False):
            blocks += 1
            text, kinds = _folded(figure)
            inside = [at for words in claims for at in _places(words, text)]
            with_claims += bool(inside)
            unmarked = [at for at in inside if kinds[at] not in {"claim", "both"}]
            assert not unmarked, (page, text)
            assert ("contains claims" in shown(figure.find("figcaption"))) >= bool(
                [at for at in inside if kinds[at] == "claim"]
            )

    assert blocks > 50
    assert with_claims > 20


def _folded(figure: Element) -> tuple[str, list[str]]:
    """The sentence with single spaces, and how each letter is marked."""
    letters = [
        (letter, kind) for text, kind in marked(figure.find("blockquote")) for letter in text
    ]
    folded = [
        (" " if letter.isspace() else letter, kind)
        for at, (letter, kind) in enumerate(letters)
        if not letter.isspace() or not at or not letters[at - 1][0].isspace()
    ]
    return "".join(letter for letter, _ in folded), [kind for _, kind in folded]


def _places(words: str, text: str) -> Iterator[int]:
    for match in re.finditer(re.escape(words), text):
        yield from (at for at in range(*match.span()) if text[at] != " ")


def test_no_page_says_that_the_source_says_so_of_a_whole_sentence(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert "the source says so" not in page.read_text().lower(), page


LINES = """mark => {
  const style = getComputedStyle(mark)
  return [style.textDecorationLine, style.textDecorationStyle, style.borderBottomStyle,
          style.backgroundColor]
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "media", [{}, {"color_scheme": "dark"}, {"media": "print"}, {"forced_colors": "active"}]
)
def test_record_claim_and_both_have_lines_of_their_own_where_colours_do_not_count(
    page: Page, tmp_path: Path, media: dict[str, Any]
) -> None:
    site = project(tmp_path, "left the town in 1999", "Ada Holm of Velsund left")
    page.emulate_media(**media)
    for path, place in (("membership/one.html", ".evidence"), ("source/page.html", ".text")):
        page.goto((site / path).as_uri())
        found = {
            kind: page.locator(f"{place} mark{selector}").first.evaluate(LINES)
            for kind, selector in (
                ("record", ":not([class*=of-])"), ("claim", ".of-claim"), ("both", ".of-both"),
            )
        }  # fmt: skip

        assert found["record"][:3] == ["underline", "solid", "none"]
        assert found["claim"][:3] == ["underline", "dotted", "none"]
        assert found["both"][:3] == ["underline", "dotted", "solid"]
        if "forced_colors" in media:
            assert len({one[3] for one in found.values()}) == 1


def test_a_note_of_a_claim_stands_once_on_its_page(tmp_path: Path) -> None:
    note = "Who “she” is stays open."
    said = CLAIM.replace(" .\n", f' ; skos:editorialNote "{note}"@en .\n') % (
        "claim/c0",
        "It rained",
    )
    site = built(
        tmp_path, data=PREFIXES + HEAD + RECORD % "in 1999" + said, text=TEXT,
        source=source_turtle(TEXT), ontology=ONTOLOGY,
    )  # fmt: skip

    page = tree(site / "claim/c0.html").find(".//main")

    assert shown(page).count(note) == 1


def test_the_reader_links_to_the_stored_text(tmp_path: Path) -> None:
    site = project(tmp_path, "in 1999")

    hrefs = [one.get("href") for one in tree(site / "source/page.html").iter("a")]

    assert "../source/page.txt" in hrefs
    assert (site / "source/page.txt").read_text() == TEXT


def test_only_a_date_is_marked_as_a_time(tmp_path: Path) -> None:
    literals = {
        '"1040"^^xsd:integer': 0, '"1999"': 0, '"1999"@en': 0, '"1999-02-03"': 0, '"+1999"': 0,
        '"1999"^^xsd:gYear': 1, '"1999-02"^^xsd:gYearMonth': 1, '"1999-02-03"^^xsd:date': 1,
        '"1999-02-03Z"^^xsd:date': 0, '"12"^^xsd:decimal': 0, '"2015"^^xsd:nonNegativeInteger': 0,
    }  # fmt: skip
    query = (
        "# title: T\n# description: D\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
        "SELECT ?v { VALUES ?v { %s } } ORDER BY STR(?v) DATATYPE(?v) LANG(?v)\n"
    )
    for at, (literal, expected) in enumerate(literals.items()):
        folder = tmp_path / str(at)
        site = built(folder, queries={"q": query % literal})
        cell = tree(site / "queries/q.html").find(".//td")
        assert cell is not None
        assert len(list(cell.iter("time"))) == expected, literal
