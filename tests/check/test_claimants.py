"""Words of a source say who claims what is claimed: by the lines of `publisher check`."""

from pathlib import Path

import pytest

from tests.check.worded import found, printed

TEXT = """Mr Tom Bell said that it rains. In the letter the Guild asked for peace.
Hanne Roy, the chair, said that it snows. She said that it hails. Mr Roy denied it.
The Guild’s chair, Per Holm, told the Courier of a fire. The Roy Report says so.
"""
PEOPLE = """<institution/bell> a :Institution ; rdfs:label "Tom Bell"@en .
<institution/roy> a :Institution ; rdfs:label "Hanne Roy"@en .
<institution/holm> a :Institution ; rdfs:label "Per Holm"@en .
<institution/guild> a :Institution ; rdfs:label "Guild of Fishers"@en ; skos:altLabel "the Guild"@en , "Guild"@en .
<document/petition> a :Document ; rdfs:label "Letter of the Guild"@en .
<institution/nameless> a :Institution ; rdfs:label "?"@en .
"""  # noqa: E501
LINES = PEOPLE.count("\n")
UNQUOTED = ["error claimant-unquoted"]
NAMED = ["warning claimant-unquoted"]


def check(folder: Path, claimant: str, more: str = "", *, other: str = "") -> list[str]:
    claim = f"""<claim/one> a ev:Claim ; ev:about <institution/bell> ; ev:voice ev:said ; {more}
      ev:claimant {claimant} ; ev:quote "it rains" ."""
    lines = found(printed(folder, PEOPLE + claim, minutes=TEXT, other=other))
    return [one.split(" ", 1)[1] for one in lines]


@pytest.mark.parametrize(
    "claimant",
    ["<institution/bell>", "<document/petition>", "<institution/office>", "<source/other>"],
)
def test_a_claimant_without_words_is_an_error(tmp_path: Path, claimant: str) -> None:
    assert check(tmp_path, claimant, other="Another text.") == UNQUOTED


def test_the_source_of_a_claim_needs_no_words(tmp_path: Path) -> None:
    assert check(tmp_path, "<source/minutes>") == []


def test_one_of_two_claimants_without_words_is_an_error(tmp_path: Path) -> None:
    assert check(tmp_path, "<source/minutes> , <institution/bell>") == UNQUOTED


def test_a_claimant_without_words_is_inferred_from_some(tmp_path: Path) -> None:
    inferred = 'ev:attribution ev:inferred ; skos:editorialNote "By the seating."@en ;'

    assert check(tmp_path, "<institution/bell>", inferred) == UNQUOTED


def test_a_claimant_whose_quote_is_not_there_is_one_finding(tmp_path: Path) -> None:
    assert check(tmp_path, '<institution/bell> {| ev:quote "Mr Bell sang" |}') == [
        "error quote-missing"
    ]


def test_words_of_a_claim_that_are_not_there_are_one_finding(tmp_path: Path) -> None:
    claim = """<claim/one> a ev:Claim ; ev:about <institution/bell> ; ev:voice ev:narrated ;
      ev:claimant <source/minutes> ; ev:quote "it thunders" ."""

    assert found(printed(tmp_path, PEOPLE + claim, minutes=TEXT)) == [
        f"{LINES + 2} error quote-missing"
    ]


@pytest.mark.parametrize(
    ("claimant", "words"),
    [
        ("institution/holm", "Hanne Roy, the chair, said"),
        ("institution/holm", "Mr Roy denied it"),
        ("institution/guild", "Mr Tom Bell said"),
        ("institution/bell", "Per Holm, told the Courier"),
    ],
)
def test_words_that_name_somebody_else_are_a_warning(
    tmp_path: Path, claimant: str, words: str
) -> None:
    assert check(tmp_path, f'<{claimant}> {{| ev:quote "{words}" |}}') == NAMED


@pytest.mark.parametrize(
    ("claimant", "words"),
    [
        ("institution/bell", "Mr Tom Bell said"),
        ("institution/roy", "Mr Roy denied it"),
        ("institution/roy", "She said that"),
        ("document/petition", "In the letter the Guild asked"),
        ("institution/guild", "The Guild’s chair, Per Holm, told the Courier"),
        ("institution/holm", "The Roy Report says"),
        ("institution/nameless", "Mr Tom Bell said"),
    ],
)
def test_words_that_may_mean_the_claimant_are_right(
    tmp_path: Path, claimant: str, words: str
) -> None:
    assert check(tmp_path, f'<{claimant}> {{| ev:quote "{words}" |}}') == []


def test_words_that_name_whom_the_claimant_belongs_to_are_right(tmp_path: Path) -> None:
    link = '<institution/holm> schema:memberOf <institution/guild> {| ev:quote "The Guild’s" |} .'

    claim = """<claim/one> a ev:Claim ; ev:about <institution/bell> ; ev:voice ev:said ;
      ev:claimant <institution/holm> {| ev:quote "the Guild asked" |} ; ev:quote "it rains" .\n"""

    assert printed(tmp_path, PEOPLE + claim + link, minutes=TEXT) == []


def test_what_is_inferred_is_not_warned_of(tmp_path: Path) -> None:
    inferred = 'ev:attribution ev:inferred ; skos:editorialNote "He speaks for Holm."@en ;'

    assert check(tmp_path, '<institution/holm> {| ev:quote "Mr Tom Bell said" |}', inferred) == []
