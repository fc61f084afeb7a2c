"""The part of the shapes that can be judged, where some of them are faulty.

A shape is a conjunction: without a faulty constraint it finds less, and nothing that is wrong.
Under sh:not, sh:or or sh:qualifiedMaxCount that is not so: there the whole constraint is left out.
"""

from collections.abc import Collection
from typing import Final

from publisher.check.shapes.shapes_graph import SH_PATH, SH_PROPERTY, TARGETS, ShapesGraph, sh
from publisher.model import Term, Triple
from publisher.vocabulary import RDF_TYPE

_CLOSED: Final = sh("closed")
_TOGETHER: Final = (
    frozenset(map(sh, ("pattern", "flags"))),
    frozenset({_CLOSED, sh("ignoredProperties")}),
    frozenset(map(sh, ("qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount"))),
)
"""Terms of which one is of no use without the other, or means another thing."""
_NEEDED: Final = frozenset({SH_PATH, RDF_TYPE, sh("deactivated")})


def sound_triples(graph: ShapesGraph, faulty: Collection[Triple]) -> list[Triple]:
    """The triples of the shapes that have a target, without what is faulty and rests on it."""
    mending = _Mending(graph, frozenset(faulty))
    kept: dict[Term, list[Triple]] = {}
    for root in filter(mending.stands, graph.roots):
        mending.keep(root, kept)
    # What is of no shape: prefixes, and components of the project's own.
    support = [t for t in graph.triples if mending.is_support(t[0])]
    return [*(triple for triples in kept.values() for triple in triples), *support]


class _Mending:
    def __init__(self, graph: ShapesGraph, faulty: frozenset[Triple]) -> None:
        self._graph = graph
        self._faulty = faulty
        self._users: dict[Term, list[Term]] = {}
        for subject, _, value in graph.triples:
            self._users.setdefault(value, []).append(subject)
        self._tainted = self._leading_to({subject for subject, _, _ in faulty})
        # The shapes that have a target or are led to, and all below.
        self._below = graph.below(*graph.roots, *graph.links, *graph.wanted)

    def _leading_to(self, broken: set[Term]) -> set[Term]:
        """What is broken, and all from which something broken is reached."""
        pending, found = list(broken), set[Term]()
        while pending:
            node = pending.pop()
            if node not in found:
                found.add(node)
                pending += self._users.get(node, ())
        return found

    def is_support(self, node: Term) -> bool:
        return node not in self._below and node not in self._tainted

    def stands(self, node: Term) -> bool:
        """Whether a shape is one without what is faulty: it has its path, and its kind is known."""
        triples = [t for t in self._graph.described[node] if t[1] in _NEEDED]
        return all(map(self._is_sound, triples))

    def keep(self, root: Term, kept: dict[Term, list[Triple]]) -> None:
        """Add what can be judged of a root, and of all below it, to `kept`."""
        pending = [root]
        while pending:
            node = pending.pop()
            if node not in kept and node in self._graph.described:
                kept[node] = self._sound(node)
                pending += [value for _, _, value in kept[node]]

    def _sound(self, node: Term) -> list[Triple]:
        triples = self._graph.described[node]
        if node not in self._tainted:
            return triples
        cut = {triple[1] for triple in triples if not self._is_sound(triple)}
        # What a closed shape lets pass are the paths of its property shapes.
        cut |= {_CLOSED} if SH_PROPERTY in cut else set()
        gone = frozenset[Term]().union(*(terms for terms in _TOGETHER if terms & cut))
        return [t for t in triples if self._is_sound(t) and t[1] not in gone]

    def _is_sound(self, triple: Triple) -> bool:
        _, predicate, value = triple
        if triple in self._faulty:
            return False
        if predicate in TARGETS or predicate == RDF_TYPE:
            return True
        if value not in self._tainted:
            return True
        # A property shape that nothing else leads to is mended as its parent is.
        is_part = (
            predicate == SH_PROPERTY and value.startswith("_:") and len(self._users[value]) == 1
        )
        return is_part and self.stands(value)
