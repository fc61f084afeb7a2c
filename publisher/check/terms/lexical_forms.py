"""The lexical forms of the datatypes of XSD and RDF.

https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes, https://www.w3.org/TR/rdf12-concepts/#section-Datatypes
"""

import calendar
import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NoReturn
from xml.parsers import expat

from publisher.vocabulary import PREFIXES

_ZONE: Final = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
_YEAR: Final = r"-?(?:[1-9]\d{3,}|0\d{3})"
_DAY: Final = rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_TIME: Final = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_DURATION_TIME: Final = r"(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE: Final = f"{_START}\\-.0-9\u00b7\u0300-\u036f\u203f\u2040"
_NCNAME: Final = f"[{_START}][{_MORE}]*"
_NMTOKEN: Final = f"[{_MORE}:]+"
_FORMS: Final = {
    "string": r"[\s\S]*",
    "normalizedString": r"[^\r\n\t]*",
    "token": r"(?:[^\s ]+(?: [^\s ]+)*)?",
    "boolean": r"true|false|1|0",
    "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
    "integer": r"[+-]?\d+",
    "double": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|[+-]?INF|NaN",
    "gYear": rf"{_YEAR}{_ZONE}?",
    "gYearMonth": rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}?",
    "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}?",
    "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}?",
    "gMonthDay": (
        rf"--(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31"
        rf"|02-(?:0[1-9]|[12]\d)){_ZONE}?"
    ),
    "date": rf"{_DAY}{_ZONE}?",
    "time": rf"{_TIME}{_ZONE}?",
    "dateTime": rf"{_DAY}T{_TIME}{_ZONE}?",
    "dateTimeStamp": rf"{_DAY}T{_TIME}{_ZONE}",
    "duration": rf"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?{_DURATION_TIME}",
    "yearMonthDuration": r"-?P(?=.)(?:\d+Y)?(?:\d+M)?",
    "dayTimeDuration": rf"-?P(?=.)(?:\d+D)?{_DURATION_TIME}",
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "base64Binary": (
        r"(?:(?:[A-Za-z0-9+/] ?){4})*"
        r"(?:[A-Za-z0-9+/] ?[AQgw] ?= ?=|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=)?(?<! )"
    ),
    "anyURI": r'(?:[^\s<>"{}|\\^`%]|%[0-9A-Fa-f]{2})*',
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "Name": f"[:{_START}][:{_MORE}]*",
    "NCName": _NCNAME,
    "ID": _NCNAME,
    "IDREF": _NCNAME,
    "ENTITY": _NCNAME,
    "IDREFS": f"{_NCNAME}(?: {_NCNAME})*",
    "ENTITIES": f"{_NCNAME}(?: {_NCNAME})*",
    "NMTOKEN": _NMTOKEN,
    "NMTOKENS": f"{_NMTOKEN}(?: {_NMTOKEN})*",
    "QName": f"(?:{_NCNAME}:)?{_NCNAME}",
    "NOTATION": f"(?:{_NCNAME}:)?{_NCNAME}",
}
_FORMS["float"] = _FORMS["double"]
RANGES: Final[Mapping[str, tuple[int | None, int | None]]] = MappingProxyType(
    {
        "nonNegativeInteger": (0, None),
        "positiveInteger": (1, None),
        "nonPositiveInteger": (None, 0),
        "negativeInteger": (None, -1),
        "long": (-(2**63), 2**63 - 1),
        "int": (-(2**31), 2**31 - 1),
        "short": (-(2**15), 2**15 - 1),
        "byte": (-128, 127),
        "unsignedLong": (0, 2**64 - 1),
        "unsignedInt": (0, 2**32 - 1),
        "unsignedShort": (0, 2**16 - 1),
        "unsignedByte": (0, 255),
    }
)
"""The datatypes of whole numbers, with the least and the greatest value of each."""
XSD_DATATYPES: Final = frozenset(_FORMS) | frozenset(RANGES)
RDF_DATATYPES: Final = frozenset(
    {"langString", "dirLangString", "HTML", "XMLLiteral", "JSON", "PlainLiteral"}
)
_PATTERNS: Final = {name: re.compile(form, re.ASCII) for name, form in _FORMS.items()}
_UNICODE: Final = frozenset({"token", "anyURI"})
_PATTERNS.update({name: re.compile(_FORMS[name]) for name in _UNICODE})
_DAYS: Final = frozenset({"date", "dateTime", "dateTimeStamp"})


def is_xsd(name: str, text: str) -> bool:
    """Return whether a text is in the lexical space of a datatype of XSD."""
    if name in RANGES:
        low, high = RANGES[name]
        if not _PATTERNS["integer"].fullmatch(text):
            return False
        number = int(text[:40])
        return (low is None or number >= low) and (high is None or number <= high)
    return bool(_PATTERNS[name].fullmatch(text)) and (name not in _DAYS or _is_day(text))


def is_rdf(name: str, text: str) -> bool:
    """Return whether a text is in the lexical space of a datatype of RDF, with no language tag."""
    return _RDF_FORMS[name](text)


def _is_day(text: str) -> bool:
    match = re.match(r"-?(\d+)-(\d\d)-(\d\d)", text)
    if not match:
        return False
    year, month, day = (int(part[-9:]) for part in match.groups())
    # The calendar repeats after four hundred years; the year 0 of XSD 1.1 is a leap year.
    return day <= calendar.monthrange(year % 400 + 400, month)[1]


def _is_json(text: str) -> bool:
    try:
        json.loads(text, parse_constant=_refuse, parse_int=str)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity: Python reads them, but JSON does not have them.


def _is_xml(text: str) -> bool:
    """Return whether a text can be the content of an element.

    https://www.w3.org/TR/rdf12-concepts/#section-XMLLiteral
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(f"<x>{text}</x>".encode(), True)  # noqa: FBT003
    except expat.ExpatError:
        return False
    return True


def _is_plain(text: str) -> bool:
    _, at, tag = text.rpartition("@")
    return bool(at) and (not tag or bool(_PATTERNS["language"].fullmatch(tag)))


_RDF_FORMS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "HTML": lambda _text: True,  # Because an HTML parser accepts every text.
        "JSON": _is_json,
        "XMLLiteral": _is_xml,
        "PlainLiteral": _is_plain,
        "langString": lambda _text: False,
        "dirLangString": lambda _text: False,
    }
)

XSD: Final = f"<{PREFIXES['xsd']}"
RDF: Final = f"<{PREFIXES['rdf']}"
