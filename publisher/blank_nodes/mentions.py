"""Which quads mention which blank nodes, and what a quad looks like from a node's side."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.model import Quad, Term

SELF: Final = Term("_:")
"""Stands for the node itself in the lines of a node. No label is empty."""

OTHER: Final = Term("_:other")
"""Stands for a blank node that has no name yet."""

_PARTS: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|(_:\S+)')
"""The parts of a triple term. A group holds its blank nodes, but not those in its literals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankNodeMentions:
    """`quads_of`: for each blank node the quads that mention it, each once, in their order."""

    quads_of: Mapping[Term, Sequence[Quad]]

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "BlankNodeMentions":
        quads_of: dict[Term, list[Quad]] = {}
        for quad in dict.fromkeys(filter(_has_blank, quads)):
            for node in dict.fromkeys(blank_nodes_in(quad)):
                quads_of.setdefault(node, []).append(quad)
        return cls(quads_of=quads_of)

    def lines(self, node: Term, names: Mapping[Term, Term]) -> list[str]:
        """Return the node's quads as sorted lines, with names in place of the other blank nodes.

        A node without a name is OTHER.
        """
        lines = []
        for quad in self.quads_of[node]:
            subject, predicate, value, graph = quad
            if value.startswith("_:"):
                value = SELF if value == node else names.get(value, OTHER)
            elif value.startswith("<<("):
                value = _replaced(
                    value, lambda other: SELF if other == node else names.get(other, OTHER)
                )
            if subject.startswith("_:"):
                subject = SELF if subject == node else names.get(subject, OTHER)
            if graph.startswith("_:"):
                graph = SELF if graph == node else names.get(graph, OTHER)
            lines.append(f"{subject} {predicate} {graph} {value}")
        lines.sort()
        return lines

    def relabelled(self, quad: Quad, labels: Mapping[Term, Term]) -> Quad:
        return relabelled(quad, labels) if _has_blank(quad) else quad


def relabelled(quad: Quad, labels: Mapping[Term, Term]) -> Quad:
    """Return the quad with other labels; a blank node without one keeps its own."""
    subject, predicate, value, graph = quad
    if value.startswith("<<("):
        value = _replaced(value, lambda node: labels.get(node, node))
    return (
        labels.get(subject, subject),
        predicate,
        labels.get(value, value),
        labels.get(graph, graph),
    )


def blank_nodes_in(quad: Quad) -> list[Term]:
    """Return the blank nodes that a quad mentions; one that stands there twice comes twice."""
    nodes = [term for term in (quad[0], quad[2], quad[3]) if term.startswith("_:")]
    if quad[2].startswith("<<("):
        nodes += [Term(node) for node in _PARTS.findall(quad[2]) if node]
    return nodes


def _has_blank(quad: Quad) -> bool:
    subject, _, value, graph = quad
    return (
        subject.startswith("_:")
        or value.startswith("_:")
        or graph.startswith("_:")
        or (value.startswith("<<(") and "_:" in value)
    )


def _replaced(term: Term, label: Callable[[Term], Term]) -> Term:
    return Term(
        _PARTS.sub(lambda part: label(Term(part[1])) if part[1] else part[0], term),
    )
