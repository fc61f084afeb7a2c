"""Find the line and column of what findings are about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from publisher.findings import Finding, Place
from publisher.load.positions import Positions, positions
from publisher.load.turtle_tokens import Position
from publisher.model import ANY, Term
from publisher.terms import page_iri

_Look: TypeAlias = Callable[[Positions, Term, Term, Term], Position | None]

_LOOKS: Final[tuple[_Look, ...]] = (
    # An asserted triple in any file goes before a claimed one, because the fault is an assertion's.
    lambda at, s, p, o: at.asserted.get((s, p, o)) if s and p and o else None,
    # If a triple is in << >> twice, the place at which it has properties: a claim only names it.
    lambda at, s, p, o: at.described.get((s, p, o)) if s and p and o else None,
    lambda at, s, p, o: at.triples.get((s, p, o)) if s and p and o else None,
    lambda at, s, p, o: at.below.get((s, p, o)) if p and o else None,
    lambda at, s, p, _: at.patterns.get((s, p, ANY)) if s and p else None,
    lambda at, s, p, _: at.below.get((s, p, ANY)) if p else None,
    # A triple of another named subject would be the wrong place; an annotation has no name.
    lambda at, s, p, o: (at.triples if s else at.patterns).get((ANY, p, o)) if p and o else None,
    lambda at, s, _p, _o: at.subjects.get(s),
    lambda at, s, _p, _o: at.terms.get(s),
    # No file has the IRI of a statement: it is made from its resource's.
    lambda at, s, _p, _o: at.subjects.get(page_iri(s)),
    lambda at, _s, p, _o: at.terms.get(p),
    lambda at, _s, _p, o: at.terms.get(o),
)
"""How to find the place of an `about`, from the most specific way to the least."""


def locate_findings(
    findings: Iterable[Finding],
    texts: Mapping[str, str],
    base: str,
    *,
    bases: Mapping[str, str] = MappingProxyType({}),
) -> list[Finding]:
    """Return the findings with line and column (from 1, in code points) of their `about`.

    `texts` by file name. `bases`: those of files that have another one than `base`.
    """
    files = sorted(texts, key=lambda file: (not file.startswith(("data/", "ontology/")), file))
    known: dict[str, Positions] = {}

    def positions_in(file: str) -> Positions:
        if file not in known:
            known[file] = positions(texts[file], bases.get(file, base))
        return known[file]

    def placed(finding: Finding) -> Finding:
        if finding.place.line or finding.about is None:
            return finding
        among = [finding.place.file] if finding.place.file in texts else files
        for look in _LOOKS:
            for file in among:
                if at := look(positions_in(file), *finding.about):
                    return replace(finding, place=Place(file=file, line=at[0], column=at[1]))
        return finding

    return [placed(finding) for finding in findings]
