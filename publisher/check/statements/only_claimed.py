"""What exists in claims alone stays bare: no property of it is asserted."""

from collections.abc import Iterator
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.check.words.name_index import only_claimed
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.terms import bare, prefixed
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_NAMESPACE,
    LABELS,
    NOTES,
    OTHER_LABELS,
    OWL_DEPRECATED,
    RDF_OBJECT,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_SEE_ALSO,
    RDFS_SUBCLASS,
)

_BARE: Final = frozenset(
    {
        *LABELS,
        *NOTES,
        *OTHER_LABELS,
        # Of what is retired, where it leads.
        OWL_DEPRECATED,
        DCTERMS_REPLACED_BY,
    }
)
_LEADING: Final = frozenset(
    {
        *NOTES,
        RDFS_SEE_ALSO,
        DCTERMS_REPLACED_BY,
        # Of the content of a claim.
        RDF_SUBJECT,
        RDF_OBJECT,
    }
)
"""Properties that may lead to what is bare, because they say nothing of it."""
_HINT: Final = "put << s p o >> in the ev:content of a claim"


def check_only_claimed(index: PredicateIndex) -> Iterator[Finding]:
    properties, classes = only_claimed(index)
    if not properties and not classes:
        return
    yield from _asserted(index, properties)
    events = {one for kind in classes for one in index.instances(kind)}
    if events:
        yield from _not_bare(index, events, classes, suppressed=properties)
        yield from _led_to(index, events, suppressed=properties)


def _asserted(index: PredicateIndex, properties: frozenset[Term]) -> Iterator[Finding]:
    for predicate in sorted(properties & index.by_predicate.keys()):
        for subject, value in index.triples_of(predicate).pairs():
            yield Finding(
                code="property-only-claimed",
                message=f"{prefixed(predicate, base=index.graph.base)} is only claimed, says the "
                "ontology, and is asserted here",
                hint=_HINT,
                about=(subject, predicate, value),
            )


def _not_bare(
    index: PredicateIndex,
    events: set[Term],
    classes: frozenset[Term],
    *,
    suppressed: frozenset[Term],
) -> Iterator[Finding]:
    base = index.graph.base
    for event in sorted(events):
        path = bare(event).removeprefix(base)
        allowed = classes | _above(
            index, classes.intersection(index.graph.objects(event, RDF_TYPE))
        )
        for triple in index.graph.about(event):
            _, predicate, value = triple
            if predicate == RDF_TYPE and value not in allowed:
                yield Finding(
                    code="event-not-bare",
                    message=f"{path} exists in claims alone, and has the type "
                    f"{prefixed(value, base=base)} too",
                    hint="keep the class that is marked ev:onlyClaimed",
                    about=triple,
                )
            elif predicate not in _BARE | suppressed | {RDF_TYPE} and not _is_structure(predicate):
                yield Finding(
                    code="event-not-bare",
                    message=f"{path} exists in claims alone, and "
                    f"{prefixed(predicate, base=base)} is asserted of it",
                    hint=f"keep type, label and note, and {_HINT}",
                    about=triple,
                )


def _led_to(
    index: PredicateIndex, events: set[Term], *, suppressed: frozenset[Term]
) -> Iterator[Finding]:
    """What is asserted of an event the other way round: `<office> :ordered <event>`."""
    base = index.graph.base
    if events.isdisjoint(index.values):
        return
    for predicate in sorted(index.by_predicate.keys() - _LEADING - suppressed):
        if _is_structure(predicate):
            continue
        for subject, value in index.triples_of(predicate).pairs():
            # What an event says of another is found there.
            if value in events and subject not in events:
                path = bare(value).removeprefix(base)
                triple: Triple = (subject, predicate, value)
                yield Finding(
                    code="event-not-bare",
                    message=f"{path} exists in claims alone, and "
                    f"{prefixed(predicate, base=base)} is asserted to lead to it",
                    hint=_HINT,
                    about=triple,
                )


def _above(index: PredicateIndex, classes: frozenset[Term]) -> set[Term]:
    superclasses = index.triples_of(RDFS_SUBCLASS)
    found: set[Term] = set()
    pending = list(classes)
    while pending:
        for above in superclasses.values_of(pending.pop()):
            if above not in found:
                found.add(above)
                pending.append(above)
    return found


def _is_structure(predicate: Term) -> bool:
    return predicate.startswith(f"<{EV_NAMESPACE}")
