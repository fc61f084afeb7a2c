"""Find what is wrong with a graph.

`run_checks` is the one call. It runs the checks of the table `CHECKS` in their order and returns
all findings. Each check answers one question, in a module of its own:

| package | asks about |
| --- | --- |
| `statements/` | records and claims: what is asserted, what needs a quote, where properties stand |
| `words/` | what records and claims say, compared with the words that they quote |
| `terms/` | terms, resources and literals: defined, described, labelled, well-formed |
| `links/` | links to the same things elsewhere: identifiers, uniqueness, origins |
| `iris/` | IRIs as addresses and file names, and whether the published ones are still there |
| `shapes/` | the SHACL shapes themselves, then the graph by these shapes |

What SHACL can say is a shape, not a module here: `publisher/evidence/shapes.ttl` has the shapes
of evidence and claims, and `term_shapes.ttl` those of terms, such as their `skos:definition`.

To add a check:

1. Write a function that takes what it needs and yields findings:
   `def check_orphans(index: PredicateIndex) -> Iterator[Finding]`.
2. Add a line to `CHECKS`: `"orphans": lambda given: check_orphans(given.index)`. If it is about
   records and claims, add its name to `OF_EVIDENCE`: then it does not run on other people's data.
3. Add its code to `severities.LEVELS`, with its severity in each profile. An error stops a build.
4. Write the page of its code, `docs/findings/CODE.md`: the page is the test of the check. Its
   `file=NAME` blocks are written into a copy of the project in `tests/findings/project`, which has
   no fault; its block after "prints" has all lines of that code that `publisher check` then prints.
5. Run `pytest tests/findings/test_pages.py -k CODE`.

Most checks read `PredicateIndex`, the triples by predicate, because each would otherwise read the
whole graph. If nothing looks wrong, a check should not loop over the graph a second time.
"""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeAlias

from publisher import limits
from publisher.check.consequences import misspelt_quotes, without_consequences
from publisher.check.iris.iris import check_iris
from publisher.check.iris.query_names import check_query_names
from publisher.check.iris.vanished_iris import check_vanished_iris
from publisher.check.links import LinkIndex
from publisher.check.links.identifiers import check_link_identifiers
from publisher.check.links.origins import check_link_origins
from publisher.check.links.uniqueness import check_unique_links
from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes import check_shapes
from publisher.check.shown import about_shown
from publisher.check.statements.attribution import check_attribution
from publisher.check.statements.claims import check_claims
from publisher.check.statements.only_claimed import check_only_claimed
from publisher.check.statements.placement import check_placement
from publisher.check.statements.unquoted import check_unquoted
from publisher.check.terms.dataset_description import check_dataset_description
from publisher.check.terms.definitions import check_definitions
from publisher.check.terms.literals import check_literals
from publisher.check.terms.ontology_versions import check_ontology_versions
from publisher.check.terms.uncertain_dates import check_uncertain_dates
from publisher.check.terms.voices import check_voices
from publisher.check.terms.well_known_vocabularies import check_well_known_vocabularies
from publisher.check.words.claimants import check_claimants
from publisher.check.words.denials import check_denials
from publisher.check.words.leaks import check_leaks
from publisher.check.words.name_index import ThingNames
from publisher.check.words.quoted_statements import QuotedStatements
from publisher.check.words.record_values import check_record_values
from publisher.check.words.unattributed import check_unattributed_texts
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import LastRelease, ReadyQuery, ShapesFile, Term, Triple
from publisher.project import LANGUAGE
from publisher.said_by import SaidBy
from publisher.severities import OPEN, Policy
from publisher.terms import is_blank
from publisher.vocabulary import EV_NAMESPACE

_NO_RELEASE: Final = LastRelease()
_NO_SETTINGS: Final = Policy()
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class CheckInput:
    """A graph, and what else the checks need."""

    graph: Dataset
    vocabulary: Dataset
    """The tool's own terms (`ev:`)."""
    shapes: Sequence[ShapesFile]
    queries: Sequence[ReadyQuery]
    suppressed: frozenset[Term] = frozenset()
    """Statements and claims whose quote has a finding already."""
    ontology: frozenset[Triple] = frozenset()
    """The triples of the files of ontology/, which need no quote."""
    last_release: LastRelease = _NO_RELEASE
    """What the last release of the site had."""
    language: str = LANGUAGE
    """The language in which the messages of shapes are shown."""
    seconds: float = limits.READY_QUERY_SECONDS
    """What the shapes may take for each 10,000 triples."""
    policy: Policy = _NO_SETTINGS
    """How bad each finding is."""
    has_settings: bool = True
    """Whether there is a project in which a severity can be set, and not files alone."""
    dataset: Mapping[str, object] = field(default_factory=dict)
    """What is said of the dataset as a whole, by setting; empty if it is not to be checked."""
    dataset_line: int = 0
    """The line of these settings."""
    said_by: SaidBy = field(default_factory=SaidBy)
    """Who claims which words."""
    description: str = ""
    """That of the dataset, in the settings."""

    @property
    def is_open(self) -> bool:
        """Return whether these are other people's data, which keep the rules of RDF alone."""
        return self.policy.profile == OPEN

    @cached_property
    def index(self) -> PredicateIndex:
        """Return the triples by predicate."""
        return PredicateIndex.of(self.graph)

    @cached_property
    def links(self) -> LinkIndex:
        """Return the links to the same things elsewhere."""
        return LinkIndex(graph=self.graph)

    @cached_property
    def quoted(self) -> QuotedStatements:
        """Return the records and claims with the passages that they quote."""
        return QuotedStatements(index=self.index)

    @cached_property
    def names(self) -> ThingNames:
        """Return the names of all things."""
        return ThingNames.of(self.index)


