"""What every part of a site is made from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.describe.listing import Listing
from publisher.describe.vocabularies import Vocabulary, vocabularies, vocabulary_link
from publisher.description import Link, SiteFrame
from publisher.load import Loaded
from publisher.load.used_files import used_files
from publisher.model import File, FileStream, ReadyQuery, ShapesFile, Term, UsedFile
from publisher.ontology_versions import OntologyVersion, all_versions, current_versions
from publisher.pages.frame import frame_of
from publisher.pages.prefixes import evidence_prefixes, open_prefixes
from publisher.pages.query_words import without_claims
from publisher.pages.shapes import own_shapes
from publisher.project import Project
from publisher.render.chunks import Chunks
from publisher.render.document import DOCUMENT_PREDICATES
from publisher.sparql.graphs import DefaultGraph, default_graph
from publisher.vocabulary import EV_NAMESPACE

_NO_VERSIONS: Final[Mapping[Term, bytes]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A project's data, prepared for rendering."""

    frame: SiteFrame
    names: Names
    chunks: Chunks
    prefixes: dict[str, str]
    queries: tuple[ReadyQuery, ...] = ()
    listing: Listing | None = None
    """The lists by class, scheme and name; None in a project with sources, which has kinds."""
    vocabularies: tuple[Vocabulary, ...] = ()
    """The vocabularies that the dataset describes; none in a project with sources."""
    shapes: tuple[ShapesFile, ...] = ()
    """The project's own shapes."""
    used_files: tuple[UsedFile, ...] = ()
    """The files that the site is made of."""
    is_project: bool = True
    """Whether these are those of a project, and not files that were named."""
    versions: tuple[OntologyVersion, ...] = ()
    """The versions of the ontology, those of earlier releases too."""
    default_graph: DefaultGraph = "union"
    """Which graphs a query sees that names none."""

    @property
    def dataset(self) -> Dataset:
        return self.chunks.graph

    def vocabulary_of(self, term: Term) -> Link | None:
        """Return a link to the page of the vocabulary that a term is of, if it has another page."""
        return next(
            (
                vocabulary_link(each)
                for each in self.vocabularies
                if not each.is_document and term in each.terms
            ),
            None,
        )

    @property
    def published_vocabulary(self) -> Dataset | None:
        """The tool's own terms, which are part of the dataset if the project uses one."""
        return self.names.vocabulary if self.dataset.uses(EV_NAMESPACE) else None


Part: TypeAlias = Callable[[Context], Iterable[File | FileStream]]
"""Return some files of a site. A function of a module, or a `partial` of one: it is pickled."""


def context_of(
    project: Project,
    loaded: Loaded,
    *,
    limits: str,
    published_versions: Mapping[Term, bytes] = _NO_VERSIONS,
    is_draft: bool = False,
) -> Context:
    """Return the context of a project.

    `limits`: a sentence on what a query may take. `published_versions`: the texts of the ontology
    that the last release has, by their IRIs. `is_draft`: whether the release is to be forgotten.
    """
    dataset, vocabulary = loaded.graph, loaded.vocabulary
    is_open = loaded.profile == "open"
    prefixes = (
        open_prefixes(dataset, loaded.prefixes) if is_open else evidence_prefixes(project.base)
    )
    names = Names(graph=dataset, vocabulary=vocabulary)
    listing = None if dataset.sources else Listing(names=names)
    described = vocabularies(listing) if listing else ()
    return Context(
        frame=frame_of(
            project,
            names,
            loaded.queries,
            limits=limits,
            listing=listing,
            vocabularies=described,
        ),
        names=names,
        chunks=Chunks.of(
            dataset,
            base=project.base,
            prefixes=prefixes,
            more=vocabulary,
            about_documents=DOCUMENT_PREDICATES,
        ),
        prefixes=prefixes,
        queries=tuple(without_claims(query, names.said_by) for query in loaded.queries),
        listing=listing,
        vocabularies=described,
        shapes=own_shapes(project, loaded.shapes),
        used_files=used_files(project),
        versions=all_versions(
            current_versions(loaded.ontology, base=project.base),
            published_versions,
            is_draft=is_draft,
        ),
        is_project=not project.inputs,
        default_graph=default_graph(project.default_graph, loaded.profile),
    )
