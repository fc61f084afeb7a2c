"""Small files of RDF that are made for people to read as well."""

from collections.abc import Iterable
from typing import Final

import rdflib

from publisher.model import Term, Triple
from publisher.terms import bare, is_iri, language, lexical
from publisher.terms import datatype as datatype_of
from publisher.vocabulary import PREFIXES

_PREFIXES: Final = {
    **{name: PREFIXES[name] for name in ("dcat", "prov", "schema", "sh", "void")},
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "spdx": "http://spdx.org/rdf/terms#",
}


def turtle(triples: Iterable[Triple]) -> bytes:
    """Return triples as Turtle in which each resource is described at one place."""
    graph = rdflib.Graph()
    for triple in triples:
        subject, predicate, value = map(_node, triple)
        graph.add((subject, predicate, value))
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    return graph.serialize(format="turtle", encoding="utf-8")


def _node(term: Term) -> rdflib.URIRef | rdflib.Literal:
    if is_iri(term):
        return rdflib.URIRef(bare(term))
    tag = language(term)
    if tag:
        return rdflib.Literal(lexical(term), lang=tag)
    is_typed = term.endswith(">")
    datatype = rdflib.URIRef(bare(datatype_of(term))) if is_typed else None
    return rdflib.Literal(lexical(term), datatype=datatype)
