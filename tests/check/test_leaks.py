"""No record rests on the words of a claim: by the lines of `publisher check`."""

import json
from pathlib import Path

import pytest

from tests.check.worded import found, printed
from tests.harbour.running import publisher

MINUTES = "The letter said that Dr. Armenia Jones’s court in Armenia is a party of the “Pact” (UN)."
CLAIM = """<claim/party> a ev:Claim ; ev:about <document/letter> ; ev:voice ev:said ; ev:claimant <document/letter> {| ev:quote "The letter said that" |} ;
 ev:quote "Dr. Armenia Jones’s court in Armenia is a party of the “Pact” (UN)" ; ev:content << <document/letter> schema:about <institution/network> >> .
"""  # noqa: E501
CLAIM_LINES = CLAIM.count("\n")


def leaks(folder: Path, facts: str, *, other: str = "", ontology: str = "") -> list[str]:
    lines = printed(folder, CLAIM + facts, minutes=MINUTES, other=other, ontology=ontology)
    return [
        f"{int(one.split(' ', 1)[0]) - CLAIM_LINES} {one.split(' ')[1]}"
        for one in found(lines)
        if one.endswith("record-quotes-claim")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Dr. Armenia Jones’s court in Armenia is a party of the “Pact” (UN)",
        "that Dr. Armenia Jones’s court in Armenia is a party of the “Pact” (UN)",
        "The letter said that Dr. Armenia Jones’s court in Armenia is a party of the “Pact” (UN).",
    ],
)
def test_a_record_that_has_all_words_of_a_claim_is_an_error(tmp_path: Path, words: str) -> None:
    facts = f'<document/letter> schema:mentions <institution/network> {{| ev:quote "{words}" |}} .'

    assert leaks(tmp_path, facts) == ["1 error"]


@pytest.mark.parametrize("words", ["court in Armenia", "said that Dr. Armenia Jones’s"])
def test_a_record_with_some_words_of_a_claim_is_a_warning(tmp_path: Path, words: str) -> None:
    facts = f'<document/letter> schema:mentions <institution/network> {{| ev:quote "{words}" |}} .'

    assert leaks(tmp_path, facts) == ["1 warning"]


@pytest.mark.parametrize("words", ["a party", "said that Dr. Armenia Jones’s"])
def test_what_a_claim_claims_is_not_recorded_from_its_words(tmp_path: Path, words: str) -> None:
    facts = f'<document/letter> schema:about <institution/network> {{| ev:quote "{words}" |}} .'

    assert leaks(tmp_path, facts) == ["1 error"]


def test_what_a_claim_claims_may_be_recorded_from_other_words(tmp_path: Path) -> None:
    facts = (
        '<document/letter> schema:about <institution/network> {| ev:quote "The letter said" |} .'
    )

    assert leaks(tmp_path, facts) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Armenia Jones", "Dr. Armenia Jones’s"),
        ("Pact", "the “Pact”"),
        ("Pact", "“Pact”"),
        ("the Pact", "“Pact”"),
        ("Pact of Peace", "the “Pact”"),
        ("UN", "(UN)"),
        ("UN", "UN"),
        ("UN", "(UN)."),
    ],
)
@pytest.mark.parametrize(
    "name_index", ["schema:name", "rdfs:label", "skos:altLabel", ":known", ":titled"]
)
def test_a_name_alone_may_be_quoted_in_a_claim(
    tmp_path: Path, name_index: str, name: str, words: str
) -> None:
    ontology = ":known ev:naming true . :titled rdfs:subPropertyOf :called . :called rdfs:subPropertyOf foaf:name ."  # noqa: E501
    facts = f'<institution/network> {name_index} "{name}" {{| ev:quote "{words}" |}} .'

    assert leaks(tmp_path, facts, ontology=ontology) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Armenia", "Armenia is a party"),
        ("Armenia", "in Armenia"),
        ("Armenia", "court in Armenia"),
        ("Pact", "party of the “Pact”"),
        ("UN", "“Pact” (UN)"),
    ],
)
def test_more_than_a_name_in_a_claim_is_an_error(tmp_path: Path, name: str, words: str) -> None:
    facts = f'<institution/network> schema:name "{name}" {{| ev:quote "{words}" |}} .'

    assert leaks(tmp_path, facts) == ["1 error"]


