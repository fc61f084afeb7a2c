"""The part of the shapes that pySHACL can validate if some of them are faulty.

A shape is a conjunction. Without a faulty constraint it finds less, but nothing wrongly. Below
sh:not, sh:or and sh:qualifiedMaxCount that is not so; there the whole constraint is left out.
"""

from collections.abc import Collection
from typing import Final

from publisher.check.shapes.shapes_graph import SH_PATH, SH_PROPERTY, TARGETS, ShapesGraph, sh
from publisher.model import Term, Triple
from publisher.terms import is_blank
from publisher.vocabulary import RDF_TYPE

_CLOSED: Final = sh("closed")
_TOGETHER: Final = (
    frozenset(map(sh, ("pattern", "flags"))),
    frozenset({_CLOSED, sh("ignoredProperties")}),
    frozenset(map(sh, ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"))),
)
"""Terms that are left out together, because one means something else without the other."""
_NEEDED: Final = frozenset({SH_PATH, RDF_TYPE, sh("deactivated")})


def sound_triples(shapes: ShapesGraph, faulty: Collection[Triple]) -> list[Triple]:
    """Return the triples of the shapes with a target, without `faulty` and what depends on it."""
    cut = _FaultCut(shapes, frozenset(faulty))
    kept: dict[Term, list[Triple]] = {}
    for root in filter(cut.can_stand, shapes.roots):
        cut.keep(root, kept)
    # What belongs to no shape: prefixes, and components of the project's own.
    support = [t for t in shapes.triples if cut.is_support(t[0])]
    return [*(triple for triples in kept.values() for triple in triples), *support]


class _FaultCut:
    """Cuts faulty triples out of shapes. A node is tainted if a faulty triple can be reached."""

    def __init__(self, shapes: ShapesGraph, faulty: frozenset[Triple]) -> None:
        self._shapes = shapes
        self._faulty = faulty
        self._users: dict[Term, list[Term]] = {}
        for subject, _, value in shapes.triples:
            self._users.setdefault(value, []).append(subject)
        self._tainted = self._leading_to({subject for subject, _, _ in faulty})
        # The shapes that have a target or a link to them, and everything below.
        self._below = shapes.below(*shapes.roots, *shapes.links, *shapes.wanted)

    def _leading_to(self, broken: set[Term]) -> set[Term]:
        """Return the broken nodes, and all from which one of them is reached."""
        pending, leading = list(broken), set[Term]()
        while pending:
            node = pending.pop()
            if node not in leading:
                leading.add(node)
                pending += self._users.get(node, ())
        return leading

    def is_support(self, node: Term) -> bool:
        """Return whether a sound node belongs to no shape."""
        return node not in self._below and node not in self._tainted

    def can_stand(self, node: Term) -> bool:
        """Return whether a shape is one without its faults: its path and its type are sound."""
        triples = [t for t in self._shapes.described[node] if t[1] in _NEEDED]
        return all(map(self._is_sound, triples))

    def keep(self, root: Term, kept: dict[Term, list[Triple]]) -> None:
        """Add to `kept` what pySHACL can validate of a root and of all below it."""
        pending = [root]
        while pending:
            node = pending.pop()
            if node not in kept and node in self._shapes.described:
                kept[node] = self._sound_triples(node)
                pending += [value for _, _, value in kept[node]]

    def _sound_triples(self, node: Term) -> list[Triple]:
        triples = self._shapes.described[node]
        if node not in self._tainted:
            return triples
        cut = {triple[1] for triple in triples if not self._is_sound(triple)}
        # A closed shape allows only the paths of its property shapes: without one it allows less.
        cut |= {_CLOSED} if SH_PROPERTY in cut else set()
        left_out = frozenset[Term]().union(*(terms for terms in _TOGETHER if terms & cut))
        return [t for t in triples if self._is_sound(t) and t[1] not in left_out]

    def _is_sound(self, triple: Triple) -> bool:
        _, predicate, value = triple
        if triple in self._faulty:
            return False
        if predicate in TARGETS or predicate == RDF_TYPE:
            return True
        if value not in self._tainted:
            return True
        # Faults are cut out of a property shape too, if nothing else links to it.
        is_part = predicate == SH_PROPERTY and is_blank(value) and len(self._users[value]) == 1
        return is_part and self.can_stand(value)
