"""The words of a violation: the shape's own, in the project's language."""

from collections.abc import Sequence
from typing import Final

import rdflib
from rdflib.namespace import SH

from publisher.check.shapes.shapes_graph import ShapesGraph, sh
from publisher.model import Term, Triple
from publisher.terms import iri, is_literal, language, lexical

_MESSAGE: Final = sh("message")
_ENGLISH: Final = "en"
_IN: Final = sh("in")
_HAS_VALUE: Final = sh("hasValue")


def in_language(triples: Sequence[Triple], tag: str) -> list[Triple]:
    """The triples, with the messages of each shape in one language.

    That is the one of `tag`, else its primary subtag, else none, else English, else the first.
    """
    best: dict[Term, tuple[int, str]] = {}
    for subject, predicate, value in triples:
        if predicate == _MESSAGE:
            rank = _rank(value, tag.lower())
            best[subject] = min(best.get(subject, rank), rank)
    return [
        triple
        for triple in triples
        if triple[1] != _MESSAGE or _rank(triple[2], tag.lower()) == best[triple[0]]
    ]


def _rank(message: Term, tag: str) -> tuple[int, str]:
    said = language(message).lower() if is_literal(message) else ""
    wanted = (tag, tag.partition("-")[0], "", _ENGLISH)
    if said in wanted:
        return wanted.index(said), ""
    return len(wanted), message


def own_message(report: rdflib.Graph, result: rdflib.term.Node, shapes: ShapesGraph) -> str:
    """The message of a result: of the constraint before that of its shape, or in our words."""
    said = sorted(str(one) for one in report.objects(result, SH.resultMessage))
    shape = _term(report.value(result, SH.sourceShape))
    of_shape = {lexical(one) for one in shapes.values(shape, _MESSAGE) if is_literal(one)}
    if not of_shape.issuperset(said):
        component = report.value(result, SH.sourceConstraintComponent)
        # pySHACL lists the members of a set, in another order in each run.
        if component == SH.InConstraintComponent:
            return f"the value is not among {_listed(shape, shapes)}"
        if component == SH.HasValueConstraintComponent:
            wanted = " and ".join(map(shapes.shown, shapes.values(shape, _HAS_VALUE)))
            return f"the value {wanted} is missing"
    of_constraint = [one for one in said if one not in of_shape]
    return next(iter(of_constraint or said), "a shape is violated")


def _listed(shape: Term, shapes: ShapesGraph) -> str:
    members = [one for node in shapes.values(shape, _IN) for one in shapes.members(node) or ()]
    return f"( {' '.join(map(shapes.shown, members))} )"


def _term(node: rdflib.term.Node | None) -> Term:
    return iri(str(node)) if isinstance(node, rdflib.URIRef) else Term(f"_:{node}")
