"""Graph → findings: one module a question, asked in this order."""

from collections.abc import Iterable, Sequence
from typing import Final

from publisher.check.claims import check_claims
from publisher.check.iris import ANY_SITE, check_iris
from publisher.check.literals import check_literals
from publisher.check.names import check_names
from publisher.check.paths import SitePaths
from publisher.check.published import check_published
from publisher.check.queries import check_queries
from publisher.check.query_names import check_query_names
from publisher.check.shapes import check_shapes, parse_shapes
from publisher.check.survey import Survey
from publisher.check.validation import validate
from publisher.graph import Graph
from publisher.model import Finding, LastRelease, ReadyQuery, ShapesFile, Term
from publisher.project import DEADLINE

NO_RELEASE: Final = LastRelease()


def check(  # noqa: PLR0913 -- all but the first are named by the caller
    graph: Graph,
    *,
    vocabulary: Graph,
    shapes: Sequence[ShapesFile],
    queries: Sequence[ReadyQuery],
    excused: frozenset[Term] = frozenset(),
    last: LastRelease = NO_RELEASE,
    seconds: float = DEADLINE,
    asked: Iterable[Finding] | None = None,
    site: SitePaths = ANY_SITE,
) -> list[Finding]:
    """All that is wrong with a graph. `excused`: statements and claims whose quote is one already.

    `seconds`: what a ready query may take, and the shapes for each 10,000 triples. `asked`: what is
    wrong with the queries, where that has been asked already. `site`: what each site has.
    """
    survey = Survey.of(graph)
    parsed = parse_shapes(shapes, base=graph.base)
    of_shapes = list(check_shapes(parsed, survey))
    findings = [
        *check_claims(survey),
        *check_names(survey, vocabulary),
        *check_iris(survey, site),
        *check_query_names(queries),
        *check_literals(survey),
        *check_published(graph, last),
        *of_shapes,
    ]
    # A shape that cannot be trusted judges nothing.
    if not any(finding.is_error for finding in of_shapes):
        findings += validate(survey, parsed, excused=excused, seconds=seconds)
    findings += check_queries(queries, graph, seconds=seconds) if asked is None else asked
    return findings
