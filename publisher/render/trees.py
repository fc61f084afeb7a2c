"""The blank nodes of a graph: which are written inside of what they belong to, and how deep.

A blank node is nested if one triple names it. Every other one keeps its label: one that nothing
names, one that several triples name, one in a cycle. In the files of pages, one that stands on
several pages keeps it too, because a reader of both has to see that they speak of one node.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from publisher.dataset import Dataset
from publisher.model import Term, Triple
from publisher.ntriples import quad_of
from publisher.render.writer import Predicates, Tree, by_predicate
from publisher.terms import page_iri
from publisher.vocabulary import RDF_FIRST, RDF_NIL, RDF_OBJECT, RDF_REST, RDF_SUBJECT

MAX_DEPTH: Final = 50
"""Levels of nesting in a file. A blank node below the last one keeps its label."""
_NAMED: Final = re.compile(rb" (_:[^ \n]+) \.\n")
_BLANK_IN_QUAD: Final = re.compile(rb"^_:| _:", re.MULTILINE)
_IN_TRIPLE_TERMS: Final = frozenset({RDF_SUBJECT, RDF_OBJECT})
"""Properties of a statement whose values are inside a triple term in RDF 1.2, without brackets."""
_SEVERAL: Final = Term("")
"""In place of a page or a graph: more than one of them."""

Read: TypeAlias = Callable[[Term], Sequence[Triple]]
"""Returns the triples of a subject, sorted."""


def tree_of(subject: Term, read: Read, *, labelled: frozenset[Term]) -> Tree:
    """Return the tree of a subject. `labelled`: the blank nodes that are never nested."""
    tree = Tree(subjects=[(subject, by_predicate(read(subject)))])
    lists = _Lists(read, labelled)
    pending = [(value, 1) for value in _values(tree.subjects[0][1])]
    while pending:
        node, level = pending.pop()
        if not node.startswith("_:") or node in labelled:
            continue
        if level > MAX_DEPTH:
            predicates = by_predicate(read(node))
            tree.subjects.append((node, predicates))
            pending += [(value, 1) for value in _values(predicates)]
            continue
        tree.levels[node] = level
        members = lists.members(node)
        if members is None:
            tree.nested[node] = by_predicate(read(node))
            members = _values(tree.nested[node])
        else:
            tree.lists[node] = members
        pending += [(value, level + 1) for value in members]
    return tree


def _values(predicates: Predicates) -> list[Term]:
    return [value for _, values in predicates for value in values]


@dataclass(slots=True)
class _Lists:
    """The well-formed lists below a subject: each node has a first and a rest, and nothing else."""

    read: Read
    labelled: frozenset[Term]
    _broken: set[Term] = field(default_factory=set)
    """Nodes from which no well-formed list begins, so that no chain is followed twice."""

    def members(self, head: Term) -> list[Term] | None:
        """Return the members of a list in order; None if its head begins no well-formed one."""
        members: list[Term] = []
        nodes: list[Term] = []
        node = head
        while node != RDF_NIL:
            nodes.append(node)
            triples = () if self._is_apart(node) else self.read(node)
            if [predicate for _, predicate, _ in triples] != [RDF_FIRST, RDF_REST]:
                self._broken.update(nodes)
                return None
            members.append(triples[0][2])
            node = triples[1][2]
        return members

    def _is_apart(self, node: Term) -> bool:
        return not node.startswith("_:") or node in self.labelled or node in self._broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """The blank nodes that keep their label: in a file of all triples, and in that of a page."""

    in_dumps: frozenset[Term] = frozenset()
    on_pages: frozenset[Term] = frozenset()

    def also(self, nodes: frozenset[Term]) -> "Labelled":
        return Labelled(in_dumps=self.in_dumps | nodes, on_pages=self.on_pages | nodes)


def labelled_nodes(graph: Dataset) -> Labelled:
    """Return the blank nodes of a graph that keep their label."""
    # Asked first: most graphs have no blank node, and none of them should pay for this.
    if not has_blank_nodes(graph):
        return Labelled()
    edges = list(_edges(graph.lines))
    named = {value for _, _, value in edges}
    labelled = {node for node in graph.subjects() if node.startswith("_:") and node not in named}
    starts = [(node, graph.page_of(node)) for node in labelled]
    below: dict[Term, list[Term]] = {}
    seen: set[Term] = set()
    for subject, predicate, value in edges:
        if value in seen or predicate in _IN_TRIPLE_TERMS:
            labelled.add(value)
        seen.add(value)
        if subject.startswith("_:"):
            below.setdefault(subject, []).append(value)
        else:
            starts.append((value, _page(subject, graph)))
    pages = _spread(starts, below)
    in_dumps = frozenset(labelled | (seen - pages.keys()))
    several = {node for node, page in pages.items() if page == _SEVERAL}
    # The node of a page stands at its beginning, also if a node of another page names it.
    several.update(page for page in graph.pages() if page.startswith("_:"))
    return Labelled(in_dumps=in_dumps, on_pages=in_dumps | several)


def _page(subject: Term, graph: Dataset) -> Term:
    """Return the page whose file has the triples of an IRI; _SEVERAL if there are several.

    The file of a document has those of its terms too, if these have pages of their own.
    """
    page = graph.page_of(subject)
    document = page_iri(subject)
    return page if page == document or not graph.is_large(document) else _SEVERAL


def has_blank_nodes(graph: Dataset) -> bool:
    return b" _:" in graph.lines or graph.lines.startswith(b"_:") or b"\n_:" in graph.lines


def _edges(lines: bytes) -> Iterator[Triple]:
    """Yield the triples whose object is a blank node."""
    for match in _NAMED.finditer(lines):
        start = lines.rfind(b"\n", 0, match.start()) + 1
        subject, predicate = lines[start : match.start()].decode().split(" ")
        yield Term(subject), Term(predicate), Term(match[1].decode())


def _spread(starts: list[tuple[Term, Term]], below: dict[Term, list[Term]]) -> dict[Term, Term]:
    """Return the page on which each node stands, or _SEVERAL; none for a cycle apart."""
    pages: dict[Term, Term] = {}
    pending = starts
    while pending:
        node, page = pending.pop()
        known = pages.get(node)
        if known in {page, _SEVERAL}:
            continue
        pages[node] = page if known is None else _SEVERAL
        pending += [(value, pages[node]) for value in below.get(node, ())]
    return pages


def in_several_graphs(graph: Dataset) -> frozenset[Term]:
    """Return the blank nodes that are in several graphs, or that name one."""
    graphs: dict[Term, Term] = {}
    named = {name for name in graph.graphs() if name.startswith("_:")}
    for subject, _, value, name in _quads_with_blank_nodes(graph.quads):
        for node in (subject, value):
            if node.startswith("_:") and graphs.setdefault(node, name) != name:
                named.add(node)
    return frozenset(named)


def _quads_with_blank_nodes(quads: bytes) -> Iterable[tuple[Term, Term, Term, Term]]:
    end = 0
    for match in _BLANK_IN_QUAD.finditer(quads):
        if match.start() >= end:
            start = quads.rfind(b"\n", 0, match.start() + 1) + 1
            end = quads.index(b"\n", match.start()) + 1
            yield quad_of(quads[start:end])
