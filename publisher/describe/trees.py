"""Trees of classes or concepts, divided among pages: none has more entries than a reader folds."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from publisher.describe.listing import page_href, subtree_path
from publisher.description import Link
from publisher.model import Term
from publisher.navigation import Item, Node, TreePage, numbered, page_count

TREE_ENTRIES: Final = 1_500
"""Entries of all levels of a tree on one page."""
TREE_LEVELS: Final = 8
"""Levels of a tree on one page, and links to the pages above one."""


@dataclass(kw_only=True)
class FoldedTree:
    """A tree whose entries may be below several others, or below each other in a circle.

    `below`: returns the entries below one, in order. What is below an entry is shown once.
    """

    below: Callable[[Term], Sequence[Term]]
    item: Callable[[Term], Item]
    seen: set[Term] = field(default_factory=set)
    _unfolded: set[Term] = field(default_factory=set)

    def pages(self, path: str, heading: Link, roots: Iterable[Term]) -> Iterator[TreePage]:
        """Yield the pages of the tree below some roots, the first one at `path`."""
        pending = deque([_Branch(path=path, heading=heading, entries=tuple(roots))])
        while pending:
            branch = pending.popleft()
            for number, entries in numbered(branch.entries):
                level = self._unfold(entries)
                trail = (*branch.trail, Link(label=branch.heading.label, href=branch.href))
                for entry, below in level.elsewhere.items():
                    pending.append(
                        _Branch(
                            path=subtree_path(path, entry),
                            heading=self.item(entry).link,
                            entries=below,
                            trail=trail[-TREE_LEVELS:],
                        )
                    )
                yield TreePage(
                    path=branch.path,
                    title=branch.heading.label,
                    about=branch.heading if branch.heading.href else None,
                    nodes=self._nodes(entries, level, path=path, placed=set()),
                    trail=branch.trail,
                    number=number,
                    pages=page_count(len(branch.entries)),
                )

    def _unfold(self, entries: Sequence[Term]) -> "_Unfolded":
        """Return what fits on a page below its entries, level by level."""
        below: dict[Term, tuple[Term, ...]] = {}
        elsewhere: dict[Term, tuple[Term, ...]] = {}
        free, level = TREE_ENTRIES - len(entries), tuple(entries)
        for depth in range(1, TREE_LEVELS + 1):
            following: list[Term] = []
            for entry in level:
                self.seen.add(entry)
                lower = () if entry in self._unfolded else tuple(self.below(entry))
                self._unfolded.add(entry)
                if lower and depth < TREE_LEVELS and len(lower) <= free:
                    below[entry] = lower
                    following += lower
                    free -= len(lower)
                elif lower:
                    elsewhere[entry] = lower
            level = tuple(following)
        return _Unfolded(below=below, elsewhere=elsewhere)

    def _nodes(
        self, entries: Sequence[Term], level: "_Unfolded", *, path: str, placed: set[Term]
    ) -> tuple[Node, ...]:
        """Return entries with what is below them. `placed`: those that are above on the page."""
        nodes = []
        for entry in entries:
            item = self.item(entry)
            lower = () if entry in placed else level.below.get(entry, ())
            hidden = () if entry in placed else level.elsewhere.get(entry, ())
            placed.add(entry)
            href = page_href(subtree_path(path, entry)) if hidden else ""
            nodes.append(
                Node(
                    item=item,
                    below=self._nodes(lower, level, path=path, placed=placed),
                    rest=Link(label=f"{len(hidden):,} below", href=href) if hidden else None,
                )
            )
        return tuple(nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Branch:
    """A part of a tree that has pages of its own."""

    path: str
    heading: Link
    entries: tuple[Term, ...]
    trail: tuple[Link, ...] = ()

    @property
    def href(self) -> str:
        return page_href(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unfolded:
    """What is below the entries of a page: on it, and on pages of their own."""

    below: Mapping[Term, tuple[Term, ...]]
    elsewhere: Mapping[Term, tuple[Term, ...]]
