"""The words of a source say who claims what is claimed."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from publisher.check.words.name_index import NameIndex
from publisher.check.words.quoted_statements import (
    QuotedClaim,
    QuotedRecord,
    QuotedStatements,
    shown,
)
from publisher.evidence.language import Language, language_of
from publisher.evidence.wording import fold, folded_words
from publisher.findings import Finding, Severity
from publisher.model import Term
from publisher.terms import bare, is_iri
from publisher.vocabulary import EV_ATTRIBUTION, EV_CLAIMANT, EV_INFERRED, EV_SOURCE_CLASS, RDF_TYPE


def check_claimants(
    quoted: QuotedStatements, name_index: NameIndex, *, suppressed: Collection[Term] = ()
) -> Iterator[Finding]:
    """`suppressed`: statements and claims whose quote is a finding already."""
    index = quoted.index
    attributed = {r.triple: r for r in quoted.records if r.triple[1] == EV_CLAIMANT}
    claimants = index.triples_of(EV_CLAIMANT)
    agents = _Agents(name_index=name_index, claimants=frozenset(claimants.values))
    for claim in quoted.claims:
        for claimant in claimants.values_of(claim.iri):
            record = attributed.get((claim.iri, EV_CLAIMANT, claimant))
            if record is None:
                if is_iri(claimant) and not _is_its_source(claim, claimant, quoted, suppressed):
                    yield _unquoted(claim, claimant, quoted)
            elif EV_INFERRED not in index.triples_of(EV_ATTRIBUTION).values_of(claim.iri):
                yield from _named_otherwise(record, agents, quoted)


def _is_its_source(
    claim: QuotedClaim, claimant: Term, quoted: QuotedStatements, suppressed: Collection[Term]
) -> bool:
    """Whether the claimant is a source in which the claim's words stand."""
    if any(words.source == claimant for words in claim.words):
        return True
    # Nobody knows where the words of a claim stand that were not found.
    is_source = EV_SOURCE_CLASS in quoted.index.graph.objects(claimant, RDF_TYPE)
    return is_source and (claim.iri in suppressed or not claim.words)


def _unquoted(claim: QuotedClaim, claimant: Term, quoted: QuotedStatements) -> Finding:
    base = quoted.index.graph.base
    return Finding(
        code="claimant-unquoted",
        message=f"no words say that {_path(claimant, base)} claims it",
        hint='give the claimant its quote: {| ev:quote "…" |}; '
        "only the source of the claim's own words needs none",
        about=(claim.iri, EV_CLAIMANT, claimant),
    )


def _named_otherwise(
    record: QuotedRecord, agents: "_Agents", quoted: QuotedStatements
) -> Iterator[Finding]:
    """A warning if the words name somebody else, and have nothing of the claimant's names."""
    claimant = record.triple[2]
    texts = [(quoted.text(words), quoted.language(words)) for words in record.words]
    if any(agents.is_near(claimant, text) for text, _ in texts):
        return
    for text, language in texts:
        other = agents.named_in(text, language_of(language), beside=claimant)
        if other:
            base = quoted.index.graph.base
            yield Finding(
                code="claimant-unquoted",
                message=f"the words for the claimant {_path(claimant, base)} name "
                f"{_path(other, base)} instead: {shown(text)}",
                hint="name whom the words name, or say ev:attribution ev:inferred, and why "
                "in a skos:editorialNote",
                severity=Severity.WARNING,
                about=record.triple,
            )
            return


@dataclass(frozen=True, kw_only=True)
class _Agents:
    """Who could claim something, by name: all claimants, and what is of a class with one."""

    name_index: NameIndex
    claimants: frozenset[Term]

    def is_near(self, claimant: Term, text: str) -> bool:
        """Whether the words have one of the words of the claimant's names, or of its class."""
        graph = self.name_index.index.graph
        kinds = graph.objects(claimant, RDF_TYPE)
        own = self.name_index.telling_words(claimant)
        if not own:
            return True  # Without a name there is nothing to miss.
        named = own.union(*(self.name_index.telling_words(kind) for kind in kinds))
        return not named.isdisjoint(folded_words(text))

    def named_in(self, text: str, language: Language, *, beside: Term) -> Term | None:
        """Somebody else whose name stands in the words: whole, or the last part after a title."""
        words = folded_words(text)
        if other := self._other(self.name_index.things_named_in(words), beside):
            return other
        folded = fold(text)
        for title in re.finditer(r"(\w+)\.?\s+(\w+)", folded):
            if title[1] in language.titles:
                other = self._other(self.name_index.things_named_last(title[2]), beside)
                if other:
                    return other
        return None

    def _other(self, found: Iterable[Term], claimant: Term) -> Term | None:
        graph = self.name_index.index.graph
        linked = {o for _, _, o in graph.about(claimant)}
        kinds = set(graph.objects(claimant, RDF_TYPE))
        for other in sorted(found):
            is_agent = other in self.claimants or kinds & set(graph.objects(other, RDF_TYPE))
            is_linked = other in linked or claimant in {o for _, _, o in graph.about(other)}
            if is_agent and other != claimant and not is_linked:
                return other
        return None


def _path(term: Term, base: str) -> str:
    return bare(term).removeprefix(base)
