"""What a configuration needs to know of a site, and where it is to be served."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from publisher import limits
from publisher.addresses import SITE_DESCRIPTION, Addresses
from publisher.errors import PublisherError
from publisher.media_types import DOCUMENTS, PAGE_DOCUMENTS
from publisher.metadata import dataset_iri, metadata_from
from publisher.namespaces import OWN_FILES
from publisher.signposting import authors_of

_RESOURCE_SUFFIX: Final = "ttl"
"""Of a file that a resource has, and an index does not."""
_SAFE_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
"""A name that is no pattern, and that no IRI is escaped to."""
_MAX_SINGLES: Final = 200
_FOLDERS: Final = (
    *("static", "dumps", "browse", "vocabulary", "sparql", r"\.well-known"),
    *("changes", "cite", "feed", "links", "tables", "versions"),
)
"""The site's own folders whose files need nothing but themselves, as patterns."""
_UNSAFE: Final = re.compile(r"""[\s"'`\\${};#|^<>*?\[\]]""")
_FOLDERS_WITHOUT_PAGES: Final = frozenset({"_", "browse", "dumps", "queries", "static"})
_ENDING: Final = (
    r"(?:~p[0-9]+)?(?:\.(?:claims|annotations|coverage|retired))?(?:\.[a-z]+)?(?:\.(?:gz|br))?"
)
"""What follows the path of a page in the names of its files, as a pattern."""


class DeployError(PublisherError):
    """No configuration can be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A site, and the addresses that a web server and `publisher serve` have."""

    base: str
    license: str
    authors: tuple[str, ...]
    """The IRIs of the dataset's makers."""
    dataset: str
    """The IRI of the dataset."""
    site: Path
    """The link that leads to the release, which each build swaps."""
    folders: tuple[str, ...]
    """Folders of resources that have documents only."""
    texts: tuple[str, ...]
    """Folders of resources that have a text besides: the sources."""
    singles: tuple[str, ...]
    """Resources in the site's root."""
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...]
    """Other hosts that namespaces are at, each with the paths with which its IRIs begin."""
    is_home_described: bool
    """Whether the root itself is a resource."""
    upstream: str
    listen: str
    server_name: str
    cache: str = ""
    brotli: bool = False
    timeout: float = limits.QUERY_SECONDS + limits.PROXY_EXTRA_SECONDS
    """Seconds to wait for an answer: more than a query may take."""
    body: int = limits.PROXY_BODY_BYTES
    """Bytes of a request's body that go no further: more than `publisher serve` takes."""

    @property
    def digits(self) -> int:
        """The number of digits of a length that is certainly more than `body`."""
        return len(str(self.body)) + 1

    @property
    def host(self) -> str:
        """The address to listen at; empty for all."""
        return self.listen.rpartition(":")[0]

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])

    @property
    def root(self) -> str:
        """The path of the base, without its last slash."""
        return urlsplit(self.base).path.rstrip("/")

    @property
    def origin(self) -> str:
        """The base without its last slash: the rest of an address begins with one."""
        return self.base.removesuffix("/")

    @property
    def near(self) -> str:
        """The paths below the root that a web server can answer, as a pattern.

        Of all others it cannot tell the IRI, which is not the address: `publisher serve` can.
        """
        names = sorted({*OWN_FILES, "sparql"} | (set() if self.is_home_described else {"index"}))
        parts = [
            rf"(?:{'|'.join(_FOLDERS)})/[A-Za-z0-9/._-]{{0,1000}}",
            rf"(?:{'|'.join(names)}|(?:catalog|linkset|names|sitemap)-[0-9]+)(?:\.[a-z]+)*",
            r"(?:feed|reconcile)(?:\.[a-z]+)+",
        ]
        if self.singles:
            parts.append(f"(?:{'|'.join(self.singles)}){_ENDING}")
        if kinds := "|".join((*self.folders, *self.texts)):
            parts.append(f"(?:{kinds})/(?:[A-Za-z0-9_-]{{1,200}}{_ENDING})?")
        return f"(?:{'|'.join(parts)}){'' if self.is_home_described else '?'}"

    @property
    def identifier(self) -> str:
        """A name for variables and caches that two configurations must not share."""
        name = re.sub(r"[^a-z0-9]+", "_", f"{self.server_name}{self.root}".lower()).strip("_")
        # A variable, and a name in a pattern, must not begin with a digit.
        return name if name[:1].isalpha() else f"site_{name}"


