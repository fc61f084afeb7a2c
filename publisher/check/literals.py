"""Literals that are of their datatype, in the form that every store keeps, and writable as XML.

https://www.w3.org/TR/xmlschema11-2/
"""

import calendar
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.check.survey import Survey
from publisher.model import ANY, Finding, Term
from publisher.terms import datatype, is_literal, language, lexical, local_name, xml_name
from publisher.vocabulary import OA_EXACT, PREFIXES, RDF_OBJECT

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
    "gMonthDay": (
        rf"--(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|(?:0[13578]|1[02])-31"
        rf"|02-(?:0[1-9]|[12]\d)){_ZONE}"
    ),
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
_REPEATED: Final = frozenset({RDF_OBJECT, OA_EXACT})
"""Properties whose values mostly stand elsewhere too: asserted, or as a quote."""
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


_KEPT: Final = re.compile(r"[1-9]\d{0,17}|[1-9]\d{3}-\d\d(?:-\d\d)?", re.ASCII)
"""What no store changes: asking one takes longer."""
_COUNTED: Final = frozenset({"boolean", "float", "double"})
"""The datatypes of which a store may change even such."""
_AS_WRITTEN: Final = frozenset({"string", "anyURI", "language", "hexBinary", "base64Binary"})
_LONGEST_NUMBER: Final = 4_000

Fault: TypeAlias = tuple[str, str, str]
"""Code, message, hint."""


def check_literals(survey: Survey) -> Iterator[Finding]:
    yield from _predicates(survey)
    literals = filter(is_literal, survey.values)
    faults = {value: fault for value in literals if (fault := _fault(value))}
    claimed: dict[Term, Fault] = {}
    said: set[Term] = set()
    # Where nothing is wrong, the graph need not be read again.
    for triple in survey.graph if faults else ():
        predicate, value = triple[1], triple[2]
        fault = faults.get(value)
        if fault and predicate in _REPEATED:
            claimed[value] = fault
        elif fault:
            said.add(value)
            yield Finding(code=fault[0], message=fault[1], hint=fault[2], about=triple)
    for value, (code, message, hint) in claimed.items():
        if value not in said:
            yield Finding(code=code, message=message, hint=hint, about=(ANY, ANY, value))


def _predicates(survey: Survey) -> Iterator[Finding]:
    for predicate in survey.columns:
        if xml_name(predicate):
            continue
        hint = "let its name begin with a letter after the last / or #"
        if predicate.startswith(f"<{PREFIXES['rdf']}"):
            hint = "RDF/XML reads it as its own syntax; use a property that says what you mean"
        yield Finding(
            code="predicate-not-xml",
            message=f"{predicate} cannot be written as RDF/XML",
            hint=hint,
            about=survey.first(predicate),
        )


def _fault(term: Term) -> Fault | None:
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
        shown = " ".join(text.split())
        expected = f'expected the form of xsd:{name} but received "{shown}"'
        return "literal-ill-formed", expected, _HINTS.get(name, "correct it")
    canonical = _canonical(name, text)
    if canonical != text:
        message = f'"{text}" of xsd:{name} is not canonical: stores would change it'
        return "literal-not-canonical", message, f'write "{canonical}"'
    return None


_HINTS: Final = {
    "gYear": 'write four digits: "2008"',
    "gYearMonth": 'write it like "2015-03"',
    "date": 'write a day of the calendar, like "2015-03-31"',
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
    """The form in which a store would keep it: Oxigraph's own, and no zeros before an integer."""
    if name in _AS_WRITTEN or (name not in _COUNTED and _KEPT.fullmatch(text)):
        return text
    if (name == "integer" or name in _RANGES) and len(text) < _LONGEST_NUMBER:
        return str(int(text))
    store = ox.Store()
    node = ox.NamedNode("x:x")
    store.add(
        ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(f"{PREFIXES['xsd']}{name}")))
    )
    kept = next(iter(store)).object
    return kept.value if isinstance(kept, ox.Literal) else text
