"""The graph against its shapes, by pySHACL; whatever it raises becomes a finding."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import rdflib
from rdflib.namespace import RDF, SH

from publisher import limits
from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.rdflib_terms import rdf_term
from publisher.check.shapes.rdflib_view import GraphView
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
from publisher.check.statements.claims import triple_of_statement
from publisher.deadline import Stopped, bounded
from publisher.findings import Finding, Place, Severity
from publisher.model import ANY, Term, Triple
from publisher.project import LANGUAGE
from publisher.terms import is_iri
from publisher.vocabulary import CLASS_TYPES, EV_EVIDENCE, EV_QUOTE, RDF_TYPE

_SHARE: Final = 10_000
"""Triples for which validation has its seconds once more: it grows with the graph."""
_BYTES: Final = 8_192
"""Bytes of memory that a triple may take in validation."""
_OF_SHAPE: Final = TARGETS | ONE_SHAPE | LIST_OF_SHAPES
_SEVERITIES: Final = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judge:
    """Judges parts of the shapes. What pySHACL raised is its text."""

    index: PredicateIndex
    shapes: ShapesGraph
    suppressed: frozenset[Term]

    def __call__(self, part: Sequence[Triple]) -> list[Finding] | str:
        view = GraphView(self.index)
        try:
            report = _report(view.graph(), part, self.shapes.base)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001
            return f"{type(error).__name__}: {_one_line(error)}"
        return report if isinstance(report, str) else list(_findings(report, view, self))


def validate(
    index: PredicateIndex,
    shapes: ShapesGraph,
    *,
    faulty: Collection[Triple] = (),
    language: str = LANGUAGE,
    seconds: float = limits.READY_QUERY_SECONDS,
    suppressed: frozenset[Term] = frozenset(),
) -> Iterator[Finding]:
    """The violations of the shapes, as the shapes' own messages say them.

    `faulty`: triples of the shapes that cannot be judged. `language`: of the messages, where there
    are several. `seconds`: what the shapes may take together, for each 10,000 triples that there
    are. `suppressed`: statements and claims that need not be heard of as without words too.
    """
    triples = in_language(_typed(sound_triples(shapes, faulty)), language)
    passed = conforming_shapes(triples, index)
    left = [triple for triple in triples if triple[0] not in passed]
    if not any(value in SHAPE_TYPES for _, _, value in left):
        return
    size = len(index.graph)

    def judge(parts: Sequence[Sequence[Triple]]) -> Iterator[list[Finding] | str | Stopped]:
        def begin() -> Callable[[Sequence[Triple]], list[Finding] | str]:
            return _Judge(index=index, shapes=shapes, suppressed=suppressed)

        longest = seconds * (1 + size // _SHARE)
        return bounded(parts, begin, seconds=longest, memory=2 * limits.WORK_BYTES + size * _BYTES)

    (found,) = judge([left])
    if isinstance(found, list):
        yield from found
        return
    # Each alone: those that end are heard, and the one that does not is named.
    parts = _parts(left, shapes)
    for (root, part), found in zip(parts.items(), judge([*parts.values()]), strict=True):
        if isinstance(found, Stopped):
            yield _stopped(found, root, part, shapes)
        elif isinstance(found, str):
            yield _failed(found, root, part, shapes)
        else:
            yield from found


def _typed(triples: Sequence[Triple]) -> list[Triple]:
    """With a type for each shape that is one by its target alone: pySHACL sees no other."""
    typed = {s for s, p, o in triples if p == SH_PATH or o in SHAPE_TYPES}
    untyped = dict.fromkeys(
        s
        for s, p, o in triples
        if s not in typed and (p in _OF_SHAPE or (p == RDF_TYPE and o in CLASS_TYPES))
    )
    return [*triples, *((shape, RDF_TYPE, sh("NodeShape")) for shape in untyped)]


def _parts(left: Sequence[Triple], shapes: ShapesGraph) -> dict[Term, list[Triple]]:
    """Each shape with a target, and all that it leads to; what is of no shape is of each."""
    described: dict[Term, list[Triple]] = {}
    for triple in left:
        described.setdefault(triple[0], []).append(triple)
    roots = {root: shapes.below(root) for root in shapes.roots if root in described}
    below = frozenset[Term]().union(*roots.values())
    support = [triple for triple in left if triple[0] not in below]
    return {
        root: [
            *support,
            *(t for node in nodes for t in described.get(node, ()) if _is_of(t, root, shapes)),
        ]
        for root, nodes in roots.items()
    }


def _is_of(triple: Triple, root: Term, shapes: ShapesGraph) -> bool:
    """Whether a triple is not another shape's target."""
    return triple[0] == root or not (shapes.is_own_target(triple) or triple[1] in TARGETS)


