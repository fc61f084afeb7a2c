"""Check the shapes of a project, then the graph by these shapes.

https://www.w3.org/TR/shacl/

1. `shapes_graph` reads all shapes files into one graph.
2. `shape_faults` finds what would make a shape check nothing, or make pySHACL fail: unknown terms
   (`shape_terms`), values and paths (`shape_values`, `shape_paths`), queries (`shape_queries`), and
   links and targets (`shape_links`).
3. `sound_shapes` leaves out the faulty constraints; `shacl_prefilter` leaves out the shapes to
   which the graph plainly conforms; pySHACL validates the rest (`validation`), reading the graph
   through `rdflib_view`.
"""

from collections.abc import Iterable, Iterator, Sequence

from publisher import limits
from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.shape_links import check_links
from publisher.check.shapes.shape_queries import check_shape_queries
from publisher.check.shapes.shape_terms import check_terms
from publisher.check.shapes.shape_values import check_shape_values
from publisher.check.shapes.shapes_graph import ShapeFault, ShapesGraph, parse_shapes
from publisher.check.shapes.validation import validate
from publisher.check.terms.definitions import namespaces_of
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import ShapesFile, Term, Triple
from publisher.project import LANGUAGE


def check_shapes(
    index: PredicateIndex,
    files: Sequence[ShapesFile],
    *,
    vocabulary: Dataset,
    language: str = LANGUAGE,
    seconds: float = limits.READY_QUERY_SECONDS,
    suppressed: frozenset[Term] = frozenset(),
    is_open: bool = False,
) -> Iterator[Finding]:
    """Yield what is wrong with the shapes, then what the shapes find wrong with the graph.

    `is_open`: whether the shapes may name terms under the base that the graph does not define.
    `language`, `seconds`, `suppressed`: see `validate`.
    """
    shapes = ShapesGraph(files=parse_shapes(files, base=index.graph.base), base=index.graph.base)
    faults = list(shape_faults(shapes, index, vocabulary, is_open=is_open))
    yield from (fault.finding for fault in faults)
    yield from validate(
        index,
        shapes,
        faulty=_triples(faults),
        language=language,
        suppressed=suppressed,
        seconds=seconds,
    )


def shape_faults(
    shapes: ShapesGraph, index: PredicateIndex, vocabulary: Dataset, *, is_open: bool = False
) -> Iterator[ShapeFault]:
    """Yield what is wrong with the shapes, each fault with the triples that pySHACL must not see.

    `vocabulary`: the tool's own terms (`ev:`).
    """
    own_terms, tool_terms = namespaces_of(index.graph, vocabulary)
    namespaces = (tool_terms,) if is_open else (own_terms, tool_terms)
    faults = [*check_shape_values(shapes), *check_shape_queries(shapes)]
    faults += check_terms(shapes, index, namespaces, _triples(faults))
    yield from faults
    yield from check_links(shapes, index, _triples(faults))


def _triples(faults: Iterable[ShapeFault]) -> frozenset[Triple]:
    return frozenset(triple for fault in faults for triple in fault.triples)
