"""The pages that list resources: by class, as a tree, from A to Z; and the pages of graphs."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from publisher.description import Link, SiteFrame
from publisher.head import Head
from publisher.media_types import Format
from publisher.model import File
from publisher.navigation import (
    AlphabetPage,
    GraphPart,
    Home,
    ListPage,
    TreePage,
    VocabularyPage,
    page_path,
)
from publisher.render.environment import render_page
from publisher.render.schema_dataset import dataset_head

_Listed: TypeAlias = ListPage | TreePage | AlphabetPage | VocabularyPage
_NEAR: Final = 3


def front_page(frame: SiteFrame, home: Home) -> File:
    """Return `index.html` of a site without sources."""
    head = dataset_head(frame, home.dumps)
    return render_page(frame, "front.html", path="index.html", title="", head=head, home=home)


def list_page(frame: SiteFrame, page: ListPage) -> File:
    return _page(frame, "list.html", page)


def tree_page(frame: SiteFrame, page: TreePage) -> File:
    return _page(frame, "tree.html", page)


def alphabet_page(frame: SiteFrame, page: AlphabetPage) -> File:
    return _page(frame, "alphabet.html", page, title="A to Z")


def vocabulary_page(frame: SiteFrame, page: VocabularyPage) -> File:
    return _page(frame, "vocabulary.html", page)


def graph_page(frame: SiteFrame, view: GraphPart, *, trail: Sequence[Link]) -> File:
    """Return a page of the statements of a named graph. `trail`: the pages above it."""
    label = view.graph.label
    return render_page(
        frame,
        "graph.html",
        path=page_path(view.path, view.number),
        title=label if view.number == 1 else f"{label}, page {view.number}",
        head=Head(
            description=f"The named graph {label}: {view.count:,} statements, in {frame.title}.",
            trail=tuple(trail),
        ),
        view=view,
        trail=trail,
        pager=pager(view.path, view.number, view.pages),
    )


def ontology_version_page(
    frame: SiteFrame, *, path: str, iri: str, formats: Sequence[Format]
) -> File:
    """Return the page of a version of the ontology of which the data says nothing itself."""
    return render_page(
        frame,
        "version.html",
        path=f"{path}.html",
        title="A version of the ontology",
        iri=iri,
        stem=path,
        formats=formats,
    )


def pager(path: str, number: int, pages: int) -> list[tuple[int, str, bool]]:
    """Return the pages to link to: number, path, and whether it is this one; none for one page."""
    if pages <= 1:
        return []
    return [
        (shown, page_path(path, shown), shown == number) for shown in page_numbers(number, pages)
    ]


def page_numbers(number: int, pages: int) -> list[int]:
    """Return the first and last page number and those near this one: a hub has hundreds."""
    near = range(max(number - _NEAR, 1), min(number + _NEAR, pages) + 1)
    return sorted({1, pages, *near})


def _page(frame: SiteFrame, template: str, page: _Listed, *, title: str = "") -> File:
    heading = page.title if not isinstance(page, AlphabetPage) else title
    return render_page(
        frame,
        template,
        path=page_path(page.path, page.number),
        title=heading if page.number == 1 else f"{heading}, page {page.number}",
        head=Head(
            description=_sentence(frame, page, heading),
            trail=() if isinstance(page, AlphabetPage) else page.trail,
        ),
        page=page,
        pager=pager(page.path, page.number, page.pages),
    )


def _sentence(frame: SiteFrame, page: _Listed, heading: str) -> str:
    """Return what a list is: its heading, how long it is, and of what."""
    count = f": {page.count:,} in all" if isinstance(page, ListPage | AlphabetPage) else ""
    number = f", page {page.number} of {page.pages}" if page.number > 1 else ""
    return f"{heading}{count}{number}, in {frame.title}."
