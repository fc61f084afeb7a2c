"""Colour refinement: nodes get other colours until equal colours see equal neighbours.

https://en.wikipedia.org/wiki/Colour_refinement_algorithm
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from publisher.blank_nodes.mentions import BlankNodeMentions, blank_nodes_in
from publisher.blank_nodes.names import digest_of
from publisher.errors import PublisherError
from publisher.model import Term

_UNCOLOURED = Term("_:core")


class EffortError(PublisherError):
    """The limit of an Effort is reached."""


@dataclass(slots=True)
class Effort:
    """Counts lines that are hashed, up to a limit."""

    limit: int
    spent: int = 0

    def spend(self, lines: int) -> None:
        """Raise EffortError if that is more than the limit."""
        self.spent += lines
        if self.spent > self.limit:
            raise EffortError


@dataclass(slots=True, kw_only=True)
class Colouring:
    """`colours`: of the nodes of a component, and the digests of the trees that hang on it.

    `members`: the nodes of each colour. The colours depend on the graph alone, never on the labels
    or the order of the input.
    """

    mentions: BlankNodeMentions
    neighbours: Mapping[Term, Sequence[Term]]
    colours: dict[Term, Term]
    members: dict[Term, set[Term]]

    @classmethod
    def of(
        cls, mentions: BlankNodeMentions, nodes: Sequence[Term], digests: Mapping[Term, Term]
    ) -> "Colouring":
        around = {
            node: list(dict.fromkeys(chain(*map(blank_nodes_in, mentions.quads_of[node]))))
            for node in nodes
        }
        colours = {
            other: digests.get(other, _UNCOLOURED) for others in around.values() for other in others
        }
        members: dict[Term, set[Term]] = {}
        for node in nodes:
            members.setdefault(colours[node], set()).add(node)
        return cls(
            mentions=mentions,
            neighbours={
                node: [other for other in others if other in around and other != node]
                for node, others in around.items()
            },
            colours=colours,
            members=members,
        )

    def copy(self) -> "Colouring":
        return Colouring(
            mentions=self.mentions,
            neighbours=self.neighbours,
            colours=dict(self.colours),
            members={colour: set(nodes) for colour, nodes in self.members.items()},
        )

    def is_discrete(self) -> bool:
        return len(self.members) == len(self.neighbours)

    def smallest_class(self) -> list[Term]:
        """Return the nodes of the smallest class that has several."""
        several = (item for item in self.members.items() if len(item[1]) > 1)
        _, nodes = min(several, key=lambda item: (len(item[1]), item[0]))
        return list(nodes)

    def individualise(self, node: Term) -> Sequence[Term]:
        """Give a node a colour of its own. Return its neighbours."""
        self._move(
            node, Term(f"_:{digest_of([self.colours[node], str(len(self.members)), 'first'])}")
        )
        return self.neighbours[node]

    def refine(self, nodes: Iterable[Term], effort: Effort) -> None:
        """Split classes until their nodes see the same, beginning with nodes that may see others.

        Raises EffortError.
        """
        affected = set(nodes)
        while affected:
            # In the digests: a colour never comes up for a second time.
            classes = str(len(self.members))
            seen: dict[Term, dict[Term, list[Term]]] = {}
            for node in affected:
                lines = self.mentions.lines(node, self.colours)
                effort.spend(len(lines))
                old = self.colours[node]
                new = Term(f"_:{digest_of([old, classes, *lines])}")
                seen.setdefault(old, {}).setdefault(new, []).append(node)
            moved = [
                node for old, views in seen.items() for node in self._split(old, views, classes)
            ]
            affected = {other for node in moved for other in self.neighbours[node]}

    def numbered(self, nodes: Iterable[Term]) -> dict[Term, Term]:
        """Return the colours with a number, in the order of the nodes, if several have the same."""
        numbers: Counter[Term] = Counter()
        colours = dict(self.colours)
        for node in nodes:
            colour = self.colours[node]
            numbers[colour] += 1
            colours[node] = Term(f"_:{digest_of([colour, str(numbers[colour])])}")
        return colours

    def _split(self, old: Term, views: Mapping[Term, list[Term]], classes: str) -> list[Term]:
        """Give all nodes of a class the colour of their view, but the most keep the old one.

        So a node changes its colour as often as a class can be halved.
        """
        groups = dict(views)
        largest = max(groups, key=lambda colour: (len(groups[colour]), colour))
        unaffected = len(self.members[old]) - sum(map(len, views.values()))
        if len(groups[largest]) > unaffected:
            if unaffected:
                other = Term(f"_:{digest_of([old, classes, 'other'])}")
                groups[other] = list(self.members[old].difference(*views.values()))
            del groups[largest]
        for colour, nodes in groups.items():
            for node in nodes:
                self._move(node, colour)
        return list(chain(*groups.values()))

    def _move(self, node: Term, colour: Term) -> None:
        self.members[self.colours[node]].discard(node)
        self.colours[node] = colour
        self.members.setdefault(colour, set()).add(node)
