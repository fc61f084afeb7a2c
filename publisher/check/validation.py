"""The graph against its shapes, by pySHACL; whatever it raises becomes a finding."""

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Final, cast

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, SH, XSD

from publisher.bounded import MEMORY, Stopped, bounded
from publisher.check.claims import reified
from publisher.check.clearing import cleared
from publisher.check.shapes import ParsedShapes, below, costly, roots
from publisher.check.survey import Survey
from publisher.graph import Graph
from publisher.model import ANY, Finding, Place, Severity, Term, Triple
from publisher.project import DEADLINE
from publisher.terms import datatype, iri, is_literal, literal
from publisher.vocabulary import (
    EV_EVIDENCE,
    EV_QUOTE,
    XSD_STRING,
)

_SHAPES: Final = frozenset({f"<{SH.NodeShape}>", f"<{SH.PropertyShape}>"})
_KEPT: Final = frozenset({f"<{XSD.integer}>", f"<{XSD.dateTime}>"})
_RETYPED: Final = _KEPT | frozenset(
    f"<{XSD[name]}>"
    for name in (
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("long", "int", "short", "byte", "dateTimeStamp"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
"""Oxigraph's store takes each of these for one of _KEPT: pySHACL would judge the wrong datatype."""
_SHARE: Final = 10_000
"""Triples for which validation has its seconds once more: it grows with the graph."""
_BYTES: Final = 8_192
"""Bytes of memory that a triple may take in validation."""
_SEVERITIES: Final = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


def validate(
    survey: Survey,
    shapes: Sequence[ParsedShapes],
    *,
    seconds: float = DEADLINE,
    excused: frozenset[Term] = frozenset(),
) -> Iterator[Finding]:
    """The violations of the shapes, as the shapes' own messages say them.

    `seconds`: what they may take together, for each 10,000 triples that there are. `excused`:
    statements and claims that need not be heard of as without words too.
    """
    triples = [triple for file in shapes for triple in file.triples]
    graph = survey.graph
    passed = cleared(triples, survey)
    left = [triple for triple in triples if triple[0] not in passed]
    if not any(value in _SHAPES for _, _, value in left):
        return
    size = len(graph)

    def begin() -> Callable[[Sequence[Triple]], list[Finding]]:
        return lambda part: list(_validated(graph, part, excused))

    def judge(parts: Sequence[Sequence[Triple]]) -> Iterator[list[Finding] | Stopped]:
        longest = seconds * (1 + size // _SHARE)
        return bounded(parts, begin, seconds=longest, memory=2 * MEMORY + size * _BYTES)

    (found,) = judge([left])
    if not isinstance(found, Stopped):
        yield from found
        return
    # Each alone: those that end are heard, and the one that does not is named.
    of_shape = {root: below(root, left) for root in roots(left)}
    for (root, part), found in zip(of_shape.items(), judge([*of_shape.values()]), strict=True):
        if isinstance(found, Stopped):
            yield _stopped(found, root, part, shapes)
        else:
            yield from found


def _stopped(
    why: Stopped, root: Term, part: Sequence[Triple], shapes: Sequence[ParsedShapes]
) -> Finding:
    suspects = costly(part)
    about = suspects[0] if len(suspects) == 1 else (root if root.startswith("<") else ANY, ANY, ANY)
    reason = "was not judged in time" if why is Stopped.TOO_SLOW else "took too much memory"
    return Finding(
        code="shapes-too-slow",
        message=f"the shape {reason}",
        hint="repeat nothing that repeats in sh:pattern, join what sh:select asks by variables",
        place=Place(
            file=next(one.file for one in shapes if any(root == t[0] for t in one.triples))
        ),
        about=about,
    )


def _validated(
    graph: Graph, shapes: Sequence[Triple], excused: frozenset[Term]
) -> Iterator[Finding]:
    try:
        report = _judged(graph, shapes)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001
        yield Finding(
            code="shape-failed",
            message=f"validation broke off: {type(error).__name__}: {_one_line(error)}",
            hint="mend the other findings first, then the shape that reads what it names",
        )
        return
    yield from _findings(report, graph, excused)


def _judged(graph: Graph, shapes: Sequence[Triple]) -> rdflib.Graph:
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in shapes)
    shacl = rdflib.Graph().parse(data=lines, format="nt")
    try:
        return _report(_rdflib(graph) if _asks_of_retyped(shapes) else _store(graph), shacl)
    except Exception:  # noqa: BLE001
        # pySHACL raises on some bad data when it reads a store, and not from an rdflib graph.
        return _report(_rdflib(graph), shacl)


def _asks_of_retyped(shapes: Sequence[Triple]) -> bool:
    """Whether a shape names a datatype, or has a literal of one, that a store does not keep."""
    return any(
        value in _RETYPED or (is_literal(value) and datatype(value) in _RETYPED - _KEPT)
        for _, _, value in shapes
    )


def _rdflib(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=graph.lines, format="nt")


def _store(graph: Graph) -> ox.Store:
    store = ox.Store()
    store.bulk_load(graph.lines, format=ox.RdfFormat.N_TRIPLES)
    return store


def _report(data: ox.Store | rdflib.Graph, shacl: rdflib.Graph) -> rdflib.Graph:
    # Loaded when there are shapes to judge: it takes a fifth of a second.
    import pyshacl  # noqa: PLC0415

    # What it says of a broken shape comes back as its result too.
    logging.getLogger("pyshacl-validate").disabled = True
    # pySHACL reads a store directly, which its annotation does not say.
    given = cast("rdflib.Graph", data)
    _, report, _ = pyshacl.validate(given, shacl_graph=shacl, allow_warnings=True, allow_infos=True)
    if isinstance(report, rdflib.Graph):
        return report
    raise TypeError(" ".join(str(report).split()))


def _findings(report: rdflib.Graph, graph: Graph, excused: frozenset[Term]) -> Iterator[Finding]:
    said: set[tuple[str, Term, Term]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if next(report.subjects(SH.detail, result), None) is not None:
            continue
        focus = _term(report.value(result, SH.focusNode))
        path = _term(report.value(result, SH.resultPath))
        value = _term(report.value(result, SH.value))
        messages = sorted(str(one) for one in report.objects(result, SH.resultMessage))
        message = _one_line(messages[0]) if messages else "a shape is violated"
        if (message, focus, value) in said:
            continue  # What two constraints ask for is done once.
        said.add((message, focus, value))
        if focus in excused and path in {EV_QUOTE, EV_EVIDENCE}:
            continue
        severity = report.value(result, SH.resultSeverity)
        # The file has the triple, not the IRI of the statement about it.
        statement = reified(focus, graph)
        yield Finding(
            code="shape-violation",
            message=message,
            severity=next((s for iri, s in _SEVERITIES.items() if iri == severity), Severity.ERROR),
            about=statement or (focus, path, value if path else ANY),
        )


def _term(node: rdflib.term.Node | None) -> Term:
    if isinstance(node, rdflib.URIRef):
        return iri(str(node))
    if isinstance(node, rdflib.Literal):
        kind = iri(str(node.datatype)) if node.datatype else XSD_STRING
        return literal(str(node), datatype=kind, language=node.language or "")
    return ANY


def _one_line(error: object) -> str:
    return " ".join(str(error).split())[:400]
