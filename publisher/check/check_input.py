"""What the checks look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.check.iris.page_paths import SitePaths
from publisher.check.predicate_index import PredicateIndex
from publisher.check.words.name_index import NameIndex
from publisher.check.words.quoted_statements import QuotedStatements
from publisher.dataset import Dataset
from publisher.model import LastRelease, ReadyQuery, ShapesFile, Term, Triple


@dataclass(frozen=True, kw_only=True)
class CheckInput:
    """A graph, and what else a check may need to judge it. `check` describes the fields."""

    graph: Dataset
    vocabulary: Dataset
    shapes: Sequence[ShapesFile]
    queries: Sequence[ReadyQuery]
    suppressed: frozenset[Term]
    ontology: frozenset[Triple]
    last_release: LastRelease
    site: SitePaths
    language: str
    seconds: float

    @cached_property
    def index(self) -> PredicateIndex:
        """Return the triples by predicate."""
        return PredicateIndex.of(self.graph)

    @cached_property
    def quoted(self) -> QuotedStatements:
        """Return the records and claims with the passages that they quote."""
        return QuotedStatements(index=self.index)

    @cached_property
    def names(self) -> NameIndex:
        """Return the names of all things."""
        return NameIndex.of(self.index)
