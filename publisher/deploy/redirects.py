"""Rules for a redirect service, such as w3id.org: from the IRIs of a site to its files.

A service of this kind reads a file `.htaccess` in a folder for each project. It has no data, so
all that it needs to know of a page is in its rules.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from publisher.addresses import Addresses
from publisher.deploy.deployment import DeployError, read_description
from publisher.media_types import PAGE_DOCUMENTS
from publisher.path_segments import INDEX

MAX_RULES: Final = 2_000
"""Pages whose path is not made of their IRI as it is: each needs a rule."""

_PAGE: Final = ".ttl"
_REFUSED: Final = r"\s*q=0(?:\.0*)?\s*(?:,|$)"
"""The weight of a type that a client does not take."""
_HEAD: Final = """\
Options +FollowSymLinks -MultiViews
RewriteEngine On

# The format that the client prefers: of several, the last one here.
RewriteRule ^ - [E=FORMAT:html]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Space:
    """A namespace below a folder of a service: `https://w3id.org/me/id/` → `me`, `id/`."""

    iri: str
    host: str
    folder: str
    below: str
    name: str

    @property
    def target(self) -> str:
        """The path on the site with which the pages begin."""
        return f"{self.name}/" if self.name else ""


def redirects(site: Path) -> str:
    """Return a file `.htaccess` for each folder of a service that namespaces are in.

    Raises DeployError if there is no site, or no namespace but that of the site's own address.
    """
    addresses = Addresses.read(read_description(site))
    spaces = list(_spaces(addresses))
    if not spaces:
        raise DeployError(
            f"all IRIs of {site} begin with its own address, {addresses.base}: nothing leads there "
            "from elsewhere; configure [tool.publisher.namespaces]"
        )
    pages = {str(iri): path for path in _pages(site) if (iri := addresses.iri(path))}
    irregular = _irregular(pages, spaces)
    suffixes = [suffix for suffix in PAGE_DOCUMENTS if _have_all(site, pages.values(), suffix)]
    folders = dict.fromkeys((space.host, space.folder) for space in spaces)
    files = []
    for host, folder in folders:
        within = [space for space in spaces if (space.host, space.folder) == (host, folder)]
        # A rule of a shorter namespace would hold for a longer one as well.
        within.sort(key=lambda space: -len(space.below))
        rules = [rule for space in within for rule in _rules(space, irregular, addresses.base)]
        place = f"{folder}/" if folder else ""
        title = f"# https://{host}/{place}.htaccess: leads to {addresses.base}"
        files.append("\n".join([title, _HEAD + "\n".join(_formats(suffixes)), "", *rules, ""]))
    return "\n".join(files)


def _spaces(addresses: Addresses) -> Iterator[_Space]:
    for namespace, name in sorted(addresses.namespaces.items()):
        parts = urlsplit(namespace.removesuffix("#"))
        if parts.scheme in {"http", "https"} and not namespace.startswith(addresses.base):
            folder, _, below = parts.path.removeprefix("/").partition("/")
            yield _Space(iri=namespace, host=parts.netloc, folder=folder, below=below, name=name)


def _have_all(site: Path, paths: Iterable[str], suffix: str) -> bool:
    return all((site / f"{path}.{suffix}").exists() for path in paths)


def _pages(site: Path) -> Iterator[str]:
    """Yield the paths of the pages, and of some files that are like theirs."""
    for folder, _, names in os.walk(site):
        above = Path(folder).relative_to(site)
        for name in sorted(names):
            if name.endswith(_PAGE):
                yield (above / name.removesuffix(_PAGE)).as_posix()


def _irregular(pages: Mapping[str, str], spaces: list[_Space]) -> dict[str, str]:
    """Return the path of each IRI that no rule for its whole namespace leads to."""
    irregular = {}
    for iri, path in sorted(pages.items()):
        space = next((space for space in spaces if iri.startswith(space.iri)), None)
        if space and "#" not in iri and not _is_regular(iri.removeprefix(space.iri), path, space):
            irregular[iri] = path
    if len(irregular) > MAX_RULES:
        raise DeployError(
            f"{len(irregular):,} pages would each need a rule; let the service lead to "
            "publisher serve, which knows them: RewriteRule ^(.*)$ ADDRESS/$1 [R=307,L]"
        )
    return irregular


def _is_regular(rest: str, path: str, space: _Space) -> bool:
    is_index = not rest or rest.endswith("/")
    return path == f"{space.target}{rest}{INDEX if is_index else ''}" and rest.isascii()


def _formats(suffixes: list[str]) -> Iterator[str]:
    for suffix in reversed(suffixes):
        name = re.escape(PAGE_DOCUMENTS[suffix])
        yield rf'RewriteCond %{{HTTP_ACCEPT}} "(?:^|,)\s*{name}\s*(?:,|;(?!{_REFUSED})|$)" [NC]'
        yield f"RewriteRule ^ - [E=FORMAT:{suffix}]"


def _rules(space: _Space, irregular: Mapping[str, str], base: str) -> Iterator[str]:
    yield f"# {space.iri}"
    if space.iri.endswith("#"):
        yield _rule(f"{re.escape(space.below)}/?", base + (space.name or INDEX))
        return
    for iri, path in irregular.items():
        if iri.startswith(space.iri):
            below, _, query = iri.removeprefix(space.iri).partition("?")
            if query:
                yield f'RewriteCond %{{QUERY_STRING}} "^{re.escape(query)}$"'
            # Apache compares a path without its escapes.
            pattern = re.escape(space.below + unquote(below))
            yield _rule(pattern, base + _literal(path), flags="R=303,L,NE,QSD")
    target, prefix = base + space.target, re.escape(space.below)
    yield _rule(f"{prefix}((?:.*/)?)", f"{target}$1{INDEX}")
    yield _rule(f"{prefix}(.+)", f"{target}$1")


def _literal(path: str) -> str:
    """Return a path as an address in which Apache replaces nothing: it would read `$1` and `%1`."""
    return re.sub(r"[$%]", r"\\\g<0>", quote(path, safe="/~!$&'()+,;=@"))


def _rule(pattern: str, target: str, *, flags: str = "R=303,L,NE") -> str:
    return f'RewriteRule "^{pattern}$" "{target}.%{{ENV:FORMAT}}" [{flags}]'
