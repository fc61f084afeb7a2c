"""One resource's description: all that its files show, from the graph alone."""

from collections.abc import Iterable
from dataclasses import replace

from publisher.addresses import percent_encoded
from publisher.collation import sort_key
from publisher.describe.claim import claims_on, describe_claim
from publisher.describe.corrections import (
    SHOWN_APART,
    corrections_of,
    is_correction,
    shown_corrections,
)
from publisher.describe.headings import heading_properties, labels_beside
from publisher.describe.joined import joined, joining_nodes
from publisher.describe.languages import split, told_apart
from publisher.describe.mentions import mentions
from publisher.describe.names import Names
from publisher.describe.page_graphs import PageGraphs
from publisher.describe.retired import merged_into
from publisher.describe.schema_org import schema_nodes
from publisher.describe.schema_types import schema_types
from publisher.describe.source import entry, passages
from publisher.describe.statement import (
    ELSEWHERE_ON_PAGE,
    Statements,
    has_own_place,
    is_quoted,
    own_triples,
    replacements,
    rows,
    shown_as_anchors,
    statements,
    value,
)
from publisher.describe.summary import summary, summary_title
from publisher.description import Description, Link, Listed, Mentions, Retired, Value
from publisher.graph import Graph
from publisher.model import Term, Triple
from publisher.terms import fragment, is_iri, is_literal, language, lexical
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
    RDF_STATEMENT,
    RDF_TYPE,
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
}
_OF_RETIRED = frozenset({DCTERMS_REPLACED_BY, OWL_DEPRECATED})
_SAME = {SKOS_EXACT_MATCH, SCHEMA_SAME_AS}
_ENTRY = frozenset({EV_ENTERED_BY, EV_ENTERED_ON, EV_REVIEWED_BY, EV_REVIEWED_ON})


def describe(page: Term, *, names: Names) -> Description:
    """Return the description of a document: its resource, and the hash IRIs on it."""
    graph = names.graph
    head = graph.head_of(page)
    triples = own_triples(page, names=names)
    reified = shown_as_anchors(statements(triples), graph)
    subjects = _subjects(page, triples, graph=graph)
    source = graph.sources.get(page)
    graphs = PageGraphs.of(page, names=names)
    parts = _parts(page, names=names, reified=reified)
    types = graph.objects(head, RDF_TYPE)
    sentence = summary(head, names=names)
    return replace(
        _thing(head, names=names, reified=reified, graphs=graphs),
        subjects=subjects,
        named=_named(subjects, graph=graph),
        graphs=graphs.shared,
        is_defined_elsewhere=is_iri(head) and not graph.addresses.is_own(head),
        no_longer_stated=no_longer_stated(page, names=names) if graph.sources else (),
        merged_into=names.link(merged) if (merged := merged_into(head, graph)) else None,
        corrections=shown_corrections(corrections_of(page, graph), names=names),
        source=source,
        passages=passages(page, names=names) if source else (),
        entry=entry(page, names=names),
        parts=tuple(_thing(part, names=names, reified=reified, graphs=graphs) for part in parts),
        terms=_terms(page, names=names),
        title=summary_title(head, names=names),
        summary=sentence,
        schema_nodes=schema_nodes(head, parts, names=names, sentence=sentence),
        schema_types=() if names.is_of_claims_alone(head) else schema_types(types, graph),
    )


def describe_term(term: Term, *, names: Names) -> Description:
    """Return what a page shows of one thing: its own statements, and who names it."""
    page = names.graph.page_of(term)
    reified = statements(names.graph.about(term))
    return _thing(term, names=names, reified=reified, graphs=PageGraphs.of(page, names=names))


def further_mentions(description: Description, *, names: Names, number: int) -> Description:
    """Return a description with the mentions of page `number`; of its parts, those that have any.

    The parts have only their mentions.
    """
    parts = (
        Description(
            iri=part.iri,
            path=part.path,
            label=part.label,
            label_language=part.label_language,
            kind=part.kind,
            mentions=_mentions(part.iri, names=names, number=number)[0],
        )
        for part in description.parts
    )
    return replace(
        description,
        mentions=_mentions(description.iri, names=names, number=number)[0],
        parts=tuple(part for part in parts if part.mentions),
    )


def _mentions(thing: Term, *, names: Names, number: int = 1) -> tuple[tuple[Mentions, ...], int]:
    left_out = joining_nodes(thing, names=names)
    return mentions(thing, names=names, left_out=left_out, number=number)


