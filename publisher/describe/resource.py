"""One resource's description: all that its files show, from the graph alone."""

from collections.abc import Iterable
from dataclasses import replace

from publisher.addresses import percent_encoded
from publisher.dataset import Dataset
from publisher.describe.claim import claims_on, describe_claim
from publisher.describe.names import Names
from publisher.describe.source import entry, passages
from publisher.describe.statement import (
    ELSEWHERE_ON_PAGE,
    Statements,
    is_quoted,
    replacements,
    rows,
    statements,
    value,
)
from publisher.description import Description, Joined, Link, Mention, Retired, Value
from publisher.model import Term, Triple
from publisher.terms import fragment, is_literal, lexical
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_ABOUT,
    EV_ATTRIBUTION,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_CONTRADICTS,
    EV_DISPUTED_BY,
    EV_ENTERED_BY,
    EV_ENTERED_ON,
    EV_EVIDENCE,
    EV_HEADING,
    EV_QUOTE,
    EV_REPORTED_BY,
    EV_REVIEWED_BY,
    EV_REVIEWED_ON,
    EV_STANCE,
    EV_VOICE,
    OA_HAS_SELECTOR,
    OWL_DEPRECATED,
    RDF_OBJECT,
    RDF_STATEMENT,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_DEFINED_BY,
    SCHEMA_SAME_AS,
    SKOS_ALT_LABEL,
    SKOS_EDITORIAL_NOTE,
    SKOS_EXACT_MATCH,
)

_HIDDEN = ELSEWHERE_ON_PAGE | {
    EV_ABOUT,
    EV_ATTRIBUTION,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_CONTRADICTS,
    EV_DISPUTED_BY,
    EV_EVIDENCE,
    EV_HEADING,
    EV_QUOTE,
    EV_REPORTED_BY,
    EV_STANCE,
    EV_VOICE,
    DCTERMS_REPLACED_BY,
    OWL_DEPRECATED,
}
_ENTRY = frozenset({EV_ENTERED_BY, EV_ENTERED_ON, EV_REVIEWED_BY, EV_REVIEWED_ON})
_NO_MENTION = frozenset(
    {
        RDF_SUBJECT,
        RDF_OBJECT,
        RDFS_DEFINED_BY,
        EV_ABOUT,
        EV_CLAIMANT,
        EV_CONTRADICTS,
        EV_DISPUTED_BY,
        EV_REPORTED_BY,
    }
)


def describe(page: Term, *, names: Names) -> Description:
    """Return the description of a document: its resource, and the hash IRIs on it."""
    graph = names.graph
    triples = own_triples(page, names=names)
    reified = statements(triples)
    subjects = _subjects(page, triples, graph=graph)
    source = graph.sources.get(page)
    return replace(
        _thing(page, names=names, reified=reified),
        subjects=subjects,
        named=_named(subjects, graph=graph),
        retired=page in graph.retired,
        replaced_by=replacements(page, names=names),
        no_longer_stated=no_longer_stated(page, names=names),
        source=source,
        passages=passages(page, names=names) if source else (),
        entry=entry(page, names=names),
        parts=tuple(
            _thing(part, names=names, reified=reified)
            for part in _parts(page, names=names, reified=reified)
        ),
    )


def _thing(thing: Term, *, names: Names, reified: Statements) -> Description:
    """Return what a page shows of one thing: its resource, or a part with a hash IRI."""
    graph = names.graph
    own = graph.about(thing)
    kind = graph.addresses.kind(graph.page_of(thing))
    types = graph.objects(thing, RDF_TYPE)
    joined = _joined(thing, names=names)
    is_source = thing in graph.sources
    return Description(
        iri=thing,
        path=graph.addresses.path(graph.page_of(thing)),
        label=names.link(thing).label,
        kind=Link(label=kind, href=f"{percent_encoded(kind)}/index.html" if kind else ""),
        types=_unquoted(own, {RDF_TYPE}, names=names, reified=reified),
        alternative_labels=_unquoted(own, {SKOS_ALT_LABEL}, names=names, reified=reified),
        notes=_texts(own, SKOS_EDITORIAL_NOTE),
        is_only_claimed=names.is_only_claimed(types),
        rows=rows(
            own, names=names, reified=reified, hidden=_HIDDEN | _ENTRY if is_source else _HIDDEN
        ),
        claim=describe_claim(thing, names=names) if EV_CLAIM in types else None,
        # What a source itself claims is in its reader, passage by passage.
        claims=() if is_source else claims_on(thing, names=names),
        joined=joined[1],
        mentions=_mentions(thing, names=names, left_out=joined[0]),
        identifiers=_unquoted(
            own, {SKOS_EXACT_MATCH, SCHEMA_SAME_AS}, names=names, reified=reified
        ),
    )


