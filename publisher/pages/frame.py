"""What all pages of a site have in common: title, description, the links in the header."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.describe.about import described_whole, description, licence, publisher, title
from publisher.describe.listing import ALPHABET, OVERVIEW, VOCABULARIES, page_href
from publisher.describe.vocabularies import Vocabulary, vocabulary_link
from publisher.description import Link, SiteFrame
from publisher.model import ReadyQuery
from publisher.pages.kinds import kind_links
from publisher.project import Project
from publisher.render.html import stylesheet
from publisher.terms import iri
from publisher.vocabulary import EV_NAMESPACE

MOST_KINDS: Final = 30
"""Of more, no page lists the kinds: IRIs without a common form have nearly one for each."""


def frame_of(
    project: Project,
    names: Names,
    queries: Sequence[ReadyQuery],
    *,
    limits: str,
    vocabularies: Sequence[Vocabulary],
) -> SiteFrame:
    """Return the frame of a project. What its settings do not say, the data may say of itself."""
    dataset = names.graph
    about = None if dataset.sources else described_whole(dataset)
    # Without a setting, the title is the name of the folder.
    has_title = project.title != project.folder.resolve().name
    kinds = kind_links(dataset)
    ontology = iri(f"{dataset.base}ontology")
    return SiteFrame(
        limits=limits,
        base=project.base,
        title=project.title if has_title or not about else title(about, dataset) or project.title,
        description=project.description or (description(about, dataset) if about else ""),
        publisher=project.publisher or (publisher(about, names=names) if about else ""),
        license=project.license or (licence(about, dataset) if about else ""),
        language=project.language,
        kinds=kinds if dataset.sources or len(kinds) <= MOST_KINDS else (),
        menu=tuple(_menu(dataset, queries, vocabularies)),
        ontology=names.link(ontology).href if dataset.has_page(ontology) else "",
        stylesheet=stylesheet().path,
        has_sources=bool(dataset.sources),
        has_evidence=has_evidence(dataset),
    )


def has_evidence(dataset: Dataset) -> bool:
    """Return whether a site has records and claims, or at least speaks of them."""
    return bool(dataset.sources) or dataset.uses(EV_NAMESPACE)


def _menu(
    dataset: Dataset, queries: Sequence[ReadyQuery], vocabularies: Sequence[Vocabulary]
) -> Iterator[Link]:
    """Yield the links in the header of every page, each to a page that there is."""
    if not dataset.sources:
        yield Link(label="Classes", href=page_href(OVERVIEW))
        yield Link(label="A–Z", href=page_href(ALPHABET))
    if len(vocabularies) == 1:
        yield replace(vocabulary_link(vocabularies[0]), label="Vocabulary")
    elif vocabularies:
        yield Link(label="Vocabularies", href=page_href(VOCABULARIES))
    if dataset.sources or queries:
        yield Link(label="Queries", href="queries/index.html")
    yield Link(label="SPARQL", href="sparql.html")
    if not dataset.sources:
        yield Link(label="Data", href="dumps/index.html")
    ontology = iri(f"{dataset.base}ontology")
    if dataset.sources and dataset.has_page(ontology):
        yield Link(label="Ontology", href="ontology.html")
