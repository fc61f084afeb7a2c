"""Literals that fit their datatype, in the form that every store keeps, and writable as XML.

https://www.w3.org/TR/xmlschema11-2/
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

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
from publisher.model import ANY, Term, Triple
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

_REPEATING: Final = frozenset({RDF_OBJECT, OA_EXACT})
"""Properties whose values mostly stand elsewhere too: asserted, or as a quote."""
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
_CANONICAL: Final = re.compile(r"[1-9]\d{0,17}|[1-9]\d{3}-\d\d(?:-\d\d)?", re.ASCII)
"""Numbers and dates that no store changes. To ask a store takes longer."""
_ALWAYS_ASKED: Final = frozenset({"boolean", "float", "double"})
"""Datatypes of which a store may change even these."""
_NUMBERS: Final = frozenset({"decimal", "float", "double"})
_AS_WRITTEN: Final = XSD_DATATYPES - _ALWAYS_ASKED - _NUMBERS - RANGES.keys() - frozenset(
    {
        "integer", "date", "dateTime", "dateTimeStamp", "time", "gYear", "gYearMonth", "gMonth",
        "gMonthDay", "gDay", "duration", "yearMonthDuration", "dayTimeDuration",
    }
)  # fmt: skip
"""Datatypes whose literals stores keep as they are written."""
_LONGEST_NUMBER: Final = 4_000
"""Digits of which Python still makes a number, rounded down."""
_MOST_SHOWN: Final = 100
"""Characters of a text that a message shows, at most."""


class LiteralFault(NamedTuple):
    """What is wrong with a literal."""

    code: str
    message: str
    hint: str

    def at(self, about: Triple) -> Finding:
        """Return the finding at a triple."""
        return Finding(code=self.code, message=self.message, hint=self.hint, about=about)


def check_literals(index: PredicateIndex) -> Iterator[Finding]:
    """Yield predicates that RDF/XML cannot write, and each triple with a faulty literal."""
    yield from _unwritable_predicates(index)
    literals = filter(is_literal, index.values)
    faults = {value: fault for value in literals if (fault := _fault(value))}
    repeated: list[Term] = []
    reported: set[Term] = set()
    # If no literal is faulty, the graph need not be read again.
    for triple in index.graph if faults else ():
        predicate, value = triple[1], triple[2]
        if value in faults and predicate in _REPEATING:
            repeated.append(value)
        elif value in faults:
            reported.add(value)
            yield faults[value].at(triple)
    for value in dict.fromkeys(repeated):
        if value not in reported:
            yield faults[value].at((ANY, ANY, value))


def _unwritable_predicates(index: PredicateIndex) -> Iterator[Finding]:
    for predicate in index.by_predicate:
        if xml_name(predicate):
            continue
        hint = "give it a name that begins with a letter after the last / or #"
        if predicate.startswith(f"<{PREFIXES['rdf']}"):
            hint = "use another property: RDF/XML reads this one as its own syntax"
        yield Finding(
            code="predicate-not-xml",
            message=f"RDF/XML cannot write the property {predicate}",
            hint=hint,
            about=index.first(predicate),
        )


def _fault(term: Term) -> LiteralFault | None:
    text, datatype_iri = lexical(term), datatype(term)
    bad = NOT_XML.search(text)
    if bad:
        character = f"U+{ord(bad.group()):04X}"
        message = f"a text contains {character}, which XML cannot write"
        return LiteralFault("character-not-xml", message, "remove it")
    if language(term):
        return _language_fault(language(term))
    name = local_name(datatype_iri)
    if datatype_iri == f"{RDF}{name}>" and name in RDF_DATATYPES and not is_rdf(name, text):
        return _ill_formed("rdf", name, text)
    if datatype_iri != f"{XSD}{name}>" or name not in XSD_DATATYPES:
        return None
    if not is_xsd(name, text):
        return _ill_formed("xsd", name, text)
    return _not_canonical(name, text)


def _language_fault(tag: str) -> LiteralFault | None:
    if _LANGUAGE.fullmatch(tag):
        return None
    plain, direction, _ = tag.partition("--")
    if direction and _LANGUAGE.fullmatch(plain):
        message = f"RDF 1.1 cannot write the base direction of @{tag}"
        return LiteralFault("literal-ill-formed", message, f"write the tag as @{plain}")
    hint = "write a tag of BCP 47, such as @az or @pt-BR"
    return LiteralFault("literal-ill-formed", f"@{tag} is not a language tag", hint)


def _ill_formed(prefix: str, name: str, text: str) -> LiteralFault:
    # As JSON, because a wrong white space must be seen.
    shown = json.dumps(text[:_MOST_SHOWN], ensure_ascii=False)
    more = f"… ({len(text):,} characters)" if len(text) > _MOST_SHOWN else ""
    message = f"expected a valid {prefix}:{name} but received {shown}{more}"
    hint = _HINTS.get(name, "correct the text or its datatype")
    return LiteralFault("literal-ill-formed", message, hint)


def _not_canonical(name: str, text: str) -> LiteralFault | None:
    """Return what is wrong with a well-formed text that stores would not keep."""
    canonical = _canonical(name, text)
    if canonical == text:
        return None
    if name in _NUMBERS and not _is_same_number(text, canonical):
        if "INF" in canonical or Decimal(canonical) == 0:
            message = f'"{text}" is out of the range of xsd:{name}'
            return LiteralFault("literal-ill-formed", message, _WIDER[name])
        message = f'stores would round "{text}": it has more digits than xsd:{name} keeps'
        return LiteralFault("literal-not-canonical", message, _WIDER[name])
    message = f'stores would change "{text}": it is not the canonical form of an xsd:{name}'
    return LiteralFault("literal-not-canonical", message, f'write "{canonical}"^^xsd:{name}')


def _is_same_number(text: str, canonical: str) -> bool:
    """Return whether two texts are of one number, because a store may round what it keeps."""
    if "INF" in text or "NaN" in text:
        return True
    try:
        return "INF" not in canonical and Decimal(text) == Decimal(canonical)
    except InvalidOperation:  # The exponent has too many digits for a Decimal.
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
    "dayTimeDuration": 'write only days, hours, minutes and seconds, like "P1DT2H"',
    "yearMonthDuration": 'write only years and months, like "P1Y6M"',
    "anyURI": "write a space as %20, and percent-encode other characters that no IRI has",
    "JSON": "write the text as JSON",
    "XMLLiteral": "write well-formed XML, each element closed",
}


def _canonical(name: str, text: str) -> str:
    """Return the form in which Oxigraph keeps a text; of an integer, without leading zeros."""
    if name in _AS_WRITTEN or (name not in _ALWAYS_ASKED and _CANONICAL.fullmatch(text)):
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
