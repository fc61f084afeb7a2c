"""Say in one sentence what a thing is: for previews, hits, feeds and descriptions of pages.

The words of a claim stand only behind the name of who claims it, so that no output that takes a
sentence from here can show a claim as a fact.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from types import MappingProxyType
from typing import Final

from publisher.addresses import anchor_of, is_passage
from publisher.describe.about import DESCRIPTIONS, chosen
from publisher.describe.english import cut, ended, english_list
from publisher.describe.kind_words import kind_words
from publisher.describe.names import Names
from publisher.describe.retired import was_claim
from publisher.describe.said import (
    claim_in_words,
    content_in_words,
    record_in_words,
    triple_in_words,
)
from publisher.graph import Graph
from publisher.model import Term
from publisher.terms import (
    bare,
    datatype,
    fragment,
    is_blank,
    is_iri,
    is_literal,
    language,
    lexical,
    page_iri,
)
from publisher.vocabulary import (
    DCTERMS_PUBLISHER,
    DCTERMS_REPLACED_BY,
    EV_CLAIM,
    EV_CONTENT_CLASS,
    EV_NAMESPACE,
    EV_RECORD,
    EV_SOURCE_CLASS,
    RDF_STATEMENT,
    RDF_TYPE,
    vocabulary_terms,
)

MOST_CHARACTERS: Final = 200
_LONGEST_LABEL: Final = 120
_FEWEST_OF_TEXT: Final = 40
"""Characters that must be left for a description, because a shorter part of one says nothing."""
_DEFINITIONS: Final = (*vocabulary_terms("skos", "definition"), *DESCRIPTIONS)
_MARKED_UP: Final = vocabulary_terms("rdf", "HTML", "XMLLiteral")
_TAG: Final = re.compile(r"<[^<>]*>")


def summary(term: Term, *, names: Names) -> str:
    """Return one plain sentence that says what a resource is. Nothing claimed is said as a fact.

    `Council of Europe is an institution.` Behind it is the beginning of a description, if the
    graph has one that repeats no words of a claim. What is known by claims alone has its label.
    """
    types = _graph_of(term, names).objects(term, RDF_TYPE)
    if term in names.graph.retired:
        return _retired(term, names=names)
    if special := _special(term, types, names=names):
        return special
    label = _label(term, names=names)
    if names.is_of_claims_alone(term):
        return ended(label)
    definition = _definition(term, names=names)
    is_english = not definition or _is_english(definition, names)
    words = kind_words(term, types, names=names)
    head = words.sentence(label) if is_english and words.is_english else words.in_brackets(label)
    return _with_text(head, lexical_text(definition) if definition else "", label=label)


def summary_title(term: Term, *, names: Names) -> str:
    """Return what a search engine or a preview may call a thing; empty if that is its label.

    A claim's label has its words: alone they would be read as a fact.
    """
    if term in names.claimed.claims and term not in names.graph.retired:
        return claim_in_words(term, names=names, size=_LONGEST_LABEL)
    return summary(term, names=names) if _is_of_claim(term, names) else ""


def _special(term: Term, types: Iterable[Term], *, names: Names) -> str:
    """Return the sentence on a claim, a statement, a passage or a source; empty for others."""
    if is_iri(term) and is_passage(Term(f"{page_iri(term)[:-1]}#{anchor_of(fragment(term))}>")):
        return f"A passage of {names.link(page_iri(term)).label}."
    kind = next((each for each in _SENTENCES if each in types), None)
    return _SENTENCES[kind](term, names) if kind else ""


def _statement(statement: Term, names: Names) -> str:
    """Return that a node is about a triple, unless it has a name of its own."""
    if names.graph.label(statement):
        return ""
    words = triple_in_words(statement, names=names)
    return f"A statement about the triple {words}." if words else "A statement about a triple."


def _claim(claim: Term, names: Names) -> str:
    return claim_in_words(claim, names=names, size=MOST_CHARACTERS)


def _source(source: Term, names: Names) -> str:
    """Return that a text is a source, and whose account it is."""
    label = _label(source, names=names)
    publishers = [
        lexical(each) if is_literal(each) else names.link(each).label
        for each in names.graph.objects(source, DCTERMS_PUBLISHER)
    ]
    by = f" by {english_list(sorted(publishers))}" if publishers else ""
    head = f"{label} is a source: a text{by} that statements here quote."
    definition = _definition(source, names=names)
    return _with_text(head, lexical_text(definition) if definition else "", label=label)


def _retired(term: Term, *, names: Names) -> str:
    """Return that a thing is no longer described, and what replaced it. A claim has no words."""
    graph = names.graph
    successors = [
        _label(each, names=names)
        for each in graph.objects(term, DCTERMS_REPLACED_BY)
        if is_iri(each) and not _is_of_claim(each, names)
    ]
    by = f" Replaced by {english_list(sorted(set(successors)))}." if successors else ""
    if _is_of_claim(term, names):
        return f"A claim, or a part of one, that is no longer stated.{by}"
    if fragment(term) and graph.about(page_iri(term)) and not graph.label(term):
        return f"A part of {_label(page_iri(term), names=names)} that is no longer stated.{by}"
    return f"{_label(term, names=names)} is no longer in use.{by}"


def _is_of_claim(term: Term, names: Names) -> bool:
    """Return whether a term is a claim or a part of one; a retired one has only its address."""
    page = page_iri(term)
    return (
        was_claim(term, names.graph) or page in names.claimed.claims or term in names.claimed.claims
    )


def _label(term: Term, *, names: Names) -> str:
    """Return a label, shortened; of a blank node without one, what it belongs to."""
    graph = names.graph
    label = cut(names.link(term).label, _LONGEST_LABEL)
    if not is_blank(term) or graph.label(term):
        return label
    if graph.page_of(term) != term:
        return f"A part of {label}"
    return label if label.startswith("A blank node") else "A blank node"


def _definition(term: Term, *, names: Names) -> Term | None:
    """Return the text that explains a thing; None if all there are repeat words of a claim."""
    graph = _graph_of(term, names)
    for predicate in _DEFINITIONS:
        texts = [
            value
            for value in graph.objects(term, predicate)
            if is_literal(value) and not names.words_of_claims.are_in(lexical_text(value))
        ]
        text = chosen(texts, names.graph.languages)
        if text and lexical_text(text):
            return text
    return None


def lexical_text(literal: Term) -> str:
    """Return the text of a literal without markup, white space collapsed."""
    text = lexical(literal)
    if datatype(literal) in _MARKED_UP:
        text = unescape(_TAG.sub(" ", text))
    return " ".join(text.split())


def _with_text(head: str, text: str, *, label: str) -> str:
    """Return a sentence, and behind it as much of a text as fits."""
    head = ended(head)
    left = MOST_CHARACTERS - len(head) - 1
    if not text or left < _FEWEST_OF_TEXT or text.rstrip(".") == label.rstrip("."):
        return head
    return f"{head} {ended(cut(text, left - 1))}"


def _is_english(literal: Term, names: Names) -> bool:
    tag = language(literal) or names.graph.languages[0]
    return tag.lower().partition("-")[0] == "en"


_SENTENCES: Final[Mapping[Term, Callable[[Term, Names], str]]] = MappingProxyType(
    {
        EV_CLAIM: _claim,
        EV_CONTENT_CLASS: content_in_words,
        EV_RECORD: record_in_words,
        RDF_STATEMENT: _statement,
        EV_SOURCE_CLASS: _source,
    }
)
"""The sentences on what is no thing of the world. The first class that fits decides."""


def _graph_of(term: Term, names: Names) -> Graph:
    """Return the graph that describes a term: for the tool's own terms, its vocabulary."""
    is_own = is_iri(term) and bare(term).startswith(EV_NAMESPACE)
    return names.vocabulary if is_own and not names.graph.is_subject(term) else names.graph
