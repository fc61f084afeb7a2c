"""Give blank nodes labels that follow from what is said of them.

A label is a hash of the node's place in the graph, so that it stays the same when anything else in
the graph changes, when files are read in another order, and when other labels come in.

Most blank nodes are in trees: `trees` names them in linear time. What is left (cycles, nodes that
several blank nodes name) is named by `components`: one connected part of the graph at a time.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from publisher.blank_nodes.canonical import rdfc10_digest
from publisher.blank_nodes.components import named_components
from publisher.blank_nodes.mentions import BlankNodeMentions
from publisher.blank_nodes.names import Name
from publisher.blank_nodes.trees import Trees
from publisher.model import Quad, Term

__all__ = ["rdfc10_digest", "with_stable_labels"]

_DIGITS: Final = 12
"""Of a hash, in a label: two of a million nodes have the same by one chance in 500."""


def with_stable_labels(quads: Sequence[Quad]) -> list[Quad]:
    """Return the quads, in their order, with stable labels for all blank nodes.

    A label in the input must stand for one node: labels of two files must differ.
    Nodes that nothing distinguishes are numbered in the order of the quads: `_:b12ab…`,
    `_:b12ab…-2`.
    """
    mentions = BlankNodeMentions.of(quads)
    if not mentions.quads_of:
        return list(quads)
    trees = Trees.of(mentions)
    names = named_components(mentions, trees.digests, trees.core)
    names.update(trees.named_below(names))
    labels = _labels(names)
    return [mentions.relabelled(quad, labels) for quad in quads]


def _labels(names: Mapping[Term, Name]) -> dict[Term, Term]:
    digests = {name.digest for name in names.values()}
    occurrences = Counter(digest[:_DIGITS] for digest in digests)
    labels: dict[Term, Term] = {}
    for node, (digest, number) in names.items():
        short = digest[:_DIGITS]
        if occurrences[short] > 1:
            short = digest
        labels[node] = Term(f"_:b{short}-{number}" if number > 1 else f"_:b{short}")
    return labels
