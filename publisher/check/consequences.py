"""Leave out the findings that follow from others: one mistake gives one finding."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.definitions import namespaces_of
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import Term
from publisher.terms import iri
from publisher.vocabulary import EV_QUOTE, RDF_TYPE


def without_consequences(
    findings: Sequence[Finding], index: PredicateIndex, vocabulary: Dataset
) -> Iterator[Finding]:
    """Yield the findings but for those that vanish once another, an error, is corrected.

    The target of a shape selects nothing, because the class is misspelt in the graph. A resource
    lacks a property, because it is misspelt on that resource. A shape refuses a resource that is
    not described.
    """
    undescribed = {
        finding.about[2]
        for finding in findings
        if finding.is_error
        and finding.code == "resource-not-described"
        and finding.about
        and finding.about[2]
    }
    has_misspelt = any(finding.is_error and finding.code == "term-unknown" for finding in findings)
    meant = _probably_meant(index, vocabulary) if has_misspelt else {}
    for finding in findings:
        if _refuses(finding, undescribed):
            continue
        if not (meant and _follows(finding, meant, index)):
            yield finding


def misspelt_quotes(index: PredicateIndex, vocabulary: Dataset) -> frozenset[Term]:
    """Return the statements and claims that have a quote, but by a misspelt name."""
    return frozenset(
        subject
        for term, term_meant in _probably_meant(index, vocabulary).items()
        if term_meant == EV_QUOTE
        for subject in index.triples_of(term).subjects
    )


def _refuses(finding: Finding, undescribed: Collection[Term]) -> bool:
    """Return whether a shape refuses a value because it is not described."""
    return (
        finding.code == "shape-violation"
        and finding.about is not None
        and finding.about[2] in undescribed
    )


def _probably_meant(index: PredicateIndex, vocabulary: Dataset) -> dict[Term, Term]:
    """Return the term that each undefined property and class of the graph probably means."""
    used = {*index.by_predicate, *index.triples_of(RDF_TYPE).values}
    meant: dict[Term, Term] = {}
    for namespace in namespaces_of(index.graph, vocabulary):
        for term in used:
            if namespace.lacks(term) and (name := namespace.nearest_name(term)):
                meant[term] = iri(f"{namespace.iri}{name}")
    return meant


def _follows(finding: Finding, meant: Mapping[Term, Term], index: PredicateIndex) -> bool:
    if finding.about is None:
        return False
    subject, predicate, value = finding.about
    if finding.code == "shape-reaches-nothing":
        return value in meant.values()
    is_lacking = not index.triples_of(predicate).values_of(subject)
    if finding.code == "shape-violation" and is_lacking:
        return any(
            term_meant == predicate and index.triples_of(term).values_of(subject)
            for term, term_meant in meant.items()
        )
    return False
