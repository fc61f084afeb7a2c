"""IRI ↔ path on the site: total, injective, and with a way back.

| page | path |
| --- | --- |
| in the root namespace | its rest: `network/enoc` |
| in a namespace with a name | that name and the rest: `org/Organization` |
| the document of a hash namespace | its name alone: `org`, or `index` for the root |
| any other IRI | `_/https/doi.org/10.1/x`, `_/urn/uuid/0001` |
| a hash IRI with a page of its own | `org/Post` in a namespace `…org#`, else `DOCUMENT~~/Post` |
| a blank node | `_/~blank/LABEL` |
| too long for a file system | `_/~~/HEAD~HASH`, found back by look-up only |

`path_segments.py` has the rules of a segment. A path depends on another page only if both differ by
case or Unicode form alone, because some disks take these for one.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from publisher.model import Iri, SitePath, Term
from publisher.namespaces import Namespaces, is_taken
from publisher.path_segments import (
    EMPTY_SEGMENT,
    INDEX,
    escaped,
    escaped_case,
    escaped_first,
    folded_path,
    is_too_long,
    unescaped,
)
from publisher.terms import iri

ELSEWHERE: Final = "_"
"""The first segment of pages that are in no namespace of the site."""

_BLANK: Final = "~blank"
_HASH: Final = "~~"
"""At the end of a segment: a fragment follows. As one behind a scheme: see `_other_form`."""
_LONG: Final = f"{ELSEWHERE}/~~/"
_HIERARCHICAL: Final = frozenset(
    {
        *("http", "https", "ftp", "ftps", "sftp", "file", "git", "ssh", "svn"),
        *("s3", "gs", "ws", "wss", "ldap", "ldaps", "ipfs", "ipns", "gopher"),
    }
)
"""The schemes whose IRIs mostly have a host."""
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*(?=:)")
_NOT_IN_A_HEAD: Final = re.compile(r"[^a-z0-9]+")
_HEAD: Final = 60
"""Characters of an IRI that is too long, by which a reader may know it."""
_DIGITS: Final = 32


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """The map from pages to their paths on the site, and back.

    `base`: the address of the site. `namespaces`: the name of each namespace that the site answers
    for, which is the first segment of its paths; "" names the root, which without one is the base.
    `irregular`: the paths that are shortened, or escaped because of another one.
    """

    base: str
    namespaces: Mapping[str, str]
    irregular: Mapping[Term, SitePath] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Iterable[Term], *, base: str, namespaces: Mapping[str, str]) -> "Addresses":
        """Return the map for a site. `pages`: the IRIs and blank nodes that have a page."""
        addresses = cls(base=base, namespaces=namespaces)
        return replace(addresses, irregular=_irregular(tuple(pages), addresses))

    @classmethod
    def read(cls, members: Mapping[str, Any]) -> "Addresses":
        """Return the map that `members` was made of, or that of a site without namespaces."""
        base = str(members["base"])
        return cls(
            base=base,
            namespaces=members.get("namespaces") or {base: ""},
            irregular={
                Term(page): SitePath(path) for page, path in members.get("addresses", {}).items()
            },
        )

    def members(self) -> dict[str, object]:
        """Return what `site.json` has of the map."""
        return {
            "base": self.base,
            "namespaces": dict(self.namespaces),
            "addresses": dict(sorted(self.irregular.items())),
        }

    def path(self, page: Term) -> SitePath:
        """Return the path of a page's files, without suffix.

        `page`: an IRI, with a fragment only if it has a page of its own, or a blank node.
        """
        path = self.irregular.get(page)
        return self.regular_path(page) if path is None else path

    def regular_path(self, page: Term) -> SitePath:
        """Return the path that a page has if no other one differs from it by case alone."""
        segments = _segments(page, self._spaces)
        return _long_path(page) if is_too_long(segments) else SitePath("/".join(segments))

    def page(self, path: str) -> Term | None:
        """Return the IRI or blank node whose page has a path, whether or not it exists.

        None if none can have it. A shortened path leads only to a page that was given to `of`.
        """
        page = self._by_path.get(path) or _page(path.split("/"), self._spaces)
        return page if page and self.path(page) == path else None

    def iri(self, path: str) -> Iri | None:
        """Return the same as `page` if it is an IRI."""
        page = self.page(path)
        return Iri(page[1:-1]) if page and page.startswith("<") else None

    def is_own(self, term: Term) -> bool:
        """Return whether an IRI is in a namespace that the site answers for."""
        return term.startswith(self._spaces.starts) or term in self._spaces.documents

    def kind(self, page: Term) -> str:
        """Return the first segment of a path in the root namespace; empty if it has only one.

        `network` of `network/enoc`.
        """
        first, slash, _ = self.path(page).partition("/")
        is_root = first != ELSEWHERE and first not in self._spaces.by_name
        return first if slash and is_root and not first.endswith(_HASH) else ""

    @cached_property
    def _spaces(self) -> Namespaces:
        return Namespaces.of(self.namespaces, base=self.base)

    @cached_property
    def _by_path(self) -> Mapping[str, Term]:
        return {path: page for page, path in self.irregular.items()}


def _segments(page: Term, spaces: Namespaces) -> list[str]:
    """Return the segments of a page's path, however long they are."""
    if page.startswith("_:"):
        return [ELSEWHERE, _BLANK, *_escaped_all([page[2:]])]
    if page in spaces.documents:
        return [spaces.documents[page] or INDEX]
    text = page[1:-1]
    document, hash_mark, fragment = text.partition("#")
    space, name = spaces.of_iri(text) or ("", None)
    if name is None:
        segments = [ELSEWHERE, *_elsewhere(document)]
    elif "#" in space:
        return _below(name, _escaped_all(text[len(space) :].split("/"), end=EMPTY_SEGMENT), spaces)
    else:
        segments = _below(name, _escaped_all(document[len(space) :].split("/")), spaces)
    if hash_mark:
        segments[-1] += _HASH
        segments += _escaped_all(fragment.split("/"))
    return segments


