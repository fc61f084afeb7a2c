"""Each subject of a graph, written once in every format: pages and dumps are made of these chunks.

Most subjects stand in several files: in the dumps, on their page, and passages of a source on the
pages of all statements that rest on them. A file is a head, some chunks and a tail. The chunk of a
subject contains the blank nodes that are nested in it.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import Final, TypeAlias

from publisher.dataset import REMEMBERED, Dataset
from publisher.model import Term, Triple
from publisher.ntriples import line_of, other_schemes
from publisher.render.chunk_arrays import (
    SUBJECTS_PER_ARRAY,
    Chunk,
    ChunkArray,
    SubjectArray,
    SubjectArrays,
    joined_runs,
    union,
    union_or_none,
)
from publisher.render.formats import WRITERS, WriterFactory, rdf_file, rdf_pieces, writers
from publisher.render.quad_files import QuadFiles
from publisher.render.trees import Labelled, Read, has_blank_nodes, labelled_nodes, tree_of
from publisher.render.writer import (
    FormatError,
    NestingWriter,
    Predicates,
    TextChunk,
    Tree,
    Writer,
    by_predicate,
)
from publisher.terms import is_literal

_Group: TypeAlias = tuple[Term, Predicates, Tree | None]
"""A subject with its triples, and the blank nodes nested in it, if there are any."""


_IN_DUMPS: Final = ".dumps"
"""The end of the name of a column whose chunks stand in dumps alone."""


@dataclass(kw_only=True)
class Chunks:
    """The chunks of a graph, by suffix of their format.

    `labelled`: the blank nodes that are not nested. `quad_files`: makes the files of datasets, if
    the graph has named graphs. `read_stored`: returns the chunks of all subjects, if they have been
    written before.
    """

    graph: Dataset
    writers: Mapping[str, Writer]
    labelled: Labelled
    quad_files: QuadFiles | None = None
    read_stored: Callable[[], SubjectArrays] | None = None
    _labels: dict[Term, dict[str, Chunk | None]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        graph: Dataset,
        *,
        base: str,
        prefixes: Mapping[str, str],
        more: Dataset | None = None,
        about_documents: Collection[Term] = (),
        factories: Mapping[str, WriterFactory | None] = WRITERS,
    ) -> "Chunks":
        """Prepare the chunks of a graph. `more`: a second graph, which a dump may contain too.

        `about_documents`: the predicates of what files say of themselves.
        """
        made = writers(
            factories,
            base=base,
            prefixes=prefixes,
            predicates=graph.predicates
            | (more.predicates if more else frozenset())
            | frozenset(about_documents),
            schemes=other_schemes(graph.lines) | other_schemes(more.lines if more else b""),
        )
        labelled = labelled_nodes(graph)
        quad_files = QuadFiles.of(graph, made, labelled=labelled) if graph.quads else None
        if quad_files:
            made = {suffix: made[suffix] for suffix in made if suffix not in quad_files.writers}
        return cls(graph=graph, writers=made, labelled=labelled, quad_files=quad_files)

    @property
    def array_count(self) -> int:
        """Return how many arrays it takes to hold all subjects."""
        return -(-len(self.graph.subjects()) // SUBJECTS_PER_ARRAY)

    @cached_property
    def columns(self) -> dict[str, tuple[Writer, frozenset[Term]]]:
        """Return the writer of each column of chunks, and the blank nodes that it does not nest.

        The columns of dumps are those of pages, unless some nodes are nested in dumps alone.
        """
        on_pages, in_dumps = self.labelled.on_pages, self.labelled.in_dumps
        columns = {suffix: (writer, on_pages) for suffix, writer in self.writers.items()}
        if on_pages != in_dumps:
            for suffix, writer in self.writers.items():
                if isinstance(writer, NestingWriter):
                    columns[f"{suffix}{_IN_DUMPS}"] = (writer, in_dumps)
        return columns

    def write_array(self, number: int) -> SubjectArray:
        """Write the chunks of the array with this number, counted from 0, in each format."""
        start = number * SUBJECTS_PER_ARRAY
        subjects = tuple(islice(self.graph.subjects(), start, start + SUBJECTS_PER_ARRAY))
        flat = [(subject, by_predicate(self.graph.read(subject))) for subject in subjects]
        chunks = {}
        for key, (writer, labelled) in self.columns.items():
            groups = ((*group, self._tree(group[0], labelled)) for group in flat)
            chunks[key] = ChunkArray.joined(_write(writer, groups), writer.separator)
        lines = array("Q", map(self.graph.start_of, subjects))
        return SubjectArray(lines=lines, chunks=chunks)

    def contents(
        self, whole: Collection[Term], named: Iterable[Term], *, document: Sequence[Triple] = ()
    ) -> dict[str, bytes]:
        """Return the content of the RDF files of some subjects, by suffix, N-Triples too.

        The files contain all triples of the subjects in `whole`, in their order, then the labels
        of those in `named`, then `document`, the triples of one subject. A format that cannot say
        it all is left out.
        """
        named = tuple(named)
        places = tuple(self._places(whole))
        labels = list(map(self._labels_of, named))
        contents: dict[str, bytes] = {}
        for suffix, writer in self.writers.items():
            chunks = [each.chunks[suffix].chunk(at) for each, at in places]
            chunks += [label[suffix] for label in labels]
            if document:
                chunks.append(self.chunk(suffix, document))
            mask = union_or_none(chunk and chunk[1] for chunk in chunks)
            if mask is not None:
                texts = [chunk[0] for chunk in chunks if chunk and chunk[0]]
                contents[suffix] = rdf_file(writer, texts, prefix_mask=mask)
        lines = [*map(self.graph.lines_of, whole), *(_content(label["nt"]) for label in labels)]
        contents["nt"] = b"".join((*lines, *map(line_of, document)))
        if self.quad_files:
            contents |= self.quad_files.contents(whole, named, document=document)
        return contents

    def dump(
        self,
        suffix: str,
        subjects: Collection[Term] | None = None,
        *,
        before: Sequence[Triple] = (),
        more: Dataset | None = None,
    ) -> Iterator[bytes] | None:
        """Return one file of all subjects, or of some in their order, in pieces.

        `before`: triples of one subject, at its beginning; `more`: a second graph, at its end.
        None if the format cannot say it all.
        """
        mask = self.prefix_mask(suffix, subjects)
        if mask is None:
            return None
        first = (self.chunk(suffix, before),) if before else ()
        last = tuple(self.chunks_of(more, suffix)) if more else ()
        mask |= union(mask for _, mask in (*first, *last))
        texts = chain(map(_content, first), self._texts(suffix, subjects), map(_content, last))
        return rdf_pieces(self.writers[suffix], texts, prefix_mask=mask)

    def prefix_mask(self, suffix: str, subjects: Iterable[Term] | None = None) -> int | None:
        """Return the mask of the prefixes of subjects; None if the format cannot say them all."""
        column = self._in_dumps(suffix)
        if subjects is None:
            return union_or_none(each.chunks[column].mask() for each in self._arrays.arrays)
        places = self._places(subjects)
        return union_or_none(each.chunks[column].mask_of(at) for each, at in places)

    def with_subjects(self, suffix: str) -> Iterator[tuple[Term, Chunk | None]]:
        """Yield each subject with its chunk in a dump."""
        column = self._in_dumps(suffix)
        subjects = iter(self.graph.subjects())
        for each in self._arrays.arrays:
            for at, subject in enumerate(islice(subjects, SUBJECTS_PER_ARRAY)):
                yield subject, each.chunks[column].chunk(at)

    def chunks_of(self, graph: Dataset, suffix: str) -> Iterator[Chunk]:
        """Yield the chunks of another graph without blank nodes, as these writers write them."""
        for subject in graph.subjects():
            yield self.chunk(suffix, graph.read(subject))

    def chunk(self, suffix: str, triples: Sequence[Triple]) -> Chunk:
        """Write triples of one subject as a chunk. Raises FormatError."""
        text, mask = self.writers[suffix].chunk(triples[0][0], by_predicate(triples))
        return text.encode(), mask

    def tree(self, suffix: str, subject: Term, read: Read) -> Chunk:
        """Write a subject of a dump with what is nested in it.

        `read` returns the triples of each subject.
        """
        writer = self.writers[suffix]
        if not self._has_blank_nodes or not isinstance(writer, NestingWriter):
            return self.chunk(suffix, read(subject))
        text, mask = writer.tree(tree_of(subject, read, labelled=self.labelled.in_dumps))
        return text.encode(), mask

    def nodes_in(self, subject: Term) -> Iterable[Term]:
        """Return a subject and the blank nodes that its chunk in a dump contains."""
        tree = self._tree(subject, self.labelled.in_dumps)
        return (subject,) if tree is None else (*dict(tree.subjects), *tree.nested)

    def _in_dumps(self, suffix: str) -> str:
        """Return the column whose chunks stand in dumps."""
        column = f"{suffix}{_IN_DUMPS}"
        return column if column in self.columns else suffix

    def _tree(self, subject: Term, labelled: frozenset[Term]) -> Tree | None:
        """Return the tree of a subject that names blank nodes, an empty one if it is nested."""
        if not self._has_blank_nodes:
            return None
        if subject.startswith("_:") and subject not in labelled:
            return Tree(subjects=[])
        if b" _:" not in self.graph.lines_of(subject):
            return None
        return tree_of(subject, self.graph.read, labelled=labelled)

    def _texts(self, suffix: str, subjects: Iterable[Term] | None) -> Iterator[bytes]:
        """Yield the chunks of dumps; those that stand behind each other as one."""
        column = self._in_dumps(suffix)
        if subjects is None:
            return (each.chunks[column].content[:] for each in self._arrays.arrays)
        places = ((each.chunks[column], at) for each, at in self._places(subjects))
        return joined_runs(places, separator=len(self.writers[suffix].separator))

    def _places(self, subjects: Iterable[Term]) -> Iterator[tuple[SubjectArray, int]]:
        """Yield the array that holds each subject, and its position in it."""
        return self._arrays.places(map(self.graph.start_of, subjects))

    @cached_property
    def _arrays(self) -> SubjectArrays:
        if self.read_stored:
            return self.read_stored()
        return SubjectArrays.of(map(self.write_array, range(self.array_count)))

    @cached_property
    def _has_blank_nodes(self) -> bool:
        return has_blank_nodes(self.graph)

    def _labels_of(self, subject: Term) -> dict[str, Chunk | None]:
        """Return the labels of a subject in each format, N-Triples too."""
        labels = self._labels.get(subject)
        if labels is None:
            if len(self._labels) > REMEMBERED:
                self._labels.clear()
            labels = self._labels[subject] = self._write_labels(subject)
        return labels

    def _write_labels(self, subject: Term) -> dict[str, Chunk | None]:
        triples = [triple for triple in self.graph.labels(subject) if is_literal(triple[2])]
        if not triples:  # Its label is an IRI or a blank node.
            return dict.fromkeys(("nt", *self.writers), (b"", 0))
        groups = [(subject, by_predicate(triples), None)]
        labels: dict[str, Chunk | None] = {"nt": (b"".join(map(line_of, triples)), 0)}
        for suffix, writer in self.writers.items():
            (label,) = _write(writer, groups)
            labels[suffix] = label and (label[0].encode(), label[1])
        return labels


def _write(writer: Writer, groups: Iterable[_Group]) -> Iterator[TextChunk | None]:
    """Yield the chunk of each subject; None for what the writer cannot say."""
    nesting = writer if isinstance(writer, NestingWriter) else None
    for subject, predicates, tree in groups:
        try:
            if tree is None or nesting is None:
                yield writer.chunk(subject, predicates)
            else:
                yield nesting.tree(tree) if tree.subjects else ("", 0)
        except FormatError:
            yield None


def _content(chunk: Chunk | None) -> bytes:
    return chunk[0] if chunk else b""
