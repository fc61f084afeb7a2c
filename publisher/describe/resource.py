"""One resource's description: all that its files show, from the graph alone."""

from publisher.describe.claim import claims_on, describe_claim
from publisher.describe.names import Names
from publisher.describe.retired import no_longer_stated, replacements
from publisher.describe.source import passages
from publisher.describe.statement import ELSEWHERE_ON_PAGE, rows, statements
from publisher.graph import Graph
from publisher.iri import kind_of, path_of, quoted
from publisher.model import Description, Joined, Link, Mention, Term, Triple
from publisher.terms import bare, document, is_iri, is_literal, lexical
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_ABOUT,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_DISPUTED_BY,
    EV_EVIDENCE,
    EV_HEADING,
    EV_QUOTE,
    EV_REPORTED_BY,
    EV_VOICE,
    OA_HAS_SELECTOR,
    OWL_DEPRECATED,
    RDF_OBJECT,
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
    EV_CLAIMANT,
    EV_CONTENT,
    EV_DISPUTED_BY,
    EV_EVIDENCE,
    EV_HEADING,
    EV_QUOTE,
    EV_VOICE,
    DCTERMS_REPLACED_BY,
    OWL_DEPRECATED,
}
_NO_MENTION = frozenset(
    {RDF_SUBJECT, RDF_OBJECT, RDFS_DEFINED_BY, EV_ABOUT, EV_CLAIMANT, EV_REPORTED_BY}
)


def describe(page: Term, *, names: Names) -> Description:
    """The description of a document: its resource, and the hash IRIs on it."""
    graph = names.graph
    triples = own_triples(page, names=names)
    subjects = _subjects(page, triples, graph=graph)
    own = graph.about(page)
    kind = kind_of(page, base=graph.base)
    types = graph.objects(page, RDF_TYPE)
    source = graph.sources.get(page)
    joined = _joined(page, names=names)
    return Description(
        iri=page,
        path=path_of(page, base=graph.base),
        label=names.link(page).label,
        kind=Link(label=kind, href=f"{quoted(kind)}/index.html"),
        subjects=subjects,
        named=_named(subjects, graph=graph),
        types=tuple(names.link(one) for one in types),
        alternative_labels=_texts(own, SKOS_ALT_LABEL),
        notes=_texts(own, SKOS_EDITORIAL_NOTE),
        rows=rows(own, names=names, reified=statements(triples), hidden=_HIDDEN),
        claim=describe_claim(page, names=names) if EV_CLAIM in types else None,
        # What the page itself claims is in its reader, passage by passage.
        claims=() if source else claims_on(page, names=names),
        joined=joined[1],
        mentions=_mentions(page, names=names, left_out=joined[0]),
        identifiers=_identifiers(own),
        retired=page in graph.retired,
        replaced_by=replacements(page, names=names),
        no_longer_stated=no_longer_stated(page, names=names),
        source=source,
        passages=passages(page, names=names) if source else (),
    )


def own_triples(page: Term, *, names: Names) -> tuple[Triple, ...]:
    """The triples whose subject is a resource or a hash IRI on its page."""
    graph = names.graph
    return tuple(triple for subject in graph.subjects_of(page) for triple in graph.about(subject))


def _subjects(page: Term, own: tuple[Triple, ...], *, graph: Graph) -> tuple[Term, ...]:
    """What a description shows whole: its document's subjects, the resource first, and their
    evidence.
    """
    on_page = graph.subjects_of(page)
    passages = {o for _, p, o in own if p == EV_EVIDENCE}.difference(on_page)
    selectors = {
        selector for passage in passages for selector in graph.objects(passage, OA_HAS_SELECTOR)
    }
    found = {*on_page, *passages, *selectors} & graph.subjects()
    # False sorts first.
    return tuple(sorted(found, key=lambda subject: (subject != page, subject)))


def _named(subjects: tuple[Term, ...], *, graph: Graph) -> tuple[Term, ...]:
    """What the subjects name by its IRI, with labels to show for it."""
    named = {value for subject in subjects for value in graph.named_by(subject)}
    return tuple(sorted(value for value in named.difference(subjects) if graph.labels(value)))


def _texts(own: tuple[Triple, ...], predicate: Term) -> tuple[str, ...]:
    return tuple(lexical(o) for _, p, o in own if p == predicate and is_literal(o))


def _identifiers(own: tuple[Triple, ...]) -> tuple[Link, ...]:
    same = {o for _, p, o in own if p in {SKOS_EXACT_MATCH, SCHEMA_SAME_AS} and is_iri(o)}
    return tuple(Link(label=bare(one), href=bare(one)) for one in sorted(same))


def _joined(page: Term, *, names: Names) -> tuple[frozenset[Term], tuple[Joined, ...]]:
    """The nodes that join this resource to others, and what they say."""
    graph = names.graph
    nodes = {s for s, p, _ in graph.naming(page) if p in names.joining(s)}
    found = []
    for node in sorted(nodes):
        reified = statements(own_triples(document(node), names=names))
        others = [triple for triple in graph.about(node) if triple[2] != page]
        found.append(
            Joined(node=names.link(node), rows=rows(others, names=names, reified=reified)),
        )
    return frozenset(nodes), tuple(found)


def _mentions(page: Term, *, names: Names, left_out: frozenset[Term]) -> tuple[Mention, ...]:
    return tuple(
        Mention(subject=names.link(subject), property=names.link(predicate))
        for subject, predicate, _ in names.graph.naming(page)
        if predicate not in _NO_MENTION and subject not in left_out and document(subject) != page
    )
