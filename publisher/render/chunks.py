"""Each subject of a graph, written once in every format: pages and dumps are made of these chunks.

Most subjects stand in several files: in the dumps, on their page, and passages of a source on the
pages of all statements that rest on them. A file is a head, some chunks and a tail.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import islice
from operator import or_
from typing import Final, Protocol, TypeAlias

from publisher.dataset import REMEMBERED, Dataset, line_of
from publisher.model import Term, Triple
from publisher.render.formats import WRITERS, WriterFactory, rdf_document, writers
from publisher.render.writer import TextChunk, Writer, by_predicate

SUBJECTS_PER_ARRAY: Final = 4_000


class Bytes(Protocol):
    """Bytes, or a file that is mapped into memory."""

    def __getitem__(self, at: slice, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkArray:
    """The chunks of consecutive subjects in one format, joined by its separator.

    Chunk N is `content[starts[N]:ends[N]]`; `prefix_masks[N]` is the mask of its prefixes.
    """

    content: Bytes
    starts: "array[int]"
    ends: "array[int]"
    prefix_masks: "array[int]"

    def chunk(self, position: int) -> "Chunk":
        """Return one chunk."""
        content = self.content[self.starts[position] : self.ends[position]]
        return content, self.prefix_masks[position]


ChunkArrays: TypeAlias = Sequence[Mapping[str, ChunkArray]]
"""All subjects in the graph's order, SUBJECTS_PER_ARRAY in each item but the last; by suffix."""

Chunk: TypeAlias = tuple[bytes, int]
"""The triples of one subject in UTF-8, and the mask of the prefixes that they use."""


