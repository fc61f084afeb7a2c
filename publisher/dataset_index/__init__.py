"""The indexes of a dataset: spans of lines by subject, offsets by object, graphs, pages."""

from publisher.dataset_index.graphs import GraphIndex, index_graphs
from publisher.dataset_index.labels import LabelIndex
from publisher.dataset_index.pages import PageIndex, index_pages
from publisher.dataset_index.triples import (
    STRUCTURAL,
    TripleIndex,
    index_triples,
    retired_terms,
)

__all__ = [
    "STRUCTURAL",
    "GraphIndex",
    "LabelIndex",
    "PageIndex",
    "TripleIndex",
    "index_graphs",
    "index_pages",
    "index_triples",
    "retired_terms",
]