def _stopped(why: Stopped, root: Term, part: Sequence[Triple], shapes: ShapesGraph) -> Finding:
    suspects = [triple for triple in part if triple[1] == SH_PATTERN or triple[1] in SH_QUERIES]
    reason = "was not judged in time" if why is Stopped.TOO_SLOW else "took too much memory"
    return Finding(
        code="shapes-too-slow",
        message=f"the shape {reason}",
        hint="repeat nothing that repeats in sh:pattern, join what sh:select asks by variables",
        place=Place(file=shapes.file_of[root]),
        about=shapes.about(suspects[0]) if len(suspects) == 1 else shapes.about_node(root),
    )


def _failed(why: str, root: Term, part: Sequence[Triple], shapes: ShapesGraph) -> Finding:
    suspects = [triple for triple in part if triple[1] in SH_QUERIES]
    return Finding(
        code="shape-failed",
        message=f"the shape cannot be judged: {why}",
        hint="correct it, or what it leads to",
        place=Place(file=shapes.file_of[root]),
        about=shapes.about(suspects[0]) if len(suspects) == 1 else shapes.about_node(root),
    )


def _report(data: rdflib.Graph, shapes: Sequence[Triple], base: str) -> rdflib.Graph | str:
    """The report, or why there is none."""
    # Loaded when there are shapes to judge: it takes a fifth of a second.
    import pyshacl  # noqa: PLC0415

    # What it says of a broken shape comes back as its result too.
    logging.getLogger("pyshacl-validate").disabled = True
    shacl = rdflib.Graph()
    shacl.bind("", f"{base}ontology#")  # For pySHACL's own messages.
    for subject, predicate, value in shapes:
        shacl.add((rdf_term(subject), rdf_term(predicate), rdf_term(value)))
    _, report, _ = pyshacl.validate(data, shacl_graph=shacl, allow_warnings=True, allow_infos=True)
    return report if isinstance(report, rdflib.Graph) else _one_line(report.message).rstrip(".")


def _findings(report: rdflib.Graph, view: GraphView, judge: _Judge) -> Iterator[Finding]:
    said: set[tuple[str, Term, Term, Term]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if next(report.subjects(SH.detail, result), None) is not None:
            continue
        focus = view.text(report.value(result, SH.focusNode))
        path = view.text(report.value(result, SH.resultPath))
        value = view.text(report.value(result, SH.value))
        message = _one_line(own_message(report, result, judge.shapes))
        # What two constraints ask for is done once; a value is of its property.
        key = (message, focus, path if value else ANY, value)
        if key in said:
            continue
        said.add(key)
        if focus in judge.suppressed and path in {EV_QUOTE, EV_EVIDENCE}:
            continue
        severity = report.value(result, SH.resultSeverity)
        # The file has the triple, not the IRI of the statement about it.
        statement = triple_of_statement(focus, judge.index.graph) if is_iri(focus) else None
        yield Finding(
            code="shape-violation",
            message=message,
            severity=next((s for iri, s in _SEVERITIES.items() if iri == severity), Severity.ERROR),
            about=statement or (focus, path, value if path else ANY),
        )


def _one_line(text: object) -> str:
    return " ".join(str(text).split())[:400]
