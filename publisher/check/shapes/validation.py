"""Validate the graph by its shapes, with pySHACL. What pySHACL raises becomes a finding."""

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import rdflib
from rdflib.namespace import RDF, SH

from publisher import limits
from publisher.check.predicate_index import PredicateIndex, triple_of_statement
from publisher.check.shapes.rdflib_view import GraphView, rdf_term
from publisher.check.shapes.shacl_prefilter import conforming_shapes
from publisher.check.shapes.shape_messages import in_language, own_message
from publisher.check.shapes.shapes_graph import (
    LIST_OF_SHAPES,
    ONE_SHAPE,
    SH_PATH,
    SH_PATTERN,
    SH_QUERIES,
    SHAPE_TYPES,
    TARGETS,
    ShapesGraph,
    sh,
)
from publisher.check.shapes.sound_shapes import sound_triples
from publisher.deadline import Stopped, run_with_deadline
from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, Term, Triple
from publisher.project import LANGUAGE
from publisher.terms import is_iri
from publisher.vocabulary import CLASS_TYPES, EV_EVIDENCE, EV_QUOTE, RDF_TYPE

_SHARE: Final = 10_000
"""Triples for which validation has its seconds once more, because it grows with the graph."""
_BYTES: Final = 8_192
"""Bytes of memory that validation may use for a triple."""
_OF_SHAPE: Final = TARGETS | ONE_SHAPE | LIST_OF_SHAPES
_SEVERITIES: Final = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.NOTE,
}
_SIMPLER: Final = (
    "put no repetition inside a repetition in sh:pattern; connect the patterns of "
    "sh:select with shared variables"
)
_WHY_STOPPED: Final = {
    Stopped.TOO_SLOW: ("it needs too much time", _SIMPLER),
    Stopped.DIED: ("it needs too much memory", _SIMPLER),
    Stopped.STALLED: (
        "the machine had too little time for it",
        "try again when the machine is less busy",
    ),
}


