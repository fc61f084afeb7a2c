"""A subject's statements as rows: each value with its quotes inside their whole sentences."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from publisher.addresses import claims_file_iri, is_passage, span_of
from publisher.describe.languages import languages_row
from publisher.describe.names import Names, shortened, text_of
from publisher.describe.values import GraphsOf, no_graphs, value_of
from publisher.description import Content, Evidence, Link, Row, Value
from publisher.evidence.sentences import sentence_around
from publisher.graph import Graph
from publisher.model import Term, Triple
from publisher.terms import fragment, is_blank, is_iri, is_literal, lexical, page_iri
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_AS_OF,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_CONTRADICTS,
    EV_DISPUTED_BY,
    EV_EVIDENCE,
    EV_READING,
    EV_REPORTED_BY,
    OA_EXACT,
    OA_HAS_SELECTOR,
    OWL_DEPRECATED,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    SKOS_ALT_LABEL,
    SKOS_EDITORIAL_NOTE,
    SKOS_EXACT_MATCH,
)
from publisher.vocabulary import (
    RDFS_LABEL as LABEL,
)
from publisher.vocabulary import (
    SCHEMA_SAME_AS as SAME_AS,
)

ELSEWHERE_ON_PAGE = frozenset(
    {RDF_TYPE, LABEL, SKOS_ALT_LABEL, SKOS_EDITORIAL_NOTE, SKOS_EXACT_MATCH, SAME_AS},
)
"""What a page shows in places of their own, not as rows."""

_CONTRADICTS = frozenset({EV_CONTRADICTS, EV_DISPUTED_BY})
_OF_A_STATEMENT = frozenset(
    {RDF_TYPE, RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT, OWL_DEPRECATED, *_CONTRADICTS, EV_AS_OF}
    | {EV_READING, DCTERMS_REPLACED_BY}
)
_TEXTS = frozenset({LABEL, SKOS_ALT_LABEL, SKOS_EDITORIAL_NOTE})
_WITH_WORDS = frozenset({EV_CLAIMANT, EV_REPORTED_BY})
"""Properties that a claim shows with their words."""

Statements = Mapping[Triple, Term]


def statements(triples: Iterable[Triple]) -> dict[Triple, Term]:
    """Return the statements among some triples, by the triple that they reify."""
    parts: dict[Term, dict[Term, Term]] = {}
    for subject, predicate, value in triples:
        if predicate in {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT}:
            parts.setdefault(subject, {})[predicate] = value
    return {
        (part[RDF_SUBJECT], part[RDF_PREDICATE], part[RDF_OBJECT]): statement
        for statement, part in parts.items()
        if len(part) == len((RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))
    }


def shown_as_anchors(reified: Statements, graph: Graph) -> Statements:
    """Return the statements of which a page needs to show the anchor alone.

    In a project without sources a statement may say anything: one that says more than which triple
    it is about has a section of its own.
    """
    if graph.sources:
        return reified
    return {
        triple: statement
        for triple, statement in reified.items()
        if all(p in _OF_A_STATEMENT for _, p, _ in graph.about(statement))
    }


def own_triples(page: Term, *, names: Names) -> tuple[Triple, ...]:
    """Return the triples whose subject is a resource or a hash IRI on its page."""
    graph = names.graph
    return tuple(triple for subject in graph.subjects_of(page) for triple in graph.about(subject))


def rows(
    triples: Iterable[Triple],
    *,
    names: Names,
    reified: Statements,
    hidden: AbstractSet[Term] = ELSEWHERE_ON_PAGE,
    graphs: GraphsOf = no_graphs,
) -> tuple[Row, ...]:
    """Return one subject's triples by property, in the ontology's order.

    Hidden properties stand elsewhere on the page. If a value has a quotation, it is a row as well.
    """
    grouped: dict[Term, list[Triple]] = {}
    for triple in triples:
        predicate = triple[1]
        if triple[2] == claims_file_iri(triple[0]):
            continue  # The list of claims is for programs: the page shows the claims themselves.
        is_row = predicate not in hidden or not has_own_place(triple)
        if is_row or (predicate not in _WITH_WORDS and is_quoted(triple, reified, names=names)):
            grouped.setdefault(triple[1], []).append(triple)
    return tuple(
        languages_row(
            names.link(predicate),
            [
                value(triple, names=names, statement=reified.get(triple), graphs=graphs)
                for triple in grouped[predicate]
            ],
            languages=names.graph.languages,
        )
        for predicate in sorted(grouped, key=names.position)
    )


def has_own_place(triple: Triple) -> bool:
    """Return whether a value can stand in the place of its property, outside of rows.

    A blank node cannot, because its statements need rows; nor can a label or a note that is no
    text.
    """
    return not is_blank(triple[2]) and (triple[1] not in _TEXTS or is_literal(triple[2]))


def is_quoted(triple: Triple, reified: Statements, *, names: Names) -> bool:
    statement = reified.get(triple)
    return statement is not None and bool(names.graph.objects(statement, EV_EVIDENCE))


def value(
    triple: Triple,
    *,
    names: Names,
    statement: Term | None = None,
    graphs: GraphsOf = no_graphs,
) -> Value:
    """Return a triple's object as a page shows it, with its evidence."""
    plain = value_of(triple, names=names, graphs=graphs)
    if not statement:
        return plain
    graph = names.graph
    return replace(
        plain,
        anchor=fragment(statement),
        evidence=evidence_of(statement, names=names),
        as_of=graph.objects(statement, EV_AS_OF),
        readings=tuple(text_of(reading) for reading in graph.objects(statement, EV_READING)),
        contradicts=contradicted(statement, names=names),
    )


