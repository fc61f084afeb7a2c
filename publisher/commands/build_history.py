"""Write what a release changed, and carry the history of the ones before forward."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final, TypeAlias

from publisher import limits
from publisher.commands.history_findings import dataset_digest, undated_change
from publisher.describe.change_words import entry_of
from publisher.describe.changes import ResourceChange, all_new, feed_order, resource_changes
from publisher.describe.versions import version_of
from publisher.findings import Finding
from publisher.history import (
    HISTORY,
    OPEN_PAGE,
    PATCHES,
    QUADS_DUMP,
    RECORDED_DUMP,
    FeedPage,
    History,
    PastRelease,
    feed_iri,
    history_content,
    next_time,
)
from publisher.line_changes import ChangedLine, changed_lines
from publisher.model import File, FileStream, SitePath, Term
from publisher.pages import Context
from publisher.pages.changes import history_files, list_file
from publisher.pages.feed import lines_path, page_files, page_name, suffixes_of
from publisher.publication.previous import Previous
from publisher.publication.release import NewRelease, write
from publisher.publication.written import WrittenFile
from publisher.render.changes import count_key
from publisher.render.dumps import dataset_lines
from publisher.render.feed import member_lines, read_members
from publisher.render.rdf_patch import patch_pieces

_PIECE: Final = 1 << 20
_DIGITS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryInput:
    """What a build knows of the releases before.

    `previous`: the one whose history is carried forward; None for a first release. `is_draft`: do
    not record this release. `time`: what is said of the time of the data.
    """

    previous: Previous | None
    is_draft: bool
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPart:
    """A page of the feed that a release begins or goes on with, and what it adds to it."""

    release: int
    part: int
    number: int
    time: str
    changes: tuple[ResourceChange, ...]
    carried: tuple[bytes, ...]
    """The members that it has already."""
    gone: frozenset[Term]
    """What is gone and has a page that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    page: FeedPage
    files: tuple[WrittenFile, ...]
    list: WrittenFile


WriteParts: TypeAlias = Callable[[Iterable[FeedPart]], Iterable[WrittenPart]]
"""Write parts of the feed, here or in several processes."""


def write_history(
    context: Context,
    release: NewRelease,
    given: HistoryInput,
    *,
    gone: Iterable[Term],
    write_parts: WriteParts,
) -> list[Finding]:
    """Write the history of a release whose other data is written; return what is wrong with it.

    Raises HistoryError if the release before cannot be read.
    """
    old = given.previous.history if given.previous else History(base=context.frame.base)
    history, findings = old, []
    lines = dataset_digest(context.dataset, context.published_vocabulary)
    is_changed = lines != old.lines
    if given.previous and (given.is_draft or not is_changed):
        _carry(release, given.previous, old.files)
        if is_changed:
            _carry_dump(release, given.previous)
        else:
            history = replace(old, state=_sha256(release, QUADS_DUMP))
    else:
        recorded = _Recording(context, release, given, lines, frozenset(gone), write_parts)
        history = recorded.history()
        if given.previous and history.last and history.last.time != given.time:
            findings.append(undated_change(given.time, history.last.time))
    release.add(history_files(context, release.folder, history))
    release.add([File(path=HISTORY, content=history_content(history))])
    return findings


def write_feed_part(context: Context, folder: Path, part: FeedPart) -> WrittenPart:
    """Write the files of a page of the feed, and the list of what it adds."""
    names, dataset = context.names, context.dataset
    base = context.frame.base
    members, entries = list(part.carried), []
    for change in part.changes:
        version = version_of(change, dataset, stream=feed_iri(base), time=part.time)
        members.append(member_lines(version, base))
        path = f"{dataset.addresses.path(change.page)}.html" if change.page in part.gone else ""
        entries.append(entry_of(change, version, names=names, gone_path=path))
    is_full = len(members) >= limits.FEED_PAGE_MEMBERS
    page = FeedPage(
        name=page_name(part.number, members) if is_full else OPEN_PAGE,
        first=_time_of(part.carried[0]) if part.carried else part.time,
        last=part.time,
        count=len(members),
        suffixes=suffixes_of(members),
    )
    files = write(folder, page_files(context.frame, page, members))
    (listed,) = write(folder, [list_file(part.release, part.part, entries)])
    return WrittenPart(page=page, files=tuple(files), list=listed)


