"""Which values of an answer are claims, or words of one, and whose: from the dump of the claims."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from publisher import limits
from publisher.describe.citations import citation_of
from publisher.describe.claimed_words import ClaimedWords
from publisher.describe.leaks import Run, runs_of
from publisher.model import Term
from publisher.ntriples import triple_of
from publisher.serve.agents.tool import Caller
from publisher.serve.answer_page import claimed_words
from publisher.serve.page_graph import names_near, path_of_term
from publisher.terms import bare, is_iri, is_literal, lexical, page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_QUOTE,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
)

_DUMP: Final = "dumps/claims.nt"
NOBODY: Final = Term("")
"""In place of a claim: words of one, of which nobody knows which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Content:
    """What a claim says: never asserted."""

    claim: Term
    predicate: Term


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimIndex:
    """The claims of a release."""

    words: ClaimedWords = field(default_factory=ClaimedWords)
    claims: frozenset[Term] = frozenset()
    statements: Mapping[Term, Term] = field(default_factory=dict)
    """The claim of each statement that is a content."""
    quotes: tuple[tuple[str, Term], ...] = ()
    runs: Mapping[Run, tuple[Term, ...]] = field(default_factory=dict)
    """The claims by five words of theirs in a row, which no record has."""
    pairs: Mapping[tuple[Term, Term], tuple[_Content, ...]] = field(default_factory=dict)
    """The contents by subject and object."""

    def claims_of_row(self, row: Sequence[Term | None]) -> list[Term]:
        """Return the claims that a row shows: by an IRI, by words, or by what is claimed."""
        cells = [cell for cell in row if cell]
        claims = [claim for cell in cells for claim in self.claims_of(cell)]
        return list(dict.fromkeys((*claims, *self._claimed_pairs(cells))))

    def claims_of(self, term: Term) -> list[Term]:
        """Return the claims that a term is one of, or whose words it has."""
        if is_iri(term):
            claim = term if term in self.claims else self.statements.get(term, page_iri(term))
            return [claim] if claim in self.claims else []
        return self._spoken_in(lexical(term)) if is_literal(term) else []

    def _spoken_in(self, text: str) -> list[Term]:
        claims: list[Term] = []
        for span in self.words.within(text):
            words = _plain(text[span.start : span.end])
            found = [claim for quote, claim in self.quotes if words in quote or quote in words]
            claims += found or [NOBODY]
        # A text may repeat a part of a claim's words among its own.
        return claims or [claim for run in runs_of(text) for claim in self.runs.get(run, ())]

    def _claimed_pairs(self, cells: Sequence[Term]) -> Iterable[Term]:
        """Yield the claims whose subject and object are in one row, with no other property."""
        if not self.pairs:
            return
        for subject in cells:
            for value in cells:
                for content in self.pairs.get((subject, value), ()):
                    others = [cell for cell in cells if cell not in {subject, value}]
                    if content.predicate in others or not any(map(is_iri, others)):
                        yield content.claim


def claim_index(caller: Caller) -> ClaimIndex:
    """Return the index of the release that is served."""
    return _index(caller.site.release.folder)


@lru_cache(maxsize=2)
def _index(folder: Path) -> ClaimIndex:
    words = claimed_words(folder)
    dump = folder / "site" / _DUMP
    if not dump.exists() or dump.stat().st_size > limits.AGENT_CLAIMS_BYTES:
        return ClaimIndex(words=words)
    triples = [triple_of(line) for line in dump.read_bytes().splitlines(keepends=True)]
    parts: dict[Term, dict[Term, Term]] = {}
    claims = frozenset(s for s, p, o in triples if (p, o) == (RDF_TYPE, EV_CLAIM))
    for subject, predicate, value in triples:
        if predicate in {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT}:
            parts.setdefault(subject, {})[predicate] = value
    statements = {o: s for s, p, o in triples if p == EV_CONTENT}
    said = [(lexical(o), s) for s, p, o in triples if p == EV_QUOTE and s in claims]
    return ClaimIndex(
        words=words,
        claims=claims,
        statements=statements,
        quotes=tuple((_plain(quote), claim) for quote, claim in said),
        runs=_claims_by_run(said, words.recorded),
        pairs=_pairs(statements, parts),
    )


def _claims_by_run(
    said: Iterable[tuple[str, Term]], recorded: Iterable[str]
) -> dict[Run, tuple[Term, ...]]:
    others = {run for text in recorded for run in runs_of(text)}
    claims: dict[Run, tuple[Term, ...]] = {}
    for quote, claim in said:
        for run in set(runs_of(quote)) - others:
            claims[run] = (*claims.get(run, ()), claim)
    return claims


def _pairs(
    statements: Mapping[Term, Term], parts: Mapping[Term, Mapping[Term, Term]]
) -> dict[tuple[Term, Term], tuple[_Content, ...]]:
    pairs: dict[tuple[Term, Term], tuple[_Content, ...]] = {}
    for statement, claim in statements.items():
        part = parts.get(statement, {})
        if RDF_SUBJECT in part and RDF_OBJECT in part and RDF_PREDICATE in part:
            key = part[RDF_SUBJECT], part[RDF_OBJECT]
            content = _Content(claim=claim, predicate=part[RDF_PREDICATE])
            pairs[key] = (*pairs.get(key, ()), content)
    return pairs


def attribution(claim: Term, caller: Caller) -> dict[str, Any]:
    """Return who claims something and in which source, without what is claimed."""
    if claim == NOBODY:
        return {"claim": "", "attribution": "Words of a claim; search for them to find whose"}
    path = path_of_term(claim, caller.site.release)
    citation = None
    if path is not None:
        names = names_near(claim, path, caller.site.release)
        citation = citation_of(claim, names=names, frame=caller.site.frame, path=path)
    title = citation.title if citation else "Claim of an unnamed claimant"
    return {"claim": bare(claim), "attribution": title}


def _plain(text: str) -> str:
    return " ".join(text.split())
