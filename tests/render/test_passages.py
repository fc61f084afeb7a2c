"""Overlapping passages never change the text that they mark."""

from hypothesis import given
from hypothesis import strategies as st

from publisher.description import Link, Passage
from publisher.model import Span
from publisher.render.passages import Segment, paragraphs


def _passage(start: int, end: int, *hrefs: str) -> Passage:
    supports = tuple(Link(label=href, href=href) for href in hrefs)
    claims = [href for href in hrefs if href.startswith("claim/")]
    return Passage(
        start=start,
        end=end,
        exact="",
        anchor=f"char={start},{end}",
        supports=supports,
        is_recorded=len(claims) < len(hrefs),
        is_claimed=bool(claims),
    )


def _segments(text: str, *passages: Passage) -> list[Segment]:
    return [s for paragraph in paragraphs(text, passages=passages) for s in paragraph.segments]


spans = st.tuples(st.integers(0, 42), st.integers(0, 42)).map(lambda span: _passage(*span))


@given(
    text=st.text(st.sampled_from("ab .\n\r\u00a0\U0001f600"), max_size=40),
    passages=st.lists(spans, max_size=6, unique_by=lambda passage: passage.anchor),
)
def test_the_segments_joined_are_the_text_and_each_passage_begins_once(
    text: str, passages: list[Passage]
) -> None:
    segments = _segments(text, *passages)
    assert "".join(segment.text for segment in segments) == text
    shown = [p for p in passages if p.start < min(p.end, len(text))]
    begun = [anchor for segment in segments for anchor in segment.anchors]
    assert sorted(begun) == sorted(p.anchor for p in shown)
    for passage in shown:
        marked = "".join(s.text for s in segments if passage in s.passages)
        assert marked == text[passage.start : passage.end]


def test_a_passage_inside_another_is_a_segment_of_both() -> None:
    outer, inner = _passage(0, 9, "a.html"), _passage(3, 5, "b.html")
    found = [(s.text, s.passages) for s in _segments("abcdefghi", outer, inner)]
    assert found == [("abc", (outer,)), ("de", (outer, inner)), ("fghi", (outer,))]


def test_a_segment_leads_to_the_one_thing_it_supports_or_to_the_list() -> None:
    segments = _segments("abcdefghi", _passage(0, 5, "a.html"), _passage(3, 9, "b.html", "c.html"))
    hrefs = [segment.target.href for segment in segments if segment.target]
    assert hrefs == ["a.html", "#of-char=0,5", "#of-char=3,9"]


def test_paragraphs_end_with_their_line_ends_and_headings_are_known() -> None:
    found = paragraphs("Title\n\nOne\ntwo", passages=(), headings=(Span(start=0, end=5),))
    assert [(p.segments[0].text, p.is_heading) for p in found] == [
        ("Title\n\n", True),
        ("One\n", False),
        ("two", False),
    ]


def test_what_claims_rest_on_is_marked_so() -> None:
    segments = _segments("abcdef", _passage(0, 4, "claim/a.html"), _passage(2, 6, "network/b.html"))
    assert [segment.classes for segment in segments] == ["of-claim", "of-both several", ""]
