"""What the last release gave an IRI has it still, or is marked as retired."""

from collections.abc import Iterator

from publisher.check.statements.claims import reified
from publisher.dataset import Dataset
from publisher.findings import Finding, Severity
from publisher.model import ANY, LastRelease, Term, Triple
from publisher.terms import bare, page_iri
from publisher.vocabulary import RDF_STATEMENT

_Successors = dict[tuple[Term, Term, Term], list[tuple[Term, Triple]]]


def check_vanished_iris(graph: Dataset, last: LastRelease) -> Iterator[Finding]:
    vanished = last.subjects.difference(graph.subjects())
    if not vanished:
        return
    successors = _successors(graph, last)
    for term in sorted(vanished):
        subject, predicate = last.statements.get(term, (ANY, ANY))
        found = successors.get((page_iri(term), subject, predicate), [])
        if len(found) == 1:
            new, triple = found[0]
            yield _vanished(term, graph, replaced_by=new, about=triple)
        else:
            yield _vanished(term, graph, about=(subject, ANY, ANY) if subject else None)


def _successors(graph: Dataset, last: LastRelease) -> _Successors:
    """The new statements by their page, subject and predicate.

    By page too: a statement of one claim does not replace that of another.
    """
    found: _Successors = {}
    for statement in graph.instances(RDF_STATEMENT):
        triple = None if statement in last.statements else reified(statement, graph)
        if triple:
            key = (page_iri(statement), triple[0], triple[1])
            found.setdefault(key, []).append((statement, triple))
    return found


def _vanished(
    term: Term, graph: Dataset, *, replaced_by: Term | None = None, about: Triple | None
) -> Finding:
    line = f"{_written(term, graph)} owl:deprecated true"
    if replaced_by:
        line += f" ; dcterms:isReplacedBy {_written(replaced_by, graph)}"
    return Finding(
        code="iri-vanished",
        message=f"the last release had {bare(term).removeprefix(graph.base)}, which is no more",
        hint=f"add to ontology/retired.ttl: {line} .",
        severity=Severity.WARNING,
        about=about,
    )


def _written(term: Term, graph: Dataset) -> str:
    """An IRI as a file of the project has it; in full where it would be read as one of a scheme."""
    relative = bare(term).removeprefix(graph.base)
    return term if ":" in relative.split("/", 1)[0] else f"<{relative}>"
