"""What all pages of a site have in common: title, description, the links in the header."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from publisher.describe import Names
from publisher.describe.about import description, licence, publisher, title
from publisher.describe.dataset_metadata import completed, dataset_metadata, own_dataset_iri
from publisher.describe.listing import (
    ALPHABET,
    CONCEPTS,
    GRAPH_LIST,
    OVERVIEW,
    SCHEMES,
    VOCABULARIES,
    Listing,
    page_href,
)
from publisher.describe.vocabularies import Vocabulary, described_by, vocabulary_link
from publisher.description import Link, SiteFrame
from publisher.graph import Graph
from publisher.metadata import Agent, DatasetMetadata, dataset_iri
from publisher.model import ReadyQuery, Term
from publisher.pages.kinds import kind_links
from publisher.project import Project
from publisher.property_groups import CORRECTION_CLASSES
from publisher.render.corrections import CORRECTIONS_PATH
from publisher.render.html import stylesheet
from publisher.signposting import linkset_count
from publisher.terms import iri

MOST_KINDS: Final = 30
"""Of more, no page lists the kinds: IRIs without a common form have nearly one for each."""


def frame_of(
    project: Project,
    names: Names,
    queries: Sequence[ReadyQuery],
    *,
    limits: str,
    listing: Listing | None,
    vocabularies: Sequence[Vocabulary],
) -> SiteFrame:
    """Return the frame of a project. What its settings do not say, the data may say of itself."""
    dataset = names.graph
    about = described_by(listing, vocabularies) if listing else None
    # Without a setting, the title is the name of the folder.
    has_title = project.title != project.folder.resolve().name
    kinds = kind_links(dataset)
    publisher_name = project.publisher or (publisher(about, names=names) if about else "")
    return SiteFrame(
        limits=limits,
        base=project.base,
        title=project.title if has_title or not about else title(about, dataset) or project.title,
        description=_description(project, about, names),
        publisher=publisher_name,
        license=project.license or (licence(about, dataset) if about else ""),
        language=project.language,
        kinds=kinds if dataset.sources or len(kinds) <= MOST_KINDS else (),
        menu=tuple(_menu(names, queries, listing=listing, vocabularies=vocabularies)),
        ontology=_ontology(dataset, vocabularies),
        stylesheet=stylesheet().path,
        dataset=(own_dataset_iri(about, names=names) if about else "") or dataset_iri(project.base),
        metadata=_metadata(project, about, names, publisher_name),
        linkset_count=linkset_count(sum(1 for _ in dataset.pages())),
        has_sources=bool(dataset.sources),
        corrections=_corrections(project, dataset),
    )


def _description(project: Project, about: Term | None, names: Names) -> str:
    """Return what the dataset is; nothing if that repeats a claim and names nobody who claims it.

    The description goes to many places without its page.
    """
    said = project.description or (description(about, names.graph) if about else "")
    return "" if names.said_by.unattributed(said) else said


def _metadata(
    project: Project, about: Term | None, names: Names, publisher_name: str
) -> DatasetMetadata:
    """Return what the settings say of the dataset, and else what the data says of itself."""
    metadata = project.dataset
    if about:
        metadata = completed(metadata, dataset_metadata(about, names=names))
    # The settings may name another publisher than the data.
    is_other = metadata.publisher is None or metadata.publisher.name != publisher_name
    if publisher_name and is_other:
        metadata = replace(metadata, publisher=Agent(name=publisher_name))
    return metadata


def _corrections(project: Project, dataset: Graph) -> str:
    """Return the address of the page of all corrections; empty if nobody would look for it."""
    has_any = not dataset.classes.isdisjoint(CORRECTION_CLASSES)
    return CORRECTIONS_PATH if has_any or dataset.sources or project.dataset.contact else ""


def _ontology(dataset: Graph, vocabularies: Sequence[Vocabulary]) -> str:
    """Return the address of the page that explains the terms; empty if there is none."""
    if vocabularies:
        return vocabulary_link(vocabularies[0]).href
    is_there = dataset.sources and dataset.has_page(iri(f"{dataset.base}ontology"))
    return "ontology.html" if is_there else ""


def _menu(
    names: Names,
    queries: Sequence[ReadyQuery],
    *,
    listing: Listing | None,
    vocabularies: Sequence[Vocabulary],
) -> Iterator[Link]:
    """Yield the links in the header of every page, each to a page that there is."""
    if listing is not None:
        yield from _lists(listing, vocabularies)
    if listing is None or queries:
        yield Link(label="Queries", href="queries/index.html")
    yield Link(label="SPARQL", href="sparql.html")
    if listing is not None:
        yield Link(label="Data", href="dumps/index.html")
    elif names.graph.has_page(iri(f"{names.graph.base}ontology")):
        yield Link(label="Ontology", href="ontology.html")


def _lists(listing: Listing, vocabularies: Sequence[Vocabulary]) -> Iterator[Link]:
    schemes = listing.scheme_items()
    if len(schemes) == 1:
        yield Link(label="Concepts", href=schemes[0].link.href)
    elif schemes:
        yield Link(label="Concept schemes", href=page_href(SCHEMES))
    elif listing.has_loose_concepts:
        yield Link(label="Concepts", href=page_href(CONCEPTS))
    if len(vocabularies) == 1:
        yield replace(vocabulary_link(vocabularies[0]), label="Vocabulary")
    elif vocabularies:
        yield Link(label="Vocabularies", href=page_href(VOCABULARIES))
    if listing.classes:
        yield Link(label="Classes", href=page_href(OVERVIEW))
    if listing.graphs:
        yield Link(label="Graphs", href=page_href(GRAPH_LIST))
    yield Link(label="A–Z", href=page_href(ALPHABET))
