"""Files that keep the named graphs of a dataset: TriG, N-Quads and JSON-LD.

https://www.w3.org/TR/trig/, https://www.w3.org/TR/n-quads/ and
https://www.w3.org/TR/json-ld11/#named-graphs
"""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, TypeAlias

from publisher.dataset import Dataset
from publisher.model import DEFAULT_GRAPH, Quad, Term, Triple
from publisher.ntriples import quad_line_of
from publisher.render.chunk_arrays import union
from publisher.render.formats import rdf_pieces
from publisher.render.trees import labelled_in_graphs, tree_of
from publisher.render.writer import GraphWriter, TextChunk, Writer
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
    labelled: frozenset[Term]

    @classmethod
    def of(
        cls, graph: Dataset, writers: Mapping[str, Writer], *, labelled: frozenset[Term]
    ) -> "QuadFiles":
        """Prepare the files. `labelled`: the blank nodes that keep their label in any file."""
        made = {"trig": writers.get("ttl"), "jsonld": writers.get("jsonld")}
        return cls(
            graph=graph,
            writers={key: each for key, each in made.items() if isinstance(each, GraphWriter)},
            labelled=labelled_in_graphs(graph, labelled),
        )

    def contents(self, whole: Collection[Term], named: Iterable[Term]) -> dict[str, bytes]:
        """Return the files of some subjects, and of the labels of others, by suffix."""
        labels = [quad for subject in named for quad in self._labels(subject)]
        graphs: dict[Term, dict[Term, list[Triple]]] = {}
        for quad in chain(*map(self.graph.quads_of, whole), labels):
            graphs.setdefault(quad[3], {}).setdefault(quad[0], []).append(quad[:3])
        lines = [*map(self.graph.quad_lines_of, whole), *map(quad_line_of, labels)]
        contents = {"nq": b"".join(lines)}
        for suffix in self.writers:
            pieces = self._pieces(suffix, sorted(graphs), lambda name: graphs[name].items())
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

        return self._pieces(suffix, (DEFAULT_GRAPH, *self.graph.graphs()), groups)

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

    def _read(self, subject: Term, name: Term) -> list[Triple]:
        """Return the triples of a subject in one graph."""
        return [quad[:3] for quad in self.graph.quads_of(subject) if quad[3] == name]

    def _pieces(self, suffix: str, graphs: Sequence[Term], groups: _Groups) -> Iterator[bytes]:
        writer = self.writers[suffix]
        # Written twice, because the head says which prefixes the whole file uses.
        masks = (mask for name in graphs for _, mask in self._chunks(writer, name, groups))
        texts = (text for name in graphs for text, _ in self._chunks(writer, name, groups))
        return rdf_pieces(writer, map(str.encode, texts), prefix_mask=union(masks))

    def _chunks(self, writer: GraphWriter, name: Term, groups: _Groups) -> Iterator[TextChunk]:
        """Yield the chunks of a graph; the first of a named graph opens it, the last closes it."""
        chunks = (self._chunk(writer, name, *group) for group in groups(name))
        written = (chunk for chunk in chunks if chunk)
        if not name:
            yield from written
            return
        before, after, mask = writer.graph(name)
        text, last_mask = next(written, ("", 0))
        if not text:
            return
        text = before + text
        for next_text, next_mask in written:
            yield text, last_mask
            text, last_mask = next_text, next_mask
        yield text + after, last_mask | mask

    def _chunk(
        self, writer: GraphWriter, name: Term, subject: Term, triples: Sequence[Triple]
    ) -> TextChunk | None:
        """Return the chunk of a subject; None if it is nested in that of another one."""
        if subject.startswith("_:") and subject not in self.labelled:
            return None

        def read(node: Term) -> Sequence[Triple]:
            return triples if node == subject else self._read(node, name)

        return writer.tree(tree_of(subject, read, labelled=self.labelled))
