from hypothesis import given
from hypothesis import strategies as st

from publisher.evidence.sentences import sentence_around, sentences
from publisher.model import Span
from tests import flagship


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def test_a_title_does_not_end_a_sentence() -> None:
    assert cut("She met Mrs. Berli of the U. N. today. He left.") == [
        "She met Mrs. Berli of the U. N. today.",
        "He left.",
    ]


def test_a_word_that_ends_as_a_title_does_ends_a_sentence() -> None:
    assert cut("Vols. 1 and 2. So said LastProf. He left. Prof. Berli too.") == [
        "Vols. 1 and 2.",
        "So said LastProf.",
        "He left.",
        "Prof. Berli too.",
    ]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert cut("He said “No.” Then he left!") == ["He said “No.”", "Then he left!"]


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("A heading\n\nA text.") == ["A heading", "A text."]


def test_a_decimal_does_not() -> None:
    assert cut("It is 2.5 metres. Yes.") == ["It is 2.5 metres.", "Yes."]


def test_the_flagship_has_thirteen_sentences_and_four_headings() -> None:
    found = cut(flagship.text())

    assert len(found) == 17
    assert found[3].startswith("In March 2015, during the official visit to Geneva")
    assert found[3].endswith("the occupied territory of Azerbaijan.")
    assert found[-1].startswith("By the recommendation of the Commissioner since 2010")


@given(st.text(max_size=300))
def test_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@given(text=st.text(min_size=1, max_size=200), data=st.data())
def test_the_sentence_around_a_passage_holds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not sentences(text):
        return

    around = sentence_around(text, Span(start=start, end=end))

    assert around.start <= start < end <= around.end
