"""Shapes that the graph plainly keeps are cleared before pySHACL is asked.

It may only clear: a shape is dropped if every focus node passes and all of it is understood; any
doubt leaves the shape, whole, to pySHACL. On a good graph that saves nine tenths of validation.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from publisher.graph import Graph
from publisher.model import Term, Triple
from publisher.terms import datatype, is_iri, is_literal, language, lexical
from publisher.vocabulary import PREFIXES, RDF_TYPE, RDFS_SUBCLASS

_SH: Final = PREFIXES["sh"]
_FIRST: Final = f"<{PREFIXES['rdf']}first>"
_REST: Final = f"<{PREFIXES['rdf']}rest>"
_ANNOTATIONS: Final = frozenset(
    {"severity", "message", "name", "description", "order", "group", "path"}
)

Values: TypeAlias = tuple[Term, ...]
Test: TypeAlias = Callable[[Values], bool]


class _NotUnderstoodError(Exception):
    """The shape has something that only pySHACL shall judge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _PropertyShape:
    path: Term
    tests: tuple[Test, ...]


def cleared(triples: Iterable[Triple], graph: Graph) -> frozenset[Term]:
    """The shapes, and the nodes below them, that pySHACL need not be asked about."""
    described: dict[Term, list[tuple[Term, Term]]] = {}
    led_to: dict[Term, int] = {}
    for subject, predicate, value in triples:
        described.setdefault(subject, []).append((predicate, value))
        led_to[value] = led_to.get(value, 0) + 1
    found: set[Term] = set()
    for shape, parts in described.items():
        if (RDF_TYPE, f"<{_SH}NodeShape>") in parts and not led_to.get(shape):
            below = _cleared_below(shape, described, led_to, graph)
            if below is not None:
                found |= {shape, *below}
    return frozenset(found)


def _cleared_below(
    shape: Term,
    described: Mapping[Term, list[tuple[Term, Term]]],
    led_to: Mapping[Term, int],
    graph: Graph,
) -> list[Term] | None:
    """The property shapes of a shape that the graph keeps; None where it may not."""
    try:
        targets: list[Term] = []
        below: list[Term] = []
        compiled: list[_PropertyShape] = []
        for predicate, value in described[shape]:
            name = _name(predicate)
            if name == "targetClass":
                targets.append(value)
            elif name == "property" and led_to[value] == 1:
                below.append(value)
                compiled.append(_property(value, described, graph))
            elif predicate != RDF_TYPE and name not in _ANNOTATIONS - {"path"}:
                return None
    except _NotUnderstoodError:
        return None
    passes = all(_passes(focus, compiled, graph) for focus in _instances(targets, graph))
    return below if passes else None


def _passes(focus: Term, shapes: Iterable[_PropertyShape], graph: Graph) -> bool:
    values: dict[Term, Values] = {}
    for _, predicate, value in graph.about(focus):
        values[predicate] = (*values.get(predicate, ()), value)
    return all(test(values.get(one.path, ())) for one in shapes for test in one.tests)


def _property(
    shape: Term, described: Mapping[Term, list[tuple[Term, Term]]], graph: Graph
) -> _PropertyShape:
    paths, tests = [], []
    once: set[str] = set()
    for predicate, value in described.get(shape, []):
        name = _name(predicate)
        if name in once:
            raise _NotUnderstoodError  # pySHACL refuses the shape.
        once |= {name} & (_TESTS.keys() - {"class"})
        if name == "path":
            paths.append(value)
        elif name in _TESTS:
            tests.append(_TESTS[name](value, described, graph))
        elif predicate != RDF_TYPE and name not in _ANNOTATIONS:
            raise _NotUnderstoodError
    if len(paths) != 1 or not is_iri(paths[0]):
        raise _NotUnderstoodError
    return _PropertyShape(path=paths[0], tests=tuple(tests))


Described: TypeAlias = Mapping[Term, list[tuple[Term, Term]]]


def _min_count(value: Term, _described: Described, _graph: Graph) -> Test:
    number = _number(value)
    return lambda values: len(values) >= number


def _max_count(value: Term, _described: Described, _graph: Graph) -> Test:
    number = _number(value)
    return lambda values: len(values) <= number


def _node_kind(value: Term, _described: Described, _graph: Graph) -> Test:
    if value == f"<{_SH}IRI>":
        return lambda values: all(is_iri(one) for one in values)
    if value == f"<{_SH}Literal>":
        return lambda values: all(is_literal(one) for one in values)
    raise _NotUnderstoodError


def _datatype(value: Term, _described: Described, _graph: Graph) -> Test:
    return lambda values: all(is_literal(one) and datatype(one) == value for one in values)


def _in(value: Term, described: Described, _graph: Graph) -> Test:
    members = frozenset(_members(value, described))
    return lambda values: all(one in members for one in values)


def _class(value: Term, _described: Described, graph: Graph) -> Test:
    instances = frozenset(_instances([value], graph))
    return lambda values: all(one in instances for one in values)


def _unique_lang(value: Term, _described: Described, _graph: Graph) -> Test:
    if lexical(value) not in {"true", "1"}:
        return lambda _values: True

    def test(values: Values) -> bool:
        tags = [language(one).lower() for one in values if is_literal(one) and language(one)]
        return len(tags) == len(set(tags))

    return test


_TESTS: Final[Mapping[str, Callable[[Term, Described, Graph], Test]]] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "nodeKind": _node_kind,
    "datatype": _datatype,
    "in": _in,
    "class": _class,
    "uniqueLang": _unique_lang,
}


def _name(predicate: Term) -> str:
    """The local name of a term of SHACL, empty for any other."""
    return predicate[len(_SH) + 1 : -1] if predicate.startswith(f"<{_SH}") else ""


def _number(value: Term) -> int:
    text = lexical(value) if is_literal(value) else ""
    if not text.isdecimal():
        raise _NotUnderstoodError
    return int(text)


def _members(node: Term, described: Described) -> Iterator[Term]:
    seen: set[Term] = set()
    while node in described and node not in seen:
        seen.add(node)
        parts = dict(described[node])
        if _FIRST not in parts or len(parts) != len(described[node]):
            raise _NotUnderstoodError
        yield parts[_FIRST]
        node = parts.get(_REST, "")


def _instances(classes: Iterable[Term], graph: Graph) -> set[Term]:
    """The instances of classes and of all that are below them, as SHACL has it."""
    pending, seen = list(classes), set[Term]()
    found: set[Term] = set()
    while pending:
        one = pending.pop()
        if one not in seen:
            seen.add(one)
            found.update(graph.instances(one))
            pending += [s for s, p, _ in graph.naming(one) if p == RDFS_SUBCLASS]
    return found
