"""Shapes that pySHACL would pass silently are refused; the rest is pySHACL's to judge.

https://www.w3.org/TR/shacl/
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from publisher.check.shacl_terms import SHACL_12_TERMS, SHACL_TERMS
from publisher.check.survey import Survey
from publisher.model import ANY, Finding, Place, ShapesFile, Term, Triple
from publisher.reification import is_triple_term
from publisher.sparql.tokens import has_service
from publisher.terms import is_literal, language, lexical
from publisher.vocabulary import CLASS_TYPES, PREFIXES, RDF_TYPE

_SH: Final = PREFIXES["sh"]
_TARGETS: Final = tuple(
    f"<{_SH}{name}>"
    for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)
_LEADS: Final = tuple(
    f"<{_SH}{name}>"
    for name in ("property", "node", "not", "and", "or", "xone", "qualifiedValueShape")
)
_SHAPE_TYPES: Final = frozenset({f"<{_SH}NodeShape>", f"<{_SH}PropertyShape>"})
_PATTERN: Final = f"<{_SH}pattern>"
_QUERIES: Final = frozenset({f"<{_SH}select>", f"<{_SH}ask>", f"<{_SH}construct>"})
_REST: Final = f"<{PREFIXES['rdf']}rest>"
_FIRST: Final = f"<{PREFIXES['rdf']}first>"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedShapes:
    """One file's triples, blank nodes as `_:id`, unique across files."""

    file: str
    triples: tuple[Triple, ...]


def parse_shapes(files: Sequence[ShapesFile], *, base: str) -> list[ParsedShapes]:
    parsed = []
    for file in files:
        quads = ox.parse(file.content, format=ox.RdfFormat.TURTLE, base_iri=base)
        triples = tuple((str(q.subject), str(q.predicate), _object(q.object)) for q in quads)
        parsed.append(ParsedShapes(file=file.file, triples=triples))
    return parsed


