"""What changed, for people: a page of all releases, and pages of each one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.description import Link, SiteFrame
from publisher.history import Action, ChangeEntry, PastRelease
from publisher.model import File
from publisher.navigation import page_path
from publisher.render.environment import render_page
from publisher.render.lists import pager

CHANGES_PATH: Final = "changes/index.html"
ATOM_PATH: Final = "feed/changes.atom"
_HEADINGS: Final[Mapping[tuple[bool, Action], str]] = {
    (False, "new"): "New",
    (False, "changed"): "Changed",
    (False, "retired"): "Retired",
    (False, "gone"): "No longer described",
    (True, "new"): "New claims",
    (True, "changed"): "Changed claims",
    (True, "retired"): "Retired claims",
    (True, "gone"): "Claims no longer reported",
}
_WORDS: Final[Mapping[Action, str]] = {
    "new": "new",
    "changed": "changed",
    "retired": "retired",
    "gone": "gone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    heading: str
    count: int
    entries: tuple[tuple[Link, ChangeEntry], ...]


def count_key(action: str, *, is_claim: bool) -> str:
    """Return the name of a count of a release: `new`, or `claims new`."""
    return f"claims {action}" if is_claim else action


def release_title(release: PastRelease) -> str:
    """Return what a release is called: `Version 1.2, 2026-11-27`, or `Release 3`."""
    name = f"Version {release.version}" if release.version else f"Release {release.number}"
    return f"{name}, {release.date}" if release.date else name


def release_sentence(release: PastRelease) -> str:
    """Return how much changed, records and claims apart, as one sentence."""
    if release.number == 1:
        return f"The first release: {_amounts(release, 'new') or 'nothing is described'}."
    parts = [
        f"{amounts} {_WORDS[action]}" for action in _WORDS if (amounts := _amounts(release, action))
    ]
    if not parts:
        return "No resource changed, but some of the terms that describe them."
    return f"{'; '.join(parts)}."


def _amounts(release: PastRelease, action: Action) -> str:
    amounts = (
        _counted(release.counts.get(count_key(action, is_claim=False), 0), "resource"),
        _counted(release.counts.get(count_key(action, is_claim=True), 0), "claim"),
    )
    return " and ".join(filter(None, amounts))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}" if number else ""


def release_path(release: PastRelease, part: int = 1) -> str:
    return page_path(f"changes/{release.number}", part)


def changes_page(frame: SiteFrame, releases: Sequence[PastRelease]) -> File:
    """Return the page of all releases, the newest first."""
    return render_page(
        frame,
        "changes.html",
        path=CHANGES_PATH,
        title="What changed",
        atom=ATOM_PATH,
        releases=[
            (
                Link(label=release_title(each), href=release_path(each)),
                release_sentence(each),
                each,
            )
            for each in reversed(releases)
        ],
    )


def release_page(
    frame: SiteFrame, release: PastRelease, entries: Sequence[ChangeEntry], *, part: int
) -> File:
    """Return a page of a release: its entries in groups, claims behind records.

    `part`: the number of the page, from 1, of those with `release.lists`.
    """
    return render_page(
        frame,
        "change.html",
        path=release_path(release, part),
        title=f"What changed: {release_title(release)}",
        release=release,
        sentence=release_sentence(release),
        groups=list(_groups(release, entries)),
        pager=pager(f"changes/{release.number}", part, max(len(release.lists), 1)),
    )


def _groups(release: PastRelease, entries: Sequence[ChangeEntry]) -> Iterator[_Group]:
    for (is_claim, action), heading in _HEADINGS.items():
        shown = tuple(
            (Link(label=entry.label, href=entry.href, is_claim=is_claim), entry)
            for entry in entries
            if (entry.is_claim, entry.action) == (is_claim, action)
        )
        if shown:
            count = release.counts.get(count_key(action, is_claim=is_claim), len(shown))
            yield _Group(heading=heading, count=count, entries=shown)
