"""Terms are defined, resources are described, and each has a label."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.addresses import claims_file_iri
from publisher.check.predicate_index import PredicateIndex, triple_of_statement
from publisher.check.shown import path_shown
from publisher.dataset import STRUCTURAL, Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.nearest import nearest
from publisher.terms import bare, datatype, fragment, is_literal, page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_NAMESPACE,
    LABELS,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    PREFIXES,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_STATEMENT,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_SEE_ALSO,
)

_WITHOUT_LABEL: Final = (
    EV_CLAIM,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    RDF_STATEMENT,
)
"""Classes whose instances are shown by what they say or quote."""
_CORE: Final = tuple(f"<{PREFIXES[prefix]}" for prefix in ("rdf", "rdfs", "owl", "xsd"))
_FEW: Final = 10
"""How many resources may lack a description for each to be taken for a misspelling."""
_ALIKE: Final = 75.0
"""Of 100: how like another a path must be to be a misspelling of it."""


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


def check_definitions(
    index: PredicateIndex, vocabulary: Dataset, *, is_open: bool = False
) -> Iterator[Finding]:
    """Yield terms that are not defined, resources that are not described, and pages without label.

    `vocabulary`: the tool's own terms (`ev:`). `is_open`: whether these are other people's data,
    which may use terms that they do not define, and define terms on the page of a document.
    """
    graph = index.graph
    own_terms, tool_terms = namespaces_of(graph, vocabulary)
    namespaces = (tool_terms,) if is_open else (own_terms, tool_terms)
    suspects = {value for value in index.values if _is_suspect(value, graph, namespaces)}
    first_uses: dict[Term, Triple] = {}
    # A good graph has no suspects, and need not be read again.
    for triple in graph if suspects else ():
        if triple[2] in suspects:
            first_uses.setdefault(triple[2], triple)
    for namespace in namespaces:
        yield from _undefined_terms(namespace, index, first_uses)
    if is_open:
        yield from _undescribed_objects(graph, first_uses)
        yield from _unlabelled_subjects(index)
    else:
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
    if graph.addresses.is_own(value) and value not in graph.subjects():
        return True
    return any(namespace.lacks(value) for namespace in namespaces)


def _undefined_terms(
    namespace: Namespace, index: PredicateIndex, first_uses: Mapping[Term, Triple]
) -> Iterator[Finding]:
    uses: dict[Term, Triple] = {
        predicate: (_written_subject(triples.subjects[0], index.graph), predicate, ANY)
        for predicate, triples in index.by_predicate.items()
        if namespace.lacks(predicate)
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


def _written_subject(subject: Term, graph: Dataset) -> Term:
    """Return ANY for a statement, because no file has its IRI: the term's place is meant."""
    return ANY if triple_of_statement(subject, graph) else subject


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
    undescribed = {
        value: triple
        for value, triple in first_uses.items()
        if graph.addresses.is_own(value)
        and value not in described
        and triple[1] not in STRUCTURAL
        and not _is_found_elsewhere(value, triple, graph)
    }
    # If there are many, a file is missing, not a letter.
    is_slip = 0 < len(undescribed) <= _FEW
    paths = [path_shown(page, graph) for page in graph.pages()] if is_slip else []
    for value, triple in undescribed.items():
        about = triple
        if triple[1] in {RDF_SUBJECT, RDF_OBJECT}:
            about = (value, ANY, ANY) if triple[1] == RDF_SUBJECT else (ANY, ANY, value)
        yield Finding(
            code="resource-not-described",
            message=f"{path_shown(value, graph)} is used but not described",
            hint=_describe_or_correct(_nearest_path(path_shown(value, graph), paths)),
            about=about,
        )


