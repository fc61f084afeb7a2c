"""The named graphs that the statements of a page are in."""

from dataclasses import dataclass, field, replace

from publisher.describe.known_terms import readable_name
from publisher.describe.names import Names
from publisher.description import Link
from publisher.model import DEFAULT_GRAPH, Term, Triple
from publisher.terms import bare, is_iri

_DEFAULT = Link(label="the default graph", href="")


@dataclass(frozen=True, kw_only=True)
class PageGraphs:
    """`shared`: the graphs that each statement of the page is in, if they are the same for all.

    Else each statement has its own in `by_triple`. Both are empty without named graphs.
    """

    shared: tuple[Link, ...] = ()
    by_triple: dict[Triple, tuple[Link, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Term, *, names: Names) -> "PageGraphs":
        dataset = names.graph
        if not dataset.graphs():
            return cls()
        graphs: dict[Triple, list[Term]] = {}
        for subject in dataset.subjects_of(page):
            for *triple, graph in dataset.quads_of(subject):
                graphs.setdefault((triple[0], triple[1], triple[2]), []).append(graph)
        different = {tuple(several) for several in graphs.values()}
        links = {several: tuple(_link(graph, names) for graph in several) for several in different}
        if len(different) == 1:
            return cls(shared=links[different.pop()])
        return cls(by_triple={triple: links[tuple(several)] for triple, several in graphs.items()})

    def of_triple(self, triple: Triple) -> tuple[Link, ...]:
        """Return the graphs of a statement, if they are not those of all statements."""
        return self.by_triple.get(triple, ())


def _link(graph: Term, names: Names) -> Link:
    """Return a graph by its label, or by the end of its IRI: it stands beside each statement."""
    if graph == DEFAULT_GRAPH:
        return _DEFAULT
    link = names.link(graph)
    if is_iri(graph) and link.label == bare(graph):
        return replace(link, label=readable_name(link.label), title=link.label)
    return link
