"""Find the sentences of a stored text.

A line break ends a sentence, as in text saved from a page; so does a full stop, a question mark
or an exclamation mark before white space and anything but a small letter, unless it closes a
title or an initial.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

from publisher.model import Span

_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s+[^\sa-z])")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|St|Nos?|Arts?|Vols?|pp?|cf|vs|[A-Z])\.$",
)
_LONGEST: Final = len(" Prof.")
"""The most characters of an abbreviation."""


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences in order, without the white space around them."""
    spans: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in _ends(line.group()):
            _add(spans, text, start, line.start() + end)
            start = line.start() + end
        _add(spans, text, start, line.end())
    return tuple(spans)


def sentence_around(text: str, span: Span) -> Span:
    """Return the whole sentence, or sentences, around a passage."""
    every_sentence = sentences(text)
    starts = _starts(text)
    first = every_sentence[max(bisect_right(starts, span.start) - 1, 0)]
    last = every_sentence[max(bisect_right(starts, span.end - 1) - 1, 0)]
    return Span(start=min(first.start, span.start), end=max(last.end, span.end))


@lru_cache(maxsize=256)
def _starts(text: str) -> list[int]:
    return [span.start for span in sentences(text)]


def _ends(line: str) -> list[int]:
    return [
        match.end()
        for match in _END.finditer(line)
        if match.end() > match.start() + 1 or not _is_abbreviated(line, match.start() + 1)
    ]


def _is_abbreviated(line: str, end: int) -> bool:
    # Not from the line's beginning, which may be far: once for each sentence of a long line.
    return _ABBREVIATED.search(line, max(end - _LONGEST, 0), end) is not None


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    if part.strip():
        left = len(part) - len(part.lstrip())
        right = len(part) - len(part.rstrip())
        spans.append(Span(start=start + left, end=end - right))
