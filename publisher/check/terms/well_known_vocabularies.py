"""Terms that a well-known vocabulary does not have, datatypes that do not exist, and what is near.

The lists are those of rdflib's `rdflib.namespace`.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rdflib.namespace import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    XSD,
    DefinedNamespace,
)

from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.definitions import correct_name
from publisher.check.terms.lexical_forms import RDF_DATATYPES, XSD_DATATYPES
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.nearest import LIKENESS, misspelt, nearest
from publisher.terms import bare, datatype, is_iri, is_literal, local_name
from publisher.vocabulary import (
    CLASS_TYPES,
    OA_EXACT,
    PREFIXES,
    PROPERTY_TYPES,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_TYPE,
    RDFS_DATATYPE,
)

_CLOSED: Final[Mapping[str, type[DefinedNamespace]]] = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "xsd": XSD,
}
"""Vocabularies that do not grow: a name that is not in the list is wrong."""
_GROWING: Final[Mapping[str, type[DefinedNamespace]]] = {
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "schema": SDO,
}
"""Vocabularies that may have terms that the list lacks: a name is wrong if it is nearly in it."""
_MORE: Final = {
    "rdf": frozenset({"reifies", "dirLangString", "li", "langRange"}),
    # Instead of rdflib's list, which has facets that no graph uses.
    "xsd": XSD_DATATYPES
    | {"anyType", "anySimpleType", "anyAtomicType"}
    | {"length", "minLength", "maxLength", "pattern", "totalDigits", "fractionDigits"}
    | {"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"},
}
_ABSTRACT: Final = frozenset({"anyType", "anySimpleType", "anyAtomicType"})
_DATATYPES: Final[Mapping[str, frozenset[str]]] = {
    "xsd": XSD_DATATYPES,
    "rdf": RDF_DATATYPES,
    "rdfs": frozenset(),
    "owl": frozenset({"real", "rational"}),
    "skos": frozenset(),
    "dcterms": frozenset(
        {"Box", "ISO3166", "ISO639-2", "ISO639-3", "Period", "Point", "RFC1766", "RFC3066"}
        | {"RFC4646", "RFC5646", "URI", "W3CDTF"}
    ),
    "foaf": frozenset(),
    "org": frozenset(),
    "prov": frozenset(),
    "schema": frozenset(
        {"Boolean", "Date", "DateTime", "Float", "Integer", "Number", "Text", "Time", "URL"}
        | {"CssSelectorType", "PronounceableText", "XPathType"}
    ),
}
"""The datatypes of each vocabulary that has a list of its terms."""
_VERY_NEAR: Final = 80
"""How like a term's name must be to a misspelling, if the vocabulary may have more terms."""


class TermFault(NamedTuple):
    """What is wrong with a term, and what to do."""

    message: str
    hint: str


def check_well_known_vocabularies(index: PredicateIndex) -> Iterator[Finding]:
    """Yield what is no datatype, and terms that a well-known vocabulary does not have."""
    datatypes = {datatype(value) for value in index.values if is_literal(value)}
    datatype_faults = {
        term: fault for term in datatypes if (fault := datatype_fault(term, index.graph))
    }
    terms = {value for value in index.values if is_iri(value)} | index.by_predicate.keys()
    term_faults = {term: fault for term in terms if (fault := term_fault(term))}
    uses = _uses(index, datatype_faults.keys(), term_faults.keys())
    for term, fault in datatype_faults.items():
        yield Finding(
            code="datatype-unknown", message=fault.message, hint=fault.hint, about=uses[term]
        )
    for term, fault in term_faults.items():
        yield Finding(
            code="vocabulary-term-unknown",
            message=fault.message,
            hint=fault.hint,
            about=uses[term],
        )


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    prefix: str
    iri: str
    names: frozenset[str]
    is_closed: bool


@lru_cache(maxsize=1)
def _vocabularies() -> Mapping[str, _Vocabulary]:
    """Return each vocabulary by its IRI."""
    vocabularies = {}
    for prefix, namespace in {**_CLOSED, **_GROWING}.items():
        iri = PREFIXES[prefix]
        names = {str(term).removeprefix(iri) for term in dir(namespace)}
        names = set(_MORE["xsd"]) if prefix == "xsd" else names | _MORE.get(prefix, frozenset())
        vocabularies[iri] = _Vocabulary(prefix, iri, frozenset(names), prefix in _CLOSED)
    return vocabularies


def _vocabulary_of(term: Term) -> _Vocabulary | None:
    iri = bare(term)
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return _vocabularies().get(iri[:end])


