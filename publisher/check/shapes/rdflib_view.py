"""The graph as an rdflib store, without a copy: only the terms that are asked for are made.

The alternatives are worse: pySHACL validates strings wrongly when it reads an Oxigraph store, and
to parse a large graph with rdflib takes 25 microseconds a triple.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.store import Store
from rdflib.term import Node

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.rdflib_terms import rdf_term
from publisher.model import ANY, Term
from publisher.terms import iri, literal
from publisher.vocabulary import XSD_STRING

_Triple: TypeAlias = tuple[Node, Node, Node]
_Pattern: TypeAlias = tuple[Node | None, Node | None, Node | None]
_Contexts: TypeAlias = Generator[Graph | None]


class GraphView(Store):
    """A read-only store over a PredicateIndex, with each triple once.

    Literals that rdflib takes for equal, such as `"01"` and `"1"` of xsd:integer, are one.
    """

    # Both True, because pySHACL wraps each graph in a dataset, which needs such a store.
    context_aware = True
    graph_aware = True

    def __init__(self, index: PredicateIndex) -> None:
        super().__init__()
        self._index = index
        self._nodes: dict[Term, Node] = {}
        self._texts: dict[Node, Term] = {}
        self._subjects: dict[Term, Mapping[Term, Sequence[Term]]] = {}

    def graph(self) -> Graph:
        """Return the rdflib graph of this store, without prefixes: queries must declare theirs."""
        return Graph(store=self, bind_namespaces="none")

    def text(self, node: Node | None) -> Term:
        """Return the term of which a node was made, or would be; ANY for a blank node."""
        if isinstance(node, URIRef):
            return iri(str(node))
        if not isinstance(node, Literal):
            return ANY
        datatype = iri(str(node.datatype)) if node.datatype else XSD_STRING
        text = literal(str(node), datatype=datatype, language=node.language or "")
        return self._texts.get(node, text)

    def __len__(self, context: Graph | None = None) -> int:
        return len(self._index.graph)

    def triples(
        self, triple_pattern: _Pattern, context: Graph | None = None
    ) -> Iterator[tuple[_Triple, _Contexts]]:
        for triple in self._matching(*triple_pattern):
            yield triple, _contexts(context)

    def _matching(
        self, subject: Node | None, predicate: Node | None, value: Node | None
    ) -> Iterator[_Triple]:
        if isinstance(subject, (BNode, Literal)) or isinstance(value, BNode):
            return  # Every node of the graph is an IRI.
        for name in self._predicates(subject, predicate):
            node = self._node(name)
            if subject is not None:
                for object_ in self._values(iri(str(subject)), name):
                    if value is None or object_ == value:
                        yield subject, node, object_
            elif value is not None:
                for subject_ in self._subjects_of(name, value):
                    yield subject_, node, value
            else:
                yield from self._pairs(name, node)

    def _predicates(self, subject: Node | None, predicate: Node | None) -> Iterable[Term]:
        if predicate is not None:
            return (iri(str(predicate)),)
        if subject is None:
            return self._index.by_predicate
        triples = self._index.graph.read(iri(str(subject)))
        return dict.fromkeys(name for _, name, _ in triples)

    def _values(self, subject: Term, predicate: Term) -> Iterable[Node]:
        return dict.fromkeys(map(self._node, self._index.triples_of(predicate).values_of(subject)))

    def _subjects_of(self, predicate: Term, value: Node) -> Iterable[Node]:
        if isinstance(value, Literal):
            # With rdflib's comparison, because equal literals may be different texts.
            pairs = self._index.triples_of(predicate).pairs()
            subjects = (subject for subject, term in pairs if self._node(term) == value)
            return map(self._node, dict.fromkeys(subjects))
        if predicate not in self._subjects:
            self._subjects[predicate] = self._by_value(predicate)
        return map(self._node, self._subjects[predicate].get(iri(str(value)), ()))

    def _by_value(self, predicate: Term) -> dict[Term, list[Term]]:
        subjects: dict[Term, list[Term]] = {}
        for subject, value in self._index.triples_of(predicate).pairs():
            subjects.setdefault(value, []).append(subject)
        return subjects

    def _pairs(self, predicate: Term, node: Node) -> Iterator[_Triple]:
        pairs = self._index.triples_of(predicate).pairs()
        for subject, group in groupby(pairs, key=itemgetter(0)):
            subject_node = self._node(subject)
            for value in dict.fromkeys(self._node(value) for _, value in group):
                yield subject_node, node, value

    def _node(self, term: Term) -> Node:
        node = self._nodes.get(term)
        if node is None:
            node = self._nodes[term] = rdf_term(term)
            self._texts.setdefault(node, term)
        return node


def _contexts(context: Graph | None) -> _Contexts:
    yield context