def _below(name: str, rest: list[str], spaces: Namespaces) -> list[str]:
    """Return the segments of a page in a namespace."""
    if name:
        return [name, *rest]
    if folded_path(rest[0]) in spaces.taken or is_taken(rest):
        rest[0] = escaped_first(rest[0])
    return rest


def _elsewhere(document: str) -> list[str]:
    """Return the segments of an IRI that is in no namespace of the site."""
    scheme = _SCHEME.match(document)
    if not scheme:
        return [EMPTY_SEGMENT, *_escaped_all(document.split("/"))]
    rest = document[scheme.end() + 1 :]
    has_host = rest.startswith("//")
    parts = rest[2:].split("/") if has_host else rest.split(":")
    mark = [] if has_host == _has_host(scheme.group()) else [_HASH]
    return [escaped(scheme.group()), *mark, *_escaped_all(parts)]


def _has_host(scheme: str) -> bool:
    """Return whether the IRIs of a scheme mostly have a host. The path of others has a mark."""
    return scheme.lower() in _HIERARCHICAL


def _escaped_all(parts: Sequence[str], *, end: str = INDEX) -> list[str]:
    """Return texts as segments. `end`: the segment for an empty text at the end."""
    segments = [escaped(part) if part else EMPTY_SEGMENT for part in parts]
    if not parts[-1]:
        segments[-1] = end
    return segments


def _long_path(page: Term) -> SitePath:
    text = page[1:-1] if page.startswith("<") else page
    head = _NOT_IN_A_HEAD.sub("-", text.partition("://")[2].lower() or text.lower())[:_HEAD]
    digest = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return SitePath(f"{_LONG}{head.strip('-')}~{digest}")


def _page(segments: list[str], spaces: Namespaces) -> Term | None:
    """Return the page whose path has these segments, or something near it; None if none can."""
    first, *rest = segments
    if first == ELSEWHERE:
        return _page_elsewhere(rest)
    is_root = first not in spaces.by_name
    space = spaces.by_name.get("" if is_root else first, "")
    if is_root:
        rest = segments
    if space.endswith("#") and rest == ([INDEX] if is_root else []):
        return iri(space[:-1])
    text = _unescaped_all(rest) if rest and space else None
    return None if text is None else iri(space + text)


def _page_elsewhere(segments: list[str]) -> Term | None:
    if len(segments) < 2:  # noqa: PLR2004 -- a scheme and what follows it
        return None
    first, *rest = segments
    if first == _BLANK:
        label = _unescaped_all(rest)
        return None if label is None else Term(f"_:{label}")
    if first == EMPTY_SEGMENT:
        text = _unescaped_all(rest)
        return None if text is None else iri(text)
    scheme = unescaped(first)
    has_host = _has_host(scheme or "")
    if rest[0] == _HASH:
        has_host, rest = not has_host, rest[1:]
    text = _unescaped_all(rest, joint="/" if has_host else ":") if rest else None
    if not scheme or text is None:
        return None
    return iri(f"{scheme}://{text}" if has_host else f"{scheme}:{text}")


def _unescaped_all(segments: list[str], *, joint: str = "/") -> str | None:
    """Return the text of segments, and of the fragment behind `~~`; None if there is none."""
    at = next((at for at, segment in enumerate(segments) if segment.endswith(_HASH)), None)
    if at is not None:
        document = _unescaped_all([*segments[:at], segments[at].removesuffix(_HASH)], joint=joint)
        fragment = _unescaped_all(segments[at + 1 :]) if segments[at + 1 :] else None
        return None if document is None or fragment is None else f"{document}#{fragment}"
    parts = ["" if segment == EMPTY_SEGMENT else unescaped(segment) for segment in segments]
    if segments[-1] == INDEX:
        parts[-1] = ""
    texts = [part for part in parts if part is not None]
    return joint.join(texts) if len(texts) == len(parts) else None


def _irregular(pages: Sequence[Term], addresses: Addresses) -> dict[Term, SitePath]:
    """Return the paths that are shortened, or that another page's path differs from by case alone.

    Of the latter the one that case-folding leaves as it is stays, else the last in byte order.
    """
    paths: dict[Term, SitePath] = {}
    cased: dict[str, list[tuple[SitePath, Term]]] = {}
    for page in pages:
        path = addresses.regular_path(page)
        if path.startswith(_LONG):
            paths[page] = path
        elif (key := folded_path(path)) != path:
            cased.setdefault(key, []).append((path, page))
    if not cased:
        return paths
    lower = {path for page in pages if (path := addresses.regular_path(page)) in cased}
    for key, group in cased.items():
        group.sort()
        for path, page in group if key in lower else group[:-1]:
            moved = escaped_case(path)
            is_free = moved not in cased and not is_too_long(moved.split("/"))
            paths[page] = SitePath(moved) if is_free else _long_path(page)
    return paths
