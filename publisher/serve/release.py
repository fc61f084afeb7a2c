"""A published release: its files by path, as the manifest lists them. It never changes."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from pathlib import Path
from typing import Any

from publisher.addresses import SITE_DESCRIPTION
from publisher.errors import PublisherError
from publisher.media_types import content_type, media_type_of
from publisher.publication.releases import MANIFEST

QUERIES = "queries/"
CODINGS = (("br", ".br"), ("gzip", ".gz"))
"""Prepared encodings, the smallest first, and the suffix of each file."""


class ReleaseError(PublisherError):
    """There is no site here, or its files are not those of its manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of the release; `tag` identifies its bytes."""

    path: str
    file: Path
    tag: str
    content_type: str
    size: int
    modified: int
    """Seconds since 1970."""
    codings: Mapping[str, "Entry"] = field(default_factory=dict)
    """The same content compressed, by the name of the coding."""

    @property
    def last_modified(self) -> str:
        return formatdate(self.modified, usegmt=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release. `description` is its `site.json`."""

    digest: str
    folder: Path
    """Holds `site`, the manifest, and the server's store."""
    entries: Mapping[str, Entry]
    description: Mapping[str, Any]
    folders: frozenset[str]
    """Paths that have an `index.html`, without their last slash."""
    pages: tuple[str, ...]
    """The paths of the resources, without suffix."""

    @property
    def base(self) -> str:
        return str(self.description["base"])

    @property
    def license(self) -> str:
        return str(self.description.get("license", ""))

    def siblings(self, stem: str, suffixes: Mapping[str, str]) -> dict[str, Entry]:
        """The files of one stem by suffix, in the order of `suffixes`."""
        found = {suffix: self.entries.get(f"{stem}.{suffix}") for suffix in suffixes}
        return {suffix: entry for suffix, entry in found.items() if entry}


def open_release(site: Path, *, verify: bool = True) -> Release:
    """The release that a site's path leads to, whole even where the path is swapped later.

    Raises ReleaseError: no site, or with `verify` a file that is not as the manifest says.
    """
    folder = _folder(site)
    try:
        manifest = (folder / MANIFEST).read_text(encoding="utf-8")
    except OSError as error:
        raise ReleaseError(f"{site}: no {MANIFEST} beside it; build the site again") from error
    sums = dict(_line(line) for line in manifest.splitlines())
    if verify:
        _verify(folder, sums)
    entries = _entries(folder / "site", sums)
    return Release(
        digest=hashlib.sha256(manifest.encode()).hexdigest()[:32],
        folder=folder,
        entries=entries,
        description=_description(folder / "site" / SITE_DESCRIPTION),
        folders=frozenset(
            path.removesuffix("/index.html") for path in entries if path.endswith("/index.html")
        ),
        pages=tuple(sorted(_pages(entries))),
    )


def _folder(site: Path) -> Path:
    try:
        return site.resolve(strict=True).parent
    except OSError as error:
        raise ReleaseError(
            f"{site}: no site is there ({error.strerror}); publisher build makes one"
        ) from error


def _line(line: str) -> tuple[str, str]:
    digest, _, path = line.partition("  ")
    return path.removeprefix("site/"), digest


def _verify(folder: Path, sums: Mapping[str, str]) -> None:
    for path, digest in sums.items():
        try:
            with (folder / "site" / path).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ReleaseError(
                f"{path}: the manifest lists it, and it cannot be read; build the site again"
            ) from error
        if found != digest:
            raise ReleaseError(f"{path}: changed since it was published; build the site again")


def _entries(site: Path, sums: Mapping[str, str]) -> dict[str, Entry]:
    plain = {path: _entry(site, path, digest) for path, digest in sums.items()}
    return {path: _with_codings(entry, plain) for path, entry in plain.items()}


def _entry(site: Path, path: str, digest: str) -> Entry:
    file = site / path
    status = os.stat(file)  # noqa: PTH116 -- half a million times at a start
    return Entry(
        path=path,
        file=file,
        tag=digest[:32],
        content_type=_content_type(path),
        size=status.st_size,
        modified=int(status.st_mtime),
    )


def _with_codings(entry: Entry, plain: Mapping[str, Entry]) -> Entry:
    found = {name: plain.get(entry.path + suffix) for name, suffix in CODINGS}
    codings = {name: one for name, one in found.items() if one}
    if not codings:
        return entry
    return Entry(
        path=entry.path,
        file=entry.file,
        tag=entry.tag,
        content_type=entry.content_type,
        size=entry.size,
        modified=entry.modified,
        codings=codings,
    )


def _pages(entries: Mapping[str, Entry]) -> Iterator[str]:
    for path in entries:
        stem, _, suffix = path.rpartition(".")
        if suffix == "html" and has_resource(stem, entries):
            yield stem


def has_resource(stem: str, entries: Mapping[str, Entry]) -> bool:
    """Whether the documents of a stem are about a resource: a query's answer is about none."""
    return f"{stem}.ttl" in entries and not stem.startswith(QUERIES)


def _content_type(path: str) -> str:
    media_type = media_type_of(path)
    if media_type == "text/csv":
        # Each result has its variables on top: https://www.rfc-editor.org/rfc/rfc4180#section-3
        return f"{content_type(media_type)}; header=present"
    return content_type(media_type)


def _description(file: Path) -> Mapping[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{file.name}: cannot be read; build the site again") from error
    if not isinstance(found, dict) or not isinstance(found.get("base"), str):
        raise ReleaseError(f"{file.name}: has no base; build the site again")
    return found
