"""The namespaces that a site answers for, and the first segments of their paths."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from publisher.model import Term
from publisher.path_segments import escaped
from publisher.terms import iri

OWN_SEGMENTS: Final = frozenset(
    {
        # Folders of every site.
        *("_", ".well-known", "browse", "dumps", "queries", "static", "vocabulary"),
        # Files at its root, without suffix.
        *("404", "api", "catalog", "claimed", "humans", "llms", "openapi", "robots"),
        *("site", "sitemap", "void"),
        # What the server answers at.
        *(".watch", "feed", "healthz", "mcp", "metrics", "readyz", "reconcile"),
        *("sameas", "search", "sparql"),
    }
)
"""The first segments of the site's own addresses. No path of an IRI in the root begins with one.

Nor does one begin with `sitemap-2`; `index` is the page of the root itself.
"""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_SITEMAP: Final = re.compile(r"sitemap-\d+")


def name_fault(name: str) -> str:
    """Return why a namespace cannot have a name, or an empty text; "" is the name of the root."""
    if name and is_taken(name):
        return "the site has files or answers of its own there"
    if name and (not _NAME.fullmatch(name) or escaped(name) != name):
        return "it must be of lower-case letters, digits and hyphens, 40 at most"
    return ""


def is_taken(first: str) -> bool:
    """Return whether a first segment, folded, is one of the site's own addresses."""
    return first in OWN_SEGMENTS or _SITEMAP.fullmatch(first) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespaces:
    """The namespaces and their names, the longest first, prepared for look-up.

    `documents`: the name of each hash namespace, by its document. `taken`: the first segments that
    no path in the root has.
    """

    by_iri: tuple[tuple[str, str], ...]
    by_name: Mapping[str, str]
    starts: tuple[str, ...]
    documents: Mapping[Term, str]
    taken: frozenset[str]

    @classmethod
    def of(cls, namespaces: Mapping[str, str], *, base: str) -> "Namespaces":
        by_name: dict[str, str] = {}
        for namespace, name in sorted(namespaces.items()):
            # A project with other names is refused before; here nothing may become ambiguous.
            if namespace and not name_fault(name):
                by_name.setdefault(name, namespace)
        if "" not in by_name and base not in by_name.values():
            by_name[""] = base
        spaces = sorted(by_name.values(), key=lambda space: (-len(space), space))
        names = {space: name for name, space in by_name.items()}
        return cls(
            by_iri=tuple((space, names[space]) for space in spaces),
            by_name=by_name,
            starts=tuple(f"<{space}" for space in spaces),
            documents={
                iri(space[:-1]): name for space, name in names.items() if space.endswith("#")
            },
            taken=frozenset(by_name) - {""},
        )

    def of_iri(self, text: str) -> tuple[str, str] | None:
        """Return the longest namespace that an IRI begins with, and its name."""
        return next((each for each in self.by_iri if text.startswith(each[0])), None)
