"""What a quote has otherwise than its source, where the eye sees no difference."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from tests.called import publisher
from tests.evidence.quoting import findings_of, write_quotes

ALIKE = [
    ("The cafe\u0301 opened.", "The café opened", "U+0065 LATIN SMALL LETTER E, U+0301 COMBINING"),
    ("The café opened.", "The cafe\u0301 opened", "U+00E9 LATIN SMALL LETTER E WITH ACUTE"),
    ("The 가 opened.", "The \u1100\u1161 opened", "U+AC00 HANGUL SYLLABLE GA"),
    ("The co\u00adop opened.", "The coop opened", "U+00AD SOFT HYPHEN where the quote has nothing"),
    ("The coop opened.", "The co\u00adop opened", "nothing where the quote has U+00AD SOFT HYPHEN"),
    ("The co\u200bop opened.", "The coop opened", "U+200B ZERO WIDTH SPACE"),
    ("The co\u200cop opened.", "The coop opened", "U+200C ZERO WIDTH NON-JOINER"),
    ("The co\u200dop opened.", "The coop opened", "U+200D ZERO WIDTH JOINER"),
    ("The co\u2060op opened.", "The coop opened", "U+2060 WORD JOINER"),
    ("The co\ufe0fop opened.", "The coop opened", "U+FE0F VARIATION SELECTOR-16"),
    ("The co\u034fop opened.", "The coop opened", "U+034F COMBINING GRAPHEME JOINER"),
    ("The co\ufeffop opened.", "The coop opened", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ("The \u200eoffice opened.", "office opened.\u200f", "nothing where the quote has U+200F"),
    ("The \ufb01rst opened.", "The first opened", "U+FB01 LATIN SMALL LIGATURE FI"),
    ("The first opened.", "The \ufb01rst opened", "U+0066 LATIN SMALL LETTER F, U+0069 LATIN"),
    ("The “court” opened.", 'The "court" opened', "U+201C LEFT DOUBLE QUOTATION MARK"),
    ('The "court" opened.', "The “court” opened", "U+0022 QUOTATION MARK"),
    ("The «court» opened.", 'The "court" opened', "U+00AB LEFT-POINTING DOUBLE ANGLE"),
    ("The court’s door.", "The court's door", "U+2019 RIGHT SINGLE QUOTATION MARK"),
    ("The co‑op opened.", "The co-op opened", "U+2011 NON-BREAKING HYPHEN"),
    ("The office – open.", "The office - open", "U+2013 EN DASH"),
    ("The \u0441ourt opened.", "The court opened", "U+0441 CYRILLIC SMALL LETTER ES"),
    ("The court opened.", "The \u0441ourt opened", "U+0063 LATIN SMALL LETTER C"),
    ("M\u04d9hk\u04d9m\u04d9 opened.", "Məhkəmə opened", "U+04D9 CYRILLIC SMALL LETTER SCHWA"),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    pairs = [(text, quote) for text, quote, _ in ALIKE]
    return findings_of(tmp_path_factory.mktemp("alike"), pairs)


@pytest.mark.parametrize(("number", "case"), [*enumerate(ALIKE)], ids=str)
def test_the_character_that_differs_is_named(
    number: int, case: tuple[str, str, str], said: dict[int, str]
) -> None:
    assert case[2] in said[number]
    assert "only what looks like it" in said[number]
    assert said[number].endswith("[quote-missing]")


@pytest.mark.parametrize(("number", "case"), [*enumerate(ALIKE)], ids=str)
def test_the_quote_that_the_finding_proposes_is_accepted(
    number: int, case: tuple[str, str, str], said: dict[int, str], tmp_path: Path
) -> None:
    proposed = re.search(r'write ev:quote (".*") \[quote-missing\]$', said[number])

    assert proposed
    words = next(iter(ox.parse(f"<x:x> <x:x> {proposed[1]} .", format=ox.RdfFormat.TURTLE))).object
    assert isinstance(words, ox.Literal)
    assert findings_of(tmp_path, [(case[0], words.value)]) == {}


def test_the_place_of_the_difference_is_told_in_text_and_quote(tmp_path: Path) -> None:
    said = findings_of(tmp_path, [("First line.\nThe co\u00adop opened.", "coop opened")])

    assert (
        "the source has U+00AD SOFT HYPHEN where the quote has nothing, "
        "at line 2, column 7 of the text and character 3 of the quote; "
        'write ev:quote "co\\u00ADop opened"'
    ) in said[0]


@pytest.mark.parametrize("space", "\u00a0\u2009\u202f\u3000\t\f\v")
def test_white_space_of_any_kind_matches_white_space(space: str, tmp_path: Path) -> None:
    pairs = [(f"The{space}office  opened.", "The office opened")]

    assert findings_of(tmp_path, pairs) == {}


def test_what_differs_to_the_eye_is_told_as_the_nearest(tmp_path: Path) -> None:
    said = findings_of(tmp_path, [("The office opened in 2008.", "The office opened in 2009")])

    assert 'nearest is "The office opened in 2008" (line 1)' in said[0]


def test_a_form_feed_in_quoted_words_is_published_as_a_space(tmp_path: Path) -> None:
    text = "The bakery\fon Mill Street opened."
    folder = write_quotes(tmp_path, [(text, "bakery on Mill Street")])

    built = publisher("build", "--quiet", "--project", folder)

    assert (built.code, built.out) == (0, "")
    site = folder / "site"
    assert (site / "source" / "s0.txt").read_bytes() == text.encode()
    passage = rdflib.URIRef("https://example.org/source/s0#quote=4,25")
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    for suffix in ("ttl", "rdf", "jsonld", "nt"):
        graph = rdflib.Graph().parse(site / "source" / f"s0.{suffix}")
        assert str(graph.value(passage, exact)) == "bakery on Mill Street", suffix


def test_a_text_with_a_control_character_is_refused_once_at_its_own_line(tmp_path: Path) -> None:
    text = "First.\nThe \x08bakery opened.\x01"
    folder = write_quotes(tmp_path, [(text, "bakery opened"), (text, "First")])

    lines = publisher("check", "--project", folder).lines

    assert lines == [
        f"data/sources/s{number}.txt:2:5: error: the text has U+0008, which XML cannot write; "
        "store it without that character, as a source of its own [character-not-xml]"
        for number in (0, 1)
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            'ev:prefix "the co-op"',
            (
                "the source has U+2011 NON-BREAKING HYPHEN "
                "where the prefix has U+002D HYPHEN-MINUS: "
                'write ev:prefix "the co‑op" [quote-missing]'
            ),
        ),
        (
            'ev:suffix "at the coop"',
            (
                "the source has U+00AD SOFT HYPHEN where the suffix has nothing: "
                'write ev:suffix "at the co\\u00ADop" [quote-missing]'
            ),
        ),
    ],
)
def test_a_prefix_or_suffix_that_only_looks_like_the_text_is_told_so(
    place: str, expected: str, tmp_path: Path
) -> None:
    text = "When the co‑op opened in May, Ann opened at the co\u00adop."
    folder = write_quotes(tmp_path, [(text, "opened")])
    data = folder / "data" / "q0.ttl"
    turtle = data.read_text(encoding="utf-8")
    data.write_text(turtle.replace(" |}", f" ; {place} |}}"), encoding="utf-8")

    (line,) = [one for one in publisher("check", "--project", folder).lines if "[quote-" in one]

    assert expected in line
