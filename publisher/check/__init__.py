"""Dataset → findings: one module a question, asked in this order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.check.attribution import check_attribution
from publisher.check.bare import check_bare
from publisher.check.claimants import check_claimants
from publisher.check.claims import check_claims
from publisher.check.denials import check_denials
from publisher.check.foreign import check_foreign
from publisher.check.iris import ANY_SITE, check_iris
from publisher.check.leaks import check_leaks
from publisher.check.literals import check_literals
from publisher.check.names import check_names
from publisher.check.naming import Naming
from publisher.check.paths import SitePaths
from publisher.check.placement import check_placement
from publisher.check.published import check_published
from publisher.check.query_names import check_query_names
from publisher.check.quoted import Quoted
from publisher.check.shapes import check_shapes
from publisher.check.shapes_graph import ShapesGraph, parse_shapes
from publisher.check.survey import Survey
from publisher.check.uncertain_dates import check_uncertain_dates
from publisher.check.unquoted import check_unquoted
from publisher.check.validation import validate
from publisher.check.values import check_values
from publisher.check.voices import check_voices
from publisher.dataset import Dataset
from publisher.model import Finding, LastRelease, ReadyQuery, ShapesFile, Term, Triple
from publisher.project import DEADLINE, LANGUAGE

NO_RELEASE: Final = LastRelease()


def check(  # noqa: PLR0913 -- all but the first are named by the caller
    graph: Dataset,
    *,
    vocabulary: Dataset,
    shapes: Sequence[ShapesFile],
    queries: Sequence[ReadyQuery],
    suppressed: frozenset[Term] = frozenset(),
    ontology: frozenset[Triple] = frozenset(),
    last: LastRelease = NO_RELEASE,
    language: str = LANGUAGE,
    seconds: float = DEADLINE,
    query_findings: Iterable[Finding] = (),
    site: SitePaths = ANY_SITE,
) -> list[Finding]:
    """Return all that is wrong with a dataset.

    `suppressed`: statements and claims whose quote has a finding already.

    `ontology`: what stands in the files of ontology/, which needs no quote.
    `language`: of the shapes' messages. `seconds`: what the shapes may take for each 10,000
    triples. `query_findings`: what is wrong with the ready queries, once they were run.
    `site`: what each site has.
    """
    survey = Survey.of(graph)
    parsed = ShapesGraph(files=parse_shapes(shapes, base=graph.base), base=graph.base)
    faults = list(check_shapes(parsed, survey, vocabulary))
    return [
        *check_claims(survey),
        *_of_words(survey, ontology=ontology, suppressed=suppressed),
        *check_attribution(survey),
        *check_names(survey, vocabulary),
        *check_voices(survey, vocabulary),
        *check_placement(survey),
        *check_iris(survey, site),
        *check_query_names(queries),
        *check_literals(survey),
        *check_foreign(survey),
        *check_uncertain_dates(survey),
        *check_published(graph, last),
        *(fault.finding for fault in faults),
        *validate(
            survey,
            parsed,
            faulty=[triple for fault in faults for triple in fault.triples],
            language=language,
            suppressed=suppressed,
            seconds=seconds,
        ),
        *query_findings,
    ]


def _of_words(
    survey: Survey, *, ontology: frozenset[Triple], suppressed: frozenset[Term]
) -> Iterator[Finding]:
    """What is wrong between statements and the words that they rest on."""
    quoted, naming = Quoted(survey=survey), Naming.of(survey)
    bare = list(check_bare(survey))
    yield from bare
    # A quote would not help what may not be asserted at all.
    forbidden = [finding.about for finding in bare if finding.about]
    yield from check_unquoted(survey, ontology=ontology, suppressed=forbidden)
    yield from check_leaks(quoted, naming)
    yield from check_claimants(quoted, naming, suppressed=suppressed)
    yield from check_values(quoted, naming)
    yield from check_denials(quoted, naming)
