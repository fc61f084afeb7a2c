"""What is no longer in use: that it is, and what replaced it."""

from publisher.describe.names import Names
from publisher.describe.statement import statement_link
from publisher.description import Link, Retired
from publisher.model import Term
from publisher.terms import fragment, is_iri
from publisher.vocabulary import DCTERMS_REPLACED_BY, RDF_STATEMENT, RDF_TYPE


def replacements(term: Term, *, names: Names) -> tuple[Link, ...]:
    successors = names.graph.objects(term, DCTERMS_REPLACED_BY)
    return tuple(statement_link(term, names=names) for term in successors if is_iri(term))


def no_longer_stated(page: Term, *, names: Names) -> tuple[Retired, ...]:
    """Return the retired hash IRIs of a page, except those that are stated again."""
    graph = names.graph
    return tuple(
        Retired(anchor=fragment(term), replaced_by=replacements(term, names=names))
        for term in graph.subjects_of(page)
        if fragment(term)
        and term in graph.retired
        and RDF_STATEMENT not in graph.objects(term, RDF_TYPE)
    )
