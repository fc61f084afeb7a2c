"""What exists in claims alone stays bare: no property of it is asserted."""

from collections.abc import Iterator
from typing import Final

from publisher.check.naming import only_claimed
from publisher.check.survey import Survey
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


def check_bare(survey: Survey) -> Iterator[Finding]:
    properties, classes = only_claimed(survey)
    if not properties and not classes:
        return
    yield from _asserted(survey, properties)
    events = {one for kind in classes for one in survey.instances(kind)}
    if events:
        yield from _not_bare(survey, events, classes, suppressed=properties)
        yield from _led_to(survey, events, suppressed=properties)


def _asserted(survey: Survey, properties: frozenset[Term]) -> Iterator[Finding]:
    for predicate in sorted(properties & survey.columns.keys()):
        for subject, value in survey.column(predicate).pairs():
            yield Finding(
                code="property-only-claimed",
                message=f"{prefixed(predicate, base=survey.graph.base)} is only claimed, says the "
                "ontology, and is asserted here",
                hint=_HINT,
                about=(subject, predicate, value),
            )


def _not_bare(
    survey: Survey, events: set[Term], classes: frozenset[Term], *, suppressed: frozenset[Term]
) -> Iterator[Finding]:
    base = survey.graph.base
    for event in sorted(events):
        path = bare(event).removeprefix(base)
        allowed = classes | _above(
            survey, classes.intersection(survey.graph.objects(event, RDF_TYPE))
        )
        for triple in survey.graph.about(event):
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


def _led_to(survey: Survey, events: set[Term], *, suppressed: frozenset[Term]) -> Iterator[Finding]:
    """What is asserted of an event the other way round: `<office> :ordered <event>`."""
    base = survey.graph.base
    if events.isdisjoint(survey.values):
        return
    for predicate in sorted(survey.columns.keys() - _LEADING - suppressed):
        if _is_structure(predicate):
            continue
        for subject, value in survey.column(predicate).pairs():
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


def _above(survey: Survey, classes: frozenset[Term]) -> set[Term]:
    column = survey.column(RDFS_SUBCLASS)
    found: set[Term] = set()
    pending = list(classes)
    while pending:
        for above in column.of(pending.pop()):
            if above not in found:
                found.add(above)
                pending.append(above)
    return found


def _is_structure(predicate: Term) -> bool:
    return predicate.startswith(f"<{EV_NAMESPACE}")
