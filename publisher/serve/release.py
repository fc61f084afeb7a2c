"""A published release: its files by path, as the manifest lists them. It never changes."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from publisher.addresses import GONE, RETIRED, SITE_DESCRIPTION, Addresses
from publisher.errors import PublisherError
from publisher.identity import RetiredPage
from publisher.media_types import content_type, media_type_of
from publisher.metadata import dataset_iri, metadata_from
from publisher.names import NAMES_FILE, NameIndex, NamesError
from publisher.publication.releases import MANIFEST
from publisher.serve.requested_iri import Origins, origins_of
from publisher.serve.retired_pages import read_gone, read_retired
from publisher.signposting import HeaderLinks, authors_of
from publisher.terms import iri

QUERIES: Final = "queries/"
CODINGS: Final = {"br": ".br", "gzip": ".gz"}
"""Prepared encodings, the smallest first, and the suffix of each file."""
SAFE: Final = "/:@!$&'()*+,;=-._~"
"""What an address has in a path as it is."""


class ReleaseError(PublisherError):
    """There is no site here, or its files are not those of its manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """A file of the release; `tag` identifies its bytes."""

    path: str
    """From the site's root: `network/enoc.html`."""
    location: Path
    tag: str
    content_type: str
    size: int
    modified: int
    """Seconds since 1970."""
    codings: Mapping[str, "ReleaseFile"] = field(default_factory=dict)
    """The same content compressed, by the name of the coding."""

    @property
    def last_modified(self) -> str:
        return formatdate(self.modified, usegmt=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One release. `description` is its `site.json`."""

    digest: str
    folder: Path
    """Contains `site`, the manifest, and the server's store."""
    files: Mapping[str, ReleaseFile]
    description: Mapping[str, Any]
    folders: frozenset[str]
    """Paths that have an `index.html`, without their last slash."""
    pages: tuple[str, ...]
    """The paths of the resources, without suffix."""
    addresses: Addresses
    origins: Origins
    """How the IRIs of the site begin, by host."""
    last_segments: tuple[str, ...]
    """What is behind the last slash of each of the `pages`."""
    names: NameIndex | None
    """The index of names; None in a release that was made before there was one."""
    gone: frozenset[str]
    """The paths of the pages of what is no longer described, which have no data."""
    retired: Mapping[str, RetiredPage] = field(default_factory=dict)
    """The retired resources that have pages, by path; those in `gone` too."""

    @property
    def base(self) -> str:
        return str(self.description["base"])

    @property
    def license(self) -> str:
        return str(self.description.get("license", ""))

    @property
    def dataset(self) -> str:
        """Return the IRI of the dataset, also of a release that does not name it."""
        return str(self.description.get("dataset", "")) or dataset_iri(self.base)

    def header_links(self, root: str) -> HeaderLinks:
        """Return the `Link` headers of the site. `root`: the path of its root."""
        return HeaderLinks(
            base=self.base,
            root=root,
            license=self.license,
            authors=authors_of(metadata_from(self.description.get("metadata", {}))),
            dataset=self.dataset,
        )

    @property
    def quads(self) -> Path | None:
        """Return the dump of the named graphs; None if there are none."""
        if not self.description.get("named_graphs"):
            return None
        paths = ("dumps/all.nq", "dumps/all.nq.gz")
        return next((self.files[path].location for path in paths if path in self.files), None)

    def siblings(self, stem: str, suffixes: Mapping[str, str]) -> dict[str, ReleaseFile]:
        """Return the files of one stem by suffix, in the order of `suffixes`."""
        files = {suffix: self.files.get(f"{stem}.{suffix}") for suffix in suffixes}
        return {suffix: file for suffix, file in files.items() if file}

    def has_resource(self, stem: str) -> bool:
        """Return whether the files of a stem describe a resource; a query's answer does not."""
        return _has_resource(stem, self.files)

    def has_page_of_iri(self, stem: str) -> bool:
        """Return whether a stem is the path of an IRI's page."""
        return self.has_resource(stem) or stem in self.gone

    def identifier(self, stem: str) -> str:
        """Return the IRI of a page's resource, or the address of what else is at a stem."""
        text = self.addresses.iri(stem) if self.has_resource(stem) else None
        return quote(text or self.base + stem, safe=SAFE if text is None else f"{SAFE}%?#[]")

    def is_readable(self) -> bool:
        """Return whether a file that every release has can be read, and has still its size."""
        file = self.files[SITE_DESCRIPTION]
        try:
            return len(file.location.read_bytes()) == file.size
        except OSError:
            return False


def open_release(site: Path, *, verify: bool = True) -> Release:
    """Return the release that a site's path leads to, whole even if the path is swapped later.

    Raises ReleaseError: no site, or with `verify` a file that is not as the manifest says.
    """
    folder = _folder(site)
    try:
        manifest = (folder / MANIFEST).read_text(encoding="utf-8")
    except OSError as error:
        raise ReleaseError(f"{site}: no {MANIFEST} beside it; build the site again") from error
    digests = dict(_path_and_digest(line) for line in manifest.splitlines())
    if verify:
        _verify(folder, digests)
    files = _files(folder / "site", digests)
    description = _description(folder / "site" / SITE_DESCRIPTION)
    addresses = Addresses.read(description)
    retired = _retired(folder / "site", addresses)
    pages = tuple(sorted(_pages(files)))
    return Release(
        digest=hashlib.sha256(manifest.encode()).hexdigest()[:32],
        folder=folder,
        files=files,
        description=description,
        folders=frozenset(
            path.removesuffix("/index.html") for path in files if path.endswith("/index.html")
        ),
        pages=pages,
        last_segments=tuple(page.rpartition("/")[2] for page in pages),
        names=_names(files),
        addresses=addresses,
        origins=origins_of(addresses),
        gone=frozenset(retired.keys() - _with_data(retired, files)),
        retired=retired,
    )


def _folder(site: Path) -> Path:
    try:
        return site.resolve(strict=True).parent
    except OSError as error:
        raise ReleaseError(
            f"{site}: no site is there ({error.strerror}); publisher build makes one"
        ) from error


def _path_and_digest(line: str) -> tuple[str, str]:
    """Split a line of the manifest: `'ab12…  site/void.ttl'` → `('void.ttl', 'ab12…')`."""
    digest, _, path = line.partition("  ")
    return path.removeprefix("site/"), digest


def _verify(folder: Path, digests: Mapping[str, str]) -> None:
    for path, expected in digests.items():
        try:
            with (folder / "site" / path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ReleaseError(
                f"{path}: the manifest lists it, and it cannot be read; build the site again"
            ) from error
        if digest != expected:
            raise ReleaseError(f"{path}: changed since it was published; build the site again")


def _files(site: Path, digests: Mapping[str, str]) -> dict[str, ReleaseFile]:
    plain = {path: _file(site, path, digest) for path, digest in digests.items()}
    return {path: _with_codings(file, plain) for path, file in plain.items()}


def _file(site: Path, path: str, digest: str) -> ReleaseFile:
    location = site / path
    status = os.stat(location)  # noqa: PTH116 -- half a million times at a start
    return ReleaseFile(
        path=path,
        location=location,
        tag=digest[:32],
        content_type=_content_type(path),
        size=status.st_size,
        modified=int(status.st_mtime),
    )


def _with_codings(file: ReleaseFile, plain: Mapping[str, ReleaseFile]) -> ReleaseFile:
    compressed = {name: plain.get(file.path + suffix) for name, suffix in CODINGS.items()}
    codings = {name: each for name, each in compressed.items() if each}
    return replace(file, codings=codings) if codings else file


def _pages(files: Mapping[str, ReleaseFile]) -> Iterator[str]:
    for path in files:
        stem, _, suffix = path.rpartition(".")
        if suffix == "html" and _has_resource(stem, files):
            yield stem


def _has_resource(stem: str, files: Mapping[str, ReleaseFile]) -> bool:
    return f"{stem}.ttl" in files and not stem.startswith(QUERIES)


def _content_type(path: str) -> str:
    media_type = media_type_of(path)
    if media_type == "text/csv":
        # Each result has its variables on top: https://www.rfc-editor.org/rfc/rfc4180#section-3
        return f"{content_type(media_type)}; header=present"
    return content_type(media_type)


def _retired(site: Path, addresses: Addresses) -> dict[str, RetiredPage]:
    """Return what is marked as retired, and what is no longer described, by path."""
    try:
        gone = {addresses.path(iri(text)): text for text in read_gone(site / GONE)}
        return {path: RetiredPage(iri=text, path=path) for path, text in gone.items()} | (
            read_retired(site / RETIRED)
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{RETIRED} or {GONE} cannot be read; build the site again") from error


def _with_data(paths: Iterable[str], files: Mapping[str, ReleaseFile]) -> set[str]:
    return {path for path in paths if _has_resource(path, files)}


def _names(files: Mapping[str, ReleaseFile]) -> NameIndex | None:
    if NAMES_FILE not in files:
        return None
    try:
        return NameIndex.open(files[NAMES_FILE].location)
    except NamesError as error:
        raise ReleaseError(str(error)) from error


def _description(file: Path) -> Mapping[str, Any]:
    try:
        description = json.loads(file.read_bytes())
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{file.name}: cannot be read; build the site again") from error
    if not isinstance(description, dict) or not isinstance(description.get("base"), str):
        raise ReleaseError(f"{file.name}: has no base; build the site again")
    return description
