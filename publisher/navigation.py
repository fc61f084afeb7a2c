"""The values that lists, trees and the front page show, made by `describe`, written by `render`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from publisher.description import Description, Link, Row, Value

_Entry = TypeVar("_Entry")

PAGE_ENTRIES: Final = 200
"""Entries of a list, or of the first level of a tree, on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry of a list. `notation` stands before its label, `words` and `count` behind it."""

    link: Link
    notation: str = ""
    words: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entry of a tree, with what is below it.

    `rest` leads to the page that shows what is below it, if this page does not.
    """

    item: Item
    below: tuple["Node", ...] = ()
    rest: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some entries under a heading. `anchor` is the heading's."""

    heading: Link
    items: tuple[Item, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the data says of itself: `label` is the property in words.

    `left_out`: how many further values there are.
    """

    label: str
    values: tuple[Value, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Page `number` of `pages` of a list of `count` entries, at `path`.

    `about`: what the list is of. `trail`: the pages above it.
    """

    path: str
    title: str
    items: tuple[Item, ...] = ()
    count: int = 0
    about: Link | None = None
    trail: tuple[Link, ...] = ()
    note: str = ""
    number: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TreePage:
    """Page `number` of `pages` of a tree, at `path`.

    `about`: what the tree is of. `trail`: the pages above it.
    """

    path: str
    title: str
    nodes: tuple[Node, ...]
    about: Link | None = None
    trail: tuple[Link, ...] = ()
    note: str = ""
    number: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class AlphabetPage:
    """Some of `count` resources under their first letters, and where each letter begins."""

    path: str
    letters: tuple[Link, ...]
    groups: tuple[Group, ...]
    count: int
    number: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    """A term of a vocabulary, or a part of a page. `href`: where it is shown besides, if it is."""

    anchor: str
    description: Description
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Some terms or parts of a page under a heading."""

    heading: str
    parts: tuple[PagePart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyPage:
    """The terms of a vocabulary on one page. `about`: what describes it."""

    path: str
    title: str
    sections: tuple[Section, ...]
    count: int
    about: Link | None = None
    facts: tuple[Fact, ...] = ()
    notes: tuple[str, ...] = ()
    trail: tuple[Link, ...] = ()
    number: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject and what a graph says of it."""

    link: Link
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphPart:
    """A named graph: how many statements it has, and some of them by subject.

    `page`: the list of all its statements. `role`: what it is of a nanopublication. It is page
    `number` of `pages` at `path`.
    """

    graph: Link
    page: Link
    count: int
    path: str
    role: str = ""
    subjects: tuple[Subject, ...] = ()
    number: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The front page. `about`: the resource that describes the whole.

    `dumps`: the media types of the dumps of the whole, by path.
    """

    facts: tuple[Fact, ...]
    about: Link | None
    classes: tuple[Item, ...]
    more_classes: Link | None
    groups: tuple[Group, ...]
    figures: tuple[tuple[str, int], ...]
    downloads: tuple[Link, ...]
    dumps: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a resource stands: what is above it, below it, and in it.

    `trail`: from the most general to what is directly above. `lists`: the lists that are of it.
    `below`: narrower concepts. `graphs`: the named graphs that its page is about. `sections`: the
    parts of its page by what they are. `home`: what the front page shows, if this is its page.
    """

    trail: tuple[Link, ...] = ()
    lists: tuple[Link, ...] = ()
    below: tuple[Item, ...] = ()
    graphs: tuple[GraphPart, ...] = ()
    retracted_by: tuple[Link, ...] = ()
    sections: tuple[Section, ...] = ()
    home: Home | None = None

    @property
    def has_more(self) -> bool:
        """Return whether a page shows lists, concepts or graphs of it."""
        return bool(self.lists or self.below or self.graphs or self.retracted_by)

    @property
    def comes_first(self) -> bool:
        """Return whether these stand before the statements: those of a nanopublication do."""
        return any(view.role and view.subjects for view in self.graphs)


def page_path(path: str, number: int) -> str:
    """Return the path of page `number` of a list: `PATH.html`, then `PATH~p2.html`.

    No IRI leads to such a path, because `~p` is no escape of a character.
    """
    return f"{path}.html" if number == 1 else f"{path}~p{number}.html"


def in_pages(page: ListPage, items: Sequence[Item]) -> Iterator[ListPage]:
    """Yield the pages of a list, PAGE_ENTRIES items on each; one page for an empty list."""
    for number, of_page in numbered(items):
        yield replace(
            page,
            items=tuple(of_page),
            count=len(items),
            number=number,
            pages=page_count(len(items)),
        )


def numbered(entries: Sequence[_Entry]) -> Iterator[tuple[int, Sequence[_Entry]]]:
    """Yield the number of each page of a list with the entries on it."""
    for number in range(1, page_count(len(entries)) + 1):
        yield number, entries[(number - 1) * PAGE_ENTRIES : number * PAGE_ENTRIES]


def page_count(entries: int) -> int:
    """Return how many pages a list has; an empty one has one."""
    return max(-(-entries // PAGE_ENTRIES), 1)
