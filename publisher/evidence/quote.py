"""Quotes found again in a stored text, or the reason why not.

Offsets are code points, end exclusive:
https://www.w3.org/TR/annotation-model/#text-position-selector
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import Final

from rapidfuzz import fuzz

from publisher.model import Span

LONGEST_CONTEXT: Final = 8
"""Words of a proposed prefix, at most."""
_UNFOLDED: Final = re.compile(r"\s\s+|[^\S ]")
"""White space that is not one space already."""
_LINE_FEEDS: Final = re.compile("\n")


class QuoteError(Exception):
    """A quote that names no one passage. `code` is its finding's, `hint` says what to do."""

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
    """A text prepared for quotes to be found in: its runs of white space folded to one space."""

    def __init__(self, text: str, *, name: str) -> None:
        self.text = text
        self.name = name
        self._folded, self._in_folded, self._in_text = _fold(text)
        self._lines = [0, *(match.end() for match in _LINE_FEEDS.finditer(text))]

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._lines, offset)

    def locate(self, quote: str, *, prefix: str = "", suffix: str = "") -> Span:
        """The one passage that `quote` names.

        A run of white space matches a run of white space; all else is exact. `prefix` and `suffix`
        are what stands just before and after. A quote begins and ends at word boundaries: "lawful
        trial" is not in "unlawful trial".

        Raises QuoteEmptyError, QuoteMissingError (with the nearest passage),
        QuoteNotWholeWordsError or QuoteAmbiguousError (with all passages, and prefixes that tell
        them apart).
        """
        wanted = " ".join(quote.split())
        if not wanted:
            raise QuoteEmptyError("quote is empty", "copy the words of the source")
        found = self._occurrences(wanted, prefix=prefix, suffix=suffix)
        whole = [at for at in found if self._is_whole(at, at + len(wanted))]
        if len(whole) == 1:
            return self._span(whole[0], len(wanted))
        if whole:
            raise self._ambiguous(wanted, whole)
        if found:
            raise self._not_whole(wanted, found[0])
        raise self._missing(wanted, prefix=prefix, suffix=suffix)

    def nearest(self, quote: str) -> Span | None:
        """The passage most like `quote`, widened to whole words; None where nothing is near."""
        wanted = " ".join(quote.split())
        alignment = fuzz.partial_ratio_alignment(wanted, self._folded, score_cutoff=50)
        if alignment is None or alignment.dest_start == alignment.dest_end:
            return None
        start, end = alignment.dest_start, alignment.dest_end
        # The alignment is as long as the words wanted, and may take in a comma too many.
        while end - start > 1 and _in_word(wanted[-1]) and not _in_word(self._folded[end - 1]):
            end -= 1
        while end - start > 1 and _in_word(wanted[0]) and not _in_word(self._folded[start]):
            start += 1
        return self._widened(start, end)

    def occurrences(self, quote: str) -> tuple[Span, ...]:
        """All whole-word passages that match `quote`."""
        wanted = " ".join(quote.split())
        found = self._occurrences(wanted) if wanted else []
        return tuple(
            self._span(at, len(wanted)) for at in found if self._is_whole(at, at + len(wanted))
        )

    def settling_prefix(self, span: Span) -> str:
        """The fewest words before a passage that tell it from all others of the same words.

        Empty where it needs none, or where no prefix of LONGEST_CONTEXT words does.
        """
        exact = self.text[span.start : span.end]
        before = self.text[: span.start].split()
        for count in range(min(LONGEST_CONTEXT, len(before)) + 1):
            prefix = " ".join(before[len(before) - count :])
            wanted = " ".join(exact.split())
            found = self._occurrences(wanted, prefix=prefix)
            if sum(self._is_whole(at, at + len(wanted)) for at in found) == 1:
                return prefix
        return ""

    def _occurrences(self, wanted: str, *, prefix: str = "", suffix: str = "") -> list[int]:
        found, at = [], self._folded.find(wanted)
        while at >= 0:
            found.append(at)
            at = self._folded.find(wanted, at + 1)
        if not prefix and not suffix:
            return found
        before, after = " ".join(prefix.split()), " ".join(suffix.split())
        return [at for at in found if self._stands_between(before, at, at + len(wanted), after)]

    def _stands_between(self, before: str, start: int, end: int, after: str) -> bool:
        stop = start - 1 if start and self._folded[start - 1] == " " else start
        begin = end + 1 if self._folded[end : end + 1] == " " else end
        return (not before or self._folded.endswith(before, 0, stop)) and (
            not after or self._folded.startswith(after, begin)
        )

    def _is_whole(self, start: int, end: int) -> bool:
        text = self._folded
        cut_before = start > 0 and _in_word(text[start - 1]) and _in_word(text[start])
        cut_after = end < len(text) and _in_word(text[end - 1]) and _in_word(text[end])
        return not cut_before and not cut_after

    def _widened(self, start: int, end: int) -> Span:
        while start > 0 and not self._is_whole(start, end):
            before = _in_word(self._folded[start - 1]) and _in_word(self._folded[start])
            if not before:
                break
            start -= 1
        while end < len(self._folded) and not self._is_whole(start, end):
            end += 1
        while end - start > 1 and self._folded[start] == " ":
            start += 1
        while end - start > 1 and self._folded[end - 1] == " ":
            end -= 1
        return self._span(start, end - start)

    def _span(self, at: int, size: int) -> Span:
        return Span(start=self._offset(at), end=self._offset(at + size - 1) + 1)

    def _offset(self, at: int) -> int:
        """Where in the text a letter of the folded text stands; of a run, its first letter."""
        part = bisect_right(self._in_folded, at) - 1
        return self._in_text[part] + at - self._in_folded[part]

    def _shown(self, span: Span) -> str:
        exact = " ".join(self.text[span.start : span.end].split())
        return f'"{exact}" (line {self.line(span.start)})'

    def _missing(self, wanted: str, *, prefix: str, suffix: str) -> QuoteMissingError:
        where = f"quote not found in source {self.name}"
        if (prefix or suffix) and self._occurrences(wanted):
            return QuoteMissingError(
                f"{where} with that prefix or suffix; the words alone are there",
                "copy what stands just before and after them",
            )
        near = self.nearest(wanted)
        if near is None:
            return QuoteMissingError(
                f"{where}; nothing there is like it", "copy the source's words"
            )
        return QuoteMissingError(f"{where}; nearest is {self._shown(near)}")

    def _not_whole(self, wanted: str, at: int) -> QuoteNotWholeWordsError:
        whole = self._widened(at, at + len(wanted))
        return QuoteNotWholeWordsError(
            f"quote cuts a word of source {self.name}; whole words are {self._shown(whole)}",
        )

    def _ambiguous(self, wanted: str, found: Iterable[int]) -> QuoteAmbiguousError:
        spans = [self._span(at, len(wanted)) for at in found]
        choices = []
        for span in spans:
            prefix = self.settling_prefix(span)
            shown = f'ev:prefix "{prefix}"' if prefix else "no short prefix"
            choices.append(f"{shown} for line {self.line(span.start)}")
        return QuoteAmbiguousError(
            f"quote found {len(spans)} times in source {self.name}",
            f"quote more words, or add {', '.join(choices)}",
        )


def _fold(text: str) -> tuple[str, list[int], list[int]]:
    """The text with each run of white space as one space; and where, in what is folded and in the
    text, each part begins whose letters stand as far from its beginning in both.
    """
    folded: list[str] = []
    in_folded, in_text = [0], [0]
    size, end = 0, 0
    for run in _UNFOLDED.finditer(text):
        folded += (text[end : run.start()], " ")
        size += run.start() - end + 1
        end = run.end()
        in_folded.append(size)
        in_text.append(end)
    folded.append(text[end:])
    return "".join(folded), in_folded, in_text


@cache
def _in_word(letter: str) -> bool:
    # Marks belong to the letter before them: a word is not cut between "e" and its accent.
    return letter.isalnum() or letter == "_" or unicodedata.category(letter).startswith("M")
