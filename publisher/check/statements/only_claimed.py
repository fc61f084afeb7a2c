"""What exists only in claims: no property of it is asserted.

The ontology marks such properties and classes with `ev:onlyClaimed true`.
"""

from collections.abc import Iterator
from typing import Final

from publisher.check.predicate_index import PredicateIndex, classes_above, only_claimed_terms
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.property_groups import NOTES, OTHER_LABELS
from publisher.terms import bare, prefixed
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_NAMESPACE,
    LABELS,
    OWL_DEPRECATED,
    RDF_OBJECT,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_SEE_ALSO,
)

_ALLOWED: Final = frozenset(
    {
        *LABELS,
        *NOTES,
        *OTHER_LABELS,
        # Of a retired event: what replaced it.
        OWL_DEPRECATED,
        DCTERMS_REPLACED_BY,
    }
)
"""Properties that an event may have beside its type."""
_ALLOWED_LINKS: Final = frozenset(
    {
        *NOTES,
        RDFS_SEE_ALSO,
        DCTERMS_REPLACED_BY,
        # Of the content of a claim.
        RDF_SUBJECT,
        RDF_OBJECT,
    }
)
"""Properties that may link to an event, because they say nothing about it."""
_HINT: Final = "put << s p o >> in the ev:content of a claim"


def check_only_claimed(index: PredicateIndex) -> Iterator[Finding]:
    """Yield each triple that asserts what the ontology says is only claimed."""
    properties, classes = only_claimed_terms(index)
    if not properties and not classes:
        return
    yield from _asserted_properties(index, properties)
    events = {event for class_ in classes for event in index.instances(class_)}
    if events:
        yield from _said_of_events(index, events, classes, suppressed=properties)
        yield from _links_to_events(index, events, suppressed=properties)


def _asserted_properties(index: PredicateIndex, properties: frozenset[Term]) -> Iterator[Finding]:
    for predicate in sorted(properties & index.by_predicate.keys()):
        for subject, value in index.triples_of(predicate).pairs():
            name = prefixed(predicate, base=index.graph.base)
            yield Finding(
                code="property-only-claimed",
                message=f"the ontology marks {name} with ev:onlyClaimed, but a triple asserts it",
                hint=_HINT,
                about=(subject, predicate, value),
            )


def _said_of_events(
    index: PredicateIndex,
    events: set[Term],
    classes: frozenset[Term],
    *,
    suppressed: frozenset[Term],
) -> Iterator[Finding]:
    base = index.graph.base
    for event in sorted(events):
        marked = classes.intersection(index.graph.objects(event, RDF_TYPE))
        allowed_classes = classes | classes_above(index, marked)
        for triple in index.graph.about(event):
            _, predicate, value = triple
            if predicate == RDF_TYPE and value not in allowed_classes:
                yield _finding(
                    event,
                    f"also has the type {prefixed(value, base=base)}",
                    "keep only the class that the ontology marks with ev:onlyClaimed",
                    triple,
                    base=base,
                )
            elif predicate not in _ALLOWED | suppressed | {RDF_TYPE} and not _is_ev(predicate):
                yield _finding(
                    event,
                    f"a triple says {prefixed(predicate, base=base)} of it",
                    f"keep type, labels and notes, and {_HINT}",
                    triple,
                    base=base,
                )


def _links_to_events(
    index: PredicateIndex, events: set[Term], *, suppressed: frozenset[Term]
) -> Iterator[Finding]:
    """Yield what is asserted in the other direction: `<office> :ordered <event>`."""
    base = index.graph.base
    if events.isdisjoint(index.values):
        return
    for predicate in sorted(index.by_predicate.keys() - _ALLOWED_LINKS - suppressed):
        if _is_ev(predicate):
            continue
        for subject, value in index.triples_of(predicate).pairs():
            # What one event says of another is a finding of the first.
            if value in events and subject not in events:
                message = f"a triple with {prefixed(predicate, base=base)} links to it"
                yield _finding(value, message, _HINT, (subject, predicate, value), base=base)


def _finding(event: Term, message: str, hint: str, triple: Triple, *, base: str) -> Finding:
    path = bare(event).removeprefix(base)
    return Finding(
        code="event-not-bare",
        message=f"{path} exists only in claims, but {message}",
        hint=hint,
        about=triple,
    )


def _is_ev(predicate: Term) -> bool:
    return predicate.startswith(f"<{EV_NAMESPACE}")