def term_fault(term: Term) -> TermFault | None:
    """Return what is wrong if a term is not one of its well-known vocabulary."""
    vocabulary = _vocabulary_of(term)
    if vocabulary is None:
        return _namespace_fault(term)
    name = bare(term).removeprefix(vocabulary.iri)
    if not name or name in vocabulary.names or (vocabulary.prefix == "rdf" and _is_member(name)):
        return None
    names, likeness = sorted(vocabulary.names), LIKENESS if vocabulary.is_closed else _VERY_NEAR
    near = nearest(name, names, likeness=likeness, ignore_case=True) or misspelt(name, names)
    if not near and not vocabulary.is_closed:
        return None
    return TermFault(
        f"{vocabulary.prefix}:{name} is not a term of its vocabulary",
        correct_name(
            f"{vocabulary.prefix}:{near}" if near else "", "correct its name or its namespace"
        ),
    )


def _is_member(name: str) -> bool:
    """Return whether a name is that of a member of a container: `_1`, `_2`, …"""
    return name.startswith("_") and name[1:].isdecimal()


def _namespace_fault(term: Term) -> TermFault | None:
    """Return what is wrong with a term whose namespace is nearly that of a closed vocabulary."""
    iri = bare(term)
    for vocabulary in _vocabularies().values():
        if not vocabulary.is_closed:
            continue
        name = local_name(term)
        if name in vocabulary.names and _simplified(iri) == _simplified(vocabulary.iri + name):
            return TermFault(
                f"<{iri}> is not {vocabulary.prefix}:{name}: its namespace is misspelt",
                f"write {vocabulary.prefix}:{name}, which is <{vocabulary.iri}{name}>",
            )
    return None


def _simplified(iri: str) -> str:
    """Return an IRI without scheme, `www.`, and differences of case and of `#` and `/`."""
    return iri.partition("://")[2].removeprefix("www.").replace("#", "/").lower()


def datatype_fault(term: Term, graph: Dataset) -> TermFault | None:
    """Return what is wrong if a term is not a datatype."""
    vocabulary = _vocabulary_of(term)
    types = set(graph.objects(term, RDF_TYPE))
    if vocabulary is None:
        return _own_datatype_fault(term, types, graph)
    name = bare(term).removeprefix(vocabulary.iri)
    shown = f"{vocabulary.prefix}:{name}"
    if name in _DATATYPES[vocabulary.prefix] or RDFS_DATATYPE in types:
        return None
    if vocabulary.prefix == "xsd" and name in _ABSTRACT:
        message = f"{shown} is an abstract type: no literal can have it as its datatype"
        return TermFault(message, "write the datatype that is meant, such as xsd:string")
    return TermFault(f"{shown} is not a datatype", _correct_datatype(name))


def _own_datatype_fault(term: Term, types: set[Term], graph: Dataset) -> TermFault | None:
    iri = bare(term)
    if RDFS_DATATYPE in types:
        return None
    shown = f"<{iri.removeprefix(graph.base)}>"
    hint = _correct_datatype(local_name(term))
    if types & CLASS_TYPES:
        return TermFault(f"{shown} is a class, not a datatype", hint)
    if types & PROPERTY_TYPES:
        return TermFault(f"{shown} is a property, not a datatype", hint)
    is_own = graph.addresses.is_own(term) and not iri.startswith(f"{graph.base}ontology#")
    if "xmlschema" in iri.lower():
        return TermFault(f"{shown} is not a datatype", hint)
    if is_own:
        return TermFault(
            f"{shown} is not described as a datatype",
            f"say that it is an rdfs:Datatype, or {hint}",
        )
    return None  # The check of names finds an unknown term of the ontology.


def _correct_datatype(name: str) -> str:
    near = nearest(name.removeprefix("XMLSchema"), sorted(XSD_DATATYPES), ignore_case=True)
    return correct_name(
        f"xsd:{near}" if near else "", "write a datatype of XML Schema, such as xsd:string"
    )


def _uses(
    index: PredicateIndex, datatypes: AbstractSet[Term], terms: AbstractSet[Term]
) -> dict[Term, Triple]:
    """Return a triple that uses each term; one that is asserted, if there is one."""
    asserted: dict[Term, Triple] = {}
    claimed: dict[Term, Triple] = {}
    for triple in index.graph if terms or datatypes else ():
        _, predicate, value = triple
        if predicate in terms:
            asserted.setdefault(predicate, triple)
        if value in terms:
            if predicate == RDF_PREDICATE:
                claimed.setdefault(value, (ANY, value, ANY))
            elif predicate == RDF_OBJECT:
                claimed.setdefault(value, (ANY, ANY, value))
            else:
                asserted.setdefault(value, triple)
        elif is_literal(value) and datatype(value) in datatypes and predicate != OA_EXACT:
            if predicate == RDF_OBJECT:
                claimed.setdefault(datatype(value), (ANY, ANY, value))
            else:
                asserted.setdefault(datatype(value), triple)
    return {**claimed, **asserted}