def _parts(page: Term, *, names: Names, reified: Statements) -> list[Term]:
    """Return the hash IRIs of a page that are things: neither statements nor passages."""
    graph = names.graph
    statements = set(reified.values())
    is_source = page in graph.sources
    return [
        subject
        for subject in graph.subjects_of(page)
        if fragment(subject)
        and subject not in statements
        and subject not in graph.retired
        and not (is_source and fragment(subject).startswith(("char=", "quote=", "position=")))
    ]


def _unquoted(
    own: Iterable[Triple], predicates: set[Term], *, names: Names, reified: Statements
) -> tuple[Value, ...]:
    """Return the values of some properties that the page shows outside of rows.

    If they have a quotation, they are in rows too.
    """
    values = []
    for triple in own:
        if triple[1] in predicates:
            quoted = is_quoted(triple, reified, names=names)
            statement = None if quoted else reified.get(triple)
            values.append(value(triple, names=names, statement=statement))
    return tuple(values)


def own_triples(page: Term, *, names: Names) -> tuple[Triple, ...]:
    """Return the triples whose subject is a resource or a hash IRI on its page."""
    graph = names.graph
    return tuple(triple for subject in graph.subjects_of(page) for triple in graph.about(subject))


def _subjects(page: Term, own: tuple[Triple, ...], *, graph: Dataset) -> tuple[Term, ...]:
    """Return the subjects that a description contains whole, the resource first, with evidence."""
    on_page = graph.subjects_of(page)
    passages = {o for _, p, o in own if p == EV_EVIDENCE}.difference(on_page)
    selectors = {
        selector for passage in passages for selector in graph.objects(passage, OA_HAS_SELECTOR)
    }
    subjects = {*on_page, *passages, *selectors} & graph.subjects()
    # False sorts first.
    return tuple(sorted(subjects, key=lambda subject: (subject != page, subject)))


def _named(subjects: tuple[Term, ...], *, graph: Dataset) -> tuple[Term, ...]:
    """Return the resources that the subjects name by IRI, and whose labels the page shows."""
    named = {value for subject in subjects for value in graph.named_by(subject)}
    return tuple(sorted(value for value in named.difference(subjects) if graph.labels(value)))


def _texts(own: tuple[Triple, ...], predicate: Term) -> tuple[str, ...]:
    return tuple(lexical(o) for _, p, o in own if p == predicate and is_literal(o))


def _joined(page: Term, *, names: Names) -> tuple[frozenset[Term], tuple[Joined, ...]]:
    """Return the nodes that join this resource to others, and what they say."""
    graph = names.graph
    nodes = {s for s, p, _ in graph.naming(page) if p in names.joining(s)}
    joined = []
    for node in sorted(nodes):
        reified = statements(own_triples(names.graph.page_of(node), names=names))
        others = [triple for triple in graph.about(node) if triple[2] != page]
        joined.append(
            Joined(node=names.link(node), rows=rows(others, names=names, reified=reified)),
        )
    return frozenset(nodes), tuple(joined)


def _mentions(page: Term, *, names: Names, left_out: frozenset[Term]) -> tuple[Mention, ...]:
    return tuple(
        Mention(subject=names.link(subject), property=names.link(predicate))
        for subject, predicate, _ in names.graph.naming(page)
        if predicate not in _NO_MENTION
        and subject not in left_out
        and names.graph.page_of(subject) != names.graph.page_of(page)
    )


def no_longer_stated(page: Term, *, names: Names) -> tuple[Retired, ...]:
    """Return the retired hash IRIs of a page, except those that are stated again."""
    graph = names.graph
    return tuple(
        Retired(anchor=fragment(term), replaced_by=replacements(term, names=names))
        for term in graph.subjects_of(page)
        if fragment(term)
        and term in graph.retired
        and RDF_STATEMENT not in graph.objects(term, RDF_TYPE)
    )