def _object(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


def check_shapes(shapes: Sequence[ParsedShapes], survey: Survey) -> Iterator[Finding]:
    """What is wrong with the shapes themselves. Any error here forbids validation."""
    for file in shapes:
        yield from _terms(file)
        yield from _values(file)
    triples = [triple for file in shapes for triple in file.triples]
    origin = {triple[0]: file.file for file in shapes for triple in file.triples}
    links = _links(triples)
    yield from _recursive(links, origin)
    yield from _unreached(shapes, links)
    yield from _reaching_nothing(shapes, survey)


def _terms(file: ParsedShapes) -> Iterator[Finding]:
    seen: set[Term] = set()
    for triple in file.triples:
        for term in triple:
            if not term.startswith(f"<{_SH}") or term in seen:
                continue
            seen.add(term)
            name = term[len(_SH) + 1 : -1]
            if name in SHACL_12_TERMS:
                yield _finding(
                    "shape-unsupported",
                    f"sh:{name} is of SHACL 1.2, which pySHACL passes silently",
                    "say it with SHACL 1.0 on the rdf:Statement form",
                    file=file.file,
                    about=(ANY, term, ANY),
                )
            elif name not in SHACL_TERMS:
                near = process.extractOne(
                    name,
                    sorted(SHACL_TERMS),
                    scorer=fuzz.ratio,
                    processor=str.lower,
                    score_cutoff=60,
                )
                hint = f"nearest is sh:{near[0]}" if near else "it would check nothing"
                message = f"sh:{name} is no term of SHACL"
                about = (ANY, term, ANY)
                yield _finding("shape-term-unknown", message, hint, file=file.file, about=about)


def _values(file: ParsedShapes) -> Iterator[Finding]:
    for triple in file.triples:
        if triple[1] == _PATTERN and is_literal(triple[2]):
            try:
                re.compile(lexical(triple[2]))
            except (re.error, OverflowError, RecursionError) as error:
                message = f"sh:pattern does not compile: {error}"
                about = (ANY, _PATTERN, triple[2])
                yield _finding("shape-pattern", message, "correct it", file=file.file, about=about)
        if triple[1] in _QUERIES and is_literal(triple[2]) and has_service(lexical(triple[2])):
            yield _finding(
                "query-service",
                "a shape's query asks another endpoint (SERVICE)",
                "keep what it needs in the graph",
                file=file.file,
                about=(ANY, triple[1], triple[2]),
            )
        if is_triple_term(triple[2]) or (is_literal(triple[2]) and "--" in language(triple[2])):
            about = (ANY, triple[1], triple[2])
            if is_triple_term(triple[2]):
                # The triple inside: where a shape is annotated, no term stands for it.
                parts = triple[2][4:-4].split(" ", 2)
                subject, predicate, value = (ANY if one[:2] == "_:" else one for one in parts)
                about = (subject, predicate, value)
            yield _finding(
                "shape-unsupported",
                "a triple or a direction of text (@en--ltr) is RDF 1.2, which pySHACL cannot read",
                "write shapes in RDF 1.1, without << >>, {| |} and --ltr",
                file=file.file,
                about=about,
            )


def _links(triples: Sequence[Triple]) -> dict[Term, list[Term]]:
    """Which shape leads to which, lists followed."""
    rest = {s: o for s, p, o in triples if p == _REST}
    first = {s: o for s, p, o in triples if p == _FIRST}

    def members(node: Term) -> Iterator[Term]:
        seen: set[Term] = set()
        while node in first and node not in seen:
            seen.add(node)
            yield first[node]
            node = rest.get(node, "")

    links: dict[Term, list[Term]] = {}
    for subject, predicate, value in triples:
        if predicate in _LEADS:
            links.setdefault(subject, []).extend(members(value) if value in first else [value])
    return links


def _recursive(links: dict[Term, list[Term]], origin: dict[Term, str]) -> Iterator[Finding]:
    done: set[Term] = set()
    known: set[frozenset[Term]] = set()
    # Named shapes first: the labels of blank nodes are others in each run.
    for start in sorted(links, key=lambda shape: (shape.startswith("_:"), shape)):
        cycle = _cycle(start, links, done)
        if cycle and frozenset(cycle) not in known:
            known.add(frozenset(cycle))
            named = _from_first([one for one in cycle if one.startswith("<")])
            shown = " → ".join(one.rpartition("#")[2].rstrip(">") for one in [*named, *named[:1]])
            about = (named[0] if named else ANY, ANY, ANY)
            yield _finding(
                "shape-recursive",
                f"shapes lead back to themselves: {shown}",
                "cut the circle: recursion has no meaning in SHACL",
                file=origin.get(named[0] if named else cycle[0], ""),
                about=about,
            )


def _from_first(circle: list[Term]) -> list[Term]:
    at = circle.index(min(circle)) if circle else 0
    return circle[at:] + circle[:at]


def _cycle(start: Term, links: dict[Term, list[Term]], done: set[Term]) -> list[Term]:
    """The first circle met from `start`, without recursion of our own."""
    path: list[Term] = []
    on_path: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            path.pop()
            on_path.discard(node)
            done.add(node)
        elif node in on_path:
            return path[path.index(node) :]
        elif node not in done:
            path.append(node)
            on_path.add(node)
            stack.append((node, True))
            stack += [(one, False) for one in links.get(node, [])]
    return []


def _unreached(shapes: Sequence[ParsedShapes], links: dict[Term, list[Term]]) -> Iterator[Finding]:
    led_to = {one for many in links.values() for one in many}
    for file in shapes:
        targeted = {s for s, p, _ in file.triples if p in _TARGETS}
        targeted |= {s for s, p, o in file.triples if p == RDF_TYPE and o in CLASS_TYPES}
        typed = {s for s, p, o in file.triples if p == RDF_TYPE and o in _SHAPE_TYPES}
        for shape in sorted(typed | (links.keys() & {s for s, _, _ in file.triples})):
            if shape not in led_to and shape not in targeted:
                yield _finding(
                    "shape-without-target",
                    "the shape has no target and no shape leads to it: it checks nothing",
                    "give it sh:targetClass",
                    file=file.file,
                    about=(shape if shape.startswith("<") else ANY, ANY, ANY),
                )


def _reaching_nothing(shapes: Sequence[ParsedShapes], survey: Survey) -> Iterator[Finding]:
    graph, predicates = survey.graph, survey.columns.keys()
    for file in shapes:
        if file.file.startswith("publisher/"):
            continue
        for shape, target, value in file.triples:
            name = target[len(_SH) + 1 : -1]
            empty = (
                (name == "targetClass" and not survey.instances_below([value]))
                or (name in {"targetSubjectsOf", "targetObjectsOf"} and value not in predicates)
                or (name == "targetNode" and not graph.about(value))
            )
            if target in _TARGETS and empty:
                yield Finding(
                    code="shape-reaches-nothing",
                    message=f"the target sh:{name} {value} selects no node of the graph",
                    hint="correct it, or remove the shape",
                    place=Place(file=file.file),
                    about=(shape if shape.startswith("<") else ANY, target, value),
                )


def roots(triples: Sequence[Triple]) -> list[Term]:
    """The shapes that have a target, in the order in which they come."""
    return list(
        dict.fromkeys(
            subject
            for subject, predicate, value in triples
            if predicate in _TARGETS or (predicate == RDF_TYPE and value in CLASS_TYPES)
        )
    )


def below(shape: Term, triples: Sequence[Triple]) -> list[Triple]:
    """The triples of a shape and of all that it leads to, and of no other shape's target."""
    described: dict[Term, list[Triple]] = {}
    for triple in triples:
        described.setdefault(triple[0], []).append(triple)
    pending, found = [shape], dict[Term, list[Triple]]()
    while pending:
        node = pending.pop()
        if node not in found and node in described:
            found[node] = [
                triple for triple in described[node] if node == shape or triple[1] not in _TARGETS
            ]
            pending += [value for _, _, value in found[node]]
    return [triple for of_node in found.values() for triple in of_node]


def costly(triples: Sequence[Triple]) -> list[Triple]:
    """What may take for ever: patterns and queries, as a finding is about them."""
    return [(ANY, p, o) for _, p, o in triples if p == _PATTERN or p in _QUERIES]


def _finding(code: str, message: str, hint: str, *, file: str, about: Triple) -> Finding:
    return Finding(code=code, message=message, hint=hint, place=Place(file=file), about=about)
