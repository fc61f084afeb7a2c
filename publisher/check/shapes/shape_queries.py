"""The queries in shapes: they parse, their prefixes are declared, and they reach no network.

https://www.w3.org/TR/shacl/#sparql-constraints
"""

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from publisher.check.shapes.shapes_graph import SH_QUERIES, ShapeFault, ShapesGraph, sh, sh_name
from publisher.check.terms.definitions import correct_name
from publisher.limits import NESTING, QUERY_TOKENS
from publisher.model import Term, Triple
from publisher.nearest import nearest
from publisher.sparql.syntax_errors import syntax_error
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
_PYSHACL_PREFIXES: Final = {name: PREFIXES[name] for name in ("rdf", "rdfs", "owl")}
"""The prefixes that pySHACL declares for each query."""
_FORMS: Final = {"select": "SELECT", "ask": "ASK"}


def check_shape_queries(shapes: ShapesGraph) -> Iterator[ShapeFault]:
    """Yield what is wrong with sh:sparql, sh:prefixes, sh:select and sh:ask."""
    queried = {value for _, predicate, value in shapes.triples if predicate in _LEADS_TO_QUERY}
    for triple in shapes.triples:
        subject, predicate, value = triple
        if predicate == _SPARQL and not is_literal(value) and not shapes.values(value, _SELECT):
            message = f"sh:sparql links to {shapes.shown(value)}, but that has no sh:select"
            hint = "give it sh:select with its query"
            yield shapes.fault("shape-malformed", message, hint, triple)
        elif predicate == _PREFIXES and not is_literal(value):
            yield from _without_prefixes(shapes, triple)
        elif predicate in SH_QUERIES and is_literal(value):
            if has_service(lexical(value)):
                yield shapes.fault(
                    "query-service",
                    "the query of a shape asks another endpoint with SERVICE",
                    "remove SERVICE; copy the data that the query needs into the graph",
                    triple,
                )
            elif subject in queried and not _lacks_prefixes(shapes, subject):
                yield from _query(shapes, triple, lexical(value), _declared(shapes, subject))


def _lacks_prefixes(shapes: ShapesGraph, subject: Term) -> bool:
    """Return whether a query's sh:prefixes declares none, which is a fault of its own."""
    return any(not shapes.values(node, _DECLARE) for node in shapes.values(subject, _PREFIXES))


def _without_prefixes(shapes: ShapesGraph, triple: Triple) -> Iterator[ShapeFault]:
    if shapes.values(triple[2], _DECLARE):
        return
    declaring = [shapes.shown(s) for s, p, _ in shapes.triples if p == _DECLARE and is_iri(s)]
    near = nearest(shapes.shown(triple[2]), sorted(declaring), ignore_case=True)
    yield shapes.fault(
        "shape-malformed",
        f"sh:prefixes links to {shapes.shown(triple[2])}, but that declares no prefix in shapes/",
        correct_name(near, "give it sh:declare"),
        triple,
    )


def _declared(shapes: ShapesGraph, subject: Term) -> dict[str, str]:
    """Return the prefixes with which pySHACL runs the query of a subject."""
    nodes = shapes.values(subject, _PREFIXES)
    if nodes:
        nodes += [s for s, p, o in shapes.triples if p == RDF_TYPE and o == OWL_ONTOLOGY]
    declared = dict(_PYSHACL_PREFIXES)
    for node in nodes:
        for declaration in shapes.values(node, _DECLARE):
            names = shapes.values(declaration, sh("prefix"))
            namespaces = shapes.values(declaration, sh("namespace"))
            if names and namespaces and is_literal(names[0]) and is_literal(namespaces[0]):
                declared[lexical(names[0])] = lexical(namespaces[0])
    return declared


def _query(
    shapes: ShapesGraph, triple: Triple, text: str, declared: dict[str, str]
) -> Iterator[ShapeFault]:
    name = sh_name(triple[1])
    reason, hint = _fault_of_query(text, name, declared)
    if reason:
        yield shapes.fault("shape-malformed", f"sh:{name}: {reason}", hint, triple)


def _fault_of_query(text: str, name: str, declared: dict[str, str]) -> tuple[str, str]:
    """Return what is wrong with a query (empty if nothing is), and what to do."""
    undeclared = sorted(_prefixes(text) - declared.keys())
    if undeclared:
        shown = ", ".join(f"{prefix}:" for prefix in undeclared)
        hint = "write PREFIX in the query, or declare the prefix and link to it with sh:prefixes"
        return f"the query uses a prefix that is not declared: {shown}", hint
    if name in _FORMS and form(text) not in {_FORMS[name], ""}:
        return f"expected a {_FORMS[name]} query but received {form(text)}", "correct the query"
    if depth(text) > NESTING or length(text) > QUERY_TOKENS:
        return "the query is too complex", "shorten it, or divide it into several shapes"
    if name == "select" and "this" not in variables(text):
        return "the query does not use $this", "select $this, which is the node that is judged"
    return _syntax(text, declared), "correct the query"


def _syntax(text: str, declared: dict[str, str]) -> str:
    """Return what is wrong with the syntax of a query, in one line; empty if nothing is."""
    header = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in declared.items())
    query = f"{header}\n{text.replace('$PATH', '<urn:path>')}"
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        fault = syntax_error(query, error.msg)
        return f"{fault}, in line {max(fault.line - 1, 1)} of the query"
    except (ValueError, OSError, RuntimeError) as error:
        return f"the query fails: {' '.join(str(error).split())[:200]}"
    return ""


def _prefixes(text: str) -> set[str]:
    """Return the prefixes that a query uses and does not declare itself."""
    used: set[str] = set()
    own: set[str] = set()
    last = ""
    for token in tokenize(text):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            (own if last == "PREFIX" else used).add(prefix)
        last = token.text.upper()
    return used - own - {"_"}
