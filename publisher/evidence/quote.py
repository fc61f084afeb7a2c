"""Find a quote in a stored text, or say why it is not there.

Offsets are code points, end exclusive:
https://www.w3.org/TR/annotation-model/#text-position-selector
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from publisher.errors import PublisherError
from publisher.evidence.alignment import WordIndex
from publisher.evidence.borders import cut_at, is_border, seen_around
from publisher.evidence.collapsed_text import CollapsedText
from publisher.evidence.likeness import (
    Likeness,
    alike_beside,
    character_names,
    difference,
    trimmed,
    with_escapes,
)
from publisher.evidence.sentences import sentences
from publisher.model import Span
from publisher.terms import literal

LONGEST_CONTEXT: Final = 8
"""The most words of a proposed prefix."""
PLACES_SHOWN: Final = 3
"""How many places of an ambiguous quote are named."""
_TRIED: Final = 1_000
"""How many places of a quote are compared with a prefix that only looks alike."""
_FURTHEST: Final = 1_000
"""How many characters before a passage are searched for the words of a prefix."""
_NEAR: Final = 70
"""How like a passage the letters of a quote must be, in percent."""
_LETTERS: Final = 12
"""The fewest letters by which a quote can be found without its words."""
_LINE_FEEDS: Final = re.compile("\n")


class QuoteError(PublisherError):
    """A quote that does not name exactly one passage. `code` is the code of its finding."""

    code = "quote-missing"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class QuoteMissingError(QuoteError):
    code = "quote-missing"


class QuoteAmbiguousError(QuoteError):
    code = "quote-ambiguous"


class QuoteNotWholeWordsError(QuoteError):
    code = "quote-not-whole-words"


class QuoteEmptyError(QuoteError):
    code = "quote-empty"


class StoredText:
    """A text prepared for a search: each run of white space is one space."""

    def __init__(self, text: str, *, name: str) -> None:
        self.text = text
        self.name = name
        self._collapsed = CollapsedText.of(text)
        self._searchable = self._collapsed.text
        self._lines = [0, *(match.end() for match in _LINE_FEEDS.finditer(text))]

    def line(self, offset: int) -> int:
        """Return the line of an offset, from 1."""
        return bisect_right(self._lines, offset)

    def place(self, offset: int) -> str:
        """Return line and column of an offset, both from 1: `line 3, column 7`."""
        line = self.line(offset)
        return f"line {line}, column {offset - self._lines[line - 1] + 1}"

    def locate(self, quote: str, *, prefix: str = "", suffix: str = "") -> Span:
        """Return the one passage that `quote` names.

        A run of white space matches a run of white space; all else is exact. `prefix` and `suffix`
        are the text just before and after. A quote begins and ends at word boundaries: "lawful
        trial" is not in "unlawful trial".

        Raises QuoteEmptyError, QuoteMissingError (with the nearest passage, or the character that
        differs), QuoteNotWholeWordsError or QuoteAmbiguousError (with the first places).
        """
        wanted = " ".join(quote.split())
        if not wanted:
            raise QuoteEmptyError("quote is empty", "copy the words of the source")
        places = sorted(self._occurrences(wanted, prefix, suffix))
        spans = [self._span(at, len(wanted)) for at in places]
        whole_word_spans = [span for span in spans if self._is_whole(span)]
        if len(whole_word_spans) == 1:
            return whole_word_spans[0]
        if whole_word_spans:
            raise self._ambiguous(whole_word_spans)
        if spans:
            raise self._not_whole(spans[0])
        raise self._missing(wanted, prefix=prefix, suffix=suffix)

    def nearest(self, quote: str) -> tuple[Span, float] | None:
        """Return the passage that fits `quote` best, in whole words, and how well, up to 1."""
        passage = self._words.best_passage(quote)
        if passage:
            start, end, fit = passage
            return self.widened(Span(start=start, end=end)), fit
        # By letters, if no words fit: in a repetitive text, words have too little weight.
        wanted = " ".join(quote.split())
        if len(wanted) < _LETTERS:
            return None
        near = fuzz.partial_ratio_alignment(wanted, self._searchable, score_cutoff=_NEAR)
        if near is None or near.dest_start >= near.dest_end:
            return None
        span = self._span(near.dest_start, near.dest_end - near.dest_start)
        return self.widened(span), near.score / 200

    def occurrences(self, quote: str) -> tuple[Span, ...]:
        """Return all whole-word passages that match `quote`."""
        wanted = " ".join(quote.split())
        spans = (self._span(at, len(wanted)) for at in self._occurrences(wanted))
        return tuple(span for span in spans if self._is_whole(span))

    def lookalikes(self, quote: str, *, is_case_kept: bool = True) -> tuple[Span, ...]:
        """Return the whole-word passages that look like `quote`.

        They may have other quotation marks, hidden characters, and accents composed or not.
        """
        spans = (self._span(at, size) for at, size in self._alike(quote, is_case_kept=is_case_kept))
        return tuple(span for span in spans if self._is_whole(span))

    def shortest_prefix(self, span: Span) -> str:
        """Return the fewest words before a passage that tell it from all others of the same words.

        Empty if it needs none, or if not even LONGEST_CONTEXT words are enough.
        """
        wanted = " ".join(self.text[span.start : span.end].split())
        before = self.text[max(span.start - _FURTHEST, 0) : span.start].split()[-LONGEST_CONTEXT:]
        for count in range(len(before) + 1):
            prefix = " ".join(before[len(before) - count :])
            spans = (self._span(at, len(wanted)) for at in self._occurrences(wanted, prefix))
            # Two at most are searched for, because there may be thousands.
            if len(list(islice(filter(self._is_whole, spans), 2))) == 1:
                return prefix
        return ""

    def widened(self, span: Span) -> Span:
        """Return a passage with the rest of the words that it cuts."""
        start, end = trimmed(self.text, span.start, span.end)
        while not is_border(self.text, start):
            start -= 1
        while not is_border(self.text, end):
            end += 1
        return Span(start=start, end=end)

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex.of(
            self.text, sentences=[sentence.start for sentence in sentences(self.text)]
        )

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness.of(self._searchable)

    @cached_property
    def _likeness_of_any_case(self) -> Likeness:
        return self._likeness.folded()

    def _occurrences(self, wanted: str, prefix: str = "", suffix: str = "") -> Iterator[int]:
        before, after = " ".join(prefix.split()), " ".join(suffix.split())
        # Together with the prefix, because the words alone may be in thousands of places.
        starts = [f"{before} {wanted}", f"{before}{wanted}"] if before else [wanted]
        offsets = (
            at + len(start) - len(wanted) for start in starts for at in self._places_of(start)
        )
        for at in offsets:
            end = at + len(wanted)
            if self._searchable.startswith((after, f" {after}"), end):
                yield at

    def _alike(self, quote: str, *, is_case_kept: bool = True) -> Iterator[tuple[int, int]]:
        """Yield start and length, in the collapsed text, of each part that looks like a quote."""
        likeness, wanted = self._likeness, Likeness.of(" ".join(quote.split()))
        if not is_case_kept:
            likeness, wanted = self._likeness_of_any_case, wanted.folded()
        for pair in likeness.spans(wanted.text.strip()):
            start, end = trimmed(self._searchable, *pair)
            if start < end:
                yield start, end - start

    def _places_of(self, words: str) -> Iterator[int]:
        at = self._searchable.find(words) if words else -1
        while at >= 0:
            yield at
            at = self._searchable.find(words, at + 1)

    def _is_whole(self, span: Span) -> bool:
        return is_border(self.text, span.start) and is_border(self.text, span.end)

    def _span(self, at: int, size: int) -> Span:
        offset = self._collapsed.original_offset
        return Span(start=offset(at), end=offset(at + size - 1) + 1)

    def _shown(self, span: Span) -> str:
        exact = " ".join(self.text[span.start : span.end].split())
        return f'"{exact}" (line {self.line(span.start)})'

    def _missing(self, wanted: str, *, prefix: str, suffix: str) -> QuoteMissingError:
        fault = f"quote not found in source {self.name}"
        if (prefix or suffix) and next(self._occurrences(wanted), None) is not None:
            return QuoteMissingError(
                f"{fault} with that prefix or suffix; the words alone are there",
                self._beside(wanted, prefix, suffix) or "copy the text just before and after",
            )
        for at, size in self._alike(wanted):
            if self._is_whole(self._span(at, size)):
                return self._differing(wanted, at, size)
        near = self.nearest(wanted)
        if near is None:
            return QuoteMissingError(f"{fault}; no passage is like it", "copy the source's words")
        return QuoteMissingError(f"{fault}; nearest is {self._shown(near[0])}")

    def _beside(self, wanted: str, prefix: str, suffix: str) -> str:
        """Return what to write for a prefix or a suffix that only looks like the text's."""
        for at in islice(self._occurrences(wanted), _TRIED):
            for name, given in (("prefix", prefix), ("suffix", suffix)):
                folded, end = " ".join(given.split()), at + len(wanted)
                is_before = name == "prefix"
                beside = alike_beside(folded, self._searchable, at, end, is_before=is_before)
                if given and beside and beside != folded:
                    message = difference(folded, beside).text.replace("the quote", f"the {name}")
                    return f"{message}: write ev:{name} {with_escapes(literal(beside))}"
        return ""

    def _differing(self, wanted: str, at: int, size: int) -> QuoteMissingError:
        """Return the error for a quote that only looks like a passage."""
        exact = self._searchable[at : at + size]
        change = difference(wanted, exact)
        return QuoteMissingError(
            f"quote not found in source {self.name}, only what looks like it: {change.text}, "
            f"at {self.place(self._collapsed.original_offset(at + change.at_source))} of the text "
            f"and character {change.at_quote + 1} of the quote",
            f"write ev:quote {with_escapes(literal(exact))}",
        )

    def _not_whole(self, span: Span) -> QuoteNotWholeWordsError:
        at = span.start if cut_at(self.text, span.start) else span.end
        hidden = self.text[slice(*seen_around(self.text, at))]
        joined = f", whose parts are joined by {character_names(hidden)}" if hidden else ""
        return QuoteNotWholeWordsError(
            f"quote cuts a {cut_at(self.text, at)} of source {self.name}{joined}; "
            f"whole words are {self._shown(self.widened(span))}",
        )

    def _ambiguous(self, spans: Sequence[Span]) -> QuoteAmbiguousError:
        prefixes = [
            (self.shortest_prefix(span), self.line(span.start)) for span in spans[:PLACES_SHOWN]
        ]
        choices = [
            (f'ev:prefix "{prefix}"' if prefix else "no short prefix") + f" for line {line}"
            for prefix, line in prefixes
        ]
        hint = f"quote more words, or add {', '.join(choices)}"
        if not any(prefix for prefix, _ in prefixes):
            lines = ", ".join(str(line) for _, line in prefixes)
            hint = f"quote more words: no short prefix tells lines {lines} from the others"
        more = f" (the first {PLACES_SHOWN} places)" if len(spans) > PLACES_SHOWN else ""
        return QuoteAmbiguousError(
            f"quote found {len(spans):,} times in source {self.name}", f"{hint}{more}"
        )
