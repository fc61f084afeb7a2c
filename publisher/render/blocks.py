"""A graph's subjects, each written once in every format: pages and dumps are made of these blocks.

Most subjects stand in several files: in the dumps, on their page, and passages of a source on the
pages of all that rests on them. A file is a head, some blocks and a tail.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Final, Protocol, TypeAlias

from publisher.dataset import REMEMBERED, Dataset, line_of
from publisher.model import Term, Triple
from publisher.render.grouping import Writer, by_predicate
from publisher.render.rdf import document, writers

SIZE: Final = 4_000
"""Subjects in one segment."""


class Content(Protocol):
    """Bytes, or a file that is mapped into memory."""

    def __getitem__(self, at: slice, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The blocks of consecutive subjects in one format, joined as in a document.

    Block N stands in `content` from `starts[N]` to `ends[N]`; `used[N]` has the bits of its
    prefixes.
    """

    content: Content
    starts: "array[int]"
    ends: "array[int]"
    used: "array[int]"


Segments: TypeAlias = Sequence[Mapping[str, Segment]]
"""Of all subjects in the graph's order, SIZE in each but the last; by format."""

PreparedBlock: TypeAlias = tuple[bytes, int]
"""The bytes of a block, and the bits of the prefixes that it uses."""


@dataclass(kw_only=True)
class Blocks:
    """The blocks of a graph. `read`: returns its segments, if they were made before."""

    graph: Dataset
    writers: Mapping[str, Writer]
    read: Callable[[], Segments] | None = None
    _labels: dict[Term, dict[str, PreparedBlock]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, graph: Dataset, *, base: str, prefixes: Mapping[str, str], more: Dataset | None = None
    ) -> "Blocks":
        """`more`: a second graph that a dump may hold too."""
        predicates = graph.predicates | (more.predicates if more else frozenset())
        schemes = graph.schemes() | (more.schemes() if more else frozenset())
        made = writers(base=base, prefixes=prefixes, predicates=predicates, schemes=schemes)
        return cls(graph=graph, writers=made)

    @property
    def count(self) -> int:
        """How many segments there are."""
        return -(-len(self.graph.subjects()) // SIZE)

    def segment(self, number: int) -> dict[str, Segment]:
        """One segment in each format, made now. Raises ValueError for what XML cannot say."""
        grouped = [
            (subject, by_predicate(self.graph.read(subject)))
            for subject in islice(self.graph.subjects(), number * SIZE, (number + 1) * SIZE)
        ]
        return {
            suffix: _joined((writer.block(*group) for group in grouped), writer.joint.encode())
            for suffix, writer in self.writers.items()
        }

    def documents(self, whole: Collection[Term], named: Iterable[Term]) -> dict[str, bytes]:
        """The files of some subjects by suffix, N-Triples too.

        `whole`: those of which all triples are in it, in their order; after them `named`, of which
        it has the labels.
        """
        places = self._places(whole)
        labels = [self._labels_of(subject) for subject in named]
        files = {
            suffix: self._document(suffix, places, [label[suffix] for label in labels])
            for suffix in self.writers
        }
        lines = [*map(self.graph.lines_of, whole), *(label["nt"][0] for label in labels)]
        return {**files, "nt": b"".join(lines)}

    def written(self, suffix: str) -> Iterator[tuple[Term, bytes, int]]:
        """Each subject, its block in a format, and the bits of that block's prefixes."""
        subjects = iter(self.graph.subjects())
        for segment in self._segments:
            one = segment[suffix]
            for at, subject in enumerate(islice(subjects, SIZE)):
                yield subject, one.content[one.starts[at] : one.ends[at]], one.used[at]

    def dump(
        self,
        suffix: str,
        subjects: Iterable[Term] | None = None,
        *,
        before: Iterable[PreparedBlock] = (),
        more: Dataset | None = None,
    ) -> bytes:
        """All subjects in one file of a format, or some in their order.

        `before`: blocks that it begins with; `more`: a second graph, at its end.
        """
        chosen = self._chosen(suffix, subjects)
        blocks = [*before, *chosen, *(self.all_of(more, suffix) if more else ())]
        used = _united(bits for _, bits in blocks)
        return document(self.writers[suffix], [content for content, _ in blocks], used=used)

    def all_of(self, graph: Dataset, suffix: str) -> Iterator[PreparedBlock]:
        """The subjects of another graph, each as a block of these writers."""
        for subject in graph.subjects():
            yield self.block(suffix, graph.read(subject))

    def block(self, suffix: str, triples: Sequence[Triple]) -> PreparedBlock:
        """Triples of one subject as a block, with the bits of its prefixes."""
        text, used = self.writers[suffix].block(triples[0][0], by_predicate(triples))
        return text.encode(), used

    def _chosen(self, suffix: str, subjects: Iterable[Term] | None) -> Iterator[PreparedBlock]:
        if subjects is None:
            for segment in self._segments:
                part = segment[suffix]
                yield part.content[:], _united(set(part.used))
            return
        for segment, at in self._places(subjects):
            one = segment[suffix]
            yield one.content[one.starts[at] : one.ends[at]], one.used[at]

    def _places(self, subjects: Iterable[Term]) -> list[tuple[Mapping[str, Segment], int]]:
        positions, segments = self._positions, self._segments
        return [(segments[at // SIZE], at % SIZE) for at in map(positions.__getitem__, subjects)]

    def _document(
        self,
        suffix: str,
        places: Iterable[tuple[Mapping[str, Segment], int]],
        more: Iterable[PreparedBlock] = (),
    ) -> bytes:
        blocks: list[bytes] = []
        used = 0
        for segment, at in places:
            one = segment[suffix]
            blocks.append(one.content[one.starts[at] : one.ends[at]])
            used |= one.used[at]
        for block, bits in more:
            blocks.append(block)
            used |= bits
        return document(self.writers[suffix], blocks, used=used)

    @cached_property
    def _segments(self) -> Segments:
        return self.read() if self.read else [self.segment(number) for number in range(self.count)]

    @cached_property
    def _positions(self) -> dict[Term, int]:
        return {subject: at for at, subject in enumerate(self.graph.subjects())}

    def _labels_of(self, subject: Term) -> dict[str, PreparedBlock]:
        """What labels a subject, in each format."""
        found = self._labels.get(subject)
        if found is None:
            if len(self._labels) > REMEMBERED:
                self._labels.clear()
            found = self._labels[subject] = self._written_labels(subject)
        return found

    def _written_labels(self, subject: Term) -> dict[str, PreparedBlock]:
        triples = self.graph.labels(subject)
        grouped = by_predicate(triples)
        made = {"nt": (b"".join(map(line_of, triples)), 0)}
        for suffix, writer in self.writers.items():
            text, used = writer.block(subject, grouped)
            made[suffix] = (text.encode(), used)
        return made


def _united(bits: Iterable[int]) -> int:
    used = 0
    for one in bits:
        used |= one
    return used


def _joined(blocks: Iterable[tuple[str, int]], joint: bytes) -> Segment:
    content: list[bytes] = []
    starts, ends, used = array("Q"), array("Q"), array("Q")
    at = 0
    for text, bits in blocks:
        block = text.encode()
        content.append(block)
        starts.append(at)
        at += len(block)
        ends.append(at)
        used.append(bits)
        at += len(joint)
    return Segment(content=joint.join(content), starts=starts, ends=ends, used=used)