def _thing(thing: Term, *, names: Names, reified: Statements, graphs: PageGraphs) -> Description:
    """Return what a page shows of one thing: its resource, or a part with a hash IRI."""
    graph = names.graph
    own = graph.about(thing)
    page = graph.page_of(thing)
    kind = graph.addresses.kind(page)
    types = graph.objects(thing, RDF_TYPE)
    is_source = thing in graph.sources
    label = graph.label(thing)
    named_by, mention_count = _mentions(thing, names=names)
    is_retired = thing in graph.retired
    other_labels = labels_beside(thing, label, names=names, reified=reified)
    alternative = _unquoted(own, {SKOS_ALT_LABEL}, names=names, reified=reified, graphs=graphs)
    shown, folded = split((*other_labels, *alternative), languages=graph.languages)
    return Description(
        iri=thing,
        path=graph.addresses.path(page),
        label=names.link(thing).label,
        label_language=language(label) if label else "",
        kind=Link(label=kind, href=f"{percent_encoded(kind)}/index.html" if kind else ""),
        types=told_apart(_unquoted(own, {RDF_TYPE}, names=names, reified=reified, graphs=graphs)),
        alternative_labels=shown,
        other_labels=folded,
        notes=_texts(own, SKOS_EDITORIAL_NOTE),
        is_only_claimed=names.is_only_claimed(types),
        rows=rows(
            own,
            names=names,
            reified=reified,
            hidden=_hidden(thing, names=names),
            graphs=graphs.of_triple,
        ),
        retired=is_retired,
        replaced_by=replacements(thing, names=names) if is_retired else (),
        claim=describe_claim(thing, names=names) if EV_CLAIM in types else None,
        # What a source itself claims is in its reader, passage by passage.
        claims=() if is_source else claims_on(thing, names=names),
        joined=joined(thing, names=names),
        mentions=named_by,
        mention_count=mention_count,
        identifiers=_unquoted(own, _SAME, names=names, reified=reified, graphs=graphs),
    )


def _hidden(thing: Term, *, names: Names) -> frozenset[Term]:
    """Return the properties of a thing that have no row, because a page shows them elsewhere."""
    return (
        _HIDDEN
        | heading_properties(thing, names=names)
        | (_OF_RETIRED if thing in names.graph.retired else frozenset())
        | (SHOWN_APART if is_correction(thing, names.graph) else frozenset())
        | (_ENTRY if thing in names.graph.sources else frozenset())
    )


def _terms(page: Term, *, names: Names) -> tuple[Listed, ...]:
    """Return the terms of a document that have pages of their own, sorted by label."""
    language = names.graph.languages[0]
    listed = [
        Listed(anchor=fragment(term), page=names.link(term))
        for term in names.graph.nested_in(page)
        if fragment(term)
    ]
    return tuple(
        sorted(listed, key=lambda term: (sort_key(term.page.label, language), term.anchor))
    )


def _parts(page: Term, *, names: Names, reified: Statements) -> list[Term]:
    """Return the hash IRIs of a page that are things: neither statements nor passages.

    What is retired has only its anchor in a project with sources, and its section elsewhere.
    """
    graph = names.graph
    statements = set(reified.values())
    is_source = page in graph.sources
    return [
        subject
        for subject in graph.subjects_of(page)
        if fragment(subject)
        and subject != page
        and subject not in statements
        and not (graph.sources and subject in graph.retired)
        and not (is_source and fragment(subject).startswith(("char=", "quote=", "position=")))
    ]


def _unquoted(
    own: Iterable[Triple],
    predicates: set[Term],
    *,
    names: Names,
    reified: Statements,
    graphs: PageGraphs,
) -> tuple[Value, ...]:
    """Return the values of some properties that the page shows outside of rows.

    If they have a quotation, they are in rows too.
    """
    values = []
    for triple in own:
        if triple[1] in predicates and has_own_place(triple):
            quoted = is_quoted(triple, reified, names=names)
            statement = None if quoted else reified.get(triple)
            values.append(value(triple, names=names, statement=statement, graphs=graphs.of_triple))
    return tuple(values)


def _subjects(page: Term, own: tuple[Triple, ...], *, graph: Graph) -> tuple[Term, ...]:
    """Return the subjects that a description contains whole, the resource first, with evidence."""
    on_page = graph.subjects_of(page)
    passages = {o for _, p, o in own if p == EV_EVIDENCE}.difference(on_page)
    selectors = {
        selector for passage in passages for selector in graph.objects(passage, OA_HAS_SELECTOR)
    }
    # The data of a document has all its terms, also those that have pages of their own.
    nested = {subject for term in graph.nested_in(page) for subject in graph.subjects_of(term)}
    subjects = filter(graph.is_subject, {*on_page, *nested, *passages, *selectors})
    head = graph.head_of(page)
    # False sorts first.
    return tuple(sorted(subjects, key=lambda subject: (subject != head, subject)))


def _named(subjects: tuple[Term, ...], *, graph: Graph) -> tuple[Term, ...]:
    """Return the resources that the subjects name by IRI, and whose labels the page shows."""
    named = {value for subject in subjects for value in graph.named_by(subject)}
    return tuple(sorted(value for value in named.difference(subjects) if graph.labels(value)))


def _texts(own: tuple[Triple, ...], predicate: Term) -> tuple[str, ...]:
    return tuple(lexical(o) for _, p, o in own if p == predicate and is_literal(o))


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
