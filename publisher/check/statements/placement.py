"""The properties of `ev:` stand on what they are for, and have values of the right kind."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from publisher.check.predicate_index import PredicateIndex, statements_of
from publisher.check.shown import path_shown
from publisher.check.terms.uncertain_dates import EDTF
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.terms import datatype, is_blank, is_iri, is_literal, lexical, prefixed
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_ABOUT,
    EV_AS_OF,
    EV_ATTRIBUTION,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_CONTENT_CLASS,
    EV_CONTRADICTS,
    EV_DISPUTED_BY,
    EV_EDITORIAL,
    EV_ENTERED_BY,
    EV_ENTERED_ON,
    EV_EVIDENCE,
    EV_NAMESPACE,
    EV_NAMING,
    EV_ONLY_CLAIMED,
    EV_QUOTE,
    EV_READING,
    EV_RECORD,
    EV_REPORTED_BY,
    EV_REVIEWED_BY,
    EV_REVIEWED_ON,
    EV_SOURCE_CLASS,
    EV_STANCE,
    EV_STORED_ON,
    EV_VOICE,
    LABELS,
    OWL_DEPRECATED,
    PREFIXES,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    SKOS_EDITORIAL_NOTE,
    XSD_BOOLEAN,
)

_STATEMENTS: Final = (EV_RECORD, EV_CONTENT_CLASS, EV_EDITORIAL)


class _Domain(NamedTuple):
    """What a property may be said of."""

    name: str
    classes: tuple[Term, ...]
    hint: str


_CLAIM: Final = _Domain("a claim", (EV_CLAIM,), "write it on the claim: <claim/…> a ev:Claim")
_RECORD: Final = _Domain("a record", (EV_RECORD,), "write it inside {| … |}, beside the quote")
_SOURCE: Final = _Domain(
    "a source", (EV_SOURCE_CLASS,), "write it on the ev:Source or on the ev:File"
)
_EITHER: Final = _Domain(
    "a claim or a statement",
    (EV_CLAIM, *_STATEMENTS),
    "write it on a claim, or inside the {| … |} of a record",
)
_DOMAINS: Final[Mapping[Term, _Domain]] = {
    EV_AS_OF: _RECORD,
    EV_READING: _EITHER,
    EV_CONTRADICTS: _EITHER,
    **dict.fromkeys(
        (
            EV_ABOUT,
            EV_ATTRIBUTION,
            EV_CLAIMANT,
            EV_CONTENT,
            EV_DISPUTED_BY,
            EV_REPORTED_BY,
            EV_STANCE,
            EV_VOICE,
        ),
        _CLAIM,
    ),
    **dict.fromkeys(
        (EV_ENTERED_BY, EV_ENTERED_ON, EV_REVIEWED_BY, EV_REVIEWED_ON, EV_STORED_ON), _SOURCE
    ),
}
_DATED: Final = (EV_AS_OF, EV_ENTERED_ON, EV_REVIEWED_ON, EV_STORED_ON)
_DATES: Final = frozenset(
    f"<{PREFIXES['xsd']}{name}>" for name in ("date", "dateTime", "gYear", "gYearMonth")
)
_CONTRADICTING: Final = (EV_CONTRADICTS, EV_DISPUTED_BY)
_ALLOWED: Final = frozenset(
    {
        RDF_TYPE,
        RDF_SUBJECT,
        RDF_PREDICATE,
        RDF_OBJECT,
        EV_QUOTE,
        EV_EVIDENCE,
        SKOS_EDITORIAL_NOTE,
        OWL_DEPRECATED,
        DCTERMS_REPLACED_BY,
        *LABELS,
    }
)
"""What a statement may have beside the properties of `ev:`.

