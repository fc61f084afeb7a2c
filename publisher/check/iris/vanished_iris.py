"""What had an IRI in the last release has it still, or is marked as retired."""

from collections import Counter
from collections.abc import Iterator

from publisher.check.predicate_index import triple_of_statement
from publisher.dataset import Dataset
from publisher.findings import Finding, Severity
from publisher.model import ANY, LastRelease, Term, Triple
from publisher.terms import bare, page_iri
from publisher.vocabulary import RDF_STATEMENT

_NewStatements = dict[tuple[Term, Term, Term], list[tuple[Term, Triple]]]
"""By page, subject and predicate."""


def gone_pages(graph: Dataset, last: LastRelease) -> tuple[Term, ...]:
    """Return the pages of the last release that would be no more, sorted.

    What is in a namespace that the site has no longer has no address on it.
    """
    vanished = last.subjects.difference(graph.subjects())
    pages = {*last.gone, *map(graph.page_of, vanished)}
    own = filter(graph.addresses.is_own, pages)
    return tuple(sorted(page for page in own if not graph.has_page(page)))


def check_vanished_iris(
    graph: Dataset, last: LastRelease, *, is_open: bool = False, has_settings: bool = True
) -> Iterator[Finding]:
    """Yield a finding for each IRI of the last release that the graph no longer describes.

    There is one for all IRIs of a namespace that the site no longer answers for. A statement has a
    successor if exactly one new statement has its subject and predicate. `is_open`: whether the
    graph is somebody else's. `has_settings`: whether there is a project that can allow it; without
    one it is a warning, and the pages say that they are no longer described.
    """
    severity = Severity.ERROR if has_settings else Severity.WARNING
    for namespace, count in sorted(_lost_namespaces(graph, last).items()):
        yield _namespace_changed(namespace, count, severity)
    vanished = filter(graph.addresses.is_own, last.subjects.difference(graph.subjects()))
    if is_open:
        yield from (
            _gone(term, graph, severity, has_settings=has_settings) for term in sorted(vanished)
        )
        return
    new_statements: _NewStatements | None = None
    for term in sorted(vanished):
        if new_statements is None:
            new_statements = _new_statements(graph, last)
        subject, predicate = last.statements.get(term, (ANY, ANY))
        successors = new_statements.get((page_iri(term), subject, predicate), [])
        if len(successors) == 1:
            successor, triple = successors[0]
            yield _vanished(term, graph, replaced_by=successor, about=triple)
        else:
            yield _vanished(term, graph, about=(subject, ANY, ANY) if subject else None)


def _lost_namespaces(graph: Dataset, last: LastRelease) -> Counter[str]:
    """Count the IRIs of the last release in each namespace that is no longer the site's."""
    namespaces = sorted(last.namespaces.difference(graph.namespaces, [graph.base]), key=len)
    if not namespaces:
        return Counter()
    lost = (bare(term) for term in last.subjects if not graph.addresses.is_own(term))
    longest_first = namespaces[::-1]
    found = (
        next((space for space in longest_first if text.startswith(space)), "") for text in lost
    )
    return Counter(filter(None, found))


def _namespace_changed(namespace: str, count: int, severity: Severity) -> Finding:
    things = f"{count:,} IRI" if count == 1 else f"{count:,} IRIs"
    return Finding(
        code="namespace-changed",
        message=f"the last release answered for {things} below {namespace}, but this one answers "
        "for none of them",
        hint="change the base or the namespaces back; if it is meant, build at another place "
        "(--out), and keep what answers there",
        severity=severity,
    )


def _new_statements(graph: Dataset, last: LastRelease) -> _NewStatements:
    # By page too, because a statement of one claim does not replace that of another.
    statements: _NewStatements = {}
    for statement in graph.instances(RDF_STATEMENT):
        triple = None if statement in last.statements else triple_of_statement(statement, graph)
        if triple:
            key = (page_iri(statement), triple[0], triple[1])
            statements.setdefault(key, []).append((statement, triple))
    return statements


def _gone(term: Term, graph: Dataset, severity: Severity, *, has_settings: bool) -> Finding:
    is_page = not graph.has_page(graph.page_of(term))
    if has_settings:
        hint = (
            f"add to the data: {term} <http://www.w3.org/2002/07/owl#deprecated> true . "
            'Or allow it: iri-vanished = "warning" in [tool.publisher.findings]'
        )
    else:
        hint = "its page now says that it is no longer described" if is_page else ""
    return Finding(
        code="iri-vanished",
        message=f"the last release had {bare(term).removeprefix(graph.base)}, but the graph does "
        "not",
        hint=hint,
        severity=severity,
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
