"""Property paths that are none.

https://www.w3.org/TR/shacl/#property-paths
"""

from collections.abc import Iterator
from typing import Final

from publisher.check.shapes.shape_terms import is_unknown
from publisher.check.shapes.shapes_graph import FIRST, NIL, ShapeFault, ShapesGraph, sh
from publisher.model import Term, Triple
from publisher.terms import is_iri
from publisher.vocabulary import RDF_TYPE

_ALTERNATIVE: Final = sh("alternativePath")
_STEPS: Final = frozenset(
    map(sh, ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"))
)
_FEWEST: Final = 2
"""Members of a sequence or an alternative."""
_TOO_FEW: Final = "a sequence or an alternative is a list of two or more"
_DEEPEST: Final = 8
"""Paths in paths, with which pySHACL still deals."""


def check_path(graph: ShapesGraph, triple: Triple) -> Iterator[ShapeFault]:
    """What is wrong with the path that is the object of a triple."""
    reason = _why_none(graph, triple[2], _DEEPEST)
    if reason:
        yield graph.fault("shape-malformed", f"sh:path is no path: {reason}", "correct it", triple)


def _why_none(graph: ShapesGraph, node: Term, depth: int) -> str:
    if is_iri(node):
        return _TOO_FEW if node == NIL else ""
    if not node.startswith("_:"):
        return f"{node} is a literal"
    if depth == 0:
        return "it is too deep, or leads back to itself"
    triples = [triple for triple in graph.described.get(node, ()) if triple[1] != RDF_TYPE]
    if any(predicate == FIRST for _, predicate, _ in triples):
        return _why_no_list(graph, node, depth)
    if len(triples) != 1:
        return "write one property, ( … ) or one of sh:inversePath, sh:alternativePath and so on"
    return _why_no_step(graph, triples[0], depth)


def _why_no_step(graph: ShapesGraph, triple: Triple, depth: int) -> str:
    _, predicate, value = triple
    if predicate == _ALTERNATIVE:
        return _why_no_list(graph, value, depth)
    if predicate in _STEPS:
        return _why_none(graph, value, depth - 1)
    # An unknown term of SHACL is told already, with the nearest.
    return "" if is_unknown(predicate) else f"{graph.shown(predicate)} makes no path"


def _why_no_list(graph: ShapesGraph, node: Term, depth: int) -> str:
    members = graph.members(node)
    if members is None or len(members) < _FEWEST:
        return _TOO_FEW
    reasons = (_why_none(graph, member, depth - 1) for member in members)
    return next((reason for reason in reasons if reason), "")
