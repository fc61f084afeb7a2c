"""The namespaces that a site answers for, and the first segments of their paths."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.model import Term
from publisher.path_segments import escaped, folded_path
from publisher.terms import iri

OWN_FOLDERS: Final = frozenset(
    {
        # Of every site.
        *("_", ".well-known", "browse", "dumps", "queries", "static", "vocabulary"),
        # In which the server answers, or may answer one day.
        *(".watch", "cite", "feed", "lookup", "mcp", "reconcile", "sameas", "search", "sparql"),
        # Files of data for analysts, links to others, differences between releases.
        *("changes", "links", "tables", "versions"),
    }
)
"""The site's own first segments. No path of an IRI in the root begins with one."""
OWN_FILES: Final = frozenset(
    {
        # At the root of every site, without suffix.
        *(
            "404",
            "api",
            "catalog",
            "claimed",
            "context",
            "gone",
            "humans",
            "llms",
            "openapi",
            "robots",
        ),
        *("beacon", "corrections", "datapackage", "link-to-us", "linkset", "names"),
        *("provenance", "retired", "site", "sitemap", "summaries", "void"),
        # At which the server answers.
        *("healthz", "metrics", "readyz"),
    }
)
"""The site's own paths of one segment. No IRI's path is one.

`index`, and numbered ones such as `sitemap-2`, are the site's too.
"""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LINKSET: Final = re.compile(r"linkset(?:-\d+)?")
_NUMBERED: Final = re.compile(r"(?:catalog|linkset|names|sitemap)-\d+")


def name_fault(name: str) -> str:
    """Return why a namespace cannot have a name, or an empty text; "" is the name of the root."""
    if name and is_taken([name]):
        return "the site has files or answers of its own there"
    if name and (not _NAME.fullmatch(name) or escaped(name) != name):
        return "it must be of lower-case letters, digits and hyphens, 40 at most"
    return ""


def is_taken(segments: Sequence[str]) -> bool:
    """Return whether a path of some segments is one of the site's own addresses, or below one."""
    first = folded_path(segments[0])
    stem, dot, _ = first.partition(".")
    if dot and stem:
        return stem in OWN_FOLDERS or _is_file(stem)
    # A link set is a file without suffix, so no folder can have its name.
    if first in OWN_FOLDERS or _LINKSET.fullmatch(first):
        return True
    return len(segments) == 1 and _is_file(first)


def _is_file(stem: str) -> bool:
    return stem in OWN_FILES or _NUMBERED.fullmatch(stem) is not None


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
