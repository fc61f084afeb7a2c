from publisher.evidence.coverage import measure_coverage
from publisher.model import Source, Span, Term

TEXT = "Title\nOne two. Three four.\n"


def source() -> Source:
    heading = Span(start=0, end=5)
    return Source(iri=Term("<s>"), label="s", text=TEXT, file="s.txt", headings=(heading,))


def test_a_sentence_that_nothing_quotes_is_missing() -> None:
    found = measure_coverage(source(), [Span(start=6, end=9)])

    assert found.sentences == 2
    assert [TEXT[span.start : span.end] for span in found.missing] == ["Three four."]


def test_headings_and_white_space_do_not_count() -> None:
    found = measure_coverage(source(), [Span(start=6, end=14)])

    assert (found.quoted, found.characters) == (7, 17)


def test_overlapping_quotes_count_once() -> None:
    found = measure_coverage(source(), [Span(start=6, end=9), Span(start=6, end=14)])

    assert found.quoted == 7
