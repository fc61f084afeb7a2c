"""Pages that would be one file, or stand in the way of each other or of the site's own files.

Paths are compared as the least discerning file system does: without case, in one Unicode form.
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
_UNFIT_HINT: Final = "write kind/slug in lower-case letters, digits and hyphens"


@dataclass(frozen=True, kw_only=True)
class SitePaths:
    """What a site has at which path, whatever its graph says.

    `served` are answered by the server where no file is, `served_below` with all below them.
    `of_page` and `of_source` are the suffixes of a resource's files, compressed ones included;
    what is said of a resource is shown `page_size` a page.
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
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def check_paths(graph: Dataset, site: SitePaths, *, unfit: AbstractSet[Term]) -> Iterator[Finding]:
    """Of the pages under the base: those with a path that is taken. `unfit` have a finding."""
    own = f"<{graph.base}"
    paths = {
        page: unquote(bare(page)[len(graph.base) :])
        for page in graph.documents()
        if page.startswith(own)
    }
    pages = _Pages(graph=graph, site=site)
    for page, path in paths.items():
        other = pages.by_path.setdefault(folded(path), page)
        if other != page:
            yield _collision(page, path, f"and {paths[other]} would be one file")
    for page, path in paths.items():
        if page in unfit:
            continue
        if taken := _taken(path, site):
            yield Finding(
                code="iri-unfit",
                message=f"{path} cannot be a page: {taken}",
                hint=_UNFIT_HINT,
                about=(page, ANY, ANY),
            )
        elif "." in path and (said := pages.file_of_another(page, path)):
            yield _collision(page, path, said)
    yield from _nested(graph, paths)


def _taken(path: str, site: SitePaths) -> str:
    """Which of the site's own paths a page would have, in words; empty if none."""
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
    if file := next((one for one in would_be if one in site.folded_files), ""):
        return f"{file} is a file that each site has"
    if key in site.served or segments[0] in site.served_below:
        return f"the server answers {segments[0] if above else path} itself"
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
        """What file of another page a page, or a folder above it, would be; in words."""
        segments = folded(path).split("/")
        for count in range(len(segments), 0, -1):
            *above, last = segments[:count]
            for dot in (at for at, letter in enumerate(last) if letter == "." and at):
                other = self.by_path.get("/".join([*above, last[:dot]]))
                if other is not None and other != page:
                    rest, is_page = last[dot + 1 :], count == len(segments)
                    if said := self._file_of(other, rest, page=page if is_page else None):
                        return said
        return ""

    def _file_of(self, other: Term, rest: str, *, page: Term | None) -> str:
        """`rest` follows the path of `other` and a dot in the path of `page`, or of a folder."""
        name = unquote(bare(other)[len(self.graph.base) :])
        suffixes = self._suffixes(other)
        if rest in suffixes:
            return f"is the address of a file of {name}"
        if page is None:
            return ""
        own = [f"{rest}.{suffix}" for suffix in self._suffixes(page)]
        same = [one for one in own if one in suffixes]
        if same:
            return f"and {name} would both have the file {name}.{same[0]}"
        number = _NUMBERED.fullmatch(f"_.{rest}")
        if number and 1 < int(number[2]) <= self._count(other):
            return f"would be page {number[2]} of {name}"
        return ""

    def _suffixes(self, page: Term) -> tuple[str, ...]:
        of_source = self.site.of_source if page in self.graph.sources else ()
        return (*self.site.of_page, *of_source)

    def _count(self, page: Term) -> int:
        """The pages of a resource, at most."""
        named = sum(
            self._is_shown(triple)
            for one in self.graph.subjects_of(page)
            for triple in self.graph.naming(one)
        )
        return -(-named // self.site.page_size)

    def _is_shown(self, triple: Triple) -> bool:
        """Whether a triple that names a resource is shown there: of statements, those of claims."""
        if triple[1] not in {RDF_SUBJECT, RDF_OBJECT}:
            return True
        return EV_CONTENT_CLASS in self.graph.objects(triple[0], RDF_TYPE)


def _nested(graph: Dataset, paths: dict[Term, str]) -> Iterator[Finding]:
    for page in paths:
        path = bare(page)[len(graph.base) :]
        above = [path[:at] for at, letter in enumerate(path) if letter == "/"]
        parent = next((one for one in above if f"<{graph.base}{one}>" in graph.subjects()), "")
        if parent:
            yield Finding(
                code="iri-nested",
                message=f"{path} stands below {parent}, which is a page itself",
                hint="give it a kind of its own: kind/slug",
                about=(page, ANY, ANY),
            )


def _collision(page: Term, path: str, said: str) -> Finding:
    return Finding(
        code="iri-collision",
        message=f"{path} {said}",
        hint="rename one of them",
        about=(page, ANY, ANY),
    )
