"""What the words deny is not published as asserted: by the lines of `publisher check`."""

from pathlib import Path

import pytest

from tests.check.worded import found, printed

PEOPLE = """<institution/bell> a :Institution ; rdfs:label "Tom Bell"@en .
<institution/doubt> a :Institution ; rdfs:label "Thomas Doubt"@en .
<institution/watch> a :Institution ; rdfs:label "Denial Watch"@en .
:rejected a owl:ObjectProperty ; rdfs:label "rejected"@en ; skos:definition "What somebody rejected."@en ; skos:example "An offer."@en ; rdfs:isDefinedBy <ontology> .
"""  # noqa: E501
LINES = PEOPLE.count("\n")


def check(
    folder: Path,
    text: str,
    *,
    claimant: str,
    words: str,
    content: str = "<institution/office> schema:knows <institution/network>",
    more: str = "",
    language: str = "en",
) -> list[str]:
    claim = f"""<claim/one> a ev:Claim ; ev:about <institution/bell> ; ev:voice ev:said ; {more}
      ev:claimant <institution/bell> {{| ev:quote "{claimant}" |}} ; ev:quote "{words}" ;
      {f"ev:content << {content} >> ;" if content else ""} rdfs:comment "."@en ."""
    lines = found(printed(folder, PEOPLE + claim, minutes=text, language=language))
    return [one.split(" ", 1)[1] for one in lines]


DENIED = ["warning denial-content"]


@pytest.mark.parametrize(
    ("text", "claimant", "words"),
    [
        ("Mr Bell denied that it knew.", "Mr Bell denied", "that it knew"),
        ("Mr Bell denied that it knew.", "Mr Bell", "denied that it knew"),
        ("Mr Bell denied that it knew.", "Mr Bell", "it knew"),
        ("Mr Bell denied ever having said that it knew.", "Mr Bell", "it knew"),
        ("MR BELL DENIED THAT IT KNEW.", "MR BELL", "IT KNEW"),
        ("Mr Bell rejects that it knew.", "Mr Bell rejects", "it knew"),
        ("Mr Bell doubts that it knew.", "Mr Bell", "doubts that it knew"),
        ("Mr Bell disputed that it knew.", "Mr Bell", "disputed that it knew"),
        (
            "It was called into question by Mr Bell: it knew.",
            "called into question by Mr Bell",
            "it knew",
        ),
        ("Denying it all, Mr Bell spoke: it knew.", "Denying it all, Mr Bell", "it knew"),
        ("Mr Bell does not accept that it knew.", "Mr Bell", "does not accept that it knew"),
    ],
)
def test_words_that_deny_are_a_warning(
    tmp_path: Path, text: str, claimant: str, words: str
) -> None:
    assert check(tmp_path, text, claimant=claimant, words=words) == DENIED


@pytest.mark.parametrize("stance", ["denies", "doubts", "asks"])
def test_a_stance_that_does_not_assert_is_right(tmp_path: Path, stance: str) -> None:
    more = f"ev:stance ev:{stance} ;"
    text = "Mr Bell denied that it knew."

    assert check(tmp_path, text, claimant="Mr Bell denied", words="it knew", more=more) == []


@pytest.mark.parametrize(
    ("text", "claimant", "words"),
    [
        ("Mr Bell said that it knew.", "Mr Bell said that", "it knew"),
        ("Mr Bell did not deny that it knew.", "Mr Bell", "did not deny that it knew"),
        ("Mr Bell said that no doubt it knew.", "Mr Bell said", "no doubt it knew"),
        ("Mr Bell never once denied that it knew.", "Mr Bell", "it knew"),
        ("Mr Bell denied it, and Mrs Bell said that it knew.", "Mrs Bell said that", "it knew"),
        ("Mr Bell denied it and said it knew.", "Mr Bell", "it knew"),
        ("Mr Bell of Denial Watch said it knew.", "Mr Bell of Denial Watch", "it knew"),
        ("Thomas Doubt, with Bell, said it knew.", "Thomas Doubt, with Bell", "it knew"),
        ("Mr Doubt and Bell said it knew.", "Mr Doubt and Bell", "it knew"),
        ("Doubt and Bell said it knew.", "Doubt and Bell", "it knew"),
        ("He denied it. Bell said it knew.", "Bell said", "it knew"),
        ("Bell said the undenied undoubtedly knew.", "Bell said", "the undenied undoubtedly knew"),
    ],
)
def test_words_that_do_not_deny_are_right(
    tmp_path: Path, text: str, claimant: str, words: str
) -> None:
    assert check(tmp_path, text, claimant=claimant, words=words) == []


@pytest.mark.parametrize(
    "content",
    [
        "<institution/office> :rejected <institution/network>",
        '<institution/office> schema:text "rejected the offer"@en',
        "",
    ],
)
def test_what_is_itself_a_denial_is_claimed(tmp_path: Path, content: str) -> None:
    text = "Mr Bell said that it rejected the offer."

    assert (
        check(
            tmp_path, text, claimant="Mr Bell said", words="it rejected the offer", content=content
        )
        == []
    )


def test_a_reading_on_the_claim_is_the_way_out(tmp_path: Path) -> None:
    more = 'ev:reading "The denial is of something else."@en ;'
    text = "Mr Bell, who had denied it, knew."

    assert (
        check(tmp_path, text, claimant="Mr Bell", words="who had denied it, knew", more=more) == []
    )
    assert check(tmp_path, text, claimant="Mr Bell", words="who had denied it, knew") == DENIED


@pytest.mark.parametrize(
    ("language", "text", "claimant", "words"),
    [
        (
            "de",
            "Herr Bell bestritt, dass er es wusste.",
            "Herr Bell",
            "bestritt, dass er es wusste",
        ),
        (
            "de",
            "Herr Bell wies zurück, dass er es wusste.",
            "Herr Bell wies zurück",
            "er es wusste",
        ),
        ("fr", "M. Bell dément avoir su.", "M. Bell dément", "avoir su"),
        ("az", "Bell bunu təkzib etdi.", "Bell", "bunu təkzib etdi"),
        ("ru", "Белл отрицает, что знал.", "Белл отрицает", "что знал"),
        ("", "Herr Bell bestritt, dass er es wusste.", "Herr Bell", "bestritt, dass er es wusste"),
    ],
)
def test_each_language_has_its_own_denials(
    tmp_path: Path, language: str, text: str, claimant: str, words: str
) -> None:
    assert check(tmp_path, text, claimant=claimant, words=words, language=language) == DENIED


def test_a_language_without_a_file_has_none(tmp_path: Path) -> None:
    text = "Mr Bell denied that it knew."

    assert check(tmp_path, text, claimant="Mr Bell denied", words="it knew", language="xx") == []
