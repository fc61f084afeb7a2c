"""The words of a source say who makes a claim."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from publisher.check.words.name_index import ThingNames
from publisher.check.words.quoted_statements import (
    QuotedClaim,
    QuotedRecord,
    QuotedStatements,
    excerpt,
)
from publisher.evidence.language import Language, language_of
from publisher.evidence.wording import fold, folded_words
from publisher.findings import Finding, Severity
from publisher.model import Term
from publisher.terms import bare, is_iri
from publisher.vocabulary import EV_ATTRIBUTION, EV_CLAIMANT, EV_INFERRED, EV_SOURCE_CLASS, RDF_TYPE


def check_claimants(
    quoted: QuotedStatements, names: ThingNames, *, suppressed: Collection[Term] = ()
) -> Iterator[Finding]:
    """Yield the claimants without a quote, and those whose quote names somebody else.

    `suppressed`: statements and claims whose quote has a finding already.
    """
    index = quoted.index
    claimants = index.triples_of(EV_CLAIMANT)
    attributions = index.triples_of(EV_ATTRIBUTION)
    records = {
        record.triple: record for record in quoted.records if record.triple[1] == EV_CLAIMANT
    }
    agents = _Agents(names=names, claimants=frozenset(claimants.values))
    for claim in quoted.claims:
        for claimant in claimants.values_of(claim.iri):
            record = records.get((claim.iri, EV_CLAIMANT, claimant))
            if record is None:
                if is_iri(claimant) and not _is_its_source(claim, claimant, quoted, suppressed):
                    yield _unquoted(claim, claimant, quoted)
            elif EV_INFERRED not in attributions.values_of(claim.iri):
                yield from _named_otherwise(record, agents, quoted)


def _is_its_source(
    claim: QuotedClaim, claimant: Term, quoted: QuotedStatements, suppressed: Collection[Term]
) -> bool:
    """Return whether the claimant is a source in which the claim's words stand."""
    if any(span.source == claimant for span in claim.spans):
        return True
    # If the quote of the claim was not found, any source may be the one.
    is_source = EV_SOURCE_CLASS in quoted.index.graph.objects(claimant, RDF_TYPE)
    return is_source and (claim.iri in suppressed or not claim.spans)


def _unquoted(claim: QuotedClaim, claimant: Term, quoted: QuotedStatements) -> Finding:
    return Finding(
        code="claimant-unquoted",
        message=f"no quote says that {_path(claimant, quoted)} is the claimant",
        hint='quote the words that name the claimant: {| ev:quote "…" |}; '
        "only the source of the claim's own words needs no quote",
        about=(claim.iri, EV_CLAIMANT, claimant),
    )


def _named_otherwise(
    record: QuotedRecord, agents: "_Agents", quoted: QuotedStatements
) -> Iterator[Finding]:
    """Yield a warning if the words name somebody else, and have no word of the claimant's names."""
    claimant = record.triple[2]
    texts = [(quoted.text(span), quoted.language(span)) for span in record.spans]
    if any(agents.is_mentioned(claimant, text) for text, _ in texts):
        return
    for text, tag in texts:
        other = agents.named_in(text, language_of(tag), beside=claimant)
        if other:
            yield Finding(
                code="claimant-unquoted",
                message=f"the claimant is {_path(claimant, quoted)}, but the quoted words name "
                f"{_path(other, quoted)}: {excerpt(text)}",
                hint="name the claimant that the words name; if you infer another, write "
                "ev:attribution ev:inferred, and the reason as skos:editorialNote",
                severity=Severity.WARNING,
                about=record.triple,
            )
            return


@dataclass(frozen=True, kw_only=True)
class _Agents:
    """Who may be a claimant: all that are, and all of a class of which one is."""

    names: ThingNames
    claimants: frozenset[Term]

    def is_mentioned(self, claimant: Term, text: str) -> bool:
        """Return whether the text has a word of the claimant's names, or of its class's.

        Without a name there is nothing to look for: then it has.
        """
        own_words = self.names.distinctive_words(claimant)
        if not own_words:
            return True
        classes = self.names.index.graph.objects(claimant, RDF_TYPE)
        words = own_words.union(*(self.names.distinctive_words(class_) for class_ in classes))
        return not words.isdisjoint(folded_words(text))

    def named_in(self, text: str, language: Language, *, beside: Term) -> Term | None:
        """Return another agent that the text names: in full, or by a surname after a title."""
        if other := self._other(self.names.things_named_in(folded_words(text)), beside):
            return other
        for title in re.finditer(r"(\w+)\.?\s+(\w+)", fold(text)):
            if title[1] in language.titles:
                other = self._other(self.names.things_with_last_word(title[2]), beside)
                if other:
                    return other
        return None

    def _other(self, things: Iterable[Term], claimant: Term) -> Term | None:
        """Return the first of some things that is an agent and has no link with the claimant."""
        graph = self.names.index.graph
        linked = {value for _, _, value in graph.about(claimant)}
        classes = set(graph.objects(claimant, RDF_TYPE))
        for thing in sorted(things):
            is_agent = thing in self.claimants or classes & set(graph.objects(thing, RDF_TYPE))
            is_linked = thing in linked or claimant in {o for _, _, o in graph.about(thing)}
            if is_agent and thing != claimant and not is_linked:
                return thing
        return None


def _path(term: Term, quoted: QuotedStatements) -> str:
    return bare(term).removeprefix(quoted.index.graph.base)
