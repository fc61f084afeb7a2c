"""Files that keep the named graphs of a dataset: TriG, N-Quads and JSON-LD.

https://www.w3.org/TR/trig/, https://www.w3.org/TR/n-quads/ and
https://www.w3.org/TR/json-ld11/#named-graphs
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, TypeAlias

from publisher.dataset import Dataset
from publisher.model import DEFAULT_GRAPH, Quad, Term, Triple
from publisher.ntriples import quad_line_of
from publisher.render.chunk_arrays import union
from publisher.render.formats import rdf_pieces
from publisher.render.trees import Labelled, in_several_graphs, tree_of
from publisher.render.writer import GraphWriter, TextChunk, Tree, Writer
from publisher.terms import is_literal

_TRIPLES: Final = 1_000
"""Triples of a graph that are read at once."""

_Group: TypeAlias = tuple[Term, Sequence[Triple]]
"""A subject, and its triples in one graph."""
_Groups: TypeAlias = Callable[[Term], Iterable[_Group]]
"""Returns the groups of a graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuadFiles:
    """The files of a dataset with named graphs, by suffix.

    `labelled`: the blank nodes that keep their label in these files.
    """

    graph: Dataset
    writers: Mapping[str, GraphWriter]
    labelled: Labelled

    @classmethod
    def of(
        cls, graph: Dataset, writers: Mapping[str, Writer], *, labelled: Labelled
    ) -> "QuadFiles":
        """Prepare the files. `labelled`: the blank nodes that keep their label in any file."""
        made = {"trig": writers.get("ttl"), "jsonld": writers.get("jsonld")}
        return cls(
            graph=graph,
            writers={key: each for key, each in made.items() if isinstance(each, GraphWriter)},
            labelled=labelled.also(in_several_graphs(graph)),
        )

    def contents(
        self, whole: Collection[Term], named: Iterable[Term], *, document: Sequence[Triple] = ()
    ) -> dict[str, bytes]:
        """Return the files of some subjects, and of the labels of others, by suffix.

        `document`: triples for the default graph.
        """
        labels = [quad for subject in named for quad in self._labels(subject)]
        labels += [(*triple, DEFAULT_GRAPH) for triple in document]
        graphs: dict[Term, dict[Term, list[Triple]]] = {}
        for quad in chain(*map(self.graph.quads_of, whole), labels):
            graphs.setdefault(quad[3], {}).setdefault(quad[0], []).append(quad[:3])
        lines = [*map(self.graph.quad_lines_of, whole), *map(quad_line_of, labels)]
        contents = {"nq": b"".join(lines)}
        for suffix in self.writers:
            pieces = self._pieces(
                suffix, sorted(graphs), lambda name: graphs[name].items(), self.labelled.on_pages
            )
            contents[suffix] = b"".join(pieces)
        return contents

    def dump(
        self,
        suffix: str,
        subjects: Container[Term] | None = None,
        *,
        before: Sequence[Triple] = (),
        more: Dataset | None = None,
    ) -> Iterator[bytes]:
        """Return one file of all subjects, or of some, in pieces; parameters as in `Chunks.dump`.

        `before` and `more` are in the default graph.
        """

        def groups(name: Term) -> Iterator[_Group]:
            for subject, triples in self._in_graph(name) if name else self._in_default_graph():
                if subjects is None or subject in subjects:
                    yield subject, triples
            if not name and before:
                yield before[0][0], before
            if not name and more:
                yield from ((subject, more.read(subject)) for subject in more.subjects())

        graphs = (DEFAULT_GRAPH, *self.graph.graphs())
        return self._pieces(suffix, graphs, groups, self.labelled.in_dumps)

    def _labels(self, subject: Term) -> list[Quad]:
        labels = {triple for triple in self.graph.labels(subject) if is_literal(triple[2])}
        return [quad for quad in self.graph.quads_of(subject) if quad[:3] in labels]

    def _in_default_graph(self) -> Iterator[_Group]:
        for subject in self.graph.subjects():
            triples = self._read(subject, DEFAULT_GRAPH)
            if triples:
                yield subject, triples

    def _in_graph(self, name: Term) -> Iterator[_Group]:
        starts = range(0, self.graph.count_in_graph(name), _TRIPLES)
        pages = (self.graph.in_graph(name, first=start, size=_TRIPLES) for start in starts)
        for subject, triples in groupby(chain.from_iterable(pages), key=itemgetter(0)):
            yield subject, tuple(triples)

    def _pieces(
        self, suffix: str, graphs: Sequence[Term], groups: _Groups, labelled: frozenset[Term]
    ) -> Iterator[bytes]:
        writer = self.writers[suffix]

        def chunks() -> Iterator[TextChunk]:
            for name in graphs:
                trees = self._trees(name, groups(name), labelled)
                yield from _in_brackets(writer, name, map(writer.tree, trees))

        # Written twice, because the head says which prefixes the whole file uses.
        prefix_mask = union(mask for _, mask in chunks())
        return rdf_pieces(writer, (text.encode() for text, _ in chunks()), prefix_mask=prefix_mask)

    def _trees(
        self, name: Term, groups: Iterable[_Group], labelled: frozenset[Term]
    ) -> Iterator[Tree]:
        """Yield the subjects of a graph, each with the blank nodes nested in it."""
        for subject, triples in groups:
            if not subject.startswith("_:") or subject in labelled:
                read = partial(self._read, name=name, known=(subject, triples))
                yield tree_of(subject, read, labelled=labelled)

    def _read(self, subject: Term, name: Term, known: _Group | None = None) -> Sequence[Triple]:
        """Return the triples of a subject in one graph. `known`: those of one subject."""
        if known and known[0] == subject:
            return known[1]
        return [quad[:3] for quad in self.graph.quads_of(subject) if quad[3] == name]


def _in_brackets(
    writer: GraphWriter, name: Term, chunks: Iterator[TextChunk]
) -> Iterator[TextChunk]:
    """Yield the chunks of a graph; the first of a named graph opens it, the last closes it."""
    if not name:
        yield from chunks
        return
    before, after, mask = writer.graph(name)
    chunk = next(chunks, None)
    while chunk:
        following = next(chunks, None)
        text = before + chunk[0] + ("" if following else after)
        yield text, chunk[1] | mask
        before, chunk = "", following
