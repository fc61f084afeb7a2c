"""Values of sh:path that are not property paths.

https://www.w3.org/TR/shacl/#property-paths
"""

from collections.abc import Iterator
from typing import Final

from publisher.check.shapes.shape_terms import is_unknown
from publisher.check.shapes.shapes_graph import FIRST, NIL, ShapeFault, ShapesGraph, sh
from publisher.model import Term, Triple
from publisher.terms import is_blank, is_iri
from publisher.vocabulary import RDF_TYPE

_ALTERNATIVE: Final = sh("alternativePath")
_STEPS: Final = frozenset(
    map(sh, ("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"))
)
_FEWEST: Final = 2
"""Members of a sequence or an alternative, at least."""
_TOO_FEW: Final = "a sequence or an alternative is a list of two or more"
_DEEPEST: Final = 8
"""Paths within paths, at most, because pySHACL fails with more."""


def check_path(shapes: ShapesGraph, triple: Triple) -> Iterator[ShapeFault]:
    """Yield a fault if the object of a triple is not a path."""
    reason = _why_no_path(shapes, triple[2], _DEEPEST)
    if reason:
        yield shapes.fault(
            "shape-malformed", f"sh:path is not a path: {reason}", "correct the path", triple
        )


def _why_no_path(shapes: ShapesGraph, node: Term, depth: int) -> str:
    if is_iri(node):
        return _TOO_FEW if node == NIL else ""
    if not is_blank(node):
        return f"{node} is a literal"
    if depth == 0:
        return "it has too many levels, or contains itself"
    triples = [triple for triple in shapes.described.get(node, ()) if triple[1] != RDF_TYPE]
    if any(predicate == FIRST for _, predicate, _ in triples):
        return _why_no_list(shapes, node, depth)
    if len(triples) != 1:
        return "it is none of a property, ( … ), sh:inversePath, sh:alternativePath and so on"
    return _why_no_step(shapes, triples[0], depth)


def _why_no_step(shapes: ShapesGraph, triple: Triple, depth: int) -> str:
    _, predicate, value = triple
    if predicate == _ALTERNATIVE:
        return _why_no_list(shapes, value, depth)
    if predicate in _STEPS:
        return _why_no_path(shapes, value, depth - 1)
    # `shape_terms` finds an unknown term of SHACL.
    return "" if is_unknown(predicate) else f"{shapes.shown(predicate)} does not make one"


def _why_no_list(shapes: ShapesGraph, node: Term, depth: int) -> str:
    members = shapes.members(node)
    if members is None or len(members) < _FEWEST:
        return _TOO_FEW
    reasons = (_why_no_path(shapes, member, depth - 1) for member in members)
    return next((reason for reason in reasons if reason), "")
