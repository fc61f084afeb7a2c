"""The tool's properties stand where they mean something, with values that mean something."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.uncertain_dates import EDTF
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.terms import datatype, is_iri, is_literal, lexical, prefixed
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
_CLAIM: Final = ("claim", (EV_CLAIM,), "say it of the claim: <claim/…> a ev:Claim")
_RECORD: Final = ("record", (EV_RECORD,), "write it inside {| … |}, beside the quote")
_SOURCE: Final = ("source", (EV_SOURCE_CLASS,), "say it of the ev:Source, or of the ev:File")
_EITHER: Final = (
    "claim and no statement",
    (EV_CLAIM, *_STATEMENTS),
    "say it of a claim, or inside {| … |} of a record",
)
_PLACES: Final[Mapping[Term, tuple[str, tuple[Term, ...], str]]] = {
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
"""Of each property: of what it is said, the classes of that, and what to do."""

_DATED: Final = (EV_AS_OF, EV_ENTERED_ON, EV_REVIEWED_ON, EV_STORED_ON)
_DATES: Final = frozenset(
    f"<{PREFIXES['xsd']}{name}>" for name in ("date", "dateTime", "gYear", "gYearMonth")
)
_CONTRADICTING: Final = (EV_CONTRADICTS, EV_DISPUTED_BY)
_KNOWN: Final = frozenset(
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
"""What a statement may have beside the tool's properties: one may be retired and stated again."""


@dataclass(kw_only=True)
class _Kinds:
    index: PredicateIndex

    def has(self, term: Term, classes: Collection[Term]) -> bool:
        return any(term in self._instances[one] for one in classes)

    @cached_property
    def statements(self) -> frozenset[Term]:
        return frozenset().union(*(self._instances[one] for one in _STATEMENTS))

    @cached_property
    def _instances(self) -> Mapping[Term, frozenset[Term]]:
        classes = (*_STATEMENTS, EV_CLAIM, EV_SOURCE_CLASS)
        return {one: frozenset(self.index.instances(one)) for one in classes}


def check_placement(index: PredicateIndex) -> Iterator[Finding]:
    kinds = _Kinds(index=index)
    for predicate, (kind, classes, hint) in _PLACES.items():
        for subject, value in index.triples_of(predicate).pairs():
            if not kinds.has(subject, classes) and subject not in index.graph.retired:
                shown = _shown(subject, index)
                yield Finding(
                    code="property-misplaced",
                    message=f"{_shown(predicate, index)} is said of {shown}, which is no {kind}",
                    hint=hint,
                    about=(subject, predicate, value),
                )
    yield from _values(index, kinds)
    yield from _annotations(index, kinds)


def _values(index: PredicateIndex, kinds: _Kinds) -> Iterator[Finding]:
    for predicate in (*_DATED, *_CONTRADICTING, EV_READING, EV_ONLY_CLAIMED, EV_NAMING):
        for subject, value in index.triples_of(predicate).pairs():
            wrong = _wrong_value(predicate, value, index.graph, kinds)
            if wrong:
                name, shown = _shown(predicate, index), _shown(value, index)
                yield Finding(
                    code="value-unfit",
                    message=f"{name} has {shown}, {wrong[0]}",
                    hint=wrong[1],
                    about=_about(subject, predicate, value, kinds),
                )


def _wrong_value(
    predicate: Term, value: Term, graph: Dataset, kinds: _Kinds
) -> tuple[str, str] | None:
    """Return what is wrong with a value of a property of the tool, and what to do."""
    if predicate in _DATED:
        if not is_literal(value) or not _is_date(datatype(value)):
            return "which is no date", 'write "2015-03"^^xsd:gYearMonth, as precisely as is known'
    elif predicate in _CONTRADICTING:
        is_told = value.startswith(f"<{graph.base}") and value not in graph.subjects()
        is_ours = not is_iri(value) or value.startswith(f"<{graph.base}")
        if is_ours and not is_told and not kinds.has(value, (EV_CLAIM, *_STATEMENTS)):
            return (
                "which is no claim and no statement",
                "name a claim, or a statement as << s p o >>",
            )
    elif predicate == EV_READING:
        if not is_literal(value) or not lexical(value).strip():
            return "which is no text", "say why the value differs from the words"
    elif value not in {f'"true"^^{XSD_BOOLEAN}', f'"false"^^{XSD_BOOLEAN}'}:
        return "which is neither true nor false", "write true"
    return None


def _is_date(kind: Term) -> bool:
    return kind in _DATES or kind.startswith(EDTF)


def _annotations(index: PredicateIndex, kinds: _Kinds) -> Iterator[Finding]:
    """What stands in {| … |} and is neither the tool's nor a note: a fact that shows no words."""
    ontology = f"<{index.graph.base}ontology#"
    quoted: set[Triple] | None = None
    for predicate, uses in index.by_predicate.items():
        if predicate in _KNOWN or predicate.startswith(f"<{EV_NAMESPACE}"):
            continue
        if predicate.startswith(ontology) and predicate not in index.graph.subjects():
            continue  # It is unknown as a term.
        if kinds.statements.isdisjoint(uses.subjects):
            continue  # As nearly always: a fifth of the time of asking one by one.
        for subject, value in uses.pairs():
            if subject not in kinds.statements:
                continue
            quoted = _recorded(index) if quoted is None else quoted
            if (subject, predicate, value) not in quoted:
                yield Finding(
                    code="annotation-unknown",
                    message=f"{_shown(predicate, index)} in {{| … |}} is shown on no page",
                    hint="known there are ev:quote, ev:prefix, ev:suffix, ev:source, ev:asOf, "
                    "ev:reading, ev:contradicts and skos:editorialNote; state what else the "
                    "source says as a triple with its own quote",
                    about=_about(subject, predicate, value, kinds),
                )


def _recorded(index: PredicateIndex) -> set[Triple]:
    parts = [
        dict(index.triples_of(one).pairs()) for one in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)
    ]
    records = index.instances(EV_RECORD)
    return {
        (parts[0][one], parts[1][one], parts[2][one])
        for one in records
        if all(one in part for part in parts)
    }


def _about(subject: Term, predicate: Term, value: Term, kinds: _Kinds) -> Triple:
    # The IRI of a statement is written nowhere.
    return (ANY if subject in kinds.statements else subject, predicate, value)


def _shown(term: Term, index: PredicateIndex) -> str:
    return prefixed(term, base=index.graph.base) if is_iri(term) else f'"{lexical(term)}"'