Check: TypeAlias = Callable[[CheckInput], Iterable[Finding]]


def run_checks(
    given: CheckInput,
    *,
    query_findings: Iterable[Finding] = (),
    names: Collection[str] | None = None,
) -> list[Finding]:
    """Return all that is wrong with a graph, with the severities of its profile.

    `query_findings`: what is wrong with the ready queries, which were run before. `names`: those
    of the checks that run; without it, all.
    """
    findings: list[Finding] = []
    for name, check in _checks_for(given, names).items():
        started, before = time.monotonic(), len(findings)
        findings += check(given)
        seconds = time.monotonic() - started
        _log.debug("%s: %d findings, %.3f s", name, len(findings) - before, seconds)
    # Graded first, because what stops nothing hides nothing that does.
    graded = list(given.policy.applied(findings))
    causes = without_consequences(graded, given.index, given.vocabulary)
    queries = given.policy.applied(query_findings)
    return [_without_blank(finding, given.graph) for finding in (*causes, *queries)]


def _without_blank(finding: Finding, graph: Dataset) -> Finding:
    """Return a finding that is about what its author can find in a file."""
    if finding.about is None or not any(map(is_blank, finding.about)):
        return finding
    return replace(finding, about=about_shown(finding.about, graph))


def _checks_for(given: CheckInput, names: Collection[str] | None) -> Mapping[str, Check]:
    """Return the checks that run: of other people's data, none of those of evidence."""
    left_out: Collection[str] = ()
    if given.is_open and not given.graph.uses(EV_NAMESPACE):
        left_out = OF_EVIDENCE
    return {
        name: check
        for name, check in CHECKS.items()
        if name not in left_out and (names is None or name in names)
    }


def _only_claimed_or_unquoted(given: CheckInput) -> Iterator[Finding]:
    """Yield what may not be asserted at all, then what is asserted without a quote.

    A triple of the first kind is not of the second, because a quote would not help it.
    """
    forbidden = list(check_only_claimed(given.index))
    yield from forbidden
    triples = [finding.about for finding in forbidden if finding.about]
    yield from check_unquoted(given.index, ontology=given.ontology, suppressed=triples)


CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "claims": lambda given: check_claims(given.index),
        "evidence": _only_claimed_or_unquoted,
        "leaks": lambda given: check_leaks(given.quoted, given.names),
        "claimants": lambda given: check_claimants(
            given.quoted, given.names, suppressed=given.suppressed
        ),
        "record values": lambda given: check_record_values(given.quoted, given.names),
        "denials": lambda given: check_denials(given.quoted, given.names),
        "words of claims": lambda given: check_unattributed_texts(
            given.index, given.said_by, given.queries, given.description
        ),
        "attribution": lambda given: check_attribution(given.index),
        "definitions": lambda given: check_definitions(
            given.index, given.vocabulary, is_open=given.is_open
        ),
        "voices": lambda given: check_voices(given.index, given.vocabulary),
        "placement": lambda given: check_placement(given.index),
        "IRIs": lambda given: check_iris(given.index),
        "query names": lambda given: check_query_names(given.queries),
        "literals": lambda given: check_literals(given.index),
        "well-known vocabularies": lambda given: check_well_known_vocabularies(given.index),
        "uncertain dates": lambda given: check_uncertain_dates(given.index),
        "dataset": lambda given: (
            check_dataset_description(given.dataset, given.dataset_line) if given.dataset else ()
        ),
        "ontology versions": lambda given: check_ontology_versions(
            given.ontology, given.last_release.ontologies, base=given.graph.base
        ),
        "link identifiers": lambda given: check_link_identifiers(given.links),
        "unique links": lambda given: check_unique_links(given.links),
        "link origins": lambda given: () if given.is_open else check_link_origins(given.links),
        "vanished IRIs": lambda given: check_vanished_iris(
            given.graph,
            given.last_release,
            is_open=given.policy.profile == OPEN,
            has_settings=given.has_settings,
        ),
        "shapes": lambda given: check_shapes(
            given.index,
            given.shapes,
            vocabulary=given.vocabulary,
            language=given.language,
            seconds=given.seconds,
            suppressed=given.suppressed | misspelt_quotes(given.index, given.vocabulary),
            is_open=given.is_open,
        ),
    }
)
"""The checks by name, in the order in which they run."""

LINK_ORIGINS: Final = "link origins"
LINK_CHECKS: Final = ("link identifiers", "unique links", LINK_ORIGINS)
"""The names of the checks of links, which `publisher links check` runs alone."""

OF_EVIDENCE: Final = frozenset(
    {
        *("claims", "evidence", "leaks", "claimants", "record values", "denials", "attribution"),
        "words of claims",
        *("voices", "placement"),
    }
)
"""The checks of records and claims. In the profile `open` they run if the graph uses `ev:`."""
