"""The words of a site's claims and who claims them, read from its dump by another program."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import rdflib

EV = rdflib.Namespace("https://w3id.org/quoted-statements#")
SIZE = 5
"""Words in a row that are known as a claim's; a shorter quote is known whole."""
FEWEST = 3
"""Words of a quote: fewer are in any text."""

Run: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClaimedRuns:
    """The runs of words that only claims have, each with the names of who claims it."""

    claimants: Mapping[Run, frozenset[str]]
    claims: Mapping[Run, frozenset[str]]

    def unattributed(self, text: str, *, is_row: bool = False) -> list[str]:
        """The claims' words in a text that names nobody who claims them.

        A row of an answer may have the claim itself, of which a program can ask for the claimant.
        """
        found = self.claimants.keys() & runs_of(text)
        return [
            " ".join(run)
            for run in sorted(found)
            if not any(name in text for name in self.claimants[run])
            and not (is_row and any(claim in text for claim in self.claims[run]))
        ]


def claimed_runs(site: Path) -> ClaimedRuns:
    graph = rdflib.Graph().parse(site / "dumps/all.nt")
    recorded = {
        run
        for record in graph.subjects(rdflib.RDF.type, EV.Record)
        for quote in graph.objects(record, EV.quote)
        for run in runs_of(str(quote))
    }
    claimants: dict[Run, frozenset[str]] = {}
    claims: dict[Run, frozenset[str]] = {}
    for claim in graph.subjects(rdflib.RDF.type, EV.Claim):
        names = frozenset(_names(claim, graph))
        for quote in graph.objects(claim, EV.quote):
            for run in runs_of(str(quote)) - recorded:
                claimants[run] = claimants.get(run, frozenset()) | names
                claims[run] = claims.get(run, frozenset()) | {str(claim)}
    return ClaimedRuns(claimants=claimants, claims=claims)


def runs_of(text: str) -> set[Run]:
    """The runs of SIZE words of a text; of a shorter one, all its words."""
    words = re.findall(r"\w+", text.casefold())
    if len(words) < SIZE:
        return {tuple(words)} if len(words) >= FEWEST else set()
    return {tuple(words[at : at + SIZE]) for at in range(len(words) - SIZE + 1)}


def _names(claim: rdflib.term.Node, graph: rdflib.Graph) -> Iterator[str]:
    for claimant in graph.objects(claim, EV.claimant):
        yield str(claimant)
        yield from map(str, graph.objects(claimant, rdflib.RDFS.label))