def _undescribed_objects(graph: Dataset, first_uses: Mapping[Term, Triple]) -> Iterator[Finding]:
    """Yield the IRIs of the graph's own namespaces that have no page and no section on one.

    A hash IRI of a document that the graph does not have is a term of somebody else.
    """
    own = _starts(graph)
    for value, triple in first_uses.items():
        is_foreign = "#" in value and not graph.has_page(graph.page_of(value))
        is_foreign = is_foreign or value.startswith(_CORE)
        is_elsewhere = _is_shown(value, graph) or _is_found_elsewhere(value, triple, graph)
        if value.startswith(own) and not is_foreign and not is_elsewhere:
            yield Finding(
                code="resource-not-described",
                message=f"{path_shown(value, graph)} is used but not described",
                about=triple,
            )


def _starts(graph: Dataset) -> tuple[str, ...]:
    """Return how the IRIs of the graph's own namespaces begin."""
    return tuple(f"<{namespace}" for namespace in graph.namespaces)


def _is_shown(value: Term, graph: Dataset) -> bool:
    """Return whether a page is about an IRI that has no triples: that of a document or a graph."""
    return value in graph.subjects() or graph.has_page(value) or _is_head(value, graph)


def _is_head(value: Term, graph: Dataset) -> bool:
    return value.endswith("#>") and graph.has_page(page_iri(value))


def _describe_or_correct(near: str) -> str:
    hint = "give it a type and a label, or correct its IRI"
    return f"{hint}; the nearest is {near}" if near else hint


def _nearest_path(path: str, paths: Sequence[str]) -> str:
    """Return the path that a misspelt one probably means: of the same kind, if the kind exists.

    >>> _nearest_path("body/counsil", ["body/council", "body/club", "place/council"])
    'body/council'
    """
    kind, slash, slug = path.rpartition("/")
    folder = f"{kind}/"
    slugs = [other.removeprefix(folder) for other in paths if other.startswith(folder)]
    if slash and slugs:
        near = nearest(slug, slugs, likeness=_ALIKE)
        return folder + near if near else ""
    return nearest(path, paths, likeness=_ALIKE)


def _is_found_elsewhere(value: Term, triple: Triple, graph: Dataset) -> bool:
    """Return whether the site has a page for a value, or another finding is about it."""
    subject, predicate, _ = triple
    if value.endswith("#>") and page_iri(value) in graph.subjects():
        return True
    if predicate == RDFS_SEE_ALSO and value == claims_file_iri(subject):
        return True
    # A class of the project's own: it is not defined as a term.
    return predicate == RDF_TYPE and value.startswith(f"<{graph.base}ontology#")


def _unlabelled_pages(index: PredicateIndex) -> Iterator[Finding]:
    graph = index.graph
    # Claims have none. A retired resource often has nothing left but what replaced it.
    suppressed = graph.retired.union(index.instances(EV_CLAIM))
    for label in LABELS:
        suppressed |= {s for s, text in index.triples_of(label).pairs() if is_literal(text)}
    for page in graph.pages():
        if page not in suppressed and page in graph.subjects() and graph.addresses.is_own(page):
            yield Finding(
                code="label-missing",
                message=f"{path_shown(page, graph)} has no label",
                hint='give it a label: rdfs:label "…"@en',
                about=(page, ANY, ANY),
            )


def _unlabelled_subjects(index: PredicateIndex) -> Iterator[Finding]:
    """Yield the IRIs of the site's own namespaces, sections of a document too, without a label.

    What others define has its label there, and a usual term has one in the package.
    """
    graph = index.graph
    labelled = {subject for class_ in _WITHOUT_LABEL for subject in index.instances(class_)}
    for label in graph.label_properties:
        labelled |= {s for s, text in index.triples_of(label).pairs() if is_literal(text)}
    own = _starts(graph)
    for subject in graph.subjects():
        is_done = subject in labelled or subject in graph.retired
        # Asked last, because a label may be on a resource of its own, or by a further property.
        if subject.startswith(own) and not is_done and graph.label(subject) is None:
            yield Finding(
                code="label-missing",
                message=f"{path_shown(subject, graph)} has no label",
                about=(subject, ANY, ANY),
            )
