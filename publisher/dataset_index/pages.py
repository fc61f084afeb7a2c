"""Which subjects each page has: IRIs, the hash IRIs of a document, and the blank nodes below."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from publisher.dataset_index.blank_pages import place_blanks
from publisher.dataset_index.triples import TripleIndex
from publisher.model import Term
from publisher.terms import page_iri
from publisher.vocabulary import (
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    RDF_STATEMENT,
    RDF_TYPE,
)

TERMS_IN_A_DOCUMENT: Final = 100
"""A document with more hash IRIs than these has a page for each of them."""

_NO_TERM_MARKS: Final = tuple(
    f" {RDF_TYPE} {class_} .\n".encode()
    for class_ in (RDF_STATEMENT, OA_SPECIFIC_RESOURCE, OA_QUOTE_SELECTOR, OA_POSITION_SELECTOR)
)
"""In the lines of statements, passages and their selectors: these stay with their document, and do
not make it a large one.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageIndex:
    """`subjects`: of each page, IRIs first; the pages sorted. `of_blank`: each blank node's page.

    `large`: the documents with many terms, with these: each has a page of its own.
    """

    subjects: Mapping[Term, list[Term]]
    of_blank: Mapping[Term, Term]
    large: Mapping[Term, list[Term]]


def index_pages(index: TripleIndex, graphs: Iterable[Term]) -> PageIndex:
    """Return which subjects each page has. `graphs`: the names of the named graphs."""
    pages: dict[Term, list[Term]] = {}
    blanks: list[Term] = []
    for subject in index.spans:
        if subject.startswith("_:"):
            blanks.append(subject)
        else:
            pages.setdefault(page_iri(subject), []).append(subject)
    large = _large_documents(pages, index)
    for document, terms in large.items():
        own = set(terms)
        pages[document] = [subject for subject in pages[document] if subject not in own]
        pages.update((term, [term]) for term in terms)
    of_blank: dict[Term, Term] = {}
    if blanks:
        page_of = {term: term for terms in large.values() for term in terms}
        of_blank = place_blanks(blanks, pages, index, page_of)
    for graph in graphs:
        if graph.startswith("_:"):
            pages.setdefault(of_blank.setdefault(graph, graph), [])
        else:
            pages.setdefault(page_iri(graph), [])
    return PageIndex(subjects=dict(sorted(pages.items())), of_blank=of_blank, large=large)


def _large_documents(
    pages: Mapping[Term, list[Term]], index: TripleIndex
) -> dict[Term, list[Term]]:
    """Return the documents with more hash IRIs than TERMS_IN_A_DOCUMENT, with these."""
    large = {}
    for page, subjects in pages.items():
        if len(subjects) > TERMS_IN_A_DOCUMENT:
            heads = {page, Term(f"{page[:-1]}#>")}
            terms = [s for s in subjects if s not in heads and _is_term(s, index)]
            if len(terms) > TERMS_IN_A_DOCUMENT:
                large[page] = terms
    return large


def _is_term(subject: Term, index: TripleIndex) -> bool:
    start, end = index.spans[subject]
    own = index.lines[start:end]
    return not any(mark in own for mark in _NO_TERM_MARKS)