def contradicted(statement: Term, *, names: Names) -> tuple[Link, ...]:
    """Return what a claim or a statement contradicts, whichever of the two says so."""
    graph = names.graph
    contradicted = {
        *(o for _, p, o in graph.about(statement) if p in _CONTRADICTS and is_iri(o)),
        *(s for p in sorted(_CONTRADICTS) for s, _, _ in graph.naming(statement, p)),
    }
    return tuple(statement_link(other, names=names) for other in sorted(contradicted))


def statement_link(statement: Term, *, names: Names) -> Link:
    """Return a link with the statement as label: subject, property, value; a claim by its words."""
    part = {p: o for _, p, o in names.graph.about(statement)}
    if RDF_SUBJECT not in part:
        return names.link(statement)
    value = part[RDF_OBJECT]
    shown = names.link(value).label if is_iri(value) else text_of(value)
    subject = names.link(part[RDF_SUBJECT]).label
    label = f"{subject} – {names.link(part[RDF_PREDICATE]).label} – {shortened(shown)}"
    host = names.link(page_iri(statement))
    claims = [s for s, _, _ in names.graph.naming(statement, EV_CONTENT)]
    return Link(
        label=f"{names.kind_of_claim(claims[0])}: {label}" if claims else label,
        href=f"{host.href}#{fragment(statement)}",
        is_claim=bool(claims) or host.is_claim,
    )


def evidence_of(statement: Term, *, names: Names) -> tuple[Evidence, ...]:
    """Return the passages that a statement or a claim rests on, in the sources' order."""
    passages = filter(is_passage, names.graph.objects(statement, EV_EVIDENCE))
    evidence = [passage_evidence(passage, names=names) for passage in passages]
    return tuple(sorted(evidence, key=lambda quote: (quote.source_href, quote.start, quote.end)))


def passage_evidence(passage: Term, *, names: Names) -> Evidence:
    source = names.graph.sources.get(page_iri(passage))
    link = names.link(page_iri(passage))
    span = span_of(passage)
    if source is None:
        # Somebody else's publication: its words are in the graph, the text is not.
        return Evidence(
            source_label=link.label,
            source_href=link.href,
            href=f"{link.href}#{fragment(passage)}",
            before="",
            exact=_quoted_words(passage, names=names),
            after="",
            start=span.start,
            end=span.end,
        )
    sentence = sentence_around(source.text, span)
    return Evidence(
        source_label=link.label,
        source_href=link.href,
        href=f"{link.href}#{fragment(passage)}",
        before=source.text[sentence.start : span.start],
        exact=source.text[span.start : span.end],
        after=source.text[span.end : sentence.end],
        start=span.start,
        end=span.end,
        claimed=names.claimed.within(source.iri, sentence),
    )


def _quoted_words(passage: Term, *, names: Names) -> str:
    """Return the words of a passage that its selector quotes; empty if it has none."""
    selectors = names.graph.objects(passage, OA_HAS_SELECTOR)
    words = (word for each in selectors for word in names.graph.objects(each, OA_EXACT))
    return next((lexical(word) for word in words if is_literal(word)), "")


def content(statement: Term, *, names: Names) -> Content | None:
    """Return a statement of a claim; None if a part of it is missing."""
    part = {p: o for _, p, o in names.graph.about(statement)}
    if not {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT} <= part.keys():
        return None
    triple = (part[RDF_SUBJECT], part[RDF_PREDICATE], part[RDF_OBJECT])
    return Content(
        anchor=fragment(statement),
        subject=names.link(triple[0]),
        property=names.link(triple[1]),
        value=value(triple, names=names),
    )


def replacements(term: Term, *, names: Names) -> tuple[Link, ...]:
    """Return links to what replaced a retired term."""
    successors = names.graph.objects(term, DCTERMS_REPLACED_BY)
    return tuple(statement_link(term, names=names) for term in successors if is_iri(term))
