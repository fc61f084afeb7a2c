"""Who names a resource: grouped by property, sorted by label, some on each page.

What names a hub is never read as a whole: a group of more than SORTED is paged in the order of the
dataset, and sorted within a page alone.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from publisher import limits
from publisher.collation import sort_key
from publisher.describe.names import Names
from publisher.description import Link, Mentions
from publisher.model import Term, Triple
from publisher.terms import is_blank
from publisher.vocabulary import (
    EV_ABOUT,
    EV_CLAIMANT,
    EV_CONTRADICTS,
    EV_DISPUTED_BY,
    EV_NAMESPACE,
    EV_REPORTED_BY,
    OWL_ANNOTATED_SOURCE,
    OWL_ANNOTATED_TARGET,
    PREFIXES,
    RDF_OBJECT,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_DEFINED_BY,
    RDFS_RANGE,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    SKOS_HAS_TOP_CONCEPT,
    SKOS_IN_SCHEME,
    SKOS_TOP_CONCEPT_OF,
)

SORTED: Final = 2_000
"""Mentions by one property that are all read, to be sorted by their labels."""
_HIGHEST: Final = 50
"""Blank nodes one above the other up to the IRI that they belong to."""

_PARTS_OF_STATEMENTS: Final = frozenset({RDF_SUBJECT, RDF_OBJECT})
"""Properties whose subjects are the records and claims that the page shows, if there are any."""
_NO_MENTION: Final = frozenset(
    {
        RDFS_DEFINED_BY,
        EV_ABOUT,
        EV_CLAIMANT,
        EV_CONTRADICTS,
        EV_DISPUTED_BY,
        EV_REPORTED_BY,
    }
)
_INVERSE_LABELS: Final = MappingProxyType(
    {
        RDF_SUBJECT: "statements about this",
        RDF_OBJECT: "statements with this as value",
        OWL_ANNOTATED_SOURCE: "statements about this",
        OWL_ANNOTATED_TARGET: "statements with this as value",
        RDFS_SUBCLASS: "subclasses",
        RDFS_SUBPROPERTY: "subproperties",
        Term(f"<{PREFIXES['rdfs']}domain>"): "in domain of",
        RDFS_RANGE: "in range of",
        Term(f"<{PREFIXES['skos']}broader>"): "narrower",
        Term(f"<{PREFIXES['skos']}narrower>"): "broader",
        SKOS_IN_SCHEME: "in this scheme",
        SKOS_TOP_CONCEPT_OF: "top concepts",
        SKOS_HAS_TOP_CONCEPT: "top concept of",
        Term(f"<{PREFIXES['skos']}member>"): "in the collections",
        Term(f"<{PREFIXES['schema']}domainIncludes>"): "in domain of",
        Term("<http://schema.org/domainIncludes>"): "in domain of",
        Term(f"<{PREFIXES['schema']}rangeIncludes>"): "in range of",
        Term("<http://schema.org/rangeIncludes>"): "in range of",
    }
)
"""What a property is called from the other end, if it has a usual name there."""


@dataclass(frozen=True, kw_only=True)
class _Group:
    """The mentions by one property. `subjects`: all, if they are few; else they are read."""

    property: Link
    predicate: Term
    count: int
    is_nested: bool = False
    subjects: tuple[Link, ...] | None = None


def mentions(
    term: Term, *, names: Names, left_out: AbstractSet[Term] = frozenset(), number: int = 1
) -> tuple[tuple[Mentions, ...], int]:
    """Return the mentions on page `number` of a resource, counted from 1, and the number of all."""
    first = (number - 1) * limits.PAGE_ITEMS
    last = first + limits.PAGE_ITEMS
    shown = []
    at = 0
    for group in _groups(term, names=names, left_out=left_out):
        start, end = max(first - at, 0), min(last - at, group.count)
        if start < end:
            subjects = _subjects(term, group, names=names, start=start, end=end)
            shown.append(
                Mentions(
                    property=group.property,
                    subjects=subjects,
                    count=group.count,
                    is_nested=group.is_nested,
                    is_instances=group.predicate == RDF_TYPE and not group.is_nested,
                )
            )
        at += group.count
    return tuple(shown), at


def inverse_mentions(term: Term, *, names: Names) -> tuple[Mentions, ...]:
    """Return only what is below a term, and the properties in whose domain or range it is.

    They may be on the same page, as the terms of an ontology are.
    """
    graph = names.graph
    groups = []
    for predicate in graph.naming_predicates(term):
        if predicate in _INVERSE_LABELS:
            triples = graph.naming(term, predicate, first=0, size=limits.PAGE_ITEMS)
            owners = {_owner(triple, names)[0]: None for triple in triples}
            groups.append(
                Mentions(
                    property=_heading(predicate, names),
                    subjects=_sorted(map(names.link, owners), names),
                    count=graph.count(term, predicate),
                )
            )
    return tuple(groups)


def _subjects(term: Term, group: _Group, *, names: Names, start: int, end: int) -> tuple[Link, ...]:
    if group.subjects is not None:
        return group.subjects[start:end]
    triples = names.graph.naming(term, group.predicate, first=start, size=end - start)
    return _sorted((names.link(_owner(triple, names)[0]) for triple in triples), names)


def _groups(term: Term, *, names: Names, left_out: AbstractSet[Term]) -> list[_Group]:
    """Return the groups, those that fill a page and more last."""
    graph = names.graph
    large: list[_Group] = []
    few: dict[tuple[Term, bool], dict[Term, None]] = {}
    no_mention = _NO_MENTION
    if graph.uses(EV_NAMESPACE):
        no_mention |= _PARTS_OF_STATEMENTS
    for predicate in graph.naming_predicates(term):
        if predicate in no_mention:
            continue
        count = graph.count(term, predicate)
        if count > SORTED:
            large.append(
                _Group(property=_heading(predicate, names), predicate=predicate, count=count)
            )
            continue
        for triple in graph.naming(term, predicate):
            subject, owning = _owner(triple, names)
            if _is_mention(subject, term, names=names, left_out=left_out):
                few.setdefault((owning, is_blank(triple[0])), {})[subject] = None
    groups = [
        _Group(
            property=_heading(predicate, names),
            predicate=predicate,
            count=len(subjects),
            is_nested=is_nested,
            subjects=_sorted(map(names.link, subjects), names),
        )
        for (predicate, is_nested), subjects in few.items()
    ]
    groups.sort(key=lambda group: (names.position(group.predicate), group.is_nested))
    groups.sort(key=lambda group: group.count > limits.PAGE_ITEMS)
    return [*groups, *large]


def _is_mention(subject: Term, term: Term, *, names: Names, left_out: AbstractSet[Term]) -> bool:
    """Return whether a page says elsewhere that the subject names the term.

    In a project with sources, statements and passages are parts of the page; elsewhere the parts
    of a document are terms, and each says who names it.
    """
    graph = names.graph
    if subject == term or subject in left_out:
        return False
    return not graph.sources or graph.page_of(subject) != graph.page_of(term)


def _owner(triple: Triple, names: Names) -> tuple[Term, Term]:
    """Return the IRI that a triple's blank node hangs on, and the property that leads from there.

    For a blank node with a page of its own, that node.
    """
    subject, predicate, _ = triple
    graph = names.graph
    for _ in range(_HIGHEST):
        if not is_blank(subject) or graph.page_of(subject) == subject:
            break
        above = graph.naming(subject, first=0, size=1)
        if not above:
            break
        subject, predicate, _ = above[0]
    return (graph.page_of(subject) if is_blank(subject) else subject), predicate


def _heading(predicate: Term, names: Names) -> Link:
    link = names.link(predicate)
    label = _INVERSE_LABELS.get(predicate)
    if label is None:
        return link
    return Link(label=label, href=link.href, title=link.title)


def _sorted(links: Iterable[Link], names: Names) -> tuple[Link, ...]:
    language = names.graph.languages[0]
    return tuple(sorted(links, key=lambda link: (sort_key(link.label, language), link.href)))
