"""Trees of blank nodes: hashed from the leaves up, then named from the roots down.

A node is in a tree if at most one blank node names it, and if all that it names is in the tree.
Trees with the same hash below one parent, or without one, are twins: no triple tells them apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from publisher.blank_nodes.mentions import BlankNodeMentions, blank_nodes_in
from publisher.blank_nodes.names import Name, NameCounter, digest_of
from publisher.model import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """`digests`: of each node from which no path of blank nodes comes back, children first.

    `core`: the nodes that are in no tree, in the order of the quads. `parents`: the node, of a tree
    or of the core, that names a node of a tree.
    """

    digests: dict[Term, Term]
    core: Sequence[Term]
    parents: Mapping[Term, Term]

    @classmethod
    def of(cls, mentions: BlankNodeMentions) -> "Trees":
        edges = _Edges.of(mentions)
        digests = _digests(mentions, edges)
        in_tree: set[Term] = set()
        parents: dict[Term, Term] = {}
        for node in digests:
            above = edges.parents.get(node, ())
            if (
                len(above) <= 1
                and node not in edges.entangled
                and in_tree.issuperset(edges.children.get(node, ()))
            ):
                in_tree.add(node)
                parents.update((node, parent) for parent in above)
        core = [node for node in mentions.quads_of if node not in in_tree]
        return cls(digests=digests, core=core, parents=parents)

    def named_below(self, core_names: Mapping[Term, Name]) -> dict[Term, Name]:
        """Return the names of the nodes of trees, each from its parent's name."""
        names: dict[Term, Name] = {}
        count = NameCounter()
        # Parents first.
        for node, digest in reversed(self.digests.items()):
            if node in core_names:
                continue
            parent = self.parents.get(node)
            if parent is None:
                names[node] = count.name(digest_of([digest]))
            else:
                above = core_names.get(parent) or names[parent]
                names[node] = count.name(digest_of([above.text, digest]))
        return names


@dataclass(slots=True, kw_only=True)
class _Edges:
    """`parents` and `children`: which blank nodes name a blank node, and which it names.

    `entangled`: nodes in a triple term, in a graph that a blank node names, or naming a graph.
    """

    parents: dict[Term, set[Term]] = field(default_factory=dict)
    children: dict[Term, set[Term]] = field(default_factory=dict)
    entangled: set[Term] = field(default_factory=set)

    @classmethod
    def of(cls, mentions: BlankNodeMentions) -> "_Edges":
        edges = cls()
        for quad in chain(*mentions.quads_of.values()):
            subject, _, value, graph = quad
            if value.startswith("<<(") or graph.startswith("_:"):
                edges.entangled.update(blank_nodes_in(quad))
            if subject.startswith("_:") and value.startswith("_:"):
                edges.parents.setdefault(value, set()).add(subject)
                edges.children.setdefault(subject, set()).add(value)
        return edges


def _digests(mentions: BlankNodeMentions, edges: _Edges) -> dict[Term, Term]:
    """Return a hash of what is below each node, and of the triples of IRIs that name it.

    Not of nodes on a cycle, nor above one.
    """
    digests: dict[Term, Term] = {}
    missing = {node: len(children) for node, children in edges.children.items()}
    ready = [node for node in mentions.quads_of if node not in missing]
    # The list grows while it is read: each node comes after the nodes that it names.
    for node in ready:
        below = {child: digests[child] for child in edges.children.get(node, ())}
        digests[node] = Term(f"_:{digest_of(mentions.lines(node, below))}")
        for parent in edges.parents.get(node, ()):
            missing[parent] -= 1
            if not missing[parent]:
                ready.append(parent)
    return digests
