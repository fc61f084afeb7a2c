"""Find the numbers that a text names, in digits and in words."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Final

from publisher.evidence.language import Language
from publisher.evidence.wording import fold

_DIGITS: Final = re.compile(
    r"(?P<minus>(?<![\w.,])[-−]\s?)?"
    r"(?P<number>\d+(?:[.,'٫٬]\d+)*(?: \d{3}(?!\d))*(?:[.,٫]\d+)?)"
    r"(?P<tail>[^\W\d_]+)?"
    r"(?:/(?P<denominator>\d{1,9}))?"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d[\d.,'٫٬ ]*|[^\s\w]")
_FRACTION: Final = re.compile(r"(?:(?P<whole>\d{1,9})\s?)?(?P<part>[\u00bc-\u00be\u2150-\u215e])")
_ROMAN: Final = re.compile(
    r"(?<!\w)(?=[IVXLCDM]{2,}|[VX])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\w)"
)
_ROMAN_DIGITS: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_TEN: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_SCORES: Final = (60, 80)
"""To these French adds 10 to 19: `soixante-dix-sept`."""
_AMBIGUOUS_SCALE: Final = 2
"""Letters of an abbreviation that may be a unit as well: `12 m`."""
_HALF: Final = Fraction(1, 2)
_YEARS: Final = range(10, 22)
"""The first halves of a year that is read in two."""
_LONGEST: Final = 40
"""The most digits of a number: more are a hash or an identifier."""


@lru_cache(maxsize=1024)
def numbers_in(text: str, language: Language) -> frozenset[Fraction]:
    """Return all that a number in the text can be read as.

    `'1,500'` is 1500 and 1.5, because languages differ; `'1.4 million'` is 1400000 and not 1.4;
    `'5 percent'` is 5 and 0.05; `'twenty-two'` is 22; `'nineteen eighty-four'` is 1984.
    """
    folded = fold(_FRACTION.sub(_as_decimal, text))
    numbers = {*_in_digits(folded, language), *_in_words(folded, language)}
    numbers.update(_roman(text))
    numbers |= {-number for number in numbers if any(minus in folded for minus in language.minuses)}
    if "%" in folded or any(percent in folded for percent in language.percents):
        numbers |= {number / 100 for number in numbers}
    return frozenset(numbers)


def _as_decimal(match: re.Match[str]) -> str:
    """Return fractions as decimals: `'2½'` → `' 2.5 '`.

    A third becomes the nearest decimal, which no value is equal to.
    """
    return f" {int(match['whole'] or 0) + unicodedata.numeric(match['part'])} "


def _in_digits(folded: str, language: Language) -> Iterator[Fraction]:
    for match in _DIGITS.finditer(folded):
        scale, is_sure = _scale_after(folded, match, language)
        for value in _readings(match["number"]):
            one = value
            if match["denominator"] and int(match["denominator"]):
                yield one / int(match["denominator"])
            if match["minus"]:
                yield -one * scale
            yield one * scale
            if not is_sure:
                yield one


def _scale_after(folded: str, match: re.Match[str], language: Language) -> tuple[int, bool]:
    """Return the factor of `million` in `1.4 million`, and whether it can only be a factor."""
    word = match["tail"] or ""
    if not word:
        follows = re.match(r"\s?([^\W\d_]+)", folded[match.end() : match.end() + 24])
        word = follows[1] if follows else ""
    scale = language.scales.get(word, 1)
    return scale, scale == 1 or len(word) > _AMBIGUOUS_SCALE


def _readings(digits: str) -> Iterator[Fraction]:
    if len(digits) > _LONGEST:
        return
    parts = re.split(r"[.,' ٫٬]", digits)
    whole = "".join(parts)
    if len(parts) == 1:
        yield Fraction(int(whole))
        return
    if all(len(part) == len("000") for part in parts[1:]):
        yield Fraction(int(whole))
    if digits[-len(parts[-1]) - 1] in ".,٫":
        yield Fraction(int(whole), 10 ** len(parts[-1]))


@dataclass(kw_only=True)
class _Spoken:
    """A number in words, read up to some word."""

    total: Fraction = Fraction(0)
    current: Fraction | None = None
    last: Fraction = Fraction(0)
    scaled: int = 0
    """The smallest factor of a thousand and more that was read; 0 before the first."""
    numbers: list[Fraction] = field(default_factory=list)

    def add(self, number: Fraction, *, is_joined: bool) -> None:
        if self.current == _HALF and number == 1:
            return  # `half a million`
        if not self._fits(number, is_joined=is_joined):
            self.end()
        self.current = (self.current or Fraction(0)) + number
        self.last = number

    def _fits(self, number: Fraction, *, is_joined: bool) -> bool:
        if self.current is None:
            return True
        if number == 0 or self.current == 0:
            return False
        if is_joined and self.last < _TEN <= number < _HUNDRED:
            return self.current % _HUNDRED == self.last  # Units before tens: `zweiundzwanzig`.
        if self.last in _SCORES:
            return number < self.last / 3
        return number < (self.last if self.last >= _HUNDRED else _TEN) and self.last % _TEN == 0

    def scale(self, factor: int) -> None:
        if self.scaled and factor >= self.scaled and self.current is None:
            self.end()
        value = Fraction(1) if self.current is None else self.current
        if factor >= _THOUSAND:
            self.total += value * factor
            self.current, self.last, self.scaled = None, Fraction(factor), factor
        else:
            high = value % _HUNDRED if value > _HUNDRED else value
            self.current = value - high + high * factor
            self.last = Fraction(factor)

    def end(self) -> None:
        if self.current is not None or self.scaled:
            self.numbers.append(self.total + (self.current or 0))
        self.total, self.current, self.last, self.scaled = Fraction(0), None, Fraction(0), 0


def _in_words(folded: str, language: Language) -> Iterator[Fraction]:
    spoken = _Spoken()
    is_joined = False
    ends: list[bool] = []
    last = ""
    for word in _words(folded, language):
        is_after_digits, last = last[:1].isdecimal(), word
        if word in language.numbers:
            before = len(spoken.numbers)
            spoken.add(language.numbers[word], is_joined=is_joined)
            ends += [True] * (len(spoken.numbers) - before)
        elif word in language.scales and len(word) > _AMBIGUOUS_SCALE:
            if not is_after_digits:
                spoken.scale(language.scales[word])
        elif word in language.joiners:
            is_joined = True
            continue
        else:
            spoken.end()
            ends += [False] * (len(spoken.numbers) - len(ends))
        is_joined = False
    spoken.end()
    ends += [False] * (len(spoken.numbers) - len(ends))
    yield from spoken.numbers
    # A year is read in two halves: `nineteen eighty-four`.
    for at, (first, second) in enumerate(zip(spoken.numbers, spoken.numbers[1:], strict=False)):
        if ends[at] and first in _YEARS and 0 < second < _HUNDRED:
            yield first * _HUNDRED + second


def _words(folded: str, language: Language) -> Iterator[str]:
    for match in _WORD.finditer(folded):
        parts = match[0].split("-")
        while parts:
            # `quatre-vingt` is a word of its own in `quatre-vingt-dix-sept`.
            size = next((n for n in range(len(parts), 1, -1) if _is_known(parts[:n], language)), 1)
            word = "-".join(parts[:size])
            parts = parts[size:]
            yield from _parts(word, language) or (word,)


def _is_known(parts: Sequence[str], language: Language) -> bool:
    word = "-".join(parts)
    return word in language.numbers or word in language.scales


def _parts(word: str, language: Language) -> Sequence[str]:
    """Return the parts of a number word; none if it is no number.

    `'zweiundzwanzig'` → `('zwei', 'und', 'zwanzig')`
    """
    if not language.compounds or word in language.numbers or word in language.scales:
        return ()
    known = {*language.numbers, *language.scales, *language.joiners}
    parts: list[str] = []
    at = 0
    while at < len(word):
        part = next(
            (word[at:end] for end in range(len(word), at, -1) if word[at:end] in known), None
        )
        if part is None:
            return ()
        parts.append(part)
        at += len(part)
    return parts


def _roman(text: str) -> Iterator[Fraction]:
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_DIGITS[letter] for letter in match[0]]
        after = [*values[1:], 0]
        yield Fraction(
            sum(
                -value if value < following else value
                for value, following in zip(values, after, strict=True)
            )
        )
