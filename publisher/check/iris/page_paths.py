"""Pages that would overwrite each other, a folder, or the site's own files.

Paths that differ only by case or by Unicode form count as the same, because some file systems
take them for the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import unquote

from publisher import limits
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.terms import bare
from publisher.vocabulary import EV_CONTENT_CLASS, RDF_OBJECT, RDF_SUBJECT, RDF_TYPE

_NUMBERED: Final = re.compile(r"(.+)\.([1-9]\d{0,8})")
UNFIT_HINT: Final = "write kind/slug, with lower-case letters, digits and hyphens"


@dataclass(frozen=True, kw_only=True)
class SitePaths:
    """The paths that every site has, whatever its graph says.

    The server itself answers at `served`, and at and below `served_below`. `of_page` and
    `of_source` are the suffixes of a resource's files, with those of compressed ones. A page shows
    `page_size` triples about a resource; further ones are on further pages.
    """

    files: frozenset[str] = frozenset()
    served: frozenset[str] = frozenset()
    served_below: frozenset[str] = frozenset()
    of_page: tuple[str, ...] = ("html",)
    of_source: tuple[str, ...] = ()
    page_size: int = limits.PAGE_ITEMS

    @cached_property
    def folded_files(self) -> frozenset[str]:
        return frozenset(map(folded, self.files))


def folded(path: str) -> str:
    """Return a path without differences of case and Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def check_paths(graph: Dataset, site: SitePaths, *, unfit: AbstractSet[Term]) -> Iterator[Finding]:
    """Yield the pages under the base whose path is taken. `unfit`: those with a finding already."""
    own = f"<{graph.base}"
    paths = {
        page: unquote(bare(page)[len(graph.base) :])
        for page in graph.pages()
        if page.startswith(own)
    }
    pages = _Pages(graph=graph, site=site)
    for page, path in paths.items():
        other = pages.by_path.setdefault(folded(path), page)
        if other != page:
            yield _collision(page, path, f"and {paths[other]} would be the same file")
    for page, path in paths.items():
        if page in unfit:
            continue
        if taken := _taken(path, site):
            yield Finding(
                code="iri-unfit",
                message=f"{path} cannot be the address of a page: {taken}",
                hint=UNFIT_HINT,
                about=(page, ANY, ANY),
            )
        elif "." in path and (reason := pages.file_of_another(page, path)):
            yield _collision(page, path, reason)
    yield from _nested(graph, paths)


def _taken(path: str, site: SitePaths) -> str:
    """Return in words which of the site's own paths a page would have; empty if none."""
    key = folded(path)
    segments = key.split("/")
    above = ["/".join(segments[:count]) for count in range(1, len(segments))]
    would_be = [
        *(f"{key}.{suffix}" for suffix in site.of_page),
        key,
        *above,
        segments[0],
        f"{segments[0]}/index.html",
    ]
    if file := next((own for own in would_be if own in site.folded_files), ""):
        return f"every site has a file {file}"
    if key in site.served or segments[0] in site.served_below:
        return f"the server itself answers at {segments[0] if above else path}"
    return ""


@dataclass(kw_only=True)
class _Pages:
    """The pages by their folded paths."""

    graph: Dataset
    site: SitePaths

    @cached_property
    def by_path(self) -> dict[str, Term]:
        return {}

    def file_of_another(self, page: Term, path: str) -> str:
        """Return in words which file of another page this page, or a folder above it, would be.

        Empty if none.
        """
        segments = folded(path).split("/")
        for count in range(len(segments), 0, -1):
            *above, last = segments[:count]
            for dot in (at for at, letter in enumerate(last) if letter == "." and at):
                other = self.by_path.get("/".join([*above, last[:dot]]))
                if other is not None and other != page:
                    rest, is_page = last[dot + 1 :], count == len(segments)
                    if reason := self._file_of(other, rest, page=page if is_page else None):
                        return reason
        return ""

    def _file_of(self, other: Term, rest: str, *, page: Term | None) -> str:
        """Return in words which file of `other` the path of `page` would be; empty if none.

        The path is that of `other`, a dot and `rest`. `page` is None for a folder above a page.
        """
        name = unquote(bare(other)[len(self.graph.base) :])
        suffixes = self._suffixes(other)
        if rest in suffixes:
            return f"is the address of a file of {name}"
        if page is None:
            return ""
        own = [f"{rest}.{suffix}" for suffix in self._suffixes(page)]
        same = [suffix for suffix in own if suffix in suffixes]
        if same:
            return f"and {name} would both have the file {name}.{same[0]}"
        number = _NUMBERED.fullmatch(f"_.{rest}")
        if number and 1 < int(number[2]) <= self._count(other):
            return f"has the address of page {number[2]} of {name}"
        return ""

    def _suffixes(self, page: Term) -> tuple[str, ...]:
        of_source = self.site.of_source if page in self.graph.sources else ()
        return (*self.site.of_page, *of_source)

    def _count(self, page: Term) -> int:
        """Return the number of pages of a resource, at most."""
        shown = sum(
            self._is_shown(triple)
            for subject in self.graph.subjects_of(page)
            for triple in self.graph.naming(subject)
        )
        return -(-shown // self.site.page_size)

    def _is_shown(self, triple: Triple) -> bool:
        """Return whether the page of a triple's object shows it; of statements, those of claims."""
        if triple[1] not in {RDF_SUBJECT, RDF_OBJECT}:
            return True
        return EV_CONTENT_CLASS in self.graph.objects(triple[0], RDF_TYPE)


def _nested(graph: Dataset, paths: dict[Term, str]) -> Iterator[Finding]:
    for page in paths:
        path = bare(page)[len(graph.base) :]
        above = [path[:at] for at, letter in enumerate(path) if letter == "/"]
        parent = next((part for part in above if f"<{graph.base}{part}>" in graph.subjects()), "")
        if parent:
            yield Finding(
                code="iri-nested",
                message=f"{path} lies below {parent}, but {parent} is a page itself",
                hint="give it an address that is not below another: kind/slug",
                about=(page, ANY, ANY),
            )


def _collision(page: Term, path: str, reason: str) -> Finding:
    return Finding(
        code="iri-collision",
        message=f"{path} {reason}",
        hint="rename one of them",
        about=(page, ANY, ANY),
    )
