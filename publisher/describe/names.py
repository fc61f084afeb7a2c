"""The labels of terms, the addresses that pages link to for them, and the order of properties."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from publisher.addresses import CLAIMS_SUFFIX, anchor_of, percent_encoded
from publisher.dataset import REMEMBERED, Dataset
from publisher.describe.claimed_words import Claimed
from publisher.describe.known_terms import known_label, readable_name, short_name
from publisher.describe.leaks import WordsOfClaims
from publisher.description import Link
from publisher.graph import Graph
from publisher.model import Term
from publisher.property_groups import FURTHER_LABELS, MAPPINGS, NAMING, NOTES, USUAL_ORDER
from publisher.said_by import SaidBy
from publisher.terms import (
    bare,
    fragment,
    is_blank,
    is_iri,
    is_literal,
    language,
    lexical,
    local_name,
    page_iri,
)
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_ABOUT,
    EV_ASSERTS,
    EV_CLAIM,
    EV_CONTENT,
    EV_JOINS,
    EV_NAMESPACE,
    EV_ONLY_CLAIMED,
    EV_QUOTE,
    EV_STANCE,
    LABELS,
    OWL_ANNOTATED_PROPERTY,
    OWL_ANNOTATED_SOURCE,
    OWL_ANNOTATED_TARGET,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_SUBCLASS,
    TRUE,
)

VOCABULARY_PATH = "vocabulary/quoted-statements"
_LONGEST = 90
_STATEMENTS = (
    (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT),
    (OWL_ANNOTATED_SOURCE, OWL_ANNOTATED_PROPERTY, OWL_ANNOTATED_TARGET),
)
"""The properties by which a node says which triple it is about."""
_BARE = frozenset({RDF_TYPE, *LABELS, *FURTHER_LABELS, *NAMING, *NOTES, *MAPPINGS})
"""Properties that say nothing of a thing but what it is called."""
_OF_CLAIMS = frozenset({RDF_SUBJECT, RDF_OBJECT, EV_ABOUT, DCTERMS_REPLACED_BY})
"""Properties by which a claim, or what was retired, names a thing."""
_CLAIMS = {"denies": "Claim (denial)", "doubts": "Claim (doubt)", "asks": "Claim (question)"}


@dataclass(kw_only=True)
class Names:
    """Labels and links by term, cached: `graph` and the tool's `vocabulary` do not change."""

    graph: Graph
    vocabulary: Dataset
    _links: dict[Term, Link] = field(default_factory=dict)
    _positions: dict[Term, int] = field(default_factory=dict)
    _joins: dict[Term, frozenset[Term]] = field(default_factory=dict)
    _claimed: Claimed | None = None
    _words_of_claims: WordsOfClaims | None = None
    _said_by: SaidBy | None = None

    def __post_init__(self) -> None:
        order = dict.fromkeys((*self.graph.term_order, *USUAL_ORDER))
        self._positions = {term: at for at, term in enumerate(order)}
        for term in self.graph.term_order:
            joined = self.graph.objects(term, EV_JOINS)
            if joined:
                self._joins[term] = frozenset(joined)

    def link(self, term: Term) -> Link:
        """Return the label of an IRI and the address that a page links to for it."""
        link = self._links.get(term)
        if link is None:
            if len(self._links) >= REMEMBERED:
                self._links.clear()  # A build of a large graph asks for each of its resources.
            link = self._links[term] = self._link(term)
        return link

    def _link(self, term: Term) -> Link:
        claims = self.claimed.claims
        label, tag = self._label(term)
        return Link(
            label=label,
            href=self._href(term),
            is_claim=term in claims or page_iri(term) in claims,
            title=short_name(term) if is_iri(term) else "",
            language="" if tag == self.graph.languages[0] else tag,
        )

    def position(self, predicate: Term) -> tuple[int, str, Term]:
        """Return the sort key of a property: first what it is, and what it is called.

        Then the ontology's in its order, the usual ones that say what a thing means and where it
        belongs, and all others by their labels.
        """
        at = self._positions.get(predicate)
        if at is None:
            return len(self._positions), self.link(predicate).label.lower(), predicate
        return at, "", predicate

    def joining(self, node: Term) -> frozenset[Term]:
        """Return the properties by which a node joins others; empty for most nodes."""
        if not self._joins:
            return frozenset()
        types = self.graph.objects(node, RDF_TYPE)
        return frozenset[Term]().union(*(self._joins.get(kind, frozenset()) for kind in types))

    @property
    def joining_properties(self) -> tuple[Term, ...]:
        """Return all properties by which a node may join others, sorted."""
        return tuple(sorted(frozenset[Term]().union(*self._joins.values())))

    @property
    def claimed(self) -> Claimed:
        """Return the places in the sources that are words of claims."""
        if self._claimed is None:
            self._claimed = Claimed.of(self.graph)
        return self._claimed

    @property
    def words_of_claims(self) -> WordsOfClaims:
        """Return the words of claims, which no text in their place may repeat."""
        if self._words_of_claims is None:
            self._words_of_claims = WordsOfClaims.of(self.graph)
        return self._words_of_claims

    @property
    def said_by(self) -> SaidBy:
        """Return who claims which words, for texts that may name who does."""
        if self._said_by is None:
            self._said_by = SaidBy.of(self.graph, lambda term: self.link(term).label)
        return self._said_by

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

    def is_of_claims_alone(self, term: Term) -> bool:
        """Return whether only claims tell of a thing.

        Its class says so; or a claim's content names it, and nothing else does.
        """
        if self.is_only_claimed(self.graph.objects(term, RDF_TYPE)):
            return True
        return self._is_in_contents(term) and not self._is_told_of(term)

    def _is_in_contents(self, term: Term) -> bool:
        graph = self.graph
        return bool(self.claimed.claims) and any(
            graph.naming(statement, EV_CONTENT, first=0, size=1)
            for predicate in (RDF_SUBJECT, RDF_OBJECT)
            for statement, _, _ in graph.naming(term, predicate)
        )

    def _is_told_of(self, term: Term) -> bool:
        """Return whether a triple is about a thing, or names it, beside those of claims."""
        graph = self.graph
        if term in graph.sources or not graph.objects(term, RDF_TYPE):
            return True
        if any(predicate not in _BARE for _, predicate, _ in graph.about(term)):
            return True
        return not _OF_CLAIMS.issuperset(graph.naming_predicates(term))

    def _labelled(self, term: Term, label: str) -> str:
        """Return the label; for a denial, doubt or question with that word, which it may lack."""
        kind = self.kind_of_claim(term) if self.graph.objects(term, EV_STANCE) else ""
        if kind not in _CLAIMS.values() or label.startswith(f"{kind}:"):
            return label
        return f"{kind}: {label}"

    def _label(self, term: Term) -> tuple[str, str]:
        """Return the text of a label and its language."""
        graph = self.vocabulary if bare(term).startswith(EV_NAMESPACE) else self.graph
        label = graph.label(term)
        if label and lexical(label).strip():
            return self._labelled(term, lexical(label)), language(label)
        quotes = graph.objects(term, EV_QUOTE)
        if quotes and EV_CLAIM in graph.objects(term, RDF_TYPE):
            return f"{self.kind_of_claim(term)}: “{shortened(lexical(quotes[0]))}”", ""
        return self._label_of_blank(term) if is_blank(term) else self._label_of_iri(term)

    def _label_of_iri(self, term: Term) -> tuple[str, str]:
        """Return what a reader may call an IRI that has no label of its own."""
        graph = self.graph
        if graph.sources and self._is_gone(term):
            return self._label(page_iri(term))
        if (head := graph.head_of(term)) != term:
            return self._label(head)
        if not is_iri(term):
            return text_of(term), ""
        # A graph, or a document that only has parts, is known by its address.
        is_address = graph.has_page(term) and not graph.about(term)
        name = bare(term) if is_address else known_label(term) or readable_name(bare(term))
        return name or bare(term), ""

    def _is_gone(self, term: Term) -> bool:
        """Return whether a hash IRI is no longer described, but its page is."""
        graph = self.graph
        return bool(fragment(term) and graph.about(page_iri(term)) and not graph.about(term))

    def _label_of_blank(self, node: Term) -> tuple[str, str]:
        """Return what a reader may call a blank node: by its page, its types, or who names it."""
        graph = self.graph
        page = graph.page_of(node)
        if page != node:
            # Its link is kept: a page may have thousands of blank nodes.
            link = self.link(page)
            return link.label, link.language
        if statement := self._stated(node):
            return statement, ""
        types = [self.link(kind).label for kind in graph.objects(node, RDF_TYPE) if is_iri(kind)]
        if types:
            return ", ".join(types), ""
        for subject, _, _ in graph.naming(node, first=0, size=1):
            if not is_blank(subject):
                return f"A blank node of {self.link(subject).label}", ""
        return "A blank node", ""

    def _stated(self, node: Term) -> str:
        """Return what a statement about a triple says, such as `Alice – age – 23`."""
        values = {predicate: value for _, predicate, value in self.graph.about(node)}
        for properties in _STATEMENTS:
            parts = [values[part] for part in properties if part in values]
            if len(parts) == len(properties) and not any(map(is_blank, parts)):
                return " – ".join(
                    self.link(part).label if is_iri(part) else shortened(text_of(part))
                    for part in parts
                )
        return ""

    def _href(self, term: Term) -> str:
        if bare(term).startswith(EV_NAMESPACE):
            page = f"{VOCABULARY_PATH}.html"
            return f"{page}#{fragment(term)}" if term in self.vocabulary.subjects() else page
        graph = self.graph
        page = graph.page_of(term)
        if not graph.has_page(page):
            topic = Term(f"{term.removesuffix(f'{CLAIMS_SUFFIX}>')}>")
            if topic != f"{term}>" and graph.has_page(topic):
                # A file for programs, which has no page.
                return f"{percent_encoded(graph.addresses.path(topic))}{CLAIMS_SUFFIX}"
            return bare(term) if is_iri(term) else ""
        # A page has an anchor for what is described on it, and none for a selector of a passage.
        is_section = page != term and graph.is_subject(term)
        anchor = anchor_of(fragment(term)) if is_section else ""
        address = f"{percent_encoded(graph.addresses.path(page))}.html"
        return f"{address}#{anchor}" if anchor else address


def shortened(text: str) -> str:
    """Return at most _LONGEST characters, cut between words."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def text_of(term: Term) -> str:
    """Return a term as a reader may see it; of a blank node, whose label is our own, only that."""
    if is_literal(term):
        return lexical(term)
    return bare(term) if is_iri(term) else "a blank node"
