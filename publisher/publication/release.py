"""A release written whole beside the others, synced, and swapped in only if all went well.

`.releases/<digest>/site` holds the files, `MANIFEST.sha256` their digests; the site's own path is a
symbolic link, replaced last. An error, a full disk or a kill leaves the last good site whole.
"""

import hashlib
import logging
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from multiprocessing.util import register_after_fork
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from publisher.errors import PublisherError
from publisher.logs import timed
from publisher.model import File, FileStream, SitePath
from publisher.publication.lock import Lock
from publisher.publication.releases import MANIFEST, RELEASES, SITE, UNFINISHED, Releases, is_whole
from publisher.publication.written import WrittenFile, WrittenFiles

# O_EXCL, because two resources with one path must never overwrite each other silently.
_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_GZIP_LEVEL: Final = 2
"""A third of the time of gzip's default, and a tenth more bytes."""
_GZIP_FORMAT: Final = 31
"""The window of deflate in a gzip file: https://docs.python.org/3/library/zlib.html"""
_PIECE: Final = 1 << 20
"""Bytes that are written at once."""

_log = logging.getLogger(__name__)


class PublicationError(PublisherError):
    """The output cannot be written; the message says why and what to do."""


def write(folder: Path, files: Iterable[File | FileStream]) -> list[WrittenFile]:
    """Write files below a folder, and return them. They are synced later, all at once."""
    written: list[WrittenFile] = []
    folders: set[str] = set()
    for file in files:
        if isinstance(file, FileStream):
            written += _write_stream(folder, file, folders)
            continue
        descriptor = _opened(folder, file.path, folders)
        try:
            _write_all(descriptor, file.content)
        finally:
            os.close(descriptor)
        written.append(WrittenFile(path=file.path, sha256=hashlib.sha256(file.content).hexdigest()))
    return written


def _opened(folder: Path, file: SitePath, folders: set[str]) -> int:
    """Open a new file; `folders` are those that exist already."""
    path = f"{folder}/{file}"
    parent = path.rpartition("/")[0]
    if parent not in folders:
        # ten thousand times, on plain text
        os.makedirs(parent, exist_ok=True)  # noqa: PTH103
        folders.add(parent)
    return os.open(path, _NEW_FILE, 0o644)


def _write_stream(folder: Path, file: FileStream, folders: set[str]) -> Iterator[WrittenFile]:
    """Write the content of a stream at all its paths, piece by piece."""
    with ExitStack() as opened:
        plain = _Copies(folder, file.plain_paths, folders, opened)
        compressed = _Copies(folder, file.gzip_paths, folders, opened)
        # No time in the header: the same bytes on every build.
        gzip = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_FORMAT)
        for piece in _large_pieces(file.pieces):
            plain.write(piece)
            if file.gzip_paths:
                compressed.write(gzip.compress(piece))
        if file.gzip_paths:
            compressed.write(gzip.flush())
    yield from (*plain.written(), *compressed.written())


def _large_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces, because each is written and compressed by a call of its own."""
    joined: list[bytes] = []
    size = 0
    for piece in pieces:
        joined.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(joined)
            joined, size = [], 0
    yield b"".join(joined)


class _Copies:
    """Files with one content, which is written in pieces."""

    def __init__(
        self, folder: Path, paths: Sequence[SitePath], folders: set[str], opened: ExitStack
    ) -> None:
        self._paths = paths
        self._descriptors: list[int] = []
        self._digest = hashlib.sha256()
        for path in paths:
            descriptor = _opened(folder, path, folders)
            opened.callback(os.close, descriptor)
            self._descriptors.append(descriptor)

    def write(self, piece: bytes) -> None:
        if self._descriptors and piece:
            self._digest.update(piece)
            for descriptor in self._descriptors:
                _write_all(descriptor, piece)

    def written(self) -> Iterator[WrittenFile]:
        for path in self._paths:
            yield WrittenFile(path=path, sha256=self._digest.hexdigest())


def _write_all(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@dataclass(kw_only=True)
class NewRelease:
    """A release that is being written. Use it in a `with` statement.

    It is published when the statement ends, unless there was an exception or `abandon` was
    called. Raises PublicationError if the output cannot be written or another build is
    publishing there.
    """

    out: Path
    written: WrittenFiles = field(init=False)
    _is_abandoned: bool = False

    def __post_init__(self) -> None:
        self._lock = Lock(self.releases.folder / ".lock")
        self.written = WrittenFiles(path=self.folder.parent / "WRITTEN")

    @property
    def releases(self) -> Releases:
        return Releases(out=self.out)

    @property
    def folder(self) -> Path:
        """The folder in which the files of this release are written."""
        return self.releases.folder / f"{UNFINISHED}{os.getpid()}" / SITE

    def __enter__(self) -> Self:
        try:
            refuse_others(self.out)
            self.releases.folder.mkdir(parents=True, exist_ok=True)
            # A worker must not hold the lock if the build is killed.
            register_after_fork(self._lock, Lock.close)
            self._lock.acquire()
        except BlockingIOError as error:
            raise PublicationError(
                f"another build is publishing {self.out} or a site beside it; {error}"
            ) from error
        except OSError as error:
            raise unwritable(self.out, error) from error
        try:
            self.releases.sweep()
            self.folder.mkdir(parents=True)
        except OSError as error:
            self._lock.release()
            raise unwritable(self.out, error) from error
        return self

    def add(self, files: Iterable[File | FileStream]) -> None:
        self.written.record(write(self.folder, files))

    def record(self, written: Iterable[WrittenFile]) -> None:
        """Note files that a worker process has written in `folder` itself."""
        self.written.record(written)

    def abandon(self) -> None:
        """End without publishing anything."""
        self._is_abandoned = True

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if isinstance(error, OSError):
                raise unwritable(self.out, error) from error
            if kind is None and not self._is_abandoned:
                with timed(_log, "publish"):
                    self._publish()
        except OSError as failure:
            raise unwritable(self.out, failure) from failure
        finally:
            shutil.rmtree(self.folder.parent, ignore_errors=True)
            self._lock.release()

    def _publish(self) -> None:
        """Let the site be this release. Raises OSError only while the last site is as it was."""
        releases = self.releases
        manifest = self.written.manifest(SITE)
        (self.folder.parent / MANIFEST).write_bytes(manifest)
        self.written.path.unlink(missing_ok=True)
        releases.claim(self.folder.parent)
        _sync_all()
        same = releases.same(manifest)
        release = next((each for each in same if is_whole(each, manifest)), None)
        if release is None:
            # Not in the place of a damaged release, because the site would be gone for a moment.
            release = releases.free(manifest)
            self.folder.parent.rename(release)
        with suppress(OSError):
            releases.adopt()
        link = releases.folder / f".link-{os.getpid()}"
        link.unlink(missing_ok=True)
        link.symlink_to(Path(RELEASES) / release.name / SITE)
        link.replace(self.out)
        # The site is published. What fails from here on is repaired by the next build.
        with suppress(OSError):
            _sync_folder(self.out.parent)
            releases.count(release)
            # Deleted last, because creating files just after a large delete is slow.
            releases.prune(release, damaged=[each for each in same if each != release])


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


def _sync_all() -> None:
    # Windows has no such call.
    if hasattr(os, "sync"):
        os.sync()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def unwritable(out: Path, error: OSError) -> PublicationError:
    reason = error.strerror or str(error)
    return PublicationError(f"{out} cannot be written ({reason}); the last site is as it was")
