"""Compare texts that look alike, and name the characters in which they differ."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex
from rapidfuzz.distance import Levenshtein

from publisher.evidence.borders import is_hidden

_ALIKE: Final = {
    '"': "“”„‟«»″‶＂〝〞〟",
    "'": "‘’‚‛′‵`´＇ʹʼˈ՚׳‹›",
    "-": "‐‑‒–—―−﹣－⁃",
    # Letters of other scripts that look like Latin ones.
    **dict(
        zip(
            "aeopcyxisjhAEBKMHOPCTXISJZNYəƏ",
            (
                "аα", "е", "оοօ", "рρ", "с", "у", "х", "іι", "ѕ", "ј", "һ",
                "АΑ", "ЕΕ", "ВΒ", "КΚ", "МΜ", "НΗ", "ОΟ", "РΡ", "С", "ТΤ", "ХΧ", "ІΙӀ", "Ѕ", "Ј",
                "Ζ", "Ν", "Υ", "әǝ", "ӘƎ",
            ),
            strict=True,
        )
    ),
}  # fmt: skip
_LOOKS: Final = {ord(other): one for one, others in _ALIKE.items() for other in others}
_CLUSTER: Final = regex.compile(r"[^\p{M}]\p{M}*|\p{M}+")
_ACCENTS: Final = frozenset(map(chr, range(0x300, 0x370)))
_MARGIN: Final = 8
"""How many hidden characters and spaces may lie between a quote and its prefix or suffix."""
_LAST_OF_FOUR: Final = 0xFFFF
_SHOWN: Final = 3
"""How many characters of a difference are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A text as the eye sees it: composed and decomposed letters are equal, hidden ones left out.

    `places`: for each character of `text`, the offset in the original at which its cluster begins.
    """

    text: str
    places: list[int]
    size: int

    @classmethod
    def of(cls, text: str) -> "Likeness":
        if text.isascii() and "`" not in text:
            return cls(text=text, places=list(range(len(text))), size=len(text))
        letters: list[str] = []
        places: list[int] = []
        for seen, at in _seen(text):
            # White space that is decomposed ("´" is a space and an accent) would be a run.
            if seen == " " and letters and letters[-1] == " ":
                continue
            letters += seen
            places += [at] * len(seen)
        return cls(text="".join(letters), places=places, size=len(text))

    def spans(self, words: str) -> Iterator[tuple[int, int]]:
        """Yield the passages of the original that look like `words`, a text as the eye sees it."""
        at = self.text.find(words) if words else -1
        while at >= 0:
            if self._is_edge(at) and self._is_edge(at + len(words)):
                yield self._original(at, at + len(words))
            at = self.text.find(words, at + 1)

    def _is_edge(self, at: int) -> bool:
        """Return whether a cluster begins or ends here: "i" alone does not look like a ligature."""
        return at in {0, len(self.places)} or self.places[at - 1] != self.places[at]

    def _original(self, start: int, end: int) -> tuple[int, int]:
        last = self.places[end - 1]
        following = bisect_right(self.places, last)
        stop = self.places[following] if following < len(self.places) else self.size
        return self.places[start], stop

    def folded(self) -> "Likeness":
        """Return the same without difference of case."""
        lower = [letter.lower()[:1] for letter in self.text]
        return Likeness(text="".join(lower), places=self.places, size=self.size)


def _seen(text: str) -> Iterator[tuple[str, int]]:
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if cluster.isascii():
            yield ("'" if cluster == "`" else cluster), match.start()
            continue
        shown = "".join(letter for letter in cluster if not is_hidden(letter))
        looks = unicodedata.normalize("NFKD", shown.translate(_LOOKS)).translate(_LOOKS)
        if looks:
            yield looks, match.start()


def alike_beside(words: str, text: str, start: int, end: int, *, is_before: bool) -> str:
    """Return what stands before or behind a passage and looks like `words`; empty if nothing does.

    White space between them may be left out.
    """
    reach = 2 * len(words) + _MARGIN
    near = text[max(start - reach, 0) : start] if is_before else text[end : end + reach]
    wanted = Likeness.of(words).text
    for at, stop in Likeness.of(near).spans(wanted):
        if not (near[stop:] if is_before else near[:at]).strip():
            return near[at:stop]
    return ""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a passage without the white space and the hidden characters at its ends."""
    while end > start and (text[end - 1].isspace() or is_hidden(text[end - 1])):
        end -= 1
    while start < end and (text[start].isspace() or is_hidden(text[start])):
        start += 1
    return start, end


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDifference:
    """The first difference between a source and a quote, with the offsets in both."""

    source: str
    quote: str
    at_source: int
    at_quote: int
    others: int

    @property
    def text(self) -> str:
        more = f" (and {self.others} more)" if self.others else ""
        source, quote = character_names(self.source), character_names(self.quote)
        return f"the source has {source} where the quote has {quote}{more}"


def difference(quote: str, source: str) -> TextDifference:
    """Return the first difference of two texts that are not the same."""
    changes = _changes(quote, source)
    start, end, at, stop = changes[0]
    return TextDifference(
        source=source[at:stop],
        quote=quote[start:end],
        at_source=at,
        at_quote=start,
        others=len(changes) - 1,
    )


def _changes(quote: str, source: str) -> list[tuple[int, int, int, int]]:
    """Return what differs: start and end in the quote, start and end in the source."""
    changes: list[tuple[int, int, int, int]] = []
    for opcode in Levenshtein.opcodes(quote, source):
        if opcode.tag == "equal":
            continue
        start, at = opcode.src_start, opcode.dest_start
        # A letter and its accent are two adjacent changes if the other text has them as one.
        if changes and changes[-1][1] == start and changes[-1][3] == at:
            start, _, at, _ = changes.pop()
        changes.append((start, opcode.src_end, at, opcode.dest_end))
    return changes


def with_escapes(turtle: str) -> str:
    """Return a literal of Turtle in which what is hidden, and each accent apart, is an escape."""
    return "".join(_escaped(letter) for letter in turtle)


def _escaped(letter: str) -> str:
    if not is_hidden(letter) and letter not in _ACCENTS:
        return letter
    code = ord(letter)
    return f"\\u{code:04X}" if code <= _LAST_OF_FOUR else f"\\U{code:08X}"


def character_names(letters: str) -> str:
    """Return the code points and names of characters: `U+00AD SOFT HYPHEN`."""
    if not letters:
        return "nothing"
    shown = [f"U+{ord(letter):04X} {_name(letter)}" for letter in letters[:_SHOWN]]
    return ", ".join([*shown, *(["…"] if len(letters) > _SHOWN else [])])


def _name(letter: str) -> str:
    return unicodedata.name(letter, "") or "(a character without a name)"