def read_deployment(
    site: Path,
    *,
    upstream: str,
    listen: str,
    server_name: str = "",
    cache: str = "",
    brotli: bool = False,
    timeout: float = limits.QUERY_SECONDS + limits.PROXY_EXTRA_SECONDS,
    body: int = limits.PROXY_BODY_BYTES,
) -> Deployment:
    """Return the deployment of a built site. Raises DeployError."""
    description = read_description(site)
    addresses = Addresses.read(description)
    # The IRIs of all other pages are not their addresses.
    is_root = addresses.namespaces.get(addresses.base) == ""
    pages = dict(_folders(site, addresses)) if is_root else {}
    singles = sorted(filter(_SAFE_NAME.fullmatch, _stems(site))) if is_root else []
    deployment = Deployment(
        base=addresses.base,
        license=str(description.get("license", "")),
        authors=authors_of(metadata_from(description.get("metadata", {}))),
        dataset=str(description.get("dataset", "")) or dataset_iri(addresses.base),
        # Not resolved: the configuration outlives the release.
        site=Path(os.path.abspath(site)),  # noqa: PTH100
        folders=tuple(sorted(name for name, has_text in pages.items() if not has_text)),
        texts=tuple(sorted(name for name, has_text in pages.items() if has_text)),
        singles=tuple(singles) if len(singles) <= _MAX_SINGLES else (),
        elsewhere=_elsewhere(addresses),
        is_home_described=(site / f"index.{_RESOURCE_SUFFIX}").exists(),
        upstream=_upstream(upstream),
        listen=_listen(listen),
        server_name=server_name or urlsplit(addresses.base).hostname or "",
        cache=cache,
        brotli=brotli,
        timeout=timeout,
        body=body,
    )
    _check(deployment)
    return deployment


def read_description(site: Path) -> dict[str, Any]:
    try:
        members = json.loads((site / SITE_DESCRIPTION).read_bytes())
        return {**members, "base": str(members["base"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DeployError(f"{site}: no built site is there; publisher build makes one") from error


def _elsewhere(addresses: Addresses) -> tuple[tuple[str, tuple[str, ...]], ...]:
    hosts: dict[str, list[str]] = {}
    for namespace in sorted(addresses.namespaces):
        parts = urlsplit(namespace.removesuffix("#"))
        if parts.scheme in {"http", "https"} and parts.hostname:
            hosts.setdefault(parts.hostname, []).append(parts.path or "/")
    hosts.pop(urlsplit(addresses.base).hostname or "", None)
    return tuple((host, tuple(paths)) for host, paths in sorted(hosts.items()))


def _folders(site: Path, addresses: Addresses) -> Iterator[tuple[str, bool]]:
    """Yield each folder of resources that all have all formats, and whether they have a text."""
    apart = {*_FOLDERS_WITHOUT_PAGES, *addresses.namespaces.values()}
    for folder in site.iterdir():
        if folder.name in apart or not _SAFE_NAME.fullmatch(folder.name) or not folder.is_dir():
            continue
        stems = list(_stems(folder))
        if stems and "index" not in stems and len(stems) == _count(folder):
            yield folder.name, (folder / f"{stems[0]}.txt").exists()


def _count(folder: Path) -> int:
    """Return the number of resources in a folder whose name has no dot."""
    return sum(path.name.count(".") == 1 for path in folder.glob(f"*.{_RESOURCE_SUFFIX}"))


def _stems(folder: Path) -> Iterator[str]:
    """Yield the names of the folder's resources, without suffix."""
    with os.scandir(folder) as entries:
        for entry in entries:
            stem, _, suffix = entry.name.rpartition(".")
            if suffix == _RESOURCE_SUFFIX and "." not in stem and _has_documents(folder, stem):
                yield stem


def _has_documents(folder: Path, stem: str) -> bool:
    """Return whether a page has the formats that the configurations are made for, and no other."""
    there = {suffix for suffix in PAGE_DOCUMENTS if (folder / f"{stem}.{suffix}").exists()}
    return there == set(DOCUMENTS)


def _upstream(given: str) -> str:
    """Check `HOST:PORT` or `unix:/PATH`, and return it. Raises DeployError."""
    address = given.removeprefix("http://").rstrip("/")
    is_socket = re.fullmatch(r"unix:/[^\s:]+", address)
    if not is_socket and not re.fullmatch(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}", address):
        raise DeployError(
            f"--upstream {given!r} is no address of publisher serve; "
            "write it as 127.0.0.1:8000 or unix:/run/publisher.sock"
        )
    return address


def _listen(given: str) -> str:
    """Check `PORT`, `ADDRESS:PORT` or `[ADDRESS]:PORT`, and return it. Raises DeployError."""
    match = re.fullmatch(r"(?:(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):)?(\d{1,5})", given)
    if not match or not 0 < int(match[1]) <= _LAST_PORT:
        raise DeployError(
            f"--listen {given!r} is no address; write it as 80, 192.0.2.1:80 or [2001:db8::1]:80"
        )
    return given


_LAST_PORT: Final = 65_535


def _check(deployment: Deployment) -> None:
    """Raise DeployError if a value would be read as syntax in a configuration."""
    values = {
        "--out": str(deployment.site),
        "--server-name": deployment.server_name,
        "--cache": deployment.cache,
        "base": deployment.base,
        "license": deployment.license,
        "a namespace": "".join(host + "".join(paths) for host, paths in deployment.elsewhere),
    }
    for name, value in values.items():
        wrong = _UNSAFE.search(value)
        if wrong:
            raise DeployError(
                f"{name} {value!r} has {wrong.group()!r}, which a web server would read as its own"
            )