Two are for a retired statement: it may be stated again.
"""


@dataclass(kw_only=True)
class _Instances:
    """The instances of the classes of `ev:`."""

    index: PredicateIndex

    def has(self, term: Term, classes: Collection[Term]) -> bool:
        return any(term in self._instances[class_] for class_ in classes)

    @cached_property
    def statements(self) -> frozenset[Term]:
        return frozenset().union(*(self._instances[class_] for class_ in _STATEMENTS))

    @cached_property
    def _instances(self) -> Mapping[Term, frozenset[Term]]:
        classes = (*_STATEMENTS, EV_CLAIM, EV_SOURCE_CLASS)
        return {class_: frozenset(self.index.instances(class_)) for class_ in classes}


def check_placement(index: PredicateIndex) -> Iterator[Finding]:
    """Yield properties of `ev:` on the wrong subject or with a wrong value, then annotations."""
    instances = _Instances(index=index)
    for predicate, domain in _DOMAINS.items():
        for subject, value in index.triples_of(predicate).pairs():
            if not instances.has(subject, domain.classes) and subject not in index.graph.retired:
                yield Finding(
                    code="property-misplaced",
                    message=f"{_shown(predicate, index)} must be said of {domain.name}, but "
                    f"{_shown(subject, index)} is not one",
                    hint=domain.hint,
                    about=(subject, predicate, value),
                )
    yield from _wrong_values(index, instances)
    yield from _annotations(index, instances)


def _wrong_values(index: PredicateIndex, instances: _Instances) -> Iterator[Finding]:
    for predicate in (*_DATED, *_CONTRADICTING, EV_READING, EV_ONLY_CLAIMED, EV_NAMING):
        for subject, value in index.triples_of(predicate).pairs():
            expected = _expected_value(predicate, value, index.graph, instances)
            if expected:
                name, shown = _shown(predicate, index), _shown(value, index)
                yield Finding(
                    code="value-unfit",
                    message=f"{name} must be {expected[0]}, but is {shown}",
                    hint=expected[1],
                    about=_about(subject, predicate, value, instances),
                )


def _expected_value(
    predicate: Term, value: Term, graph: Dataset, instances: _Instances
) -> tuple[str, str] | None:
    """Return what a wrong value should be and what to do; None if the value is right."""
    if predicate in _DATED:
        if not is_literal(value) or not _is_date(datatype(value)):
            return (
                "a date",
                'write a date, as precisely as it is known, such as "2015-03"^^xsd:gYearMonth',
            )
    elif predicate in _CONTRADICTING:
        # An IRI of the project that is not described has a finding of its own.
        is_own = graph.addresses.is_own(value)
        is_undescribed = is_own and value not in graph.subjects()
        is_ours = is_own or not is_iri(value)
        if is_ours and not is_undescribed and not instances.has(value, (EV_CLAIM, *_STATEMENTS)):
            return "a claim or a statement", "name a claim, or write a statement as << s p o >>"
    elif predicate == EV_READING:
        if not is_literal(value) or not lexical(value).strip():
            return "a text", "say why the value differs from the quoted words"
    elif value not in {f'"true"^^{XSD_BOOLEAN}', f'"false"^^{XSD_BOOLEAN}'}:
        return "true or false", "write true"
    return None


def _is_date(datatype_iri: Term) -> bool:
    return datatype_iri in _DATES or datatype_iri.startswith(EDTF)


def _annotations(index: PredicateIndex, instances: _Instances) -> Iterator[Finding]:
    """Yield what stands in {| … |} and is neither of `ev:` nor a note: a fact without a quote."""
    ontology = f"<{index.graph.base}ontology#"
    recorded: set[Triple] | None = None
    for predicate, uses in index.by_predicate.items():
        if predicate in _ALLOWED or predicate.startswith(f"<{EV_NAMESPACE}"):
            continue
        if predicate.startswith(ontology) and predicate not in index.graph.subjects():
            continue  # The check of names finds it as an unknown term.
        # True for nearly every predicate, and five times as fast as the loop below.
        if instances.statements.isdisjoint(uses.subjects):
            continue
        for subject, value in uses.pairs():
            if subject not in instances.statements:
                continue
            recorded = _recorded_triples(index) if recorded is None else recorded
            if (subject, predicate, value) not in recorded:
                yield Finding(
                    code="annotation-unknown",
                    message=f"{_shown(predicate, index)} may not stand in {{| … |}}: no page "
                    "would show it",
                    hint="write a remark as skos:editorialNote, and a further fact as a triple "
                    "with its own quote; ev:quote, ev:prefix, ev:suffix, ev:source, ev:asOf, "
                    "ev:reading and ev:contradicts may stand there too",
                    about=_about(subject, predicate, value, instances),
                )


def _recorded_triples(index: PredicateIndex) -> set[Triple]:
    return {triple for _, triple in statements_of(index, EV_RECORD)}


def _about(subject: Term, predicate: Term, value: Term, instances: _Instances) -> Triple:
    # ANY, because no file contains the IRI of a statement.
    return (ANY if subject in instances.statements else subject, predicate, value)


def _shown(term: Term, index: PredicateIndex) -> str:
    if is_blank(term):
        return path_shown(term, index.graph)
    return prefixed(term, base=index.graph.base) if is_iri(term) else f'"{lexical(term)}"'
