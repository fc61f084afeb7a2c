"""Terms are defined, resources described, and each has a label."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from publisher.graph import PLUMBING, Graph
from publisher.model import ANY, Finding, Term, Triple
from publisher.terms import bare, datatype, document, fragment, is_iri, is_literal
from publisher.vocabulary import (
    EV_CLAIM,
    EV_NAMESPACE,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
)

_NEAR = 60


def check_names(graph: Graph, vocabulary: Graph) -> Iterator[Finding]:
    ours = Namespace(iri=f"{graph.base}ontology#", prefix=":", defined=_defined(graph))
    tools = Namespace(iri=EV_NAMESPACE, prefix="ev:", defined=_defined(vocabulary))
    # One pass: the graph may be long, its terms are few.
    predicates: dict[Term, Term] = {}
    named: dict[Term, Triple] = {}
    for triple in graph:
        subject, predicate, value = triple
        predicates.setdefault(predicate, subject)
        if value not in named and (is_iri(value) or "^^" in value):
            named[value] = triple
    for namespace in (ours, tools):
        yield from _unknown(namespace, predicates, named)
    yield from _undescribed(graph, named)
    yield from _unlabelled(graph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    iri: str
    prefix: str
    defined: frozenset[Term]


def _defined(graph: Graph) -> frozenset[Term]:
    return frozenset(
        subject
        for subject in graph.subjects()
        if fragment(subject) and any(p == RDF_TYPE for _, p, _ in graph.about(subject))
    )


def _unknown(
    namespace: Namespace, predicates: Mapping[Term, Term], named: Mapping[Term, Triple]
) -> Iterator[Finding]:
    start = f"<{namespace.iri}"
    found: dict[Term, Triple] = {}
    for predicate, subject in predicates.items():
        found[predicate] = (subject, predicate, ANY)
    for value, triple in named.items():
        if triple[1] == RDF_PREDICATE:
            found.setdefault(value, (ANY, value, ANY))
        elif triple[1] == RDF_TYPE:
            found.setdefault(value, triple)
        elif is_literal(value):
            found.setdefault(datatype(value), triple)
    for term, about in found.items():
        if term.startswith(start) and term not in namespace.defined:
            yield _term_unknown(term, about, namespace)


def _term_unknown(term: Term, about: Triple, namespace: Namespace) -> Finding:
    names = sorted(bare(one).removeprefix(namespace.iri) for one in namespace.defined)
    name = bare(term).removeprefix(namespace.iri)
    near = process.extractOne(
        name, names, scorer=fuzz.ratio, processor=str.lower, score_cutoff=_NEAR
    )
    hint = f"nearest is {namespace.prefix}{near[0]}" if near else "define it in ontology/"
    return Finding(
        code="term-unknown",
        message=f"{namespace.prefix}{name} is defined nowhere",
        hint=hint,
        about=about,
    )


def _undescribed(graph: Graph, named: Mapping[Term, Triple]) -> Iterator[Finding]:
    own = f"<{graph.base}"
    described = graph.subjects()
    for value, triple in named.items():
        predicate = triple[1]
        if not value.startswith(own) or value in described or predicate in PLUMBING:
            continue
        if value.endswith("#>") and document(value) in described:
            continue
        if predicate == RDF_TYPE and value.startswith(f"<{graph.base}ontology#"):
            continue  # It is unknown as a term.
        about = triple
        if predicate in {RDF_SUBJECT, RDF_OBJECT}:
            about = (value, ANY, ANY) if predicate == RDF_SUBJECT else (ANY, ANY, value)
        yield Finding(
            code="resource-not-described",
            message=f"{_path(value, graph)} is named but never described",
            hint="give it a type and a label, or correct its IRI",
            about=about,
        )


def _path(term: Term, graph: Graph) -> str:
    return bare(term).removeprefix(graph.base) or "the base itself"


def _unlabelled(graph: Graph) -> Iterator[Finding]:
    for page in graph.documents():
        if not graph.about(page) or EV_CLAIM in graph.objects(page, RDF_TYPE):
            continue
        if page in graph.retired:
            continue  # Of many nothing is left but where they lead.
        if graph.label(page) is None and page.startswith(f"<{graph.base}"):
            yield Finding(
                code="label-missing",
                message=f"{_path(page, graph)} has no label",
                hint='give it rdfs:label "…"@en',
                about=(page, ANY, ANY),
            )
