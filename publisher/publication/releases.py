"""The releases in one folder: to which site each belongs, in which order they were published.

Several sites may lie side by side and share the folder `.releases`. Each release says in a file of
its own to which site it belongs and as which in order it was published, because a folder's date
tells neither: clocks are set back, and copies have new dates.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher import limits

RELEASES: Final = ".releases"
SITE: Final = "site"
MANIFEST: Final = "MANIFEST.sha256"
UNFINISHED: Final = ".building-"
"""What the name of each folder begins with that is not a whole release."""
_PUBLISHED: Final = "PUBLISHED.json"
_DEEPEST_LINK: Final = 2
"""Folders below the site's own in which a link to a release is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """The site that a release belongs to, and its number in the order of publication.

    The number is 0 if it was not published, or by a version that did not count.
    """

    site: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """The releases beside the site `out`, and which of them are its own."""

    out: Path

    @property
    def folder(self) -> Path:
        return self.out.parent / RELEASES

    def current(self) -> Path | None:
        """Return the release that the site's path leads to, if that path is a link of this tool."""
        return _release_of(self.out, self.folder)

    def named(self, manifest: bytes) -> str:
        """Return the name of this site's release with a manifest; each site has another one."""
        return hashlib.sha256(self.out.name.encode() + b"\0" + manifest).hexdigest()[:32]

    def same(self, manifest: bytes) -> list[Path]:
        """Return the releases of this site with a manifest: several if one of them was damaged."""
        name = self.named(manifest)
        return [release for release in self._all() if release.name.partition("-")[0] == name]

    def free(self, manifest: bytes) -> Path:
        """Return a path that is free for a release with a manifest."""
        name, number = self.named(manifest), 1
        path = self.folder / name
        # lexists: a dangling link of this name is in the way as well.
        while os.path.lexists(path):
            number += 1
            path = self.folder / f"{name}-{number}"
        return path

    def claim(self, release: Path) -> None:
        """Mark a release that is not published yet as this site's."""
        _write_mark(release, _Mark(site=self.out.name))

    def adopt(self) -> None:
        """Number the current release if that is missing.

        A build was killed after the swap, or the release is of a version that did not count.
        """
        current = self.current()
        if current is not None and current.is_dir():
            mark = _mark(current)
            if mark.site in {"", self.out.name} and not mark.number:
                self.count(current)

    def count(self, release: Path) -> None:
        """Mark a release as the one that was published last."""
        number = 1 + max((_mark(own).number for own in self._own()), default=0)
        _write_mark(release, _Mark(site=self.out.name, number=number))

    def prune(self, current: Path, *, damaged: list[Path]) -> None:
        """Remove what this site published before its last KEPT_RELEASES, and what is damaged.

        A release that a link leads to stays.
        """
        own = [each for each in self._own() if each != current and each not in damaged]
        own.sort(key=_age)
        old = [*damaged, *own[: max(len(own) - (limits.KEPT_RELEASES - 1), 0)]]
        # Asked last, because it reads folders that may be large.
        linked = set(self._linked()) if old else set()
        for release in old:
            if release.name not in linked:
                self._remove(release)

    def sweep(self) -> None:
        """Remove what killed builds left. Hold the lock, so that no build is running."""
        for path in self.folder.iterdir():
            if path.name.startswith(UNFINISHED):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(".link-"):
                path.unlink(missing_ok=True)

    def _all(self) -> list[Path]:
        return [path for path in sorted(self.folder.iterdir()) if _is_release(path)]

    def _own(self) -> list[Path]:
        """Return this site's releases; also those without a mark, if there is no other site."""
        marks = {release: _mark(release) for release in self._all()}
        others = {mark.site for mark in marks.values()} - {"", self.out.name}
        is_alone = not others and not any(
            path != self.out and _release_of(path, self.folder) for path in _links(self.out.parent)
        )
        mine = {self.out.name, ""} if is_alone else {self.out.name}
        return [release for release, mark in marks.items() if mark.site in mine]

    def _linked(self) -> Iterator[str]:
        """Yield the names of the releases that a link leads to, here or nearby."""
        folder = self.folder.resolve()
        for link in _nearby(self.out.parent):
            with suppress(OSError, RuntimeError):
                target = link.resolve()
                if target.is_relative_to(folder):
                    yield from target.relative_to(folder).parts[:1]

    def _remove(self, release: Path) -> None:
        # Renamed first, because a release that is half removed must not look like a whole one.
        gone = self.folder / f"{UNFINISHED}gone-{release.name}"
        with suppress(OSError):
            release.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)


def is_whole(release: Path, manifest: bytes) -> bool:
    """Return whether a release has the files of a manifest, and no others."""
    try:
        if (release / MANIFEST).read_bytes() != manifest:
            return False
        lines = (f"{digest}  {SITE}/{path}\n".encode() for path, digest in _sums(release / SITE))
        return b"".join(sorted(lines)) == manifest
    except OSError:
        return False


def _sums(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the SHA-256 of each file; the empty text for what is no regular file."""
    for folder, folders, files in os.walk(site, onerror=_raise):
        for name in (*files, *(name for name in folders if (Path(folder) / name).is_symlink())):
            path = Path(folder) / name
            digest = ""
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            yield path.relative_to(site).as_posix(), digest


def _raise(error: OSError) -> None:
    raise error


def _is_release(path: Path) -> bool:
    return not path.name.startswith(".") and path.is_dir() and not path.is_symlink()


def _release_of(link: Path, releases: Path) -> Path | None:
    """Return the release that a link leads to, if the link is one that this tool makes."""
    if not link.is_symlink():
        return None
    target = link.parent / link.readlink()
    if target.name != SITE or target.parent.name in {"", ".", ".."}:
        return None
    if os.path.realpath(target.parent.parent) != os.path.realpath(releases):
        return None
    return releases / target.parent.name


def _nearby(folder: Path) -> Iterator[Path]:
    """Yield the links in a folder, in the one above it, in its releases, and below it.

    The links of the whole disk cannot be known.
    """
    yield from _links(folder.resolve().parent)
    yield from _links(folder / RELEASES)
    yield from _links_below(folder, _DEEPEST_LINK)


def _links_below(folder: Path, depth: int) -> Iterator[Path]:
    yield from _links(folder)
    if depth:
        for path in _entries(folder):
            if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
                yield from _links_below(path, depth - 1)


def _links(folder: Path) -> Iterator[Path]:
    return (path for path in _entries(folder) if path.is_symlink())


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _mark(release: Path) -> _Mark:
    try:
        mark = json.loads((release / _PUBLISHED).read_bytes())
        return _Mark(site=str(mark["site"]), number=int(mark["number"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return _Mark()


def _age(release: Path) -> tuple[int, int, str]:
    """Return a key that sorts releases by the order in which they were published."""
    return _mark(release).number, release.stat().st_mtime_ns, release.name


def _write_mark(release: Path, mark: _Mark) -> None:
    content = json.dumps({"site": mark.site, "number": mark.number})
    unfinished = release / f"{_PUBLISHED}.new"
    unfinished.write_text(f"{content}\n", encoding="utf-8")
    unfinished.replace(release / _PUBLISHED)
