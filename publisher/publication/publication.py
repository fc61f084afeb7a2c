"""A release written whole beside the others, synced, and swapped in only if all went well.

`.releases/<digest>/site` holds the files, `MANIFEST.sha256` their digests; the site's own path is a
symbolic link, replaced last. An error, a full disk or a kill leaves the last good site whole.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.util import register_after_fork
from pathlib import Path
from types import TracebackType
from typing import Self

from publisher.errors import PublisherError
from publisher.model import File
from publisher.publication.releases import MANIFEST, RELEASES, SITE, UNFINISHED, Releases, is_whole


class PublicationError(PublisherError):
    """The output cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file of the release: its path from the site's root, and the SHA-256 of its bytes."""

    path: str
    sha256: str


def write(folder: Path, files: Iterable[File]) -> list[Written]:
    """Write files below a folder, each path once. Not synced: one sync goes before the swap."""
    written = []
    made: set[str] = set()
    for file in files:
        path = f"{folder}/{file.path}"
        parent = path.rpartition("/")[0]
        if parent not in made:
            # ten thousand times, on plain text
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103
            made.add(parent)
        # O_EXCL: two resources for one path must never overwrite each other silently.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            _write_all(descriptor, file.content)
        finally:
            os.close(descriptor)
        written.append(Written(path=file.path, sha256=hashlib.sha256(file.content).hexdigest()))
    return written


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@dataclass(kw_only=True)
class Publication:
    """A release in the making: `with` it, `add` files, and it is published if nothing was raised.

    `abandon` ends it without publishing. Raises PublicationError where the output cannot be
    written or another build holds the lock.
    """

    out: Path
    written: list[Written] = field(default_factory=list)
    _lock: int = -1
    """The descriptor of the file that one build at a time may lock."""
    _abandoned: bool = False

    @property
    def releases(self) -> Releases:
        return Releases(out=self.out)

    @property
    def folder(self) -> Path:
        """Where the files of this release are written."""
        return self.releases.folder / f"{UNFINISHED}{os.getpid()}" / SITE

    def __enter__(self) -> Self:
        try:
            refuse_others(self.out)
            self.releases.folder.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.releases.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise unwritable(self.out, error) from error
        # A worker must not hold the lock when the build is killed.
        register_after_fork(self, Publication._leave_lock)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._leave_lock()
            raise PublicationError(
                f"another build is publishing {self.out} or a site beside it; wait until it ends",
            ) from error
        try:
            self.releases.sweep()
            self.folder.mkdir(parents=True)
        except OSError as error:
            self._leave_lock()
            raise unwritable(self.out, error) from error
        return self

    def add(self, files: Iterable[File]) -> None:
        self.written += write(self.folder, files)

    def record(self, written: Iterable[Written]) -> None:
        """Files that a worker has written in `folder` itself."""
        self.written += written

    def abandon(self) -> None:
        self._abandoned = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if isinstance(error, OSError):
                raise unwritable(self.out, error) from error
            if kind is None and not self._abandoned:
                self._publish()
        except OSError as failure:
            raise unwritable(self.out, failure) from failure
        finally:
            shutil.rmtree(self.folder.parent, ignore_errors=True)
            self._leave_lock()

    def _publish(self) -> None:
        """Swap the release in. Raises OSError only while the last site is as it was."""
        releases = self.releases
        lines = sorted(f"{one.sha256}  {SITE}/{one.path}\n" for one in self.written)
        manifest = "".join(lines).encode()
        (self.folder.parent / MANIFEST).write_bytes(manifest)
        releases.claim(self.folder.parent)
        os.sync()
        sums = {one.path: one.sha256 for one in self.written}
        same = releases.same(manifest)
        release = next((one for one in same if is_whole(one, manifest, sums)), None)
        if release is None:
            # Never in the place of a damaged one: the site would be gone for a moment.
            release = releases.free(manifest)
            self.folder.parent.rename(release)
        with suppress(OSError):
            releases.adopt()
        link = releases.folder / f".link-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES) / release.name / SITE)
        link.replace(self.out)
        # It is published: what fails from here on, the next build makes good.
        with suppress(OSError):
            _sync_folder(self.out.parent)
            releases.count(release)
            # Swapped first, deleted after: creating files just after a large delete is slow.
            releases.prune(release, damaged=[one for one in same if one != release])

    def _leave_lock(self) -> None:
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def refuse_others(out: Path) -> None:
    """Raise PublicationError if a site at `out` would replace what is not this tool's."""
    if out.is_symlink():
        if Releases(out=out).current() is None:
            raise PublicationError(
                f"{out} is a link that this tool did not make; remove it or choose another --out",
            )
    elif out.exists():
        raise PublicationError(
            f"{out} is there and was not published by this tool; "
            "move it away or choose another --out",
        )


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritable(out: Path, error: OSError) -> PublicationError:
    reason = error.strerror or str(error)
    return PublicationError(f"{out} cannot be written ({reason}); the last site is as it was")
