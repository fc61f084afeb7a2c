"""The graph as an rdflib store, without a copy: only the terms that are asked for are made.

The alternatives are worse: pySHACL validates strings wrongly when it reads an Oxigraph store, and
to parse a large graph with rdflib takes 25 microseconds a triple.
"""

import logging
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.store import Store
from rdflib.term import Node

from publisher.check.predicate_index import PredicateIndex
from publisher.model import ANY, Term
from publisher.terms import bare, iri, is_iri, is_literal, language, lexical, literal
from publisher.vocabulary import XSD_STRING

# Silenced, because rdflib logs a traceback for each ill-typed literal, which has a finding.
logging.getLogger("rdflib.term").disabled = True

_Triple: TypeAlias = tuple[Node, Node, Node]
_Pattern: TypeAlias = tuple[Node | None, Node | None, Node | None]
_Contexts: TypeAlias = Generator[Graph | None]
_GRAPH: Final = URIRef("urn:publisher:graph")
"""The name by which the one graph of the store is found again."""
_DATATYPE: Final = '"^^<'


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
        """Return the term of which a node was made, or would be; ANY for no node."""
        if isinstance(node, URIRef | BNode):
            return _name(node)
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
        subject, predicate, value = triple_pattern
        if isinstance(subject, Literal):
            return
        for name in self._predicates(subject, predicate):
            node = self._node(name)
            for subject_, value_ in self._pairs(name, subject, value):
                yield (subject_, node, value_), self._contexts(context)

    def _contexts(self, context: Graph | None) -> _Contexts:
        # By name, because pySHACL describes a blank node by the named graph that it is in.
        yield context or Graph(store=self, identifier=_GRAPH, bind_namespaces="none")

    def _predicates(self, subject: Node | None, predicate: Node | None) -> Iterable[Term]:
        if predicate is not None:
            return (iri(str(predicate)),)
        if subject is None:
            return self._index.by_predicate
        triples = self._index.graph.read(_name(subject))
        return dict.fromkeys(name for _, name, _ in triples)

    def _pairs(
        self, predicate: Term, subject: Node | None, value: Node | None
    ) -> Iterable[tuple[Node, Node]]:
        """Return the matching subjects of a predicate, each with its value; every pair once."""
        triples = self._index.triples_of(predicate)
        if subject is not None:
            values = dict.fromkeys(map(self._node, triples.values_of(_name(subject))))
            return ((subject, each) for each in values if value is None or each == value)
        if value is not None:
            return ((each, value) for each in self._subjects_of(predicate, value))
        return dict.fromkeys((self._node(name), self._node(each)) for name, each in triples.pairs())

    def _subjects_of(self, predicate: Term, value: Node) -> Iterable[Node]:
        if isinstance(value, Literal):
            # With rdflib's comparison, because equal literals may be different texts.
            pairs = self._index.triples_of(predicate).pairs()
            subjects = (subject for subject, term in pairs if self._node(term) == value)
            return map(self._node, dict.fromkeys(subjects))
        if predicate not in self._subjects:
            self._subjects[predicate] = self._by_value(predicate)
        return map(self._node, self._subjects[predicate].get(_name(value), ()))

    def _by_value(self, predicate: Term) -> dict[Term, list[Term]]:
        subjects: dict[Term, list[Term]] = {}
        for subject, value in self._index.triples_of(predicate).pairs():
            subjects.setdefault(value, []).append(subject)
        return subjects

    def _node(self, term: Term) -> Node:
        node = self._nodes.get(term)
        if node is None:
            node = self._nodes[term] = rdf_term(term)
            self._texts.setdefault(node, term)
        return node


def _name(node: Node) -> Term:
    """Return the term of an IRI or a blank node."""
    return Term(f"_:{node}") if isinstance(node, BNode) else iri(str(node))


def rdf_term(term: Term) -> Node:
    """Return the rdflib term of an N-Triples text: an IRI, `_:label` or a literal."""
    if is_iri(term):
        return URIRef(bare(term))
    return rdf_literal(term) if is_literal(term) else BNode(term[2:])


def rdf_literal(term: Term) -> Literal:
    """Return the rdflib literal of a literal's N-Triples text.

    A plain literal has no datatype: to rdflib, one with xsd:string is another.
    """
    at = term.rindex('"')
    if term.startswith(_DATATYPE, at):
        kind = URIRef(term[at + len(_DATATYPE) : -1])
        return Literal(lexical(term), datatype=kind)
    # A base direction (@en--ltr) is RDF 1.2, which rdflib refuses.
    tag = language(term).partition("--")[0]
    return Literal(lexical(term), lang=tag or None)
