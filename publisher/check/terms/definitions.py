"""Terms are defined, resources are described, and each has a label."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from publisher.addresses import claims_file_iri
from publisher.check.predicate_index import PredicateIndex
from publisher.dataset import STRUCTURAL, Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.terms import bare, datatype, fragment, is_literal, page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_NAMESPACE,
    LABELS,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_SEE_ALSO,
)


@dataclass(kw_only=True)
class Namespace:
    """A namespace, the prefix by which messages show it, and the graph that defines its terms."""

    iri: str
    prefix: str
    graph: Dataset

    def lacks(self, term: Term) -> bool:
        """Return whether a term is in this namespace and not defined."""
        return term.startswith(f"<{self.iri}") and not _is_defined(term, self.graph)

    @cached_property
    def names(self) -> list[str]:
        """Return the local names of the terms that are defined, sorted."""
        terms = (term for term in self.graph.subjects() if _is_defined(term, self.graph))
        return sorted(bare(term).removeprefix(self.iri) for term in terms)

    def nearest_name(self, term: Term) -> str:
        """Return the local name that a misspelt term probably means; empty if none is near."""
        return nearest(bare(term).removeprefix(self.iri), self.names, ignore_case=True)


def check_definitions(index: PredicateIndex, vocabulary: Dataset) -> Iterator[Finding]:
    """Yield terms that are not defined, resources that are not described, and pages without label.

    `vocabulary`: the tool's own terms (`ev:`).
    """
    graph = index.graph
    namespaces = namespaces_of(graph, vocabulary)
    suspects = {value for value in index.values if _is_suspect(value, graph, namespaces)}
    first_uses: dict[Term, Triple] = {}
    # A good graph has no suspects, and need not be read again.
    for triple in graph if suspects else ():
        if triple[2] in suspects:
            first_uses.setdefault(triple[2], triple)
    for namespace in namespaces:
        yield from _undefined_terms(namespace, index, first_uses)
    yield from _undescribed_resources(graph, first_uses)
    yield from _unlabelled_pages(index)


def namespaces_of(graph: Dataset, vocabulary: Dataset) -> tuple[Namespace, Namespace]:
    """Return the namespaces of the project's own terms and of the tool's."""
    return (
        Namespace(iri=f"{graph.base}ontology#", prefix=":", graph=graph),
        Namespace(iri=EV_NAMESPACE, prefix="ev:", graph=vocabulary),
    )


def _is_defined(term: Term, graph: Dataset) -> bool:
    return bool(fragment(term)) and bool(graph.objects(term, RDF_TYPE))


def _is_suspect(value: Term, graph: Dataset, namespaces: Iterable[Namespace]) -> bool:
    """Return whether a value may name something that is neither defined nor described."""
    if is_literal(value):
        return "^^" in value and any(space.lacks(datatype(value)) for space in namespaces)
    if value.startswith(f"<{graph.base}") and value not in graph.subjects():
        return True
    return any(namespace.lacks(value) for namespace in namespaces)


def _undefined_terms(
    namespace: Namespace, index: PredicateIndex, first_uses: Mapping[Term, Triple]
) -> Iterator[Finding]:
    uses: dict[Term, Triple] = {
        predicate: (triples.subjects[0], predicate, ANY)
        for predicate, triples in index.by_predicate.items()
    }
    for value, triple in first_uses.items():
        if triple[1] == RDF_PREDICATE:
            uses.setdefault(value, (ANY, value, ANY))
        elif triple[1] == RDF_TYPE:
            uses.setdefault(value, triple)
        elif is_literal(value):
            uses.setdefault(datatype(value), triple)
    for term, about in uses.items():
        if namespace.lacks(term):
            yield _term_unknown(term, about, namespace)


def _term_unknown(term: Term, about: Triple, namespace: Namespace) -> Finding:
    name = bare(term).removeprefix(namespace.iri)
    near = namespace.nearest_name(term)
    return Finding(
        code="term-unknown",
        message=f"{namespace.prefix}{name} is not defined",
        hint=correct_name(f"{namespace.prefix}{near}" if near else "", "define it in ontology/"),
        about=about,
    )


def correct_name(near: str, otherwise: str) -> str:
    """Return the hint for a misspelt name: the nearest that there is; else, what else to do."""
    return f"correct the name; the nearest is {near}" if near else otherwise


def _undescribed_resources(graph: Dataset, first_uses: Mapping[Term, Triple]) -> Iterator[Finding]:
    described = graph.subjects()
    for value, triple in first_uses.items():
        if not value.startswith(f"<{graph.base}") or value in described:
            continue
        if triple[1] in STRUCTURAL or _is_found_elsewhere(value, triple, graph):
            continue
        about = triple
        if triple[1] in {RDF_SUBJECT, RDF_OBJECT}:
            about = (value, ANY, ANY) if triple[1] == RDF_SUBJECT else (ANY, ANY, value)
        yield Finding(
            code="resource-not-described",
            message=f"{_path(value, graph)} is used but not described",
            hint="give it a type and a label, or correct its IRI",
            about=about,
        )


def _is_found_elsewhere(value: Term, triple: Triple, graph: Dataset) -> bool:
    """Return whether the site has a page for a value, or another finding is about it."""
    subject, predicate, _ = triple
    if value.endswith("#>") and page_iri(value) in graph.subjects():
        return True
    if predicate == RDFS_SEE_ALSO and value == claims_file_iri(subject):
        return True
    # A class of the project's own: it is not defined as a term.
    return predicate == RDF_TYPE and value.startswith(f"<{graph.base}ontology#")


def _path(term: Term, graph: Dataset) -> str:
    return bare(term).removeprefix(graph.base) or "the base itself"


def _unlabelled_pages(index: PredicateIndex) -> Iterator[Finding]:
    graph = index.graph
    # Claims have none. A retired resource often has nothing left but what replaced it.
    suppressed = graph.retired.union(index.instances(EV_CLAIM))
    for label in LABELS:
        suppressed |= {s for s, text in index.triples_of(label).pairs() if is_literal(text)}
    for page in graph.pages():
        if (
            page not in suppressed
            and page in graph.subjects()
            and page.startswith(f"<{graph.base}")
        ):
            yield Finding(
                code="label-missing",
                message=f"{_path(page, graph)} has no label",
                hint='give it a label: rdfs:label "…"@en',
                about=(page, ANY, ANY),
            )
