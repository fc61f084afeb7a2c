"""What became of the pages that are retired: what replaced each, and whether both were one."""

from collections.abc import Iterator

from publisher.addresses import anchor_of, percent_encoded
from publisher.graph import Graph
from publisher.identity import Replacement, RetiredPage
from publisher.model import Term
from publisher.terms import bare, fragment, is_blank, is_iri, page_iri
from publisher.vocabulary import DCTERMS_REPLACED_BY, EV_CLAIM, OWL_SAME_AS, RDF_TYPE


def retired_pages(graph: Graph) -> Iterator[RetiredPage]:
    """Yield the retired resources that have a page of their own, sorted by IRI."""
    for term in sorted(graph.retired):
        if not is_blank(term) and graph.has_page(term):
            replaced = (each for each in graph.objects(term, DCTERMS_REPLACED_BY) if is_iri(each))
            yield RetiredPage(
                iri=bare(term),
                path=graph.addresses.path(term),
                replaced_by=tuple(_replacement(each, graph) for each in replaced),
                is_merged=merged_into(term, graph) is not None,
            )


def merged_into(term: Term, graph: Graph) -> Term | None:
    """Return what a retired resource was merged into; None if it was not.

    It was merged if one resource alone replaced it, and `owl:sameAs` says that both are the same.
    """
    if term not in graph.retired:
        return None
    replaced = graph.objects(term, DCTERMS_REPLACED_BY)
    is_same = len(replaced) == 1 and replaced[0] in graph.objects(term, OWL_SAME_AS)
    return replaced[0] if is_same and is_iri(replaced[0]) and replaced[0] != term else None


def was_claim(term: Term, graph: Graph) -> bool:
    """Return whether a term was a claim, or a part of one, by its address or by what replaced it.

    Of a retired claim nothing else is left, and its address may have its words.
    """
    page = page_iri(term)
    if not graph.sources:
        return False
    if graph.addresses.kind(page) == "claim":
        return True
    replaced = graph.objects(page, DCTERMS_REPLACED_BY) if page in graph.retired else ()
    return any(EV_CLAIM in graph.objects(each, RDF_TYPE) for each in replaced)


def _replacement(term: Term, graph: Graph) -> Replacement:
    page = graph.page_of(term)
    if not graph.has_page(page):
        return Replacement(iri=bare(term))
    address = percent_encoded(graph.addresses.path(page))
    anchor = anchor_of(fragment(term)) if page != term else ""
    return Replacement(iri=bare(term), href=f"{address}#{anchor}" if anchor else address)
