"""Terms are defined, resources described, and each has a label."""

from collections.abc import Iterator

from rapidfuzz import process

from publisher.graph import PLUMBING, Graph
from publisher.model import ANY, Finding, Term
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
    yield from _unknown(graph, f"{graph.base}ontology#", _defined(graph), prefix=":")
    yield from _unknown(graph, EV_NAMESPACE, _defined(vocabulary), prefix="ev:")
    yield from _undescribed(graph)
    yield from _unlabelled(graph)


def _defined(graph: Graph) -> frozenset[Term]:
    return frozenset(
        subject
        for subject in graph.subjects()
        if fragment(subject) and any(p == RDF_TYPE for _, p, _ in graph.about(subject))
    )


def _unknown(
    graph: Graph, namespace: str, defined: frozenset[Term], *, prefix: str
) -> Iterator[Finding]:
    start = f"<{namespace}"
    seen: set[Term] = set()
    for subject, predicate, value in graph:
        used = [predicate]
        if predicate in {RDF_TYPE, RDF_PREDICATE}:
            used.append(value)
        elif is_literal(value) and "^^" in value:
            used.append(datatype(value))
        for term in used:
            if term.startswith(start) and term not in defined and term not in seen:
                seen.add(term)
                yield _term_unknown(term, (subject, predicate), namespace, defined, prefix)


def _term_unknown(
    term: Term,
    used: tuple[Term, Term],
    namespace: str,
    defined: frozenset[Term],
    prefix: str,
) -> Finding:
    names = sorted(bare(one).removeprefix(namespace) for one in defined)
    name = bare(term).removeprefix(namespace)
    near = process.extractOne(name, names, score_cutoff=_NEAR)
    hint = f"nearest is {prefix}{near[0]}" if near else "define it in ontology/"
    about = (used[0], term, ANY) if used[1] == term else (used[0], used[1], term)
    if used[1] == RDF_PREDICATE:
        about = (ANY, term, ANY)
    return Finding(
        code="term-unknown",
        message=f"{prefix}{name} is defined nowhere",
        hint=hint,
        about=about,
    )


def _undescribed(graph: Graph) -> Iterator[Finding]:
    own = f"<{graph.base}"
    described = set(graph.subjects())
    seen: set[Term] = set()
    for subject, predicate, value in graph:
        named = value if is_iri(value) and predicate not in PLUMBING else ANY
        if not named.startswith(own) or named in described or named in seen:
            continue
        if named.endswith("#>") and document(named) in described:
            continue
        if named.startswith(f"<{graph.base}ontology#") and predicate == RDF_TYPE:
            continue  # It is unknown as a term.
        seen.add(named)
        shown = bare(named).removeprefix(graph.base)
        about = (subject, predicate, named)
        if predicate in {RDF_SUBJECT, RDF_OBJECT}:
            about = (named, ANY, ANY) if predicate == RDF_SUBJECT else (ANY, ANY, named)
        yield Finding(
            code="resource-not-described",
            message=f"{shown} is named but never described",
            hint="give it a type and a label, or correct its IRI",
            about=about,
        )


def _unlabelled(graph: Graph) -> Iterator[Finding]:
    for page in graph.documents():
        if not graph.about(page) or EV_CLAIM in graph.objects(page, RDF_TYPE):
            continue
        if graph.label(page) is None and page.startswith(f"<{graph.base}"):
            yield Finding(
                code="label-missing",
                message=f"{bare(page).removeprefix(graph.base)} has no label",
                hint='give it rdfs:label "…"@en',
                about=(page, ANY, ANY),
            )