@dataclass(kw_only=True)
class Chunks:
    """The chunks of a graph, by suffix of their format.

    `read_stored`: returns the chunks of all subjects, if they have been written before.
    """

    graph: Dataset
    writers: Mapping[str, Writer]
    read_stored: Callable[[], ChunkArrays] | None = None
    _labels: dict[Term, dict[str, Chunk]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        graph: Dataset,
        *,
        base: str,
        prefixes: Mapping[str, str],
        more: Dataset | None = None,
        factories: Mapping[str, WriterFactory | None] = WRITERS,
    ) -> "Chunks":
        """Prepare the chunks of a graph. `more`: a second graph, which a dump may contain too."""
        made = writers(
            factories,
            base=base,
            prefixes=prefixes,
            predicates=graph.predicates | (more.predicates if more else frozenset()),
            schemes=graph.schemes() | (more.schemes() if more else frozenset()),
        )
        return cls(graph=graph, writers=made)

    @property
    def array_count(self) -> int:
        """Return how many arrays it takes to hold all subjects."""
        return -(-len(self.graph.subjects()) // SUBJECTS_PER_ARRAY)

    def write_array(self, number: int) -> dict[str, ChunkArray]:
        """Write the chunks of the array with this number, counted from 0, in each format.

        Raises ValueError for what XML cannot say.
        """
        start = number * SUBJECTS_PER_ARRAY
        grouped = [
            (subject, by_predicate(self.graph.read(subject)))
            for subject in islice(self.graph.subjects(), start, start + SUBJECTS_PER_ARRAY)
        ]
        return {
            suffix: _joined((writer.chunk(*group) for group in grouped), writer.separator.encode())
            for suffix, writer in self.writers.items()
        }

    def contents(self, whole: Collection[Term], named: Iterable[Term]) -> dict[str, bytes]:
        """Return the content of the RDF files of some subjects, by suffix, N-Triples too.

        The files contain all triples of the subjects in `whole`, in their order, and then the
        labels of those in `named`.
        """
        places = self._places(whole)
        labels = [self._labels_of(subject) for subject in named]
        contents = {
            suffix: self._content(suffix, places, [label[suffix] for label in labels])
            for suffix in self.writers
        }
        lines = [*map(self.graph.lines_of, whole), *(label["nt"][0] for label in labels)]
        return {**contents, "nt": b"".join(lines)}

    def with_subjects(self, suffix: str) -> Iterator[tuple[Term, bytes, int]]:
        """Yield each subject with the bytes and the prefix mask of its chunk."""
        subjects = iter(self.graph.subjects())
        for arrays in self._arrays:
            chunks = arrays[suffix]
            for position, subject in enumerate(islice(subjects, SUBJECTS_PER_ARRAY)):
                yield subject, *chunks.chunk(position)

    def dump(
        self,
        suffix: str,
        subjects: Iterable[Term] | None = None,
        *,
        before: Iterable[Chunk] = (),
        more: Dataset | None = None,
    ) -> bytes:
        """Return one file of all subjects, or of some in their order.

        `before`: chunks at its beginning; `more`: a second graph, at its end.
        """
        chosen = self._chosen(suffix, subjects)
        chunks = [*before, *chosen, *(self.chunks_of(more, suffix) if more else ())]
        mask = _union(mask for _, mask in chunks)
        return rdf_document(
            self.writers[suffix], [content for content, _ in chunks], prefix_mask=mask
        )

    def chunks_of(self, graph: Dataset, suffix: str) -> Iterator[Chunk]:
        """Yield the chunks of another graph, as these writers write them."""
        for subject in graph.subjects():
            yield self.chunk(suffix, graph.read(subject))

    def chunk(self, suffix: str, triples: Sequence[Triple]) -> Chunk:
        """Write triples of one subject as a chunk."""
        text, mask = self.writers[suffix].chunk(triples[0][0], by_predicate(triples))
        return text.encode(), mask

    def _chosen(self, suffix: str, subjects: Iterable[Term] | None) -> Iterator[Chunk]:
        if subjects is None:
            for arrays in self._arrays:
                chunks = arrays[suffix]
                yield chunks.content[:], _union(set(chunks.prefix_masks))
            return
        for arrays, position in self._places(subjects):
            yield arrays[suffix].chunk(position)

    def _places(self, subjects: Iterable[Term]) -> list[tuple[Mapping[str, ChunkArray], int]]:
        """Return the arrays that hold each subject, and its position in them."""
        arrays = self._arrays
        return [
            (arrays[position // SUBJECTS_PER_ARRAY], position % SUBJECTS_PER_ARRAY)
            for position in map(self._positions.__getitem__, subjects)
        ]

    def _content(
        self,
        suffix: str,
        places: Iterable[tuple[Mapping[str, ChunkArray], int]],
        labels: Iterable[Chunk],
    ) -> bytes:
        chunks = [arrays[suffix].chunk(position) for arrays, position in places]
        chunks += labels
        mask = _union(mask for _, mask in chunks)
        return rdf_document(
            self.writers[suffix], [content for content, _ in chunks], prefix_mask=mask
        )

    @cached_property
    def _arrays(self) -> ChunkArrays:
        if self.read_stored:
            return self.read_stored()
        return [self.write_array(number) for number in range(self.array_count)]

    @cached_property
    def _positions(self) -> dict[Term, int]:
        return {subject: position for position, subject in enumerate(self.graph.subjects())}

    def _labels_of(self, subject: Term) -> dict[str, Chunk]:
        """Return the labels of a subject in each format, N-Triples too."""
        labels = self._labels.get(subject)
        if labels is None:
            if len(self._labels) > REMEMBERED:
                self._labels.clear()
            labels = self._labels[subject] = self._write_labels(subject)
        return labels

    def _write_labels(self, subject: Term) -> dict[str, Chunk]:
        triples = self.graph.labels(subject)
        grouped = by_predicate(triples)
        labels = {"nt": (b"".join(map(line_of, triples)), 0)}
        for suffix, writer in self.writers.items():
            text, mask = writer.chunk(subject, grouped)
            labels[suffix] = (text.encode(), mask)
        return labels


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _joined(chunks: Iterable[TextChunk], separator: bytes) -> ChunkArray:
    contents: list[bytes] = []
    starts, ends, masks = array("Q"), array("Q"), array("Q")
    position = 0
    for text, mask in chunks:
        content = text.encode()
        contents.append(content)
        starts.append(position)
        position += len(content)
        ends.append(position)
        masks.append(mask)
        position += len(separator)
    return ChunkArray(
        content=separator.join(contents), starts=starts, ends=ends, prefix_masks=masks
    )
