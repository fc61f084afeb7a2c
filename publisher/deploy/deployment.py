"""What a configuration needs to know of a site, and where it is to be served."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from publisher import limits
from publisher.addresses import SITE_DESCRIPTION
from publisher.errors import PublisherError
from publisher.media_types import DOCUMENTS

_RESOURCE_SUFFIX: Final = "ttl"
"""Of a file that a resource has, and an index does not."""
_UNSAFE: Final = re.compile(r"""[\s"'`\\${};#|^<>*?\[\]]""")
_FOLDERS_WITHOUT_PAGES: Final = frozenset({"dumps", "queries", "static"})


class DeployError(PublisherError):
    """No configuration can be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A site, and the addresses that a web server and `publisher serve` have."""

    base: str
    license: str
    site: Path
    """The link that leads to the release, which each build swaps."""
    folders: tuple[str, ...]
    """Folders of resources that have documents only."""
    texts: tuple[str, ...]
    """Folders of resources that have a text besides: the sources."""
    singles: tuple[str, ...]
    """Resources in the site's root."""
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
    description = _description(site)
    pages = dict(_folders(site))
    deployment = Deployment(
        base=description["base"],
        license=description["license"],
        # Not resolved: the configuration outlives the release.
        site=Path(os.path.abspath(site)),  # noqa: PTH100
        folders=tuple(sorted(name for name, has_text in pages.items() if not has_text)),
        texts=tuple(sorted(name for name, has_text in pages.items() if has_text)),
        singles=tuple(sorted(_stems(site))),
        upstream=_upstream(upstream),
        listen=_listen(listen),
        server_name=server_name or urlsplit(description["base"]).hostname or "",
        cache=cache,
        brotli=brotli,
        timeout=timeout,
        body=body,
    )
    _check(deployment)
    return deployment


def _description(site: Path) -> dict[str, str]:
    try:
        members = json.loads((site / SITE_DESCRIPTION).read_bytes())
        return {"base": str(members["base"]), "license": str(members.get("license", ""))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeployError(f"{site}: no built site is there; publisher build makes one") from error


def _folders(site: Path) -> Iterator[tuple[str, bool]]:
    """Yield each folder of resources, and whether they have a text."""
    for folder in site.iterdir():
        if folder.name in _FOLDERS_WITHOUT_PAGES or not folder.is_dir():
            continue
        stem = next(_stems(folder), None)
        if stem is not None:
            yield folder.name, (folder / f"{stem}.txt").exists()


def _stems(folder: Path) -> Iterator[str]:
    """Yield the names of the folder's resources, without suffix."""
    with os.scandir(folder) as entries:
        for entry in entries:
            stem, _, suffix = entry.name.rpartition(".")
            if suffix == _RESOURCE_SUFFIX and "." not in stem and _has_documents(folder, stem):
                yield stem


def _has_documents(folder: Path, stem: str) -> bool:
    return all((folder / f"{stem}.{suffix}").exists() for suffix in DOCUMENTS)


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
        "a kind": "".join((*deployment.folders, *deployment.texts, *deployment.singles)),
    }
    for name, value in values.items():
        wrong = _UNSAFE.search(value)
        if wrong:
            raise DeployError(
                f"{name} {value!r} has {wrong.group()!r}, which a web server would read as its own"
            )
