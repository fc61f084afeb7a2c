"""Literals that are of their datatype, in the form that every store keeps, and writable as XML.

https://www.w3.org/TR/xmlschema11-2/
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.lexical_forms import (
    RANGES,
    RDF,
    RDF_DATATYPES,
    XSD,
    XSD_DATATYPES,
    is_rdf,
    is_xsd,
)
from publisher.findings import Finding
from publisher.model import ANY, Term
from publisher.terms import (
    NOT_XML,
    datatype,
    is_literal,
    language,
    lexical,
    local_name,
    xml_name,
)
from publisher.vocabulary import OA_EXACT, PREFIXES, RDF_OBJECT

_REPEATED: Final = frozenset({RDF_OBJECT, OA_EXACT})
"""Properties whose values mostly stand elsewhere too: asserted, or as a quote."""
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")


_KEPT: Final = re.compile(r"[1-9]\d{0,17}|[1-9]\d{3}-\d\d(?:-\d\d)?", re.ASCII)
"""What no store changes: asking one takes longer."""
_COUNTED: Final = frozenset({"boolean", "float", "double"})
"""The datatypes of which a store may change even such."""
_NUMBERS: Final = frozenset({"decimal", "float", "double"})
_AS_WRITTEN: Final = XSD_DATATYPES - _COUNTED - _NUMBERS - RANGES.keys() - frozenset(
    {
        "integer", "date", "dateTime", "dateTimeStamp", "time", "gYear", "gYearMonth", "gMonth",
        "gMonthDay", "gDay", "duration", "yearMonthDuration", "dayTimeDuration",
    }
)  # fmt: skip
"""The datatypes that stores keep as text."""
_LONGEST_NUMBER: Final = 4_000
_LONGEST_SHOWN: Final = 100
"""Characters of a text that a message repeats."""

LiteralFault: TypeAlias = tuple[str, str, str]
"""Code, message, hint."""


def check_literals(index: PredicateIndex) -> Iterator[Finding]:
    yield from _predicates(index)
    literals = filter(is_literal, index.values)
    faults = {value: fault for value in literals if (fault := _fault(value))}
    claimed: dict[Term, LiteralFault] = {}
    said: set[Term] = set()
    # Where nothing is wrong, the graph need not be read again.
    for triple in index.graph if faults else ():
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


def _predicates(index: PredicateIndex) -> Iterator[Finding]:
    for predicate in index.by_predicate:
        if xml_name(predicate):
            continue
        hint = "let its name begin with a letter after the last / or #"
        if predicate.startswith(f"<{PREFIXES['rdf']}"):
            hint = "RDF/XML reads it as its own syntax; use a property that says what you mean"
        yield Finding(
            code="predicate-not-xml",
            message=f"{predicate} cannot be written as RDF/XML",
            hint=hint,
            about=index.first(predicate),
        )


def _fault(term: Term) -> LiteralFault | None:
    text, kind = lexical(term), datatype(term)
    bad = NOT_XML.search(text)
    if bad:
        code = f"U+{ord(bad.group()):04X}"
        return "character-not-xml", f"a text has {code}, which XML cannot write", "remove it"
    if language(term):
        return _language_fault(language(term))
    name = local_name(kind)
    if kind == f"{RDF}{name}>" and name in RDF_DATATYPES and not is_rdf(name, text):
        return "literal-ill-formed", _expected("rdf", name, text), _HINTS.get(name, "correct it")
    if kind != f"{XSD}{name}>" or name not in XSD_DATATYPES:
        return None
    if not is_xsd(name, text):
        return "literal-ill-formed", _expected("xsd", name, text), _HINTS.get(name, "correct it")
    return _kept_fault(name, text)


def _language_fault(tag: str) -> LiteralFault | None:
    if _LANGUAGE.fullmatch(tag):
        return None
    plain, direction, _ = tag.partition("--")
    if direction and _LANGUAGE.fullmatch(plain):
        said = f"@{tag} has a base direction, which RDF 1.1 cannot say"
        return "literal-ill-formed", said, f"write it as @{plain}"
    hint = "write a tag of BCP 47, such as @az or @pt-BR"
    return "literal-ill-formed", f"@{tag} is no language tag", hint


def _expected(prefix: str, name: str, text: str) -> str:
    # White space that is wrong must be seen.
    shown = json.dumps(text[:_LONGEST_SHOWN], ensure_ascii=False)
    more = f"… ({len(text):,} characters)" if len(text) > _LONGEST_SHOWN else ""
    return f"expected the form of {prefix}:{name} but received {shown}{more}"


def _kept_fault(name: str, text: str) -> LiteralFault | None:
    """What is wrong with a well-formed text that stores would not keep."""
    kept = _canonical(name, text)
    if kept == text:
        return None
    if name in _NUMBERS and not _is_same(text, kept):
        if "INF" in kept or Decimal(kept) == 0:
            said = f'"{text}" is out of the range of xsd:{name}'
            return "literal-ill-formed", said, _WIDER[name]
        said = f'"{text}" has more digits than xsd:{name} keeps: stores would round it'
        return "literal-not-canonical", said, _WIDER[name]
    message = f'"{text}" of xsd:{name} is not canonical: stores would change it'
    return "literal-not-canonical", message, f'write "{kept}"^^xsd:{name}'


def _is_same(text: str, kept: str) -> bool:
    """Whether two texts are of one number: a store may round what it keeps."""
    if "INF" in text or "NaN" in text:
        return True
    try:
        return "INF" not in kept and Decimal(text) == Decimal(kept)
    except InvalidOperation:  # Its exponent has more digits than any number of theirs.
        return False


_WIDER: Final = {
    "float": "write it as xsd:double or xsd:decimal",
    "double": "write it as xsd:decimal",
    "decimal": "write it as a text",
}
_HINTS: Final = {
    "gYear": 'write four digits: "2008"',
    "gYearMonth": 'write it like "2015-03"',
    "date": 'write a day of the calendar, like "2015-03-31"',
    "dateTime": 'write it like "2015-03-31T12:00:00"',
    "dateTimeStamp": 'write it with its time zone, like "2015-03-31T12:00:00Z"',
    "dayTimeDuration": 'write days, hours, minutes and seconds alone, like "P1DT2H"',
    "yearMonthDuration": 'write years and months alone, like "P1Y6M"',
    "anyURI": "write blanks and other characters that no IRI has as %20, …",
    "JSON": "write the text as JSON",
    "XMLLiteral": "write well-formed XML, each element closed",
}


def _canonical(name: str, text: str) -> str:
    """The form in which a store would keep it: Oxigraph's own, and no zeros before an integer."""
    if name in _AS_WRITTEN or (name not in _COUNTED and _KEPT.fullmatch(text)):
        return text
    if (name == "integer" or name in RANGES) and len(text) < _LONGEST_NUMBER:
        return str(int(text))
    store = ox.Store()
    node = ox.NamedNode("x:x")
    store.add(
        ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(f"{PREFIXES['xsd']}{name}")))
    )
    kept = next(iter(store)).object
    return kept.value if isinstance(kept, ox.Literal) else text
