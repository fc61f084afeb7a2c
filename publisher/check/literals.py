"""Literals that are of their datatype, in the form that every store keeps, and writable as XML.

https://www.w3.org/TR/xmlschema11-2/
"""

import calendar
import re
from collections.abc import Callable, Iterator
from typing import Final

from publisher.graph import Graph
from publisher.model import Finding, Term
from publisher.terms import datatype, is_literal, language, lexical, local_name
from publisher.vocabulary import PREFIXES

_ZONE: Final = r"(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_YEAR: Final = r"-?(?:[1-9]\d{3,}|0\d{3})"
_TIME: Final = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_FORMS: Final = {
    "boolean": r"true|false|1|0",
    "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
    "integer": r"[+-]?\d+",
    "double": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d+)?|[+-]?INF|NaN",
    "gYear": _YEAR + _ZONE,
    "gYearMonth": rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}",
    "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}",
    "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "gMonthDay": rf"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "date": rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]){_ZONE}",
    "time": _TIME + _ZONE,
    "dateTime": rf"{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T{_TIME}{_ZONE}",
    "duration": (
        r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?"
        r"(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
    ),
    "hexBinary": r"(?:[0-9A-Fa-f]{2})*",
    "base64Binary": r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
    "language": r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*",
    "anyURI": r'[^\s<>"{}|\\^`]*',
}
_RANGES: Final[dict[str, tuple[int | None, int | None]]] = {
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
_PATTERNS: Final = {name: re.compile(form, re.ASCII) for name, form in _FORMS.items()}
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XSD: Final = f"<{PREFIXES['xsd']}"
_NCNAME_END: Final = re.compile(r"[^\W\d][\w.\-]*>$")
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


def check_literals(graph: Graph) -> Iterator[Finding]:
    checked: dict[Term, tuple[str, str, str] | None] = {}
    predicates: set[Term] = set()
    for triple in graph:
        predicate, value = triple[1], triple[2]
        if predicate not in predicates:
            predicates.add(predicate)
            if not _NCNAME_END.search(predicate):
                yield Finding(
                    code="predicate-not-xml",
                    message=f"{predicate} cannot be written as RDF/XML",
                    hint="let its name begin with a letter after the last / or #",
                    about=triple,
                )
        if not is_literal(value):
            continue
        fault = checked[value] if value in checked else checked.setdefault(value, _fault(value))
        if fault:
            yield Finding(code=fault[0], message=fault[1], hint=fault[2], about=triple)


def _fault(term: Term) -> tuple[str, str, str] | None:
    text, kind = lexical(term), datatype(term)
    bad = _NOT_XML.search(text)
    if bad:
        code = f"U+{ord(bad.group()):04X}"
        return "character-not-xml", f"a text has {code}, which XML cannot write", "remove it"
    if language(term) and not _LANGUAGE.fullmatch(language(term)):
        return "literal-ill-formed", f"@{language(term)} is no language tag", "write it as @en"
    if not kind.startswith(_XSD):
        return None
    name = local_name(kind)
    if not _is_well_formed(name, text):
        expected = f'expected the form of xsd:{name} but received "{text}"'
        return "literal-ill-formed", expected, _HINTS.get(name, "correct it")
    canonical = _canonical(name, text)
    if canonical != text:
        message = f'"{text}" of xsd:{name} is not canonical: stores would change it'
        return "literal-not-canonical", message, f'write "{canonical}"'
    return None


_HINTS: Final = {
    "gYear": 'write four digits: "2008"',
    "gYearMonth": 'write "2015-03"',
    "date": 'write "2015-03-31"',
}


def _is_well_formed(name: str, text: str) -> bool:
    if name in _RANGES:
        low, high = _RANGES[name]
        if not _PATTERNS["integer"].fullmatch(text):
            return False
        number = int(text[:40])
        return (low is None or number >= low) and (high is None or number <= high)
    pattern = _PATTERNS.get("double" if name == "float" else name)
    if pattern is None:
        return True
    return bool(pattern.fullmatch(text)) and (name not in {"date", "dateTime"} or _is_day(text))


def _is_day(text: str) -> bool:
    match = re.match(r"-?(\d+)-(\d\d)-(\d\d)", text)
    if not match:
        return False
    year, month, day = (int(part[-9:]) for part in match.groups())
    # A calendar of four hundred years repeats; the year 0 of XSD 1.1 is a leap year.
    return day <= calendar.monthrange(year % 400 + 400, month)[1]


def _canonical(name: str, text: str) -> str:
    if name == "integer" or name in _RANGES:
        return str(int(text)) if len(text) < 4_000 else text  # noqa: PLR2004
    form = _CANONICAL.get(name)
    return form(text) if form else text


def _decimal(text: str) -> str:
    sign = "-" if text.startswith("-") else ""
    whole, _, part = text.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    number = f"{whole}.{part}" if part else whole
    return f"{sign}{number}" if number != "0" else "0"


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


def _zone(text: str) -> str:
    return re.sub(r"[+-]00:00$", "Z", text)


_CANONICAL: Final[dict[str, Callable[[str], str]]] = {
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _zone,
    "dateTime": _zone,
    "time": _zone,
    "gYear": _zone,
    "gYearMonth": _zone,
}
