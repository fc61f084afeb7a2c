"""Find the dates that a text names, each as precise as in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publisher.evidence.language import Language
from publisher.evidence.numbers import numbers_in
from publisher.evidence.wording import fold

_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,4})\s?([./·-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)")
_MONTH_AND_YEAR: Final = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{4})(?![\d./-]\d)")
_YEAR_AND_MONTH: Final = re.compile(r"(?<![\d./-])(\d{4})[./-](\d{1,2})(?![\d./-]?\d)")
_COMPACT: Final = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_EAST_ASIAN: Final = re.compile(
    r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일号號])?"
)
_EAST_ASIAN_DAY: Final = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]")
_SPAN: Final = re.compile(r"(?<!\d)(\d{2,4})\s?[-/]\s?(\d{1,2})(?![\d-])")
_SHORT_YEAR: Final = re.compile(r"'(\d{2})(?!\d)")
_DECADE: Final = re.compile(r"(?<!\d)(\d{3}0)'?s(?!\w)")
_CLOCK: Final = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:[.:h](\d{2}))?(?:[.:](\d{2}))?\s?([ap])?\.?(m)?\b"
)
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[^\s\w]")
_CHAIN: Final = frozenset(",.-/&()'")
"""Marks that may stand between the days of a month: `1, 2 and 3 March`."""
_DAYS: Final = 31
_TENS: Final = (10, 20, 30)
_JOINED: Final = 2
"""How many tokens may lie between tens and their unit: `twenty`, `-`, `first`."""
_DAY_DIGITS: Final = 2
_MONTHS: Final = 12
_NOON: Final = 12
_REACH: Final = 12
"""Tokens on each side of a month among which its days are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The parts of the dates in a text. A year on its own may belong to any day or month."""

    days: frozenset[tuple[int, int, int]] = frozenset()
    """Year, month, day."""
    year_months: frozenset[tuple[int, int]] = frozenset()
    month_days: frozenset[tuple[int, int]] = frozenset()
    months: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    times: frozenset[tuple[int, int]] = frozenset()
    """Hour and minute."""

    def has(self, *, year: int | None, month: int | None, day: int | None) -> bool:
        """Return whether a date is named. Parts that are None may be any."""
        if day is not None and month is not None:
            if year is None:
                return (month, day) in self.month_days
            apart = (month, day) in self.month_days and year in self.years
            return (year, month, day) in self.days or apart
        if month is not None:
            if year is None:
                return month in self.months
            apart = month in self.months and year in self.years
            return (year, month) in self.year_months or apart
        return year in self.years if year is not None else True


@lru_cache(maxsize=1024)
def dates_in(text: str, language: Language) -> Dates:
    """Return the dates of a text: `14 March 2019`, `March 14, 2019`, `14.03.2019`, `2019-03`.

    If two orders are possible, as in `3/4/2019`, both dates are returned.
    """
    folded = fold(text)
    days = {day for day in _numeric(folded) if _is_day(*day[1:])}
    year_months = {(year, month) for year, month, _ in days}
    year_months |= {year_month for year_month in _year_months(folded) if _is_day(year_month[1], 1)}
    month_days = {(month, day) for _, month, day in days} | set(_spoken_days(folded, language))
    months = {month for month, _ in month_days} | {month for _, month in year_months}
    months |= {number for token in _TOKEN.findall(folded) if (number := _month(token, language))}
    return Dates(
        days=frozenset(days),
        year_months=frozenset(year_months),
        month_days=frozenset(month_days),
        months=frozenset(months),
        years=frozenset({year for year, _ in year_months} | set(_years(folded, language))),
        times=frozenset(_times(folded)),
    )


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= _DAYS


def _numeric(folded: str) -> Iterator[tuple[int, int, int]]:
    for match in _NUMERIC.finditer(folded):
        first, middle, last = match[1], int(match[3]), match[4]
        if len(first) == len("2019"):
            yield int(first), middle, int(last)
            continue
        for year in _full_years(last):
            yield year, middle, int(first)
            yield year, int(first), middle
    for match in _COMPACT.finditer(folded):
        yield int(match[1]), int(match[2]), int(match[3])
    for match in _EAST_ASIAN.finditer(folded):
        if match[3]:
            yield int(match[1]), int(match[2]), int(match[3])


def _full_years(digits: str) -> Sequence[int]:
    year = int(digits)
    return (year, 1900 + year, 2000 + year) if len(digits) == len("19") else (year,)


def _year_months(folded: str) -> Iterator[tuple[int, int]]:
    for match in _MONTH_AND_YEAR.finditer(folded):
        yield int(match[2]), int(match[1])
    for match in (*_YEAR_AND_MONTH.finditer(folded), *_EAST_ASIAN.finditer(folded)):
        yield int(match[1]), int(match[2])


def _years(folded: str, language: Language) -> Iterator[int]:
    yield from (int(number) for number in numbers_in(folded, language) if number.denominator == 1)
    yield from (int(match) for match in re.findall(r"(?<!\d)\d{1,4}(?!\d)", folded))
    for match in _SPAN.finditer(folded):  # `2012-13`
        first, last = match[1], match[2]
        yield int(first[: -len(last)] + last) if len(first) > len(last) else int(last)
    for match in _SHORT_YEAR.finditer(folded):
        yield from _full_years(match[1])
    yield from (int(match[1]) for match in _DECADE.finditer(folded))


def _month(token: str, language: Language) -> int:
    """Return the number of a month by its name, with an ending or without; 0 if it is none."""
    number = language.months.get(token, 0)
    if number or not token.isalpha():
        return number
    for ending in language.endings:
        if token.endswith(ending) and (number := language.months.get(token[: -len(ending)], 0)):
            return number
    return 0


def _spoken_days(folded: str, language: Language) -> Iterator[tuple[int, int]]:
    tokens = list(_spoken(_TOKEN.findall(folded), language))
    for at, token in enumerate(tokens):
        month = _month(token, language)
        if month:
            before = tokens[max(at - _REACH, 0) : at][::-1]
            after = tokens[at + 1 : at + 1 + _REACH]
            days, _ = _chain(before, language)
            yield from ((month, day) for day in days)
            days, is_of_another = _chain(after, language)
            if not is_of_another:
                yield from ((month, day) for day in days)
    for match in _EAST_ASIAN_DAY.finditer(folded):
        yield int(match[1]), int(match[2])


def _spoken(tokens: Sequence[str], language: Language) -> Iterator[str]:
    """Yield the tokens, with number words as digits: `twenty`, `-`, `first` → `21`."""
    values = [int(language.numbers.get(token, 0)) for token in tokens]
    at = 0
    while at < len(tokens):
        unit = at + 1
        while unit < len(tokens) and tokens[unit] in {"-", *language.joiners}:
            unit += 1
        is_tens = values[at] in _TENS and unit < len(tokens) and 0 < values[unit] < _TENS[0]
        if is_tens and unit - at <= _JOINED:
            yield str(values[at] + values[unit])
            at = unit
        else:
            yield str(values[at]) if 0 < values[at] <= _DAYS else tokens[at]
        at += 1


def _chain(tokens: Sequence[str], language: Language) -> tuple[list[int], bool]:
    """Return the days beside a month, up to the first word that ends the list.

    The second value says whether that word is another month.
    """
    days: list[int] = []
    for token in tokens:
        if token.isdecimal():
            if len(token) <= _DAY_DIGITS and 1 <= int(token) <= _DAYS:
                days.append(int(token))
        elif _month(token, language):
            return days, True
        elif token not in _CHAIN and token not in language.connectives:
            break
    return days, False


def _times(folded: str) -> Iterator[tuple[int, int]]:
    for match in _CLOCK.finditer(folded):
        hour, minute = int(match[1]), int(match[2] or 0)
        if match[4] and match[5]:
            hour = hour % _NOON + (_NOON if match[4] == "p" else 0)
        elif match[2] is None:
            continue
        yield hour, minute
