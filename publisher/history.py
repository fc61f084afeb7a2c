"""The history of a site: its releases, and the files in which they say what changed.

It is carried from release to release as `changes/history.json`. Addresses in it are paths from the
site's root, times are texts such as `2026-11-27T00:00:00Z`.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal, TypeAlias

from publisher.errors import PublisherError
from publisher.metadata import DatasetMetadata
from publisher.model import SitePath, Term

HISTORY: Final = SitePath("changes/history.json")
FEED: Final = "feed"
"""The path of the event stream: its files are `feed.ttl` and others, its pages are in a folder."""
OPEN_PAGE: Final = "latest"
"""The name of the page that the next release goes on with."""
PATCHES: Final = "dumps/changes/"
QUADS_DUMP: Final = SitePath("dumps/all.nq.gz")
"""The dataset as sorted N-Quads."""
RECORDED_DUMP: Final = SitePath("changes/recorded.nq.gz")
"""In a draft: the dataset as it was when the history was written last."""
UNDATED: Final = "1970-01-01T00:00:00Z"
"""The time of a release of which nobody says a date."""

Action: TypeAlias = Literal["new", "changed", "retired", "gone"]

_VERSION: Final = 1
_FORMATS: Final = ("%Y-%m-%d", "%Y-%m", "%Y")


def feed_iri(base: str) -> str:
    """Return the IRI of the feed of a site: it leads to the feed's description.

    >>> feed_iri("https://example.org/")
    'https://example.org/feed'
    """
    return f"{base}{FEED}"


class HistoryError(PublisherError):
    """A history cannot be carried forward. The message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a resource, which is a member of the feed: its IRI, and its N-Quads."""

    iri: Term
    lines: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """What became of one resource in one release, in words.

    A claim's words are in none of these: `sentence` says that it is a claim, and whose.
    `href`: the address of its page, empty if there is none.
    """

    iri: str
    action: Action
    label: str
    sentence: str
    href: str = ""
    is_claim: bool = False
    version: str = ""
    """The IRI of the version that the feed has."""
    change: str = ""
    """What changed, as a sentence; older releases do not say it."""

    @property
    def words(self) -> str:
        """Return what the resource is, and what changed."""
        return f"{self.sentence} {self.change}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRelease:
    """A release whose data differs from the one before.

    `added`, `removed`: quads. `counts`: resources and claims by action, such as `claims new`.
    `lists`: the files with its entries. `version`: what the settings called it.
    """

    number: int
    time: str
    id: str
    previous: str
    patch: str
    added: int
    removed: int
    version: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    lists: tuple[str, ...] = ()

    @property
    def date(self) -> str:
        """The day, or an empty text if nobody says one."""
        return "" if self.time.startswith(UNDATED[:10]) else self.time[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """A page of the feed: `name` without folder and suffix, the suffixes of its files."""

    name: str
    first: str
    last: str
    count: int
    suffixes: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        return self.name != OPEN_PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All releases and pages of the feed, the oldest first.

    `state`: the SHA-256 of the file of the dataset at the last of the releases. `lines`: that of
    its lines, whatever compressed them. `files`: the SHA-256 of each file that is carried forward.
    `is_draft`: no release was recorded: a draft was written where there was no site.
    """

    base: str
    state: str = ""
    lines: str = ""
    releases: tuple[PastRelease, ...] = ()
    pages: tuple[FeedPage, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    is_draft: bool = False

    @property
    def last(self) -> PastRelease | None:
        return self.releases[-1] if self.releases else None


def history_content(history: History) -> bytes:
    """Return the history as a file."""
    members = {"format": _VERSION, **asdict(replace(history, files=dict(history.files)))}
    return f"{json.dumps(members, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def history_of(content: bytes) -> History:
    """Return the history that `history_content` wrote. Raises HistoryError."""
    try:
        members = json.loads(content)
        if members["format"] != _VERSION:
            raise HistoryError(f"{HISTORY} is of another version of publisher")
        return History(
            base=str(members["base"]),
            state=str(members["state"]),
            lines=str(members["lines"]),
            releases=tuple(map(_release, members["releases"])),
            pages=tuple(map(_page, members["pages"])),
            files=_files(members["files"]),
            is_draft=bool(members["is_draft"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HistoryError(f"{HISTORY} cannot be read") from error


def _release(members: Mapping[str, Any]) -> PastRelease:
    release = PastRelease(**{**members, "lists": tuple(members["lists"])})
    parsed_time(release.time)
    if not isinstance(release.number, int) or not isinstance(release.counts, dict):
        raise TypeError
    return release


def _page(members: Mapping[str, Any]) -> FeedPage:
    return FeedPage(**{**members, "suffixes": tuple(members["suffixes"])})


def _files(members: Mapping[str, str]) -> dict[str, str]:
    for path in members:
        # It may come from anywhere: no path of it may lead out of the release.
        if not path.startswith(("feed/", "changes/", PATCHES)) or ".." in path.split("/"):
            raise HistoryError(f"{HISTORY} names a file that is none of a history: {path[:80]!r}")
    return {str(path): str(digest) for path, digest in members.items()}


def stated_time(metadata: DatasetMetadata, *, epoch: str) -> str:
    """Return the time of the data: when it was modified, SOURCE_DATE_EPOCH, when it was issued.

    UNDATED if none of them says it. No clock is asked, because the same data must make the same
    bytes. `epoch`: seconds, as https://reproducible-builds.org/specs/source-date-epoch/ has them.
    """
    return (
        time_of_date(metadata.modified)
        or _of_epoch(epoch)
        or time_of_date(metadata.issued)
        or UNDATED
    )


def next_time(stated: str, last: str) -> str:
    """Return the time of a release after one at `last`: the stated one, if it is later.

    If it is not, one second after the last, because the times of a feed must go up. Raises
    HistoryError if there is no later time.
    """
    if not last or parsed_time(stated) > parsed_time(last):
        return stated
    try:
        return _text(parsed_time(last) + timedelta(seconds=1))
    except OverflowError as error:
        raise HistoryError(
            f"the last release is dated {last}, and no time is later; begin a history anew at "
            "another place (--out)"
        ) from error


def parsed_time(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def time_of_date(text: str) -> str:
    """Return the first second of a date, or a time in UTC; empty if the text is neither."""
    for format_ in _FORMATS:
        try:
            return _text(datetime.strptime(text.removesuffix("Z"), format_).replace(tzinfo=UTC))
        except ValueError:
            continue
    try:
        time = datetime.fromisoformat(text)
        return _text((time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC))
    except (ValueError, OverflowError):
        return ""


def _of_epoch(text: str) -> str:
    try:
        return _text(datetime.fromtimestamp(int(text), UTC)) if text.isascii() else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _text(time: datetime) -> str:
    # Not by strftime, which writes a year before 1000 with fewer digits.
    return f"{time.replace(microsecond=0, tzinfo=None).isoformat()}Z"
