"""A release written whole beside the others, synced, and swapped in only if all went well.

`.releases/<digest>/site` holds the files, `MANIFEST.sha256` their digests; the site's own path is a
symbolic link, replaced last. An error, a full disk or a kill leaves the last good site whole.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from publisher.model import File

KEPT: Final = 3
MANIFEST: Final = "MANIFEST.sha256"
RELEASES: Final = ".releases"
_BUILDING: Final = ".building-"


class PublicationError(Exception):
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
    _abandoned: bool = False

    @property
    def releases(self) -> Path:
        return self.out.parent / RELEASES

    @property
    def folder(self) -> Path:
        """Where the files of this release are written."""
        return self.releases / f"{_BUILDING}{os.getpid()}" / "site"

    def __enter__(self) -> Self:
        if self.out.exists() and not self.out.is_symlink():
            raise PublicationError(
                f"{self.out} is there and was not published by this tool; "
                "move it away or choose another --out",
            )
        try:
            self.releases.mkdir(parents=True, exist_ok=True)
            self._lock = os.open(self.releases / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise _unwritable(self.out, error) from error
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise PublicationError(
                f"another build is publishing {self.out}; wait until it ends",
            ) from error
        self._sweep()
        try:
            self.folder.mkdir(parents=True)
        except OSError as error:
            os.close(self._lock)
            raise _unwritable(self.out, error) from error
        return self

    def add(self, files: Iterable[File]) -> None:
        try:
            self.written += write(self.folder, files)
        except OSError as error:
            raise _unwritable(self.out, error) from error

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
            if kind is None and not self._abandoned:
                self._publish()
        except OSError as failure:
            raise _unwritable(self.out, failure) from failure
        finally:
            shutil.rmtree(self.folder.parent, ignore_errors=True)
            os.close(self._lock)

    def _publish(self) -> None:
        lines = sorted(f"{one.sha256}  site/{one.path}\n" for one in self.written)
        manifest = "".join(lines).encode()
        (self.folder.parent / MANIFEST).write_bytes(manifest)
        release = self.releases / hashlib.sha256(manifest).hexdigest()[:32]
        os.sync()
        if release.exists():
            os.utime(release)
        else:
            self.folder.parent.rename(release)
        link = self.releases / f".link-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES) / release.name / "site")
        link.replace(self.out)
        _sync_folder(self.out.parent)
        # Swapped first, deleted after: creating files just after a large delete is slow.
        self._prune(release)

    def _prune(self, current: Path) -> None:
        others = [path for path in self.releases.iterdir() if _is_release(path) and path != current]
        others.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for old in others[KEPT - 1 :]:
            shutil.rmtree(old, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what killed builds left; the lock says that none is running."""
        for path in self.releases.iterdir():
            if path.name.startswith(_BUILDING):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(".link-"):
                path.unlink(missing_ok=True)


def _is_release(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(out: Path, error: OSError) -> PublicationError:
    reason = error.strerror or str(error)
    return PublicationError(f"{out} cannot be written ({reason}); the last site is as it was")
