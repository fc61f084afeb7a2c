"""Give the blank nodes of all files their published labels."""

from collections.abc import Iterable, Sequence

from publisher.blank_nodes import with_stable_labels
from publisher.model import DEFAULT_GRAPH, Quad, Triple


def with_published_labels(
    triples: Iterable[Triple], quads: Sequence[Quad]
) -> tuple[list[Triple], list[Quad]]:
    """Return triples of the default graph, and quads of named graphs, with stable labels.

    A label in the input must stand for one node: labels of two files must differ.
    """
    without: list[Triple] = []
    with_blanks: list[Quad] = []
    for triple in triples:
        # Most triples have none: no quad is made of these. A literal may look like one.
        if "_:" in triple[0] or "_:" in triple[2]:
            with_blanks.append((*triple, DEFAULT_GRAPH))
        else:
            without.append(triple)
    labelled = with_stable_labels([*with_blanks, *quads])
    default, named = labelled[: len(with_blanks)], labelled[len(with_blanks) :]
    return without + [quad[:3] for quad in default], named
