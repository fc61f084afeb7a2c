"""The named graphs of a dataset, as VoID and the service description tell them to programs.

https://www.w3.org/TR/sparql11-service-description/#sd-Dataset
"""

from collections.abc import Iterator, Mapping
from typing import Final

from publisher import limits
from publisher.dataset import Dataset
from publisher.model import Term, Triple
from publisher.terms import iri, is_iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_COMMENT: Final = iri(f"{PREFIXES['rdfs']}comment")
_COUNT: Final = iri(f"{PREFIXES['xsd']}nonNegativeInteger")
IN_WORDS: Final[Mapping[str, str]] = {
    "union": "The default graph of queries is the union of all graphs.",
    "own": (
        "The default graph of queries is the union of the dataset's default graph and of the "
        "graphs whose names are in its own namespaces, without the assertions of nanopublications; "
        "what other graphs say is found by GRAPH."
    ),
    "default": "The default graph of queries is that of the dataset; other graphs need GRAPH.",
}
"""What each kind of default graph has, in words."""


def named_graph_triples(base: str, dataset: Dataset, *, default_graph: str) -> Iterator[Triple]:
    """Yield the description of the named graphs; of a dataset without any, nothing.

    Of many graphs the first are named, and how many there are is said in words.
    """
    graphs = dataset.graphs()
    if not graphs:
        return
    service, about = iri(f"{base}sparql#service"), iri(f"{base}sparql#dataset")
    yield service, RDF_TYPE, _sd("Service")
    yield service, _sd("defaultDataset"), about
    if default_graph == "union":
        yield service, _sd("feature"), _sd("UnionDefaultGraph")
    yield about, RDF_TYPE, _sd("Dataset")
    named = [graph for graph in graphs if is_iri(graph)][: limits.DESCRIBED_GRAPHS]
    part = f", of which {len(named):,} are named here" if len(named) < len(graphs) else ""
    words = f"{len(graphs):,} named graphs{part}. {IN_WORDS[default_graph]}"
    yield about, _COMMENT, literal(words, language="en")
    for number, graph in enumerate(named, start=1):
        entry, content = (iri(f"{base}sparql#{kind}-{number}") for kind in ("named-graph", "graph"))
        yield about, _sd("namedGraph"), entry
        yield entry, RDF_TYPE, _sd("NamedGraph")
        yield entry, _sd("name"), graph
        yield entry, _sd("graph"), content
        yield content, RDF_TYPE, _sd("Graph")
        count = literal(str(dataset.count_in_graph(graph)), datatype=_COUNT)
        yield content, iri(f"{_VOID}triples"), count


def _sd(name: str) -> Term:
    return iri(f"{_SD}{name}")
