"""Check that the value of a statement is in the words that the statement rests on."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from publisher.evidence.dates import dates_in
from publisher.evidence.language import Language
from publisher.evidence.numbers import numbers_in
from publisher.evidence.wording import fold, folded_words, is_unspaced
from publisher.model import Term
from publisher.terms import datatype, lexical
from publisher.vocabulary import PREFIXES

_XSD: Final = PREFIXES["xsd"]
_NUMBERS: Final = frozenset(
    f"<{_XSD}{name}>"
    for name in (
        *("integer", "decimal", "double", "float", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_DATES: Final = {
    f"<{_XSD}{name}>": re.compile(pattern)
    for name, pattern in {
        "gYear": r"(?P<year>-?\d{4,9})",
        "gYearMonth": r"(?P<year>-?\d{4,9})-(?P<month>\d\d)",
        "date": r"(?P<year>-?\d{4,9})-(?P<month>\d\d)-(?P<day>\d\d)",
        "dateTime": r"(?P<year>-?\d{4,9})-(?P<month>\d\d)-(?P<day>\d\d)T(?P<time>\d\d:\d\d)",
        "dateTimeStamp": r"(?P<year>-?\d{4,9})-(?P<month>\d\d)-(?P<day>\d\d)T(?P<time>\d\d:\d\d)",
        "gMonthDay": r"--(?P<month>\d\d)-(?P<day>\d\d)",
        "gMonth": r"--(?P<month>\d\d)",
        "gDay": r"---(?P<day>\d\d)",
        "time": r"(?P<time>\d\d:\d\d)",
    }.items()
}
_UNCHECKED: Final = frozenset(
    f"<{_XSD}{name}>" for name in ("boolean", "base64Binary", "hexBinary", "QName", "NOTATION")
)
_DURATIONS: Final = frozenset(
    f"<{_XSD}{name}>" for name in ("duration", "yearMonthDuration", "dayTimeDuration")
)
_ADDRESS: Final = f"<{_XSD}anyURI>"
_PERIOD: Final = re.compile(r"[\d/~?%.\-\[\]{}, ]*\d{4}[\d/~?%.\-\[\]{}, ]*")
"""A range or an uncertain date, as EDTF writes it: `1887/1888`, `2015-03~`."""
_PERIOD_DATE: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_SCHEME: Final = re.compile(r"^(?:https?://)?(?:www\.)?")
_SHORT: Final = 3
"""Texts of so many letters, or fewer, must have the same case: `UN` is not the French `un`."""
_STEM: Final = 3
"""The fewest letters of a word that may have an ending."""
_DIGITS: Final = 60
"""The most digits of a number: no text spells out more."""
_MIDNIGHT: Final = (0, 0)


def is_in_words(value: Term, words: str, language: Language) -> bool:
    """Return whether words of a source contain a value: a number, date or text, in any spelling.

    True for a value that has no spelling in a text, such as a boolean, and for one that is not
    well-formed, because that is a finding already.
    """
    kind, text = datatype(value), lexical(value)
    if kind in _UNCHECKED or not text.strip():
        return True
    if kind in _NUMBERS:
        return _has_number(text, words, language)
    if kind in _DATES:
        return _has_date(_DATES[kind], text, words, language)
    if _PERIOD.fullmatch(text):
        return _has_period(text, words, language)
    if kind in _DURATIONS:
        numbers = numbers_in(words, language)
        return all(
            Fraction(number) in numbers for number in re.findall(r"\d{1,9}(?:\.\d{1,9})?", text)
        )
    if kind == _ADDRESS:
        text = _SCHEME.sub("", text).rstrip("/")
    return _has_text(text, words, language)


def _has_number(text: str, words: str, language: Language) -> bool:
    if not _NUMBER.fullmatch(text) or len(text) > _DIGITS:
        return True
    return Fraction(text) in numbers_in(words, language)


def _has_date(pattern: re.Pattern[str], text: str, words: str, language: Language) -> bool:
    match = pattern.match(text)
    if match is None:
        return True
    parts = match.groupdict()
    dates = dates_in(words, language)
    year, month, day = (
        int(parts[part]) if parts.get(part) else None for part in ("year", "month", "day")
    )
    if year is not None and year < 0:
        year = -year  # `44 BC`
    time = parts.get("time")
    if time:
        hour, minute = (int(part) for part in time.split(":"))
        is_said = (hour, minute) in dates.times
        if not is_said and (year is None or (hour, minute) != _MIDNIGHT):
            return False
    if day is not None and month is None:
        return any(day == month_day for _, month_day in dates.month_days) or day in dates.years
    return dates.has(year=year, month=month, day=day)


def _has_period(text: str, words: str, language: Language) -> bool:
    dates = dates_in(words, language)
    return all(
        dates.has(
            year=int(match["year"]),
            month=int(match["month"]) if match["month"] else None,
            day=int(match["day"]) if match["day"] else None,
        )
        for match in _PERIOD_DATE.finditer(text)
    )


def _has_text(text: str, words: str, language: Language) -> bool:
    if len(text) <= _SHORT and text != text.lower():
        plain = unicodedata.normalize("NFKC", text)
        pattern = rf"(?<!\w){re.escape(plain)}(?!\w)"
        return re.search(pattern, unicodedata.normalize("NFKC", words)) is not None
    wanted, given = fold(text), fold(words)
    if is_unspaced(wanted):
        return wanted.replace(" ", "") in given.replace(" ", "")
    if not folded_words(text):
        return wanted in given
    if _in_order(folded_words(text), folded_words(words), words, language):
        return True
    last, comma, first = text.partition(",")  # `Aarskog, Ingrid`
    return bool(comma) and _in_order(
        folded_words(f"{first} {last}"), folded_words(words), words, language
    )


def _in_order(wanted: Sequence[str], given: Sequence[str], words: str, language: Language) -> bool:
    """Return whether all wanted words are among those given, in order; others may be between."""
    rest: Iterator[str] = iter(given)
    needed = [word for word in wanted if not _is_number(word, words, language)]
    return all(any(_is_same(word, other, language) for other in rest) for word in needed)


def _is_number(word: str, words: str, language: Language) -> bool:
    """Return whether a word is a number that the words name, in any spelling: `2` and `two`."""
    return word.isdecimal() and len(word) < 20 and Fraction(word) in numbers_in(words, language)  # noqa: PLR2004


def _is_same(word: str, other: str, language: Language) -> bool:
    """Return whether two words are the same but for an ending: `seminar` and `seminars`."""
    if word == other:
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= _STEM and long.startswith(short) and long[len(short) :] in language.endings
