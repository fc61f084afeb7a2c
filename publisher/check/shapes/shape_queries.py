"""The queries in shapes: they parse, with the prefixes that they are given, and reach no network.

https://www.w3.org/TR/shacl/#sparql-constraints
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from publisher.check.shapes.shapes_graph import SH_QUERIES, ShapeFault, ShapesGraph, sh, sh_name
from publisher.limits import NESTING, QUERY_TOKENS
from publisher.model import Term, Triple
from publisher.nearest import nearest
from publisher.sparql.faults import syntax_error
from publisher.sparql.tokens import (
    depth,
    form,
    has_service,
    length,
    tokenize,
    variables,
)
from publisher.terms import is_iri, is_literal, lexical
from publisher.vocabulary import OWL_ONTOLOGY, PREFIXES, RDF_TYPE

_SPARQL: Final = sh("sparql")
_LEADS_TO_QUERY: Final = frozenset(
    map(sh, ("sparql", "validator", "nodeValidator", "propertyValidator"))
)
_SELECT: Final = sh("select")
_PREFIXES: Final = sh("prefixes")
_DECLARE: Final = sh("declare")
_OF_PYSHACL: Final = {name: PREFIXES[name] for name in ("rdf", "rdfs", "owl")}
"""The prefixes that pySHACL gives to each query."""
_FORMS: Final = {"select": "SELECT", "ask": "ASK"}


def check_shape_queries(graph: ShapesGraph) -> Iterator[ShapeFault]:
    judged = {value for _, predicate, value in graph.triples if predicate in _LEADS_TO_QUERY}
    for triple in graph.triples:
        subject, predicate, value = triple
        if predicate == _SPARQL and not is_literal(value) and not graph.values(value, _SELECT):
            message = f"sh:sparql leads to {graph.shown(value)}, which has no sh:select"
            hint = "give it sh:select with its query"
            yield graph.fault("shape-malformed", message, hint, triple)
        elif predicate == _PREFIXES and not is_literal(value):
            yield from _without_prefixes(graph, triple)
        elif predicate in SH_QUERIES and is_literal(value):
            if has_service(lexical(value)):
                yield graph.fault(
                    "query-service",
                    "a shape's query asks another endpoint (SERVICE)",
                    "keep what it needs in the graph",
                    triple,
                )
            elif subject in judged and not _lacks_prefixes(graph, subject):
                yield from _query(graph, triple, lexical(value), _declared(graph, subject))


def _lacks_prefixes(graph: ShapesGraph, subject: Term) -> bool:
    """Whether a query's prefixes are told to be missing already."""
    return any(not graph.values(node, _DECLARE) for node in graph.values(subject, _PREFIXES))


def _without_prefixes(graph: ShapesGraph, triple: Triple) -> Iterator[ShapeFault]:
    if graph.values(triple[2], _DECLARE):
        return
    declaring = [graph.shown(s) for s, p, _ in graph.triples if p == _DECLARE and is_iri(s)]
    near = nearest(graph.shown(triple[2]), sorted(declaring), ignore_case=True)
    yield graph.fault(
        "shape-malformed",
        f"sh:prefixes leads to {graph.shown(triple[2])}, which declares no prefix in shapes/",
        f"nearest is {near}" if near else "give it sh:declare",
        triple,
    )


def _declared(graph: ShapesGraph, subject: Term) -> dict[str, str]:
    """The prefixes with which pySHACL runs the query of a subject."""
    named = graph.values(subject, _PREFIXES)
    if named:
        named += [s for s, p, o in graph.triples if p == RDF_TYPE and o == OWL_ONTOLOGY]
    found = dict(_OF_PYSHACL)
    for node in named:
        for declaration in graph.values(node, _DECLARE):
            names = graph.values(declaration, sh("prefix"))
            namespaces = graph.values(declaration, sh("namespace"))
            if names and namespaces and is_literal(names[0]) and is_literal(namespaces[0]):
                found[lexical(names[0])] = lexical(namespaces[0])
    return found


def _query(
    graph: ShapesGraph, triple: Triple, text: str, declared: dict[str, str]
) -> Iterator[ShapeFault]:
    name = sh_name(triple[1])
    reason, hint = _why_none(text, name, declared)
    if reason:
        yield graph.fault("shape-malformed", f"sh:{name}: {reason}", hint, triple)


def _why_none(text: str, name: str, declared: dict[str, str]) -> tuple[str, str]:
    """What is wrong with a query, and what to do."""
    missing = sorted(_prefixes(text) - declared.keys())
    if missing:
        shown = ", ".join(f"{prefix}:" for prefix in missing)
        hint = "write PREFIX in the query, or declare it and lead to it by sh:prefixes"
        return f"the query uses {shown}, which is declared nowhere", hint
    if name in _FORMS and form(text) not in {_FORMS[name], ""}:
        return f"the query is none of the form {_FORMS[name]}", "correct it"
    if depth(text) > NESTING or length(text) > QUERY_TOKENS:
        return "the query is too complex", "say what it asks more narrowly"
    if name == "select" and "this" not in variables(text):
        return "the query never asks of $this", "select $this: the node that is judged"
    return _syntax(text, declared), "correct it"


def _syntax(text: str, declared: dict[str, str]) -> str:
    """What is wrong with the syntax of a query, in one line."""
    header = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in declared.items())
    query = f"{header}\n{text.replace('$PATH', '<urn:path>')}"
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        found = syntax_error(query, error.msg)
        return f"{found}, in line {max(found.line - 1, 1)} of the query"
    except (ValueError, OSError, RuntimeError) as error:
        return f"the query fails: {' '.join(str(error).split())[:200]}"
    return ""


def _prefixes(text: str) -> set[str]:
    """The prefixes that a query uses and does not declare itself."""
    used: set[str] = set()
    own: set[str] = set()
    last = ""
    for token in tokenize(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (own if last == "PREFIX" else used).add(prefix)
        last = token.text.upper()
    return used - own - {"_"}
