"""What a project says itself, in a dataset that has graphs of others too."""

from collections.abc import Container
from dataclasses import replace
from typing import Final

from publisher.dataset import Dataset
from publisher.model import DEFAULT_GRAPH, Term
from publisher.ntriples import sorted_lines
from publisher.terms import iri

_HAS_ASSERTION: Final = iri("http://www.nanopub.org/nschema#hasAssertion")


def own_part(dataset: Dataset) -> Dataset:
    """Return what is in the default graph and in the named graphs of the dataset's namespaces.

    The assertion of a nanopublication is what somebody claims, whoever named its graph.
    """
    names = dataset.graphs()
    claimed = frozenset(dataset.values_of(_HAS_ASSERTION))
    starts = tuple(f"<{namespace}" for namespace in dataset.namespaces)
    own = {name for name in names if name.startswith(starts) and name not in claimed}
    return dataset if len(own) == len(names) else _only(dataset, own)


def _only(dataset: Dataset, graphs: Container[Term]) -> Dataset:
    quads = [quad for subject in dataset.subjects() for quad in dataset.quads_of(subject)]
    lines, quad_lines = sorted_lines(
        (quad[:3] for quad in quads if quad[3] == DEFAULT_GRAPH),
        tuple(quad for quad in quads if quad[3] in graphs),
    )
    return replace(dataset, lines=lines, quads=quad_lines)
