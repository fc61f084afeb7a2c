"""Dataset → findings: one module a question, asked in this order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.check.iris.iris import ANY_SITE, check_iris
from publisher.check.iris.page_paths import SitePaths
from publisher.check.iris.query_names import check_query_names
from publisher.check.iris.vanished_iris import check_published
from publisher.check.predicate_index import PredicateIndex
from publisher.check.queries import check_queries
from publisher.check.shapes import check_shapes
from publisher.check.shapes.shapes_graph import ShapesGraph, parse_shapes
from publisher.check.shapes.validation import validate
from publisher.check.statements.attribution import check_attribution
from publisher.check.statements.claims import check_claims
from publisher.check.statements.only_claimed import check_bare
from publisher.check.statements.placement import check_placement
from publisher.check.statements.unquoted import check_unquoted
from publisher.check.terms.literals import check_literals
from publisher.check.terms.names import check_names
from publisher.check.terms.uncertain_dates import check_uncertain_dates
from publisher.check.terms.voices import check_voices
from publisher.check.terms.well_known_vocabularies import check_foreign
from publisher.check.words.claimants import check_claimants
from publisher.check.words.denials import check_denials
from publisher.check.words.leaks import check_leaks
from publisher.check.words.name_index import NameIndex
from publisher.check.words.quoted_statements import QuotedStatements
from publisher.check.words.record_values import check_record_values
from publisher.dataset import Dataset, dataset
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
    asked: Iterable[Finding] | None = None,
    site: SitePaths = ANY_SITE,
) -> list[Finding]:
    """Return all that is wrong with a dataset.

    `suppressed`: statements and claims whose quote has a finding already.

    `ontology`: what stands in the files of ontology/, which needs no quote.
    `language`: of the shapes' messages. `seconds`: what a ready query may take, and the shapes for
    each 10,000 triples. `asked`: what is wrong with the queries, where that has been asked already.
    `site`: what each site has.
    """
    index = PredicateIndex.of(graph)
    parsed = ShapesGraph(files=parse_shapes(shapes, base=graph.base), base=graph.base)
    faults = list(check_shapes(parsed, index, vocabulary))
    findings = [
        *check_claims(index),
        *_of_words(index, ontology=ontology, suppressed=suppressed),
        *check_attribution(index),
        *check_names(index, vocabulary),
        *check_voices(index, vocabulary),
        *check_placement(index),
        *check_iris(index, site),
        *check_query_names(queries),
        *check_literals(index),
        *check_foreign(index),
        *check_uncertain_dates(index),
        *check_published(graph, last),
        *(fault.finding for fault in faults),
        *validate(
            index,
            parsed,
            faulty=[triple for fault in faults for triple in fault.triples],
            language=language,
            suppressed=suppressed,
            seconds=seconds,
        ),
    ]
    findings += (
        check_queries(queries, *dataset(graph, vocabulary), seconds=seconds)
        if asked is None
        else asked
    )
    return findings


def _of_words(
    index: PredicateIndex, *, ontology: frozenset[Triple], suppressed: frozenset[Term]
) -> Iterator[Finding]:
    """What is wrong between statements and the words that they rest on."""
    quoted, name_index = QuotedStatements(index=index), NameIndex.of(index)
    bare = list(check_bare(index))
    yield from bare
    # A quote would not help what may not be asserted at all.
    forbidden = [finding.about for finding in bare if finding.about]
    yield from check_unquoted(index, ontology=ontology, suppressed=forbidden)
    yield from check_leaks(quoted, name_index)
    yield from check_claimants(quoted, name_index, suppressed=suppressed)
    yield from check_record_values(quoted, name_index)
    yield from check_denials(quoted, name_index)
