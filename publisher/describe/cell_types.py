"""Of which type the cells of a column are, so that databases and data frames read them rightly.

A column has a type if each of its values has it and is written as every reader takes it; otherwise
it is text. The names are those of CSV on the Web: https://www.w3.org/TR/tabular-data-model/#datatypes
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from publisher.model import Term
from publisher.table import IRI, TEXT
from publisher.terms import is_iri, is_literal, lexical
from publisher.vocabulary import PREFIXES

_INTEGERS: Final = frozenset(
    {
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    }
)
_NUMBERS: Final = {**dict.fromkeys(_INTEGERS, 1), "decimal": 2, "double": 3, "float": 3}
"""The types of numbers; one with a lower number can be read as one with a higher number."""
_COMMON: Final = {1: "integer", 2: "decimal", 3: "double"}
_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_DOUBLE: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]")
_DATETIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)
_YEAR: Final = re.compile(r"[1-9][0-9]{3}")
_MONTH: Final = re.compile(r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])")


def type_of(term: Term) -> str:
    """Return the type of a value, `string` if it is written as not every reader takes it.

    >>> type_of(Term('"007"^^<http://www.w3.org/2001/XMLSchema#int>'))
    'int'
    >>> type_of(Term('"2020-02-30"^^<http://www.w3.org/2001/XMLSchema#date>'))
    'string'
    """
    if is_iri(term):
        return IRI
    if not term.endswith(">") or not is_literal(term):
        return TEXT
    at = term.rfind('"^^<')
    known = _BY_DATATYPE.get(term[at + 3 :])
    if known is None:
        return TEXT
    name, is_written_so = known
    return name if is_written_so(lexical(term)) else TEXT


def common_type(one: str, other: str) -> str:
    """Return the type that values of two types can be read as."""
    if one == other:
        return one
    ranks = _NUMBERS.get(one, 0), _NUMBERS.get(other, 0)
    return _COMMON[max(ranks)] if all(ranks) else TEXT


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_datetime(text: str) -> bool:
    try:
        return _DATETIME.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_CHECKS: Final[Mapping[str, Callable[[str], bool]]] = {
    **dict.fromkeys(sorted(_INTEGERS), _matches(_INTEGER)),
    "decimal": _matches(_DECIMAL),
    "double": _matches(_DOUBLE),
    "float": _matches(_DOUBLE),
    "boolean": {"true", "false"}.__contains__,
    "date": _is_date,
    "dateTime": _is_datetime,
    "time": _matches(_TIME),
    "gYear": _matches(_YEAR),
    "gYearMonth": _matches(_MONTH),
}
_BY_DATATYPE: Final = {
    f"<{PREFIXES['xsd']}{name}>": (name, check) for name, check in _CHECKS.items()
}
