"""Terms of well-known vocabularies, and datatypes: those that are none, and what was meant."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

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
from publisher.check.terms.lexical_forms import RDF_DATATYPES, XSD_DATATYPES
from publisher.dataset import Dataset
from publisher.findings import Finding, Severity
from publisher.model import ANY, Term, Triple
from publisher.nearest import misspelt, nearest
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
"""Vocabularies that do not grow: a name that is not among theirs is none."""
_GROWING: Final[Mapping[str, type[DefinedNamespace]]] = {
    "foaf": FOAF,
    "org": ORG,
    "prov": PROV,
    "schema": SDO,
}
"""Vocabularies that may have more than we know: what is nearly one of their names is found."""
_MORE: Final = {
    "rdf": frozenset({"reifies", "dirLangString", "li"}),
    # In place of the names of facets and such, which no graph speaks of.
    "xsd": XSD_DATATYPES | {"anyType", "anySimpleType", "anyAtomicType"},
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
_NEAR: Final = 60
_VERY_NEAR: Final = 80


def check_well_known_vocabularies(index: PredicateIndex) -> Iterator[Finding]:
    """Find datatypes that are none, and terms that a well-known vocabulary does not have."""
    datatypes = {datatype(one) for one in index.values if is_literal(one)}
    faults = {one: fault for one in datatypes if (fault := datatype_fault(one, index.graph))}
    terms = {one for one in index.values if is_iri(one)} | index.by_predicate.keys()
    unknown = {one: fault for one in terms if (fault := term_fault(one))}
    places = _places(index, faults.keys(), unknown.keys())
    for one, (message, hint) in faults.items():
        yield Finding(code="datatype-unknown", message=message, hint=hint, about=places[one])
    for one, (message, hint) in unknown.items():
        yield Finding(
            code="vocabulary-term-unknown",
            message=message,
            hint=hint,
            severity=Severity.WARNING,
            about=places[one],
        )


_Fault = tuple[str, str]
"""Message and hint."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    prefix: str
    iri: str
    names: tuple[str, ...]
    is_closed: bool


@lru_cache(maxsize=1)
def _vocabularies() -> Mapping[str, _Vocabulary]:
    """Return what is known of each vocabulary, by its IRI."""
    found = {}
    for prefix, namespace in {**_CLOSED, **_GROWING}.items():
        names = {str(term).removeprefix(PREFIXES[prefix]) for term in dir(namespace)}
        names = set(_MORE["xsd"]) if prefix == "xsd" else names | _MORE.get(prefix, frozenset())
        found[PREFIXES[prefix]] = _Vocabulary(
            prefix, PREFIXES[prefix], tuple(sorted(names)), prefix in _CLOSED
        )
    return found


def _vocabulary_of(term: Term) -> _Vocabulary | None:
    iri = bare(term)
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return _vocabularies().get(iri[:end])


def term_fault(term: Term) -> _Fault | None:
    """Return message and hint if a well-known vocabulary does not have a term."""
    vocabulary = _vocabulary_of(term)
    if vocabulary is None:
        return _namespace_fault(term)
    name = bare(term).removeprefix(vocabulary.iri)
    if not name or name in vocabulary.names or (vocabulary.prefix == "rdf" and _is_member(name)):
        return None
    names, likeness = sorted(vocabulary.names), _NEAR if vocabulary.is_closed else _VERY_NEAR
    near = nearest(name, names, likeness=likeness, ignore_case=True) or misspelt(name, names)
    if not near and not vocabulary.is_closed:
        return None
    hint = f"nearest is {vocabulary.prefix}:{near}" if near else "correct its name or its namespace"
    return f"{vocabulary.prefix}:{name} is no term of its vocabulary", hint


def _is_member(name: str) -> bool:
    return name.startswith("_") and name[1:].isdecimal()


def _namespace_fault(term: Term) -> _Fault | None:
    """What is wrong with a term whose IRI is nearly that of a closed vocabulary."""
    iri = bare(term)
    for vocabulary in _vocabularies().values():
        if not vocabulary.is_closed:
            continue
        name = local_name(term)
        if name in vocabulary.names and _plain(iri) == _plain(vocabulary.iri + name):
            said = f"<{iri}> is no term of {vocabulary.prefix}: its namespace is written otherwise"
            return said, f"write {vocabulary.prefix}:{name}, which is <{vocabulary.iri}{name}>"
    return None


def _plain(iri: str) -> str:
    """An IRI without what is often mistaken in one."""
    return iri.partition("://")[2].removeprefix("www.").replace("#", "/").lower()


def datatype_fault(term: Term, graph: Dataset) -> _Fault | None:
    """Return message and hint if a term is no datatype."""
    vocabulary = _vocabulary_of(term)
    types = set(graph.objects(term, RDF_TYPE))
    if vocabulary is None:
        return _own_fault(term, types, graph)
    name = bare(term).removeprefix(vocabulary.iri)
    shown = f"{vocabulary.prefix}:{name}"
    if name in _DATATYPES[vocabulary.prefix] or RDFS_DATATYPE in types:
        return None
    if vocabulary.prefix == "xsd" and name in _ABSTRACT:
        return f"{shown} is above all datatypes, and none itself", "write the one that is meant"
    if name in vocabulary.names:
        return f"{shown} is no datatype", _meant(name)
    return f"{shown} is an unknown datatype", _meant(name)


def _own_fault(term: Term, types: set[Term], graph: Dataset) -> _Fault | None:
    iri = bare(term)
    if RDFS_DATATYPE in types:
        return None
    shown = f"<{iri.removeprefix(graph.base)}>"
    if types & CLASS_TYPES:
        return f"{shown} is a class, not a datatype", _meant(local_name(term))
    if types & PROPERTY_TYPES:
        return f"{shown} is a property, not a datatype", _meant(local_name(term))
    if "xmlschema" in iri.lower() or (
        iri.startswith(graph.base) and not iri.startswith(f"{graph.base}ontology#")
    ):
        return f"{shown} is an unknown datatype", _meant(local_name(term))
    return None  # An unknown term of the ontology is found as such.


def _meant(name: str) -> str:
    near = nearest(name.removeprefix("XMLSchema"), sorted(XSD_DATATYPES), ignore_case=True)
    return f"nearest is xsd:{near}" if near else "write one of xsd:, such as xsd:string"


def _places(
    index: PredicateIndex, datatypes: Iterable[Term], terms: Iterable[Term]
) -> dict[Term, Triple]:
    """Return a triple for each, one that is asserted rather than one that is claimed or quoted."""
    wanted, kinds = set(terms), set(datatypes)
    found: dict[Term, Triple] = {}
    claimed: dict[Term, Triple] = {}
    for triple in index.graph if wanted or kinds else ():
        _, predicate, value = triple
        if predicate in wanted:
            found.setdefault(predicate, triple)
        if value in wanted:
            if predicate == RDF_PREDICATE:
                claimed.setdefault(value, (ANY, value, ANY))
            elif predicate == RDF_OBJECT:
                claimed.setdefault(value, (ANY, ANY, value))
            else:
                found.setdefault(value, triple)
        elif is_literal(value) and datatype(value) in kinds and predicate != OA_EXACT:
            if predicate == RDF_OBJECT:
                claimed.setdefault(datatype(value), (ANY, ANY, value))
            else:
                found.setdefault(datatype(value), triple)
    return {**claimed, **found}
