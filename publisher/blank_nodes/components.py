"""Name the blank nodes that are in no tree, one connected component at a time.

Refinement tells most of them apart. If it leaves nodes with the same colour, each of them is tried
as the first, and the graph that is least in order is taken: what RDFC-1.0 does, but with the
numbers, and so the labels, of one component.

The work is counted, not timed, so that no label depends on the machine. Beyond the limit nodes of
one colour are numbered in the order of the quads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.blank_nodes.colours import Colouring, Effort, EffortError
from publisher.blank_nodes.mentions import BlankNodeMentions, blank_nodes_in
from publisher.blank_nodes.names import Name, NameCounter, digest_of
from publisher.model import Term

REFINED_TIMES: Final = 30
"""How often the lines of a component are hashed in its first refinement, on average."""
SEARCHED_LINES: Final = 150_000
"""Lines that are hashed in the search of one component: a clique of six takes half."""
ALL_SEARCHED_LINES: Final = 1_500_000
"""The same for all components: some seconds."""


def named_components(
    mentions: BlankNodeMentions, digests: Mapping[Term, Term], core: Sequence[Term]
) -> dict[Term, Name]:
    """Return the names of the core. `digests`: of the trees that hang on it."""
    names: dict[Term, Name] = {}
    count = NameCounter()
    left = ALL_SEARCHED_LINES
    for nodes in _components(mentions, core):
        component = _Component(mentions=mentions, digests=digests, nodes=nodes)
        effort = Effort(min(SEARCHED_LINES, left))
        colours = component.canonical_colours(effort)
        left -= min(effort.spent, effort.limit)
        certificate = count.name(component.certificate(colours))
        for node in nodes:
            name = digest_of([certificate.digest, colours[node]])
            names[node] = Name(name, certificate.number)
    return names


def _components(mentions: BlankNodeMentions, core: Sequence[Term]) -> Iterator[list[Term]]:
    """Yield the nodes of each component, in the order of the quads."""
    place = {node: at for at, node in enumerate(core)}
    reached: set[Term] = set()
    for first in core:
        if first in reached:
            continue
        reached.add(first)
        component = [first]
        # The list grows while it is read.
        for node in component:
            for quad in mentions.quads_of[node]:
                for other in blank_nodes_in(quad):
                    if other in place and other not in reached:
                        reached.add(other)
                        component.append(other)
        yield sorted(component, key=place.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Component:
    mentions: BlankNodeMentions
    digests: Mapping[Term, Term]
    nodes: Sequence[Term]

    def canonical_colours(self, effort: Effort) -> Mapping[Term, Term]:
        """Return a colour for each node, the same for isomorphic components.

        Beyond the effort they follow the order of the quads.
        """
        colouring = Colouring.of(self.mentions, self.nodes, self.digests)
        size = sum(len(self.mentions.quads_of[node]) for node in self.nodes)
        try:
            colouring.refine(self.nodes, Effort(REFINED_TIMES * size))
            _, colours = self._least(colouring, effort)
        except EffortError:
            return colouring.numbered(self.nodes)
        return colours

    def _least(self, colouring: Colouring, effort: Effort) -> tuple[str, Mapping[Term, Term]]:
        """Return the least certificate that some order of equal nodes gives, and its colours."""
        if colouring.is_discrete():
            return self.certificate(colouring.colours), colouring.colours
        results = []
        for node in colouring.smallest_class():
            effort.spend(len(colouring.colours))
            attempt = colouring.copy()
            attempt.refine(attempt.individualise(node), effort)
            results.append(self._least(attempt, effort))
        return min(results, key=lambda result: result[0])

    def certificate(self, colours: Mapping[Term, Term]) -> str:
        """Return a hash of the component's graph: equal for two if they are isomorphic."""
        return digest_of(
            sorted(
                digest_of([colours[node], *self.mentions.lines(node, colours)])
                for node in self.nodes
            )
        )
