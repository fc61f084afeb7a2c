"""The labels of terms, the addresses that pages link to for them, and the order of properties."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from publisher.addresses import CLAIMS_SUFFIX, anchor_of, path_of, percent_encoded
from publisher.dataset import Dataset
from publisher.describe.claimed_words import Claimed
from publisher.description import Link
from publisher.model import Term
from publisher.terms import bare, fragment, is_iri, is_literal, lexical, local_name, page_iri
from publisher.vocabulary import (
    EV_ASSERTS,
    EV_CLAIM,
    EV_JOINS,
    EV_NAMESPACE,
    EV_ONLY_CLAIMED,
    EV_QUOTE,
    EV_STANCE,
    RDF_TYPE,
    RDFS_SUBCLASS,
    TRUE,
)

VOCABULARY_PATH = "vocabulary/quoted-statements"
_LONGEST = 90
_CLAIMS = {"denies": "Claim (denial)", "doubts": "Claim (doubt)", "asks": "Claim (question)"}


@dataclass(kw_only=True)
class Names:
    """Labels and links by term, cached: `graph` and the tool's `vocabulary` do not change."""

    graph: Dataset
    vocabulary: Dataset
    _links: dict[Term, Link] = field(default_factory=dict)
    _positions: dict[Term, int] = field(default_factory=dict)
    _joins: dict[Term, frozenset[Term]] = field(default_factory=dict)
    _claimed: Claimed | None = None

    def __post_init__(self) -> None:
        self._positions = {term: at for at, term in enumerate(self.graph.term_order)}
        for term in self.graph.term_order:
            joined = self.graph.objects(term, EV_JOINS)
            if joined:
                self._joins[term] = frozenset(joined)

    def link(self, term: Term) -> Link:
        """Return the label of an IRI and the address that a page links to for it."""
        link = self._links.get(term)
        if link is None:
            claims = self.claimed.claims
            link = self._links[term] = Link(
                label=self._label(term),
                href=self._href(term),
                is_claim=term in claims or page_iri(term) in claims,
            )
        return link

    def position(self, predicate: Term) -> tuple[int, Term]:
        """Return the sort key of a property: the ontology's in its order, then others by IRI."""
        return self._positions.get(predicate, len(self._positions)), predicate

    def joining(self, node: Term) -> frozenset[Term]:
        """Return the properties by which a node joins others; empty for most nodes."""
        if not self._joins:
            return frozenset()
        types = self.graph.objects(node, RDF_TYPE)
        return frozenset[Term]().union(*(self._joins.get(kind, frozenset()) for kind in types))

    @property
    def claimed(self) -> Claimed:
        """Return the places in the sources that are words of claims."""
        if self._claimed is None:
            self._claimed = Claimed.of(self.graph)
        return self._claimed

    def stance(self, claim: Term) -> str:
        """Return what the claimant does with the contents: asserts, denies, doubts or asks."""
        stances = self.graph.objects(claim, EV_STANCE)
        return local_name(stances[0]) if stances else local_name(EV_ASSERTS)

    def kind_of_claim(self, claim: Term) -> str:
        """Return what a label says before the words of a claim.

        A denial is named as one, and not put as "denies that …": its words may be what is denied
        ("the council knew") or the denial itself ("no inspector came").
        """
        return _CLAIMS.get(self.stance(claim), "Claim")

    def is_only_claimed(self, types: Iterable[Term]) -> bool:
        """Return whether a type, or a class above it, has `ev:onlyClaimed true`."""
        pending, seen = list(types), set[Term]()
        while pending:
            term = pending.pop()
            if TRUE in self.graph.objects(term, EV_ONLY_CLAIMED):
                return True
            seen.add(term)
            pending += set(self.graph.objects(term, RDFS_SUBCLASS)) - seen
        return False

    def _labelled(self, term: Term, label: str) -> str:
        """Return the label; for a denial, doubt or question with that word, which it may lack."""
        kind = self.kind_of_claim(term) if self.graph.objects(term, EV_STANCE) else ""
        if kind not in _CLAIMS.values() or label.startswith(f"{kind}:"):
            return label
        return f"{kind}: {label}"

    def _label(self, term: Term) -> str:
        graph = self.vocabulary if bare(term).startswith(EV_NAMESPACE) else self.graph
        label = graph.label(term)
        if label:
            return self._labelled(term, lexical(label))
        quotes = graph.objects(term, EV_QUOTE)
        if quotes and EV_CLAIM in graph.objects(term, RDF_TYPE):
            return f"{self.kind_of_claim(term)}: “{shortened(lexical(quotes[0]))}”"
        if fragment(term) and graph.about(page_iri(term)) and not graph.about(term):
            return self.link(page_iri(term)).label
        return _words(term) or (bare(term) if is_iri(term) else term)

    def _href(self, term: Term) -> str:
        if bare(term).startswith(EV_NAMESPACE):
            page = f"{VOCABULARY_PATH}.html"
            return f"{page}#{fragment(term)}" if term in self.vocabulary.subjects() else page
        graph = self.graph
        if graph.addresses.is_own(term) and term.endswith(f"{CLAIMS_SUFFIX}>"):
            return percent_encoded(path_of(term, base=graph.base))  # For programs, without a page.
        page = graph.page_of(term)
        if not graph.has_page(page):
            return bare(term) if is_iri(term) else ""
        # A page has an anchor for what is described on it, and none for a selector of a passage.
        is_section = page != term and term in graph.subjects()
        anchor = anchor_of(fragment(term)) if is_section else ""
        address = f"{percent_encoded(graph.addresses.path(page))}.html"
        return f"{address}#{anchor}" if anchor else address


def shortened(text: str) -> str:
    """Return at most _LONGEST characters, cut between words."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def _words(term: Term) -> str:
    """Return the local name in words, for terms of vocabularies that are not here.

    `altLabel` → `alt label`
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", local_name(term)).lower()


def text_of(term: Term) -> str:
    if is_literal(term):
        return lexical(term)
    return bare(term) if is_iri(term) else term
