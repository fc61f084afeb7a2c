"""The terms of an ontology, each as an entry of its one page."""

from publisher.describe.mentions import inverse_mentions
from publisher.describe.names import Names
from publisher.describe.statement import (
    ELSEWHERE_ON_PAGE,
    Statements,
    replacements,
    rows,
    statements,
    value,
)
from publisher.description import Description, Link
from publisher.model import Term
from publisher.terms import fragment, is_literal
from publisher.vocabulary import (
    CLASS_TYPES,
    DCTERMS_REPLACED_BY,
    OWL_DEPRECATED,
    PROPERTY_TYPES,
    RDF_TYPE,
    RDFS_DEFINED_BY,
    RDFS_LABEL,
)

_RETIRED = "Retired"
_GROUPS = ("Classes", "Properties", "Concepts", _RETIRED)
_HIDDEN = ELSEWHERE_ON_PAGE | {RDFS_DEFINED_BY, DCTERMS_REPLACED_BY, OWL_DEPRECATED}


def describe_terms(page: Term, *, names: Names) -> tuple[Description, ...]:
    """Return the hash IRIs of an ontology's document, in the order of its files.

    Their `path` is the page's with the term's anchor.
    """
    graph = names.graph
    reified = statements(
        triple for subject in graph.subjects_of(page) for triple in graph.about(subject)
    )
    stated = set(reified.values())
    terms = [
        subject
        for subject in graph.subjects_of(page)
        if fragment(subject) and subject not in stated
    ]
    entries = [
        _entry(term, names=names, reified=reified) for term in sorted(terms, key=names.position)
    ]
    return tuple(sorted(entries, key=lambda entry: _GROUPS.index(entry.kind.label)))


def _entry(term: Term, *, names: Names, reified: Statements) -> Description:
    graph = names.graph
    own = graph.about(term)
    label = graph.label(term)
    retired = term in graph.retired
    return Description(
        iri=term,
        path=names.link(term).href,
        label=names.link(term).label,
        kind=Link(label=_RETIRED if retired else _group(graph.objects(term, RDF_TYPE)), href=""),
        types=tuple(value(triple, names=names) for triple in own if triple[1] == RDF_TYPE),
        alternative_labels=tuple(
            value(triple, names=names)
            for triple in own
            if triple[1] == RDFS_LABEL and is_literal(triple[2]) and triple[2] != label
        ),
        rows=rows(own, names=names, reified=reified, hidden=_HIDDEN),
        mentions=inverse_mentions(term, names=names),
        retired=retired,
        replaced_by=replacements(term, names=names),
    )


def _group(types: tuple[Term, ...]) -> str:
    if CLASS_TYPES & set(types):
        return _GROUPS[0]
    return _GROUPS[1] if PROPERTY_TYPES & set(types) else _GROUPS[2]
