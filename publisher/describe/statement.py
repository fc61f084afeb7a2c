"""A subject's statements as rows: each value with its quotes inside their whole sentences."""

from collections.abc import Iterable, Mapping

from publisher.describe.names import Names, text_of
from publisher.evidence.sentences import sentence_around
from publisher.iri import span_of
from publisher.model import Content, Evidence, Row, Term, Triple, Value
from publisher.terms import (
    bare,
    datatype,
    document,
    fragment,
    is_iri,
    is_literal,
    language,
    lexical,
)
from publisher.vocabulary import (
    EV_EVIDENCE,
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

Statements = Mapping[Triple, Term]


def statements(triples: Iterable[Triple]) -> dict[Triple, Term]:
    """The statements among some triples, by what they reify."""
    parts: dict[Term, dict[Term, Term]] = {}
    for subject, predicate, value in triples:
        if predicate in {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT}:
            parts.setdefault(subject, {})[predicate] = value
    return {
        (part[RDF_SUBJECT], part[RDF_PREDICATE], part[RDF_OBJECT]): statement
        for statement, part in parts.items()
        if len(part) == len((RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT))
    }


def rows(
    triples: Iterable[Triple],
    *,
    names: Names,
    reified: Statements,
    hidden: frozenset[Term] = ELSEWHERE_ON_PAGE,
) -> tuple[Row, ...]:
    """One subject's triples by property, in the ontology's order."""
    grouped: dict[Term, list[Triple]] = {}
    for triple in triples:
        if triple[1] not in hidden:
            grouped.setdefault(triple[1], []).append(triple)
    return tuple(
        Row(
            property=names.link(predicate),
            values=tuple(
                value(triple, names=names, statement=reified.get(triple))
                for triple in grouped[predicate]
            ),
        )
        for predicate in sorted(grouped, key=names.position)
    )


def value(triple: Triple, *, names: Names, statement: Term | None = None) -> Value:
    """A triple's object as a page shows it, with what it rests on."""
    term = triple[2]
    evidence = evidence_of(statement, names=names) if statement else ()
    anchor = fragment(statement) if statement else ""
    if is_literal(term):
        kind = datatype(term)
        return Value(
            term=term,
            text=lexical(term),
            language=language(term),
            datatype=bare(kind),
            anchor=anchor,
            evidence=evidence,
        )
    link = names.link(term) if is_iri(term) else None
    own = term.startswith(f"<{names.graph.base}") or (link and link.href != bare(term))
    return Value(
        term=term,
        text=link.label if link and own else text_of(term),
        href=link.href if link else "",
        anchor=anchor,
        evidence=evidence,
    )


def evidence_of(statement: Term, *, names: Names) -> tuple[Evidence, ...]:
    """The passages that a statement or a claim rests on, in the sources' order."""
    passages = names.graph.objects(statement, EV_EVIDENCE)
    found = [passage_evidence(passage, names=names) for passage in passages]
    return tuple(sorted(found, key=lambda one: (one.source_href, one.start, one.end)))


def passage_evidence(passage: Term, *, names: Names) -> Evidence:
    source = names.graph.sources[document(passage)]
    span = span_of(passage)
    sentence = sentence_around(source.text, span)
    link = names.link(source.iri)
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


def content(statement: Term, *, names: Names) -> Content | None:
    """A statement of a claim; None where a part of it is not there."""
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
