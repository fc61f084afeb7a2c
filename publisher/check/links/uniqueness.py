"""Two things of ours are not the same as one of theirs, nor one of ours as two of theirs."""

from collections.abc import Iterable, Iterator
from typing import Final

from publisher.authorities import canonical_iri, identifier_of_iri
from publisher.check.links import LinkIndex
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.property_groups import SAME_LINKS
from publisher.terms import bare

_SEVERAL: Final = frozenset({"doi"})
"""Authorities of which one thing may have several identifiers."""


def check_unique_links(index: LinkIndex) -> Iterator[Finding]:
    """Yield a finding for each thing elsewhere that several of ours are, and the reverse.

    Ours that are said to be the same as each other are one.
    """
    groups = _Groups(index)
    by_theirs: dict[str, dict[Term, Triple]] = {}
    by_ours: dict[tuple[Term, str], dict[str, Triple]] = {}
    for link, ours, theirs in index.same():
        one = groups.first(ours)
        by_theirs.setdefault(canonical_iri(bare(theirs)), {}).setdefault(one, link)
        identifier = identifier_of_iri(bare(theirs))
        if identifier and identifier.authority.name not in _SEVERAL:
            name = identifier.authority.title
            by_ours.setdefault((one, name), {}).setdefault(identifier.value, link)
    yield from _two_of_ours(by_theirs, index)
    yield from _two_of_theirs(by_ours, index)


def _two_of_ours(by_theirs: dict[str, dict[Term, Triple]], index: LinkIndex) -> Iterator[Finding]:
    for theirs, links in sorted(by_theirs.items()):
        if len(links) > 1:
            yield Finding(
                code="link-not-unique",
                message=f"{_listed(links, index)} are all said to be the same as <{theirs}>",
                hint="keep the link that is right; if they are one thing, merge them: "
                "docs/how-to/retire-an-iri.md",
                about=links[max(links)],
            )


def _two_of_theirs(
    by_ours: dict[tuple[Term, str], dict[str, Triple]], index: LinkIndex
) -> Iterator[Finding]:
    for (ours, title), links in sorted(by_ours.items()):
        if len(links) > 1:
            yield Finding(
                code="link-not-unique",
                message=f"{_listed([ours], index)} is said to be the same as {len(links)} things "
                f"of {title}: {', '.join(sorted(links))}",
                hint="keep the link that is right; skos:closeMatch says that both are only near",
                about=links[max(links)],
            )


def _listed(terms: Iterable[Term], index: LinkIndex) -> str:
    base = index.graph.base
    return ", ".join(bare(term).removeprefix(base) for term in sorted(terms))


class _Groups:
    """The things of ours that are said to be the same as each other."""

    def __init__(self, index: LinkIndex) -> None:
        self._above: dict[Term, Term] = {}
        is_own = index.graph.addresses.is_own
        for subject, predicate, value in index.links:
            if predicate in SAME_LINKS and is_own(subject) and is_own(value):
                first, second = sorted((self.first(subject), self.first(value)))
                if first != second:
                    self._above[second] = first

    def first(self, term: Term) -> Term:
        """Return the first of the things that a thing is the same as."""
        while term in self._above:
            term = self._above[term]
        return term
