"""Claims and statements in one sentence: the words of a claim only behind its claimant."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from publisher.addresses import is_passage
from publisher.describe.english import cut, english_list
from publisher.describe.names import Names, shortened, text_of
from publisher.model import Term
from publisher.terms import is_iri, is_literal, lexical, page_iri
from publisher.vocabulary import (
    EV_ABOUT,
    EV_ATTRIBUTION,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_EVIDENCE,
    EV_INFERRED,
    EV_QUOTE,
    EV_SOURCE_CLASS,
    EV_VOICE,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
)

_KINDS: Final = MappingProxyType({"denies": "Denial", "doubts": "Doubt", "asks": "Question"})
_LONGEST_NAME: Final = 80
_FEWEST_WORDS: Final = 30
"""Characters of a claim's words: fewer are left out."""
_MOST_NAMED: Final = 3


def claim_in_words(claim: Term, *, names: Names, size: int) -> str:
    """Return who claims something, how, and in which words.

    `Claim of the Office (stressed): “the letter was late”.` Without claimant, or without words, it
    says what the claim is about.
    """
    head = _attributed(claim, names=names)
    quotes = names.graph.objects(claim, EV_QUOTE)
    if not names.graph.objects(claim, EV_CLAIMANT) or not quotes:
        return f"{head}{_about(claim, names=names)}."
    left = size - len(head) - len(": “”.")
    if left < _FEWEST_WORDS:
        return f"{head}."
    return f"{head}: “{cut(lexical(quotes[0]), left)}”."


def claim_without_words(claim: Term, *, names: Names) -> str:
    """Return who claims something, and what it is about, without a word of it."""
    return f"{_attributed(claim, names=names)}{_about(claim, names=names)}"


def called(term: Term, *, names: Names) -> str:
    """Return what a sentence calls a term: a claim by its claimant, because its label has words."""
    if term in names.claimed.claims:
        head = claim_without_words(term, names=names)
        return f"{head[0].lower()}{head[1:]}"
    return names.link(term).label if is_iri(term) else shortened(text_of(term))


def triple_in_words(statement: Term, *, names: Names) -> str:
    """Return the triple that a statement is about; empty if a part of it is missing."""
    part = {predicate: value for _, predicate, value in names.graph.about(statement)}
    properties = (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)
    if not all(each in part for each in properties):
        return ""
    return " – ".join(called(part[each], names=names) for each in properties)


def content_in_words(statement: Term, names: Names) -> str:
    """Return the statement of a claim, behind whoever claims it; without claimant, no words."""
    claims = [claim for claim, _, _ in names.graph.naming(statement, EV_CONTENT)]
    claims = claims or [page_iri(statement)]
    head = f"Not asserted here, part of a {_lower(_attributed(claims[0], names=names))}"
    words = triple_in_words(statement, names=names)
    has_claimant = bool(names.graph.objects(claims[0], EV_CLAIMANT))
    return f"{head}: {words}." if words and has_claimant else f"{head}."


def record_in_words(statement: Term, names: Names) -> str:
    """Return a statement on record, with the sources that it rests on."""
    passages = filter(is_passage, names.graph.objects(statement, EV_EVIDENCE))
    sources = _labels((page_iri(passage) for passage in passages), names=names)
    head = f"On record by {sources}" if sources else "On record"
    words = triple_in_words(statement, names=names)
    return f"{head}: {words}." if words else f"{head}."


def _attributed(claim: Term, *, names: Names) -> str:
    """Return the kind of a claim with its claimant and voice: `Claim of the Office (stressed)`."""
    graph = names.graph
    kind = _KINDS.get(names.stance(claim), "Claim")
    claimants = _labels(graph.objects(claim, EV_CLAIMANT), names=names)
    if not claimants:
        return kind
    is_inferred = EV_INFERRED in graph.objects(claim, EV_ATTRIBUTION)
    by = "ascribed by the editor to" if is_inferred else "of"
    voices = _labels(graph.objects(claim, EV_VOICE), names=names)
    return f"{kind} {by} {claimants}{f' ({voices})' if voices else ''}"


def _about(claim: Term, *, names: Names) -> str:
    topics = _labels(names.graph.objects(claim, EV_ABOUT), names=names)
    return f" about {topics}" if topics else ""


def _labels(terms: Iterable[Term], *, names: Names) -> str:
    """Return the labels of terms as a list."""
    unique = sorted({_named(term, names=names) for term in terms})
    more = ["others"] if len(unique) > _MOST_NAMED else []
    return english_list([*unique[:_MOST_NAMED], *more]) if unique else ""


def _named(term: Term, *, names: Names) -> str:
    """Return the label of a term; of a literal, its text; of a claim, no word."""
    if term in names.claimed.claims:
        return "another claim"
    label = cut(lexical(term) if is_literal(term) else names.link(term).label, _LONGEST_NAME)
    return f"the source “{label}”" if EV_SOURCE_CLASS in _types(term, names) else label


def _types(term: Term, names: Names) -> tuple[Term, ...]:
    return names.graph.objects(term, RDF_TYPE)


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
