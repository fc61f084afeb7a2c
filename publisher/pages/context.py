"""What every part of a site is made from: the context, and the resources by kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from publisher.addresses import percent_encoded
from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.description import Link, SiteFrame
from publisher.load import Loaded
from publisher.model import File, FileStream, ReadyQuery, Term
from publisher.project import Project
from publisher.render.chunks import Chunks
from publisher.render.html import stylesheet
from publisher.sparql.graphs import DefaultGraph, default_graph
from publisher.terms import iri
from publisher.vocabulary import EV_NAMESPACE, PREFIXES


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A project's data, prepared for rendering."""

    frame: SiteFrame
    names: Names
    chunks: Chunks
    prefixes: dict[str, str]
    queries: tuple[ReadyQuery, ...] = ()
    default_graph: DefaultGraph = "union"
    """Which graphs a query sees that names none."""

    @property
    def dataset(self) -> Dataset:
        return self.names.graph

    @property
    def published_vocabulary(self) -> Dataset | None:
        """The tool's own terms, which are part of the dataset if the project uses one."""
        return self.names.vocabulary if self.dataset.uses(EV_NAMESPACE) else None


Part: TypeAlias = Callable[[Context], Iterable[File | FileStream]]
"""Return some files of a site. A function of a module, or a `partial` of one: it is pickled."""


def context_of(project: Project, loaded: Loaded, *, limits: str) -> Context:
    """Return the context of a project. `limits`: a sentence on what a query may take."""
    dataset, vocabulary = loaded.graph, loaded.vocabulary
    prefixes = {"": f"{project.base}ontology#", **PREFIXES}
    return Context(
        frame=SiteFrame(
            limits=limits,
            base=project.base,
            title=project.title,
            description=project.description,
            publisher=project.publisher,
            license=project.license,
            language=project.language,
            kinds=kind_links(dataset),
            stylesheet=stylesheet().path,
            has_sources=bool(dataset.sources),
        ),
        names=Names(graph=dataset, vocabulary=vocabulary),
        chunks=Chunks.of(dataset, base=project.base, prefixes=prefixes, more=vocabulary),
        prefixes=prefixes,
        queries=loaded.queries,
        default_graph=default_graph(project.default_graph, loaded.profile),
    )


def resources(dataset: Dataset) -> tuple[Term, ...]:
    """Return the documents that are resources: all but the ontology's page."""
    ontology = iri(f"{dataset.base}ontology")
    return tuple(page for page in dataset.pages() if page != ontology)


def kinds_in_use(dataset: Dataset) -> dict[str, list[Term]]:
    """Return the resources by kind, without what is retired."""
    return _by_kind((page for page in resources(dataset) if page not in dataset.retired), dataset)


def retired_by_kind(dataset: Dataset) -> dict[str, list[Term]]:
    """Return the retired resources by kind."""
    return _by_kind((page for page in resources(dataset) if page in dataset.retired), dataset)


def kind_links(dataset: Dataset) -> tuple[Link, ...]:
    """Return the kinds as the frame of every page links to them."""
    return tuple(map(kind_link, kinds_in_use(dataset)))


def kind_link(kind: str) -> Link:
    return Link(label=kind, href=f"{percent_encoded(kind)}/index.html")


def _by_kind(pages: Iterable[Term], dataset: Dataset) -> dict[str, list[Term]]:
    kinds: dict[str, list[Term]] = {}
    for page in pages:
        if kind := dataset.addresses.kind(page):
            kinds.setdefault(kind, []).append(page)
    return kinds
