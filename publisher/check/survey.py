"""One reading of the whole graph, by predicate, for the checks that would each read it again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from publisher.dataset import Dataset, triple_of
from publisher.model import Term, Triple
from publisher.vocabulary import RDF_TYPE, RDFS_SUBCLASS


@dataclass(kw_only=True)
class Column:
    """The triples of one predicate: the value at each place is of the subject there. Sorted."""

    subjects: list[Term] = field(default_factory=list)
    values: list[Term] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        return zip(self.subjects, self.values, strict=True)

    def of(self, subject: Term) -> Sequence[Term]:
        """The values of one subject."""
        start = self._first.get(subject)
        if start is None:
            return ()
        end = start + 1
        while end < len(self.subjects) and self.subjects[end] == subject:
            end += 1
        return self.values[start:end]

    @cached_property
    def _first(self) -> dict[Term, int]:
        # From the end: of several places of one subject the first is kept.
        return dict(
            zip(reversed(self.subjects), range(len(self.subjects) - 1, -1, -1), strict=True)
        )


_EMPTY = Column()


@dataclass(frozen=True, kw_only=True)
class Survey:
    """`columns` by predicate, in the order in which the graph first has each.

    `values`: every object of a triple, once.
    """

    graph: Dataset
    columns: Mapping[Term, Column]
    values: frozenset[Term]

    @classmethod
    def of(cls, graph: Dataset) -> "Survey":
        columns: dict[Term, Column] = {}
        known: dict[Term, Term] = {}
        last = Term("")
        for line in graph.lines.splitlines(keepends=True):
            subject, predicate, value = triple_of(line)
            # One text for what is the same: a graph has many values, and most of them often.
            last = last if subject == last else subject
            column = columns.get(predicate)
            if column is None:
                column = columns[predicate] = Column()
            column.subjects.append(last)
            column.values.append(known.setdefault(value, value))
        return cls(graph=graph, columns=columns, values=frozenset(known))

    def column(self, predicate: Term) -> Column:
        return self.columns.get(predicate, _EMPTY)

    def instances(self, of: Term) -> Sequence[Term]:
        return self._instances.get(of, ())

    def instances_below(self, classes: Iterable[Term]) -> set[Term]:
        """The instances of classes and of all that are below them, as SHACL has it."""
        pending, seen = list(classes), set[Term]()
        found: set[Term] = set()
        while pending:
            one = pending.pop()
            if one not in seen:
                seen.add(one)
                found.update(self.instances(one))
                subclasses = self.column(RDFS_SUBCLASS).pairs()
                pending += [below for below, above in subclasses if above == one]
        return found

    @cached_property
    def _instances(self) -> dict[Term, list[Term]]:
        found: dict[Term, list[Term]] = {}
        for subject, of in self.column(RDF_TYPE).pairs():
            found.setdefault(of, []).append(subject)
        return found

    def first(self, predicate: Term) -> Triple:
        """The first triple of a predicate that there is."""
        column = self.columns[predicate]
        return column.subjects[0], predicate, column.values[0]
