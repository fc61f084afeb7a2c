"""Literals as HTML: their languages and directions, their datatypes, and dates."""

import re
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Final

from markupsafe import Markup, escape

from publisher.description import Value
from publisher.model import Term
from publisher.terms import bare, datatype, is_literal, plain

# https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value
_DATES: Final = {
    "http://www.w3.org/2001/XMLSchema#gYear": "{}-01-01",
    "http://www.w3.org/2001/XMLSchema#gYearMonth": "{}-01",
    "http://www.w3.org/2001/XMLSchema#date": "{}",
}
"""The datatypes of dates, each with what makes a day of one."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGER: Final = re.compile(r"[+-]?\d+")
_DECIMAL: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_DOUBLE: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN")
_ZONE: Final = r"(?:Z|[+-]\d\d:\d\d)?"
_TIME: Final = r"(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d+)?"
_MONTH_DAY: Final = r"(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_PLAIN_FORMS: Final = MappingProxyType(
    {
        "string": re.compile(r"[\s\S]*"),
        "anyURI": re.compile(r"[\s\S]*"),
        "boolean": re.compile("true|false|0|1"),
        "decimal": _DECIMAL,
        "double": _DOUBLE,
        "float": _DOUBLE,
        **dict.fromkeys(
            ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
            _INTEGER,
        ),
        "gYear": re.compile(rf"-?\d{{4,}}{_ZONE}"),
        "gYearMonth": re.compile(rf"-?\d{{4,}}-(?:0[1-9]|1[0-2]){_ZONE}"),
        "date": re.compile(rf"\d{{4}}-{_MONTH_DAY}{_ZONE}"),
        "dateTime": re.compile(rf"-?\d{{4,}}-{_MONTH_DAY}T{_TIME}{_ZONE}"),
        "time": re.compile(f"{_TIME}{_ZONE}"),
    }
)
"""The datatypes that a reader recognises by the text, each with the form of its texts."""
_RIGHT_TO_LEFT: Final = frozenset(
    {
        *("ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "mzn"),
        *("nqo", "pnb", "prs", "ps", "sd", "syc", "syr", "ug", "ur", "yi"),
    }
)
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(
    ["adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa"]
)


def language_attributes(language: str) -> str:
    if not language:
        return ""
    return f' lang="{escape(language)}" dir="{direction(language)}"'


def direction(language: str) -> str:
    """Return the direction of a language's script: `rtl`, or `auto` if it is not known to be.

    `ar` → `rtl`, `ku-Arab` → `rtl`, `ar-Latn` → `auto`
    """
    first, *others = language.lower().split("-")
    scripts = [part for part in others if len(part) == len("arab")]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "auto"
    return "rtl" if first in _RIGHT_TO_LEFT else "auto"


def datatype_name(value: Value) -> str:
    """Return the short name of a datatype that a reader has to be told; empty for plain ones.

    Plain are texts, numbers, dates and truth values that are what their datatype says.
    """
    kind = value.datatype
    if not kind or not is_literal(value.term) or value.language:
        return ""
    name = kind.removeprefix(_XSD)
    if name != kind:
        form = _PLAIN_FORMS.get(name)
        is_plain = form is not None and form.fullmatch(value.text.strip())
        return "" if is_plain and _is_day(name, value) else f"xsd:{name}"
    return re.split("[#/]", kind.rstrip("#/"))[-1]


def _is_day(name: str, value: Value) -> bool:
    """Return whether the datatype is no date, or the text a day of the calendar."""
    return name != "date" or is_date(value.text[:10], value.datatype)


def is_number(datatype: str) -> bool:
    """Return whether a datatype is one of numbers, dates or truth values."""
    name = datatype.removeprefix(_XSD)
    return name != datatype and name in _PLAIN_FORMS and name not in {"string", "anyURI"}


def is_date(form: str, datatype: str) -> bool:
    """Return whether HTML takes a text for a date: `1040`, if its datatype says so; no offset."""
    day = _DATES.get(datatype, "").format(form)
    if not _DAY.fullmatch(day):
        return False
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, because the machine may have another language."""


def dates(terms: Iterable[Term | Value]) -> Markup:
    """Return dates as a reader says them, joined with "and".

    `"2015-03"^^xsd:gYearMonth` → March 2015
    """
    return Markup(" and ").join(
        [_date(date.term if isinstance(date, Value) else date) for date in terms]
    )


def _date(term: Term) -> Markup:
    form = plain(term)
    if not is_literal(term) or not is_date(form, bare(datatype(term))):
        return Markup(f"<bdi>{escape(form)}</bdi>")  # noqa: S704 -- escaped
    shown = date_in_words(form)
    return Markup(f'<time datetime="{form}">{shown}</time>')  # noqa: S704 -- digits and months


def date_in_words(text: str) -> str:
    """Return a date as a reader says it, without its time: `"2015-03-02"` → `2 March 2015`."""
    year, *rest = text.partition("T")[0].split("-")
    month = [_MONTHS[int(digits) - 1] for digits in rest[:1]]
    day = [str(int(digits)) for digits in rest[1:]]
    return " ".join([*day, *month, year])
