"""What had an IRI in the last release has it still, or is marked as retired."""

from collections.abc import Iterator

from publisher.check.predicate_index import triple_of_statement
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import ANY, LastRelease, Term, Triple
from publisher.terms import bare, page_iri
from publisher.vocabulary import RDF_STATEMENT

_NewStatements = dict[tuple[Term, Term, Term], list[tuple[Term, Triple]]]
"""By page, subject and predicate."""


def gone_pages(graph: Dataset, last: LastRelease) -> tuple[Term, ...]:
    """Return the pages of the last release that would be no more, sorted."""
    vanished = last.subjects.difference(graph.subjects())
    pages = {*last.gone, *map(graph.page_of, vanished)}
    return tuple(sorted(page for page in pages if not graph.has_page(page)))


def check_vanished_iris(
    graph: Dataset, last: LastRelease, *, is_open: bool = False
) -> Iterator[Finding]:
    """Yield a finding for each IRI of the last release that the graph no longer describes.

    A statement has a successor if exactly one new statement has its subject and predicate.
    `is_open`: whether the graph is somebody else's, who cannot be asked to mark it.
    """
    vanished = last.subjects.difference(graph.subjects())
    if not vanished:
        return
    if is_open:
        yield from (_gone(term, graph) for term in sorted(vanished))
        return
    new_statements = _new_statements(graph, last)
    for term in sorted(vanished):
        subject, predicate = last.statements.get(term, (ANY, ANY))
        successors = new_statements.get((page_iri(term), subject, predicate), [])
        if len(successors) == 1:
            successor, triple = successors[0]
            yield _vanished(term, graph, replaced_by=successor, about=triple)
        else:
            yield _vanished(term, graph, about=(subject, ANY, ANY) if subject else None)


def _new_statements(graph: Dataset, last: LastRelease) -> _NewStatements:
    # By page too, because a statement of one claim does not replace that of another.
    statements: _NewStatements = {}
    for statement in graph.instances(RDF_STATEMENT):
        triple = None if statement in last.statements else triple_of_statement(statement, graph)
        if triple:
            key = (page_iri(statement), triple[0], triple[1])
            statements.setdefault(key, []).append((statement, triple))
    return statements


def _gone(term: Term, graph: Dataset) -> Finding:
    is_page = not graph.has_page(graph.page_of(term))
    return Finding(
        code="iri-vanished",
        message=f"the last release had {bare(term).removeprefix(graph.base)}, but the graph does "
        "not",
        hint="its page now says that it is no longer described" if is_page else "",
    )


def _vanished(
    term: Term, graph: Dataset, *, replaced_by: Term | None = None, about: Triple | None
) -> Finding:
    line = f"{_in_turtle(term, graph)} owl:deprecated true"
    if replaced_by:
        line += f" ; dcterms:isReplacedBy {_in_turtle(replaced_by, graph)}"
    return Finding(
        code="iri-vanished",
        message=f"the last release had {bare(term).removeprefix(graph.base)}, but the graph does "
        "not",
        hint=f"add to ontology/retired.ttl: {line} .",
        about=about,
    )


def _in_turtle(term: Term, graph: Dataset) -> str:
    """Return an IRI as a file of the project has it.

    It is absolute if a relative one would begin like a scheme: `<a:b>`.
    """
    relative = bare(term).removeprefix(graph.base)
    return term if ":" in relative.split("/", 1)[0] else f"<{relative}>"
