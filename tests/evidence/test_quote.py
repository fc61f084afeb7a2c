import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.evidence.quote import (
    QuoteAmbiguousError,
    QuoteEmptyError,
    QuoteMissingError,
    QuoteNotWholeWordsError,
    StoredText,
)
from tests import flagship


def stored(text: str) -> StoredText:
    return StoredText(text, name="page")


def test_a_quote_is_located_by_code_points_end_exclusive() -> None:
    text = "Ça va. The Office joined ENOC in 2008."

    span = stored(text).locate("joined ENOC in 2008")

    assert text[span.start : span.end] == "joined ENOC in 2008"


def test_a_space_matches_a_no_break_space_and_the_source_keeps_its_own() -> None:
    source = stored(flagship.text())

    span = source.locate("so-called “court” convicted")

    assert (span.start, span.end) == (1400, 1428)
    assert "” \u00a0c" in source.text[span.start : span.end]


def test_a_space_matches_a_line_break() -> None:
    span = stored("one two\r\nthree four").locate("two three")

    assert (span.start, span.end) == (4, 14)


def test_letters_are_exact() -> None:
    with pytest.raises(QuoteMissingError):
        stored("The Office joined ENOC.").locate("the office joined")


def test_a_missing_quote_names_the_nearest_passage_and_its_line() -> None:
    source = stored(flagship.text())

    with pytest.raises(QuoteMissingError) as raised:
        source.locate("met with Mrs. Christine Beerli")

    assert 'nearest is "met with Mrs. Christine Berli" (line 7)' in str(raised.value)


def test_a_missing_quote_like_nothing_says_so() -> None:
    with pytest.raises(QuoteMissingError, match="no passage is like it"):
        stored("abc def").locate("zzzzzz qqqqqq")


def test_a_quote_found_twice_needs_a_prefix_and_is_told_which() -> None:
    source = stored("The letter said no.\nThe Commissioner said no.")

    with pytest.raises(QuoteAmbiguousError) as raised:
        source.locate("said no")

    assert str(raised.value) == "quote found 2 times in source page"
    assert raised.value.hint == (
        'quote more words, or add ev:prefix "letter" for line 1, '
        'ev:prefix "Commissioner" for line 2'
    )
    assert source.locate("said no", prefix="letter").start == 11
    assert source.locate("said no", prefix="Commissioner").start == 37


def test_a_suffix_settles_as_well() -> None:
    assert stored("ENOC one. ENOC two.").locate("ENOC", suffix="two").start == 10


def test_enoc_alone_is_ambiguous_in_the_flagship() -> None:
    with pytest.raises(QuoteAmbiguousError, match="found 4 times"):
        stored(flagship.text()).locate("ENOC")


def test_a_quote_must_not_cut_a_word() -> None:
    with pytest.raises(QuoteNotWholeWordsError, match='whole words are "unlawful trial"'):
        stored("said that the unlawful trial ended").locate("lawful trial")


def test_a_quote_must_not_cut_a_letter_from_its_accent() -> None:
    with pytest.raises(QuoteNotWholeWordsError):
        stored("a cafe\u0301 there").locate("cafe")


def test_a_word_that_stands_whole_once_is_found_beside_its_compounds() -> None:
    assert stored("unlawful and lawful").locate("lawful").start == 13


def test_an_empty_quote_is_refused() -> None:
    with pytest.raises(QuoteEmptyError):
        stored("text").locate(" \n\u00a0")


@given(
    words=st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1),
    gaps=st.lists(st.text(" \t\n\r\u00a0\u2003", min_size=1), min_size=1),
    data=st.data(),
)
def test_any_run_of_whole_words_is_found_or_named_ambiguous(
    words: list[str],
    gaps: list[str],
    data: st.DataObject,
) -> None:
    text = "".join(word + gaps[at % len(gaps)] for at, word in enumerate(words))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quote = " ".join(words[first : last + 1])

    try:
        span = stored(text).locate(quote)
    except QuoteAmbiguousError:
        spans = stored(text).occurrences(quote)
        assert len(spans) > 1
    else:
        spans = (span,)
    for found in spans:
        assert text[found.start : found.end].split() == quote.split()


@given(text=st.text(max_size=200), quote=st.text(max_size=50))
def test_what_is_located_is_the_quote_but_for_white_space(text: str, quote: str) -> None:
    try:
        span = stored(text).locate(quote)
    except (
        QuoteAmbiguousError,
        QuoteEmptyError,
        QuoteMissingError,
        QuoteNotWholeWordsError,
    ):
        return
    assert text[span.start : span.end].split() == quote.split()