@pytest.mark.parametrize(
    ("language", "text", "words", "name"),
    [
        ("de", "Der Brief sagte, die Stadt Herrn Dr. Meiers sei alt.", "Herrn Dr. Meiers", "Meier"),
        ("fr", "La lettre disait que l’Arménie est partie.", "l’Arménie", "Arménie"),
        ("fr", "La lettre disait que Mme Roy est partie.", "Mme Roy", "Roy"),
        ("az", "Məktub dedi ki, cənab Əliyevin evi var.", "cənab Əliyevin", "Əliyev"),
        ("ru", "Письмо сказало, что г-жа Петрова пришла.", "г-жа Петрова", "Петрова"),
    ],
)
def test_articles_and_titles_are_those_of_the_source_s_language(
    tmp_path: Path, language: str, text: str, words: str, name: str
) -> None:
    claim = f"""<claim/one> a ev:Claim ; ev:about <document/letter> ; ev:voice ev:narrated ;
      ev:claimant <source/minutes> ; ev:quote "{text.removesuffix(".")}" ."""
    facts = f'{claim}\n<institution/network> schema:name "{name}" {{| ev:quote "{words}" |}} .'

    assert printed(tmp_path, facts, language=language, minutes=text) == []


def test_equal_offsets_in_another_source_are_other_words(tmp_path: Path) -> None:
    other = '{| ev:source <source/other> ; ev:quote "court in Armenia" |}'
    facts = f"<document/letter> schema:mentions <institution/network> {other} ."

    assert leaks(tmp_path, facts, other=MINUTES) == []


def test_the_same_words_in_another_place_are_no_claim_s(tmp_path: Path) -> None:
    text = "It was so. The letter said that it was so."
    claim = """<claim/so> a ev:Claim ; ev:about <document/letter> ; ev:voice ev:said ;
      ev:claimant <document/letter> {| ev:quote "The letter said" |} ; ev:quote "it was so" ; ev:prefix "that" .
    """  # noqa: E501
    record = '<document/letter> schema:mentions <document/letter> {| ev:quote "It was so" |} .'

    assert printed(tmp_path, claim + record, minutes=text) == []


def test_one_of_two_quotes_that_is_a_claim_s_is_an_error(tmp_path: Path) -> None:
    facts = f"""<document/letter> schema:mentions <document/letter>
      {{| ev:quote "The letter said" |}} {{| ev:quote "{MINUTES[21:-1]}" |}} ."""

    assert leaks(tmp_path, facts) == ["1 error"]


def test_two_claims_of_the_same_words_make_one_finding(tmp_path: Path) -> None:
    second = CLAIM.replace("claim/party", "claim/again")
    facts = (
        second
        + f'<document/letter> schema:mentions <document/letter> {{| ev:quote "{MINUTES}" |}} .'
    )

    assert leaks(tmp_path, facts) == ["3 error"]


def test_what_is_said_of_a_claim_rests_on_its_words(tmp_path: Path) -> None:
    facts = '<claim/party> schema:text "a party" {| ev:quote "a party" |} .'

    assert leaks(tmp_path, facts) == []


def test_the_words_of_a_claimant_are_not_a_claim_s_own(tmp_path: Path) -> None:
    facts = '<document/letter> schema:name "The letter" {| ev:quote "The letter said that" |} .'

    assert leaks(tmp_path, facts) == []


def test_coverage_lists_how_records_lie_to_claims(tmp_path: Path) -> None:
    facts = f"""<document/letter> schema:mentions <document/letter> {{| ev:quote "{MINUTES[21:-1]}" |}} ;
      schema:about <document/letter> {{| ev:quote "{MINUTES}" |}} ;
      schema:name "Pact" {{| ev:quote "Pact" |}} ; schema:text "that Dr." {{| ev:quote "that Dr" |}} ."""  # noqa: E501
    printed(tmp_path, CLAIM + facts, minutes=MINUTES)

    listed = publisher("coverage", "--overlap", "--format", "json", "--project", tmp_path)
    lines = publisher("coverage", "--overlap", "--project", tmp_path).splitlines()

    rows = json.loads(listed)
    assert [(row["relation"], row["record"][1], row["common"]) for row in rows] == [
        ("containing", "schema:about", MINUTES[21:-1]),
        ("touching", "schema:text", "Dr"),
        ("same", "schema:mentions", MINUTES[21:-1]),
        ("contained", "schema:name", "Pact"),
    ]
    assert {row["claim"] for row in rows} == {"<claim/party>"}
    assert lines[-1] == (
        'data/sources/minutes.txt:1: contained: <document/letter> schema:name "Pact" | '
        "<claim/party> | “Pact”"
    )