class _Recording:
    """A release that is added to the history."""

    def __init__(
        self,
        context: Context,
        release: NewRelease,
        given: HistoryInput,
        lines: str,
        gone: frozenset[Term],
        write_parts: WriteParts,
    ) -> None:
        self._context = context
        self._release = release
        self._previous = given.previous
        self._old = given.previous.history if given.previous else History(base=context.frame.base)
        self._is_draft = given.is_draft
        self._lines = lines
        self._gone = gone
        self._write_parts = write_parts
        last = self._old.last
        self._number = last.number + 1 if last else 1
        self._time = next_time(given.time, last.time if last else "")

    def history(self) -> History:
        """Write the release's own files, and return the history that it is the last of."""
        changes = self._changes()
        full, carried = self._open_members() if changes else (self._old.pages, ())
        kept = {
            path: digest
            for path, digest in self._old.files.items()
            if not changes or not path.startswith(f"feed/{OPEN_PAGE}.")
        }
        if self._previous:
            _carry(self._release, self._previous, kept)
        parts = list(self._write_parts(self._parts(changes, carried, len(full))))
        for part in parts:
            self._release.record([*part.files, part.list])
        parts.sort(key=lambda part: _part_number(part.list.path))
        record, patch = self._record(changes, [part.list.path for part in parts])
        files = chain(patch, *((*part.files, part.list) for part in parts))
        return History(
            base=self._old.base,
            state=_sha256(self._release, QUADS_DUMP),
            lines=self._lines,
            releases=(*self._old.releases, record),
            pages=(*full, *(part.page for part in parts)),
            files={**kept, **{file.path: file.sha256 for file in files}},
            is_draft=self._is_draft,
        )

    def _changed_lines(self) -> Iterator[ChangedLine]:
        before = self._previous.lines() if self._previous else ()
        return changed_lines(before, _lines(self._context))

    def _changes(self) -> list[ResourceChange]:
        """Return what became of the resources, in the order of the feed."""
        dataset = self._context.dataset
        if self._previous:
            return resource_changes(self._changed_lines(), dataset)
        return sorted(all_new(dataset), key=feed_order)

    def _open_members(self) -> tuple[tuple[FeedPage, ...], tuple[bytes, ...]]:
        """Return the pages that are full, and the members of the one that is not."""
        *full, last = self._old.pages or (None,)
        if last is None or last.is_full or not self._previous:
            return self._old.pages, ()
        with (self._previous.folder / lines_path(last)).open("rb") as lines:
            return tuple(page for page in full if page), tuple(read_members(lines, self._old.base))

    def _parts(
        self, changes: Sequence[ResourceChange], carried: tuple[bytes, ...], pages: int
    ) -> Iterator[FeedPart]:
        left, part = iter(changes), 0
        while shown := tuple(islice(left, limits.FEED_PAGE_MEMBERS - len(carried))):
            part += 1
            yield FeedPart(
                release=self._number,
                part=part,
                number=pages + part,
                time=self._time,
                changes=shown,
                carried=carried,
                gone=self._gone,
            )
            carried = ()

    def _record(
        self, changes: Iterable[ResourceChange], lists: Sequence[str]
    ) -> tuple[PastRelease, list[WrittenFile]]:
        """Write the patch, and return the release as the history has it."""
        last = self._old.last
        previous = last.id if last else ""
        digest, count = hashlib.sha256(f"{self._old.base}\n{previous}\n".encode()), Counter[bool]()
        for line, is_added in self._changed_lines():
            digest.update((b"A " if is_added else b"D ") + line)
            count[is_added] += 1
        name = f"{PATCHES}{self._number}.{digest.hexdigest()[:_DIGITS]}.rdfp"
        patch_id = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest.hexdigest())}"
        pieces = patch_pieces(self._changed_lines(), patch_id=patch_id, previous=previous)
        stream = FileStream(
            pieces=pieces,
            plain_paths=(SitePath(name),),
            gzip_paths=(SitePath(f"{name}.gz"),),
        )
        written = write(self._release.folder, [stream])
        self._release.record(written)
        counts = Counter(count_key(each.action, is_claim=each.is_claim) for each in changes)
        metadata = self._context.frame.metadata
        record = PastRelease(
            number=self._number,
            time=self._time,
            id=patch_id,
            previous=previous,
            patch=name,
            added=count[True],
            removed=count[False],
            version=metadata.version,
            counts=dict(sorted(counts.items())),
            lists=tuple(lists),
        )
        return record, written


def _lines(context: Context) -> Iterator[bytes]:
    pieces = dataset_lines(context.dataset, more=context.published_vocabulary)
    return chain.from_iterable(piece.splitlines(keepends=True) for piece in pieces)


def _sha256(release: NewRelease, path: str) -> str:
    return next((file.sha256 for file in release.written if file.path == path), "")


def _part_number(path: str) -> int:
    return int(path.rpartition("-")[2].removesuffix(".json"))


def _time_of(member: bytes) -> str:
    """Return the time of a member of the feed."""
    return member.partition(b'generatedAtTime> "')[2].partition(b'"')[0].decode()


def _carry(release: NewRelease, previous: Previous, paths: Iterable[str]) -> None:
    release.add(_copied(previous.folder / path, path) for path in sorted(paths))


def _carry_dump(release: NewRelease, previous: Previous) -> None:
    release.add([_copied(previous.dump, RECORDED_DUMP)])


def _copied(source: Path, path: str) -> FileStream:
    return FileStream(pieces=_read(source), plain_paths=(SitePath(path),))


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(partial(file.read, _PIECE), b"")
