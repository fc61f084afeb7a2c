"""The corrections of what the site published: of a page, and all of them.

A correction is a `schema:CorrectionComment`, in `data/corrections.ttl` as a rule:
`schema:about` what it corrects, `schema:datePublished`, `skos:changeNote` what is right and why,
`skos:historyNote` what was said before, `dcterms:replaces` the statements that were withdrawn,
`schema:author` if that is to be known.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from publisher.correction import Correction
from publisher.describe.names import Names
from publisher.describe.said import claim_without_words
from publisher.description import Link, ShownCorrection
from publisher.graph import Graph
from publisher.model import Term
from publisher.property_groups import CORRECTION_CLASSES
from publisher.terms import is_blank, is_literal, language, lexical
from publisher.vocabulary import RDF_TYPE, vocabulary_terms

_HTTP: Final = "<http://schema.org/"
(_ABOUT, _CORRECTION, _DATE, _TEXT, _AUTHOR) = (
    (term, Term(term.replace("<https://schema.org/", _HTTP)))
    for term in vocabulary_terms("schema", "about", "correction", "datePublished", "text", "author")
)
_REASONS: Final = (*vocabulary_terms("skos", "changeNote"), *_TEXT)
BEFORE: Final = vocabulary_terms("skos", "historyNote")
"""What the site said before, and no longer says."""
_REPLACES: Final = vocabulary_terms("dcterms", "replaces")
SHOWN_APART: Final = frozenset({*_REASONS, *BEFORE, *_DATE, *_AUTHOR})
"""What a page shows of a correction in its own section: what was withdrawn is marked there."""


def corrections(graph: Graph) -> tuple[Correction, ...]:
    """Return all corrections, the newest first."""
    found = {correction for kind in CORRECTION_CLASSES for correction in graph.instances(kind)}
    return _ordered((each for each in found if each not in graph.retired), graph)


def corrections_of(page: Term, graph: Graph) -> tuple[Correction, ...]:
    """Return the corrections of a page, and of the hash IRIs on it, the newest first.

    The page of a correction shows that correction itself.
    """
    # Most graphs have none, and every page asks.
    if not graph.classes.intersection(CORRECTION_CLASSES):
        return ()
    found = {page}
    for subject in {page, *graph.subjects_of(page)}:
        for predicate in _ABOUT:
            found.update(by for by, _, _ in graph.naming(subject, predicate))
        found.update(_values(subject, _CORRECTION, graph))
    return _ordered((each for each in found if is_correction(each, graph)), graph)


def shown_corrections(found: Iterable[Correction], *, names: Names) -> tuple[ShownCorrection, ...]:
    """Return corrections with the links that a page has."""
    return tuple(
        ShownCorrection(
            correction=each,
            link=names.link(each.iri),
            pages=tuple(_page(page, names) for page in each.pages),
            authors=tuple(_author(author, names) for author in each.authors),
        )
        for each in found
    )


def _page(page: Term, names: Names) -> Link:
    """Return a link to a page; to a claim by its claimant, because its label has its words."""
    link = names.link(page)
    return replace(link, label=claim_without_words(page, names=names)) if link.is_claim else link


def _author(author: Term, names: Names) -> Link:
    if is_literal(author):
        return Link(label=lexical(author), href="")
    return names.link(author)


def _ordered(found: Iterable[Term], graph: Graph) -> tuple[Correction, ...]:
    by_name = sorted((_correction(each, graph) for each in found), key=lambda each: each.iri)
    return tuple(sorted(by_name, key=lambda each: each.date, reverse=True))


def is_correction(node: Term, graph: Graph) -> bool:
    kinds = graph.objects(node, RDF_TYPE)
    return node not in graph.retired and not set(kinds).isdisjoint(CORRECTION_CLASSES)


def _correction(node: Term, graph: Graph) -> Correction:
    corrected = {
        *_values(node, _ABOUT, graph),
        *(by for predicate in _CORRECTION for by, _, _ in graph.naming(node, predicate)),
    }
    pages = {graph.page_of(each) for each in corrected if not is_literal(each)}
    dates = sorted(lexical(date) for date in _values(node, _DATE, graph) if is_literal(date))
    return Correction(
        iri=node,
        pages=tuple(sorted(page for page in pages if graph.has_page(page))),
        date=dates[-1][:10] if dates else "",
        reasons=_texts(node, _REASONS, graph),
        withdrawn=_texts(node, BEFORE, graph),
        replaced=tuple(each for each in _values(node, _REPLACES, graph) if not is_literal(each)),
        authors=tuple(each for each in _values(node, _AUTHOR, graph) if not is_blank(each)),
    )


def _texts(node: Term, predicates: Iterable[Term], graph: Graph) -> tuple[str, ...]:
    """Return the texts of a correction, in the preferred language if they are in several."""
    texts = [value for value in _values(node, predicates, graph) if is_literal(value)]
    for wanted in graph.languages:
        preferred = [text for text in texts if language(text).partition("-")[0] == wanted]
        if preferred:
            texts = preferred
            break
    return tuple(dict.fromkeys(map(lexical, texts)))


def _values(node: Term, predicates: Iterable[Term], graph: Graph) -> list[Term]:
    return [value for predicate in predicates for value in graph.objects(node, predicate)]
