"""The message of a violation: the shape's own, in the project's language."""

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
    """Return the triples of shapes with the messages of each shape in one language only.

    The first that there is: that of `tag`, of its primary subtag, without a language, English, any.
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
    message_tag = language(message).lower() if is_literal(message) else ""
    preferred = (tag, tag.partition("-")[0], "", _ENGLISH)
    if message_tag in preferred:
        return preferred.index(message_tag), ""
    return len(preferred), message


def own_message(report: rdflib.Graph, result: rdflib.term.Node, shapes: ShapesGraph) -> str:
    """Return the message of a result.

    That of the SPARQL constraint; else that of the shape; else pySHACL's, or ours in its place.
    """
    messages = sorted(str(text) for text in report.objects(result, SH.resultMessage))
    shape = _term(report.value(result, SH.sourceShape))
    of_shape = {lexical(text) for text in shapes.values(shape, _MESSAGE) if is_literal(text)}
    if not of_shape.issuperset(messages):
        component = report.value(result, SH.sourceConstraintComponent)
        # In our words, because pySHACL lists the members in another order in each run.
        if component == SH.InConstraintComponent:
            return f"the value is not among {_listed(shape, shapes)}"
        if component == SH.HasValueConstraintComponent:
            values = " and ".join(map(shapes.shown, shapes.values(shape, _HAS_VALUE)))
            return f"the value {values} is missing"
    of_constraint = [text for text in messages if text not in of_shape]
    return next(iter(of_constraint or messages), "a shape is violated")


def _listed(shape: Term, shapes: ShapesGraph) -> str:
    lists = (shapes.members(node) or () for node in shapes.values(shape, _IN))
    members = [member for members in lists for member in members]
    return f"( {' '.join(map(shapes.shown, members))} )"


def _term(node: rdflib.term.Node | None) -> Term:
    return iri(str(node)) if isinstance(node, rdflib.URIRef) else Term(f"_:{node}")
