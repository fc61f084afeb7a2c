"""A source's text in paragraphs and segments, so that passages may overlap and nest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from publisher.description import Evidence, Link, Passage
from publisher.model import Span

OF_CLAIM: Final = "of-claim"
OF_BOTH: Final = "of-both"
"""The classes of marks: words of a claim; words that a record rests on and a claim uses too."""
_BESIDE: Final = "of-claim beside"
"""Words of other claims in the sentence of one."""
# A line with the line ends after it: joined, the paragraphs are the text.
_PARAGRAPH: Final = re.compile(r"[^\n]+\n*|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text that the same passages cover from end to end.

    `anchors` are those of the passages that begin here; `target` is what the
    stretch supports, or its place in the list of passages; `classes` is for the stylesheet:
    without one, what is marked is on record.
    """

    text: str
    is_marked: bool = False
    passages: tuple[Passage, ...] = ()
    anchors: tuple[str, ...] = ()
    target: Link | None = None
    classes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    segments: tuple[Segment, ...]
    is_heading: bool = False


def paragraphs(
    text: str, *, passages: Sequence[Passage], headings: Sequence[Span] = ()
) -> tuple[Paragraph, ...]:
    """Return the whole text: the texts of all segments joined are `text`.

    The part of a passage outside the text is left out; a passage of no length covers nothing.
    """
    ordered = sorted(
        (passage for passage in passages if passage.start < min(passage.end, len(text))),
        key=lambda passage: (passage.start, -passage.end, passage.anchor),
    )
    result: list[Paragraph] = []
    covering: list[Passage] = []
    at = 0
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while at < len(ordered) and ordered[at].start < end:
            covering.append(ordered[at])
            at += 1
        covering = [passage for passage in covering if passage.end > start]
        heading = any(span.start < end and start < span.end for span in headings)
        segments = _segments(text, start=start, end=end, passages=covering)
        result.append(Paragraph(segments=segments, is_heading=heading))
    return tuple(result)


def _segments(
    text: str, *, start: int, end: int, passages: Sequence[Passage]
) -> tuple[Segment, ...]:
    inside = {place for passage in passages for place in (passage.start, passage.end)}
    cuts = sorted({start, end, *(place for place in inside if start < place < end)})
    return tuple(_segment(text, start=a, end=b, passages=passages) for a, b in pairwise(cuts))


def _segment(text: str, *, start: int, end: int, passages: Sequence[Passage]) -> Segment:
    covering = tuple([p for p in passages if p.start < end and start < p.end])
    if not covering:
        return Segment(text=text[start:end])
    return Segment(
        text=text[start:end],
        is_marked=True,
        passages=covering,
        anchors=tuple(p.anchor for p in covering if p.start == start),
        target=_target(covering),
        classes=_classes(covering),
    )


def _target(passages: Sequence[Passage]) -> Link:
    """Return what a segment leads to: the one thing that it supports, or else the list of them."""
    supported = {link.href: link for passage in passages for link in passage.supports}
    if len(supported) == 1:
        return next(iter(supported.values()))
    shortest = min(passages, key=lambda passage: passage.end - passage.start)
    labels = "; ".join(link.label for link in supported.values())
    return Link(label=labels, href=f"#{entry_anchor(shortest)}")


def _classes(passages: Sequence[Passage]) -> str:
    of = ""
    if any(passage.is_claimed for passage in passages):
        is_both = any(passage.is_recorded for passage in passages)
        of = OF_BOTH if is_both else OF_CLAIM
    return f"{of} several".strip() if len(passages) > 1 else of


def sentence(evidence: Evidence, *, of_claim: bool = False) -> tuple[Segment, ...]:
    """Return the sentence of a quote in segments, its words and those of claims marked.

    `of_claim`: the quote is of a claim and of no record.
    """
    text = evidence.before + evidence.exact + evidence.after
    quoted = Span(start=len(evidence.before), end=len(evidence.before) + len(evidence.exact))
    places = {place for span in (quoted, *evidence.claimed) for place in (span.start, span.end)}
    cuts = sorted({0, len(text), *(place for place in places if 0 < place < len(text))})
    segments = []
    for start, end in pairwise(cuts):
        is_quoted = quoted.start <= start and end <= quoted.end
        is_claimed = any(span.start <= start and end <= span.end for span in evidence.claimed)
        classes = _marked(is_quoted=is_quoted, is_claimed=is_claimed, of_claim=of_claim)
        segments.append(
            Segment(text=text[start:end], classes=classes, is_marked=is_quoted or is_claimed)
        )
    return tuple(segments)


def has_claims_beside(evidence: Evidence) -> bool:
    """Return whether the sentence has words of claims outside of the quoted words."""
    start, end = len(evidence.before), len(evidence.before) + len(evidence.exact)
    return any(span.start < start or span.end > end for span in evidence.claimed)


def words(passage: Passage) -> tuple[Segment, ...]:
    """Return the words of a passage in segments, those of claims marked."""
    quote = Evidence(
        source_label="",
        source_href="",
        href="",
        before="",
        exact=passage.exact,
        after="",
        start=passage.start,
        end=passage.end,
        claimed=passage.claimed,
    )
    return sentence(quote, of_claim=not passage.is_recorded)


def _marked(*, is_quoted: bool, is_claimed: bool, of_claim: bool) -> str:
    if of_claim:
        return OF_CLAIM if is_quoted else _BESIDE
    if is_claimed:
        return OF_BOTH if is_quoted else OF_CLAIM
    return ""


def entry_anchor(passage: Passage) -> str:
    """Return the anchor of a passage in the list of passages."""
    return f"of-{passage.anchor}"
