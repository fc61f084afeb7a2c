"""Terms are defined, resources described, and each has a label."""

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


def check_names(index: PredicateIndex, vocabulary: Dataset) -> Iterator[Finding]:
    graph = index.graph
    ours = Namespace(iri=f"{graph.base}ontology#", prefix=":", graph=graph)
    tools = Namespace(iri=EV_NAMESPACE, prefix="ev:", graph=vocabulary)
    predicates = {
        predicate: triples.subjects[0] for predicate, triples in index.by_predicate.items()
    }
    doubted = {value for value in index.values if _is_doubtful(value, graph, (ours, tools))}
    named: dict[Term, Triple] = {}
    # Where nothing is doubtful, as in a good graph, it need not be read again.
    for triple in graph if doubted else ():
        if triple[2] in doubted:
            named.setdefault(triple[2], triple)
    for namespace in (ours, tools):
        yield from _unknown(namespace, predicates, named)
    yield from _undescribed(graph, named)
    yield from _unlabelled(index)


@dataclass(kw_only=True)
class Namespace:
    iri: str
    prefix: str
    graph: Dataset
    """Where its terms are defined."""

    def lacks(self, term: Term) -> bool:
        """Whether a term would be of this namespace and is not defined."""
        return term.startswith(f"<{self.iri}") and not _is_defined(term, self.graph)

    @cached_property
    def names(self) -> list[str]:
        """What an unknown name may have meant."""
        defined = (term for term in self.graph.subjects() if _is_defined(term, self.graph))
        return sorted(bare(term).removeprefix(self.iri) for term in defined)


def _is_defined(term: Term, graph: Dataset) -> bool:
    return bool(fragment(term)) and bool(graph.objects(term, RDF_TYPE))


def _is_doubtful(value: Term, graph: Dataset, namespaces: Iterable[Namespace]) -> bool:
    """Whether a value may name what is defined or described nowhere."""
    if is_literal(value):
        return "^^" in value and any(one.lacks(datatype(value)) for one in namespaces)
    if value.startswith(f"<{graph.base}") and value not in graph.subjects():
        return True
    return any(one.lacks(value) for one in namespaces)


def _unknown(
    namespace: Namespace, predicates: Mapping[Term, Term], named: Mapping[Term, Triple]
) -> Iterator[Finding]:
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
        if namespace.lacks(term):
            yield _term_unknown(term, about, namespace)


def _term_unknown(term: Term, about: Triple, namespace: Namespace) -> Finding:
    name = bare(term).removeprefix(namespace.iri)
    near = nearest(name, namespace.names, ignore_case=True)
    hint = f"nearest is {namespace.prefix}{near}" if near else "define it in ontology/"
    return Finding(
        code="term-unknown",
        message=f"{namespace.prefix}{name} is defined nowhere",
        hint=hint,
        about=about,
    )


def _undescribed(graph: Dataset, named: Mapping[Term, Triple]) -> Iterator[Finding]:
    own = f"<{graph.base}"
    described = graph.subjects()
    for value, triple in named.items():
        predicate = triple[1]
        if not value.startswith(own) or value in described or predicate in STRUCTURAL:
            continue
        if value.endswith("#>") and page_iri(value) in described:
            continue
        if predicate == RDFS_SEE_ALSO and value == claims_file_iri(triple[0]):
            continue  # The site has that document.
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


def _path(term: Term, graph: Dataset) -> str:
    return bare(term).removeprefix(graph.base) or "the base itself"


def _unlabelled(index: PredicateIndex) -> Iterator[Finding]:
    graph = index.graph
    # Of what is retired often nothing is left but where it leads.
    suppressed = graph.retired.union(index.instances(EV_CLAIM))
    for label in LABELS:
        suppressed |= {one for one, text in index.triples_of(label).pairs() if is_literal(text)}
    for page in graph.documents():
        if (
            page not in suppressed
            and page in graph.subjects()
            and page.startswith(f"<{graph.base}")
        ):
            yield Finding(
                code="label-missing",
                message=f"{_path(page, graph)} has no label",
                hint='give it rdfs:label "…"@en',
                about=(page, ANY, ANY),
            )