def validate(
    index: PredicateIndex,
    shapes: ShapesGraph,
    *,
    faulty: Collection[Triple] = (),
    language: str = LANGUAGE,
    seconds: float = limits.READY_QUERY_SECONDS,
    suppressed: frozenset[Term] = frozenset(),
) -> Iterator[Finding]:
    """Yield the violations of the shapes, with the shapes' own messages.

    `faulty`: triples of the shapes that cannot be checked. `language`: of the messages, if a shape
    has several. `seconds`: what all shapes may take together, for each 10,000 triples of the graph.
    `suppressed`: statements and claims whose quote has a finding already; a missing quote of theirs
    is not another.
    """
    triples = in_language(_typed(sound_triples(shapes, faulty)), language)
    conforming = conforming_shapes(triples, index)
    undecided = [triple for triple in triples if triple[0] not in conforming]
    if not any(value in SHAPE_TYPES for _, _, value in undecided):
        return
    judge = _Judge(index=index, shapes=shapes, suppressed=suppressed)
    (verdict,) = _verdicts(judge, [undecided], seconds=seconds)
    if isinstance(verdict, list):
        yield from verdict
        return
    # Each shape alone, because then only the one that fails has no findings, and can be named.
    parts = _parts(undecided, shapes)
    verdicts = _verdicts(judge, [*parts.values()], seconds=seconds)
    for (root, part), verdict in zip(parts.items(), verdicts, strict=True):
        if isinstance(verdict, Stopped):
            yield _stopped(verdict, root, part, shapes)
        elif isinstance(verdict, str):
            yield _failed(verdict, root, part, shapes)
        else:
            yield from verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Validates the graph by some shapes: returns the findings, or what pySHACL raised as text."""

    index: PredicateIndex
    shapes: ShapesGraph
    suppressed: frozenset[Term]

    def __call__(self, part: Sequence[Triple]) -> list[Finding] | str:
        # Imported only if there are shapes to check, because that takes a fifth of a second.
        import pyshacl  # noqa: PLC0415

        # Silenced, because what it logs about a broken shape is in its result too.
        logging.getLogger("pyshacl-validate").disabled = True
        view = GraphView(self.index)
        try:
            shapes = _shacl_graph(part, self.shapes.base)
            _, report, _ = pyshacl.validate(
                view.graph(), shacl_graph=shapes, allow_warnings=True, allow_infos=True
            )
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001
            return f"{type(error).__name__}: {_one_line(error)}"
        if not isinstance(report, rdflib.Graph):
            return _one_line(report.message).rstrip(".")
        return list(_findings(report, view, self))


def _shacl_graph(triples: Sequence[Triple], base: str) -> rdflib.Graph:
    shacl = rdflib.Graph()
    shacl.bind("", f"{base}ontology#")  # For pySHACL's own messages.
    for subject, predicate, value in triples:
        shacl.add((rdf_term(subject), rdf_term(predicate), rdf_term(value)))
    return shacl


def _verdicts(
    judge: _Judge, parts: Sequence[Sequence[Triple]], *, seconds: float
) -> Iterator[list[Finding] | str | Stopped]:
    """Yield for each part the verdict, or why it was stopped: its limits grow with the graph."""
    size = len(judge.index.graph)
    return run_with_deadline(
        parts,
        lambda: judge,
        seconds=seconds * (1 + size // _SHARE),
        memory=2 * limits.WORK_BYTES + size * _BYTES,
    )


def _typed(triples: Sequence[Triple]) -> list[Triple]:
    """Return the triples with a type for each shape that has none, because pySHACL needs one."""
    typed = {s for s, p, o in triples if p == SH_PATH or o in SHAPE_TYPES}
    untyped = dict.fromkeys(
        s
        for s, p, o in triples
        if s not in typed and (p in _OF_SHAPE or (p == RDF_TYPE and o in CLASS_TYPES))
    )
    return [*triples, *((shape, RDF_TYPE, sh("NodeShape")) for shape in untyped)]


def _parts(triples: Sequence[Triple], shapes: ShapesGraph) -> dict[Term, list[Triple]]:
    """Return for each shape with a target its triples, and all that they lead to.

    What belongs to no shape, such as declared prefixes, is in each part.
    """
    described: dict[Term, list[Triple]] = {}
    for triple in triples:
        described.setdefault(triple[0], []).append(triple)
    roots = {root: shapes.below(root) for root in shapes.roots if root in described}
    below = frozenset[Term]().union(*roots.values())
    support = [triple for triple in triples if triple[0] not in below]
    return {
        root: [
            *support,
            *(t for node in nodes for t in described.get(node, ()) if _is_of(t, root, shapes)),
        ]
        for root, nodes in roots.items()
    }


def _is_of(triple: Triple, root: Term, shapes: ShapesGraph) -> bool:
    """Return whether a triple is not the target of another shape than `root`."""
    return triple[0] == root or not (shapes.is_own_target(triple) or triple[1] in TARGETS)


def _stopped(reason: Stopped, root: Term, part: Sequence[Triple], shapes: ShapesGraph) -> Finding:
    suspects = [triple for triple in part if triple[1] == SH_PATTERN or triple[1] in SH_QUERIES]
    message, hint = _WHY_STOPPED[reason]
    return Finding(
        code="shapes-too-slow",
        message=f"the shape was not judged, because {message}",
        hint=hint,
        place=Place(file=shapes.file_of[root]),
        about=shapes.about(suspects[0]) if len(suspects) == 1 else shapes.about_node(root),
    )


def _failed(reason: str, root: Term, part: Sequence[Triple], shapes: ShapesGraph) -> Finding:
    suspects = [triple for triple in part if triple[1] in SH_QUERIES]
    return Finding(
        code="shape-failed",
        message=f"pySHACL failed: {reason}",
        hint="fix the other errors first; if it still fails, correct this shape or what it "
        "links to",
        place=Place(file=shapes.file_of[root]),
        about=shapes.about(suspects[0]) if len(suspects) == 1 else shapes.about_node(root),
    )


def _findings(report: rdflib.Graph, view: GraphView, judge: _Judge) -> Iterator[Finding]:
    reported: set[tuple[str, Term, Term, Term]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if next(report.subjects(SH.detail, result), None) is not None:
            continue
        focus = view.text(report.value(result, SH.focusNode))
        path = view.text(report.value(result, SH.resultPath))
        path = path if is_iri(path) else ANY  # One of several steps is a blank node of the shapes.
        value = view.text(report.value(result, SH.value))
        message = _one_line(own_message(report, result, judge.shapes))
        # Once, if two constraints ask for the same. A value without a path is the focus node.
        key = (message, focus, path if value else ANY, value)
        if key in reported:
            continue
        reported.add(key)
        if focus in judge.suppressed and path in {EV_QUOTE, EV_EVIDENCE}:
            continue
        severity = report.value(result, SH.resultSeverity)
        # About the triple, because no file contains the IRI of a statement.
        triple = triple_of_statement(focus, judge.index.graph) if is_iri(focus) else None
        yield Finding(
            code="shape-violation",
            message=message,
            severity=next((s for iri, s in _SEVERITIES.items() if iri == severity), Severity.ERROR),
            about=triple or (focus, path, value if path else ANY),
        )


def _one_line(text: object) -> str:
    return " ".join(str(text).split())[:400]
