"""The lists below `browse/`: classes with their instances, and all resources from A to Z.

A project with sources has none of them: it lists its resources by kind.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from publisher.describe.alphabet import alphabet_pages
from publisher.describe.class_lists import ClassTree, members
from publisher.describe.graphs import graph_pages, graph_views
from publisher.describe.listing import GRAPH_LIST, OVERVIEW, SCHEMES, Listing, page_href
from publisher.describe.schemes import SchemeTree, collection_pages
from publisher.description import Link
from publisher.model import File, Term
from publisher.navigation import ListPage, in_pages
from publisher.pages.context import Context
from publisher.render.lists import alphabet_page, graph_page, list_page, tree_page
from publisher.vocabulary import RDF_TYPE

_CLASSES: Final = Link(label="Classes", href=page_href(OVERVIEW))
_GRAPHS: Final = Link(label="Graphs", href=page_href(GRAPH_LIST))
_SCHEMES: Final = ListPage(path=SCHEMES, title="Concept schemes")
_COUNTED: Final = "The number behind a class is that of the resources that have it as their type."


def class_files(context: Context) -> Iterator[File]:
    """Yield the tree of the classes, and the list of each class."""
    listing = context.listing
    if listing is None:
        return
    for page in ClassTree(listing=listing).pages():
        yield tree_page(context.frame, replace(page, note=_COUNTED))
    for class_, path in listing.classes.items():
        yield from _class_list(context, listing, class_, path)


def alphabet_files(context: Context) -> Iterator[File]:
    """Yield the list of all resources in the order of the alphabet."""
    if context.listing is None:
        return
    for page in alphabet_pages(context.listing):
        yield alphabet_page(context.frame, page)


def scheme_files(context: Context) -> Iterator[File]:
    """Yield the tree of each concept scheme."""
    listing = context.listing
    if listing is None:
        return
    if listing.schemes:
        for index in in_pages(_SCHEMES, listing.scheme_items()):
            yield list_page(context.frame, index)
    schemes: list[Term | None] = [*listing.schemes]
    for scheme in schemes or ([None] if listing.has_loose_concepts else []):
        for page in SchemeTree(listing=listing, scheme=scheme).pages():
            yield tree_page(context.frame, page)


def collection_files(context: Context) -> Iterator[File]:
    """Yield the list of the collections of concepts, and their members."""
    if context.listing is not None and context.listing.collections:
        for page in collection_pages(context.listing):
            yield list_page(context.frame, page)


def graph_files(context: Context) -> Iterator[File]:
    """Yield the list of the named graphs, and the statements of each."""
    listing = context.listing
    if listing is None or not listing.graphs:
        return
    for page in graph_pages(listing):
        yield list_page(context.frame, page)
    for graph in listing.graphs:
        for view in graph_views(graph, listing):
            yield graph_page(context.frame, view, trail=(_GRAPHS,))


def _class_list(context: Context, listing: Listing, class_: Term, path: str) -> Iterator[File]:
    names = listing.names
    terms = members(class_, listing)
    blank = context.dataset.count(class_, RDF_TYPE) - len(terms)
    note = f"{blank:,} without an IRI, each shown with what it belongs to." if blank else ""
    page = ListPage(
        path=path,
        title=names.link(class_).label,
        about=names.link(class_),
        trail=(_CLASSES,),
        note=note,
    )
    for part in in_pages(page, [listing.item(term) for term in terms]):
        yield list_page(context.frame, part)
