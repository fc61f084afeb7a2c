"""A site as a stranger finds it: files of HTML and RDF, with links between them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import Final, TypeAlias
from urllib.parse import unquote

from publisher.model import Quad
from publisher.ntriples import quad_of
from tests.documents import data_of
from tests.graphs.parsed import (
    DATASETS,
    by_oxigraph,
    by_rdflib,
    is_xml,
    normal,
    union,
)

_LINK: Final = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID: Final = re.compile(r'\sid="([^"]*)"')
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_GRAPHS: Final = ("ttl", "nt", "rdf")


@dataclass(kw_only=True)
class Site:
    folder: Path
    _ids: dict[Path, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def pages(self) -> list[Path]:
        """The pages that have RDF, without suffix; the catalogue is about the site, not in it."""
        files = (path.with_suffix("") for path in self.folder.rglob("*.ttl"))
        catalog = self.folder / "catalog"
        return sorted(each for each in files if _beside(each, "html").is_file() and each != catalog)

    @cached_property
    def dump(self) -> set[Quad]:
        return self.lines("dumps/all.nt")

    @cached_property
    def dataset(self) -> set[Quad]:
        """The dump with its named graphs."""
        has_graphs = (self.folder / "dumps/all.nq").is_file()
        return self.lines("dumps/all.nq") if has_graphs else self.dump

    def lines(self, path: str) -> set[Quad]:
        with (self.folder / path).open("rb") as lines:
            return set(map(quad_of, lines))

    def union_of_pages(self) -> set[Quad]:
        """Return the triples of all pages, merged by the labels of their blank nodes.

        What a page says of itself is no triple of the data.
        """
        return {
            quad
            for page in self.pages
            for quad in map(quad_of, data_of(self.folder, _beside(page, "nt")))
        }

    def dead_links(self) -> list[str]:
        return sorted(set(self._dead_links()))

    def _dead_links(self) -> Iterator[str]:
        for page in self.folder.rglob("*.html"):
            for link in set(_LINK.findall(page.read_text(encoding="utf-8"))):
                address = unescape(link)
                if not _SCHEME.match(address) and not self._leads(page, address):
                    yield f"{page.relative_to(self.folder)} -> {address}"

    def _leads(self, page: Path, address: str) -> bool:
        path, _, anchor = address.partition("#")
        path = unquote(path.partition("?")[0])
        target = Path(os.path.normpath(page.parent / path)) if path else page
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            return False
        return not anchor or target.suffix != ".html" or unquote(anchor) in self.ids(target)

    def ids(self, page: Path) -> frozenset[str]:
        if page not in self._ids:
            found = map(unescape, _ID.findall(page.read_text(encoding="utf-8")))
            self._ids[page] = frozenset(found)
        return self._ids[page]

    def sample(self, size: int) -> list[Path]:
        """Return pages from the whole site, half of them with blank nodes if there are any."""
        with_blanks = [page for page in self.pages if b"_:" in _beside(page, "nt").read_bytes()]
        return sorted({*_spread(self.pages, size // 2), *_spread(with_blanks, size // 2)})


Parser: TypeAlias = Callable[[bytes, str], list[Quad]]
PARSERS: Final[tuple[Parser, ...]] = (by_oxigraph, by_rdflib)


def format_faults(page: Path, parsers: Sequence[Parser] = PARSERS) -> Iterator[str]:
    """Yield what is wrong with the files of a page or a dump: one graph, one dataset over it."""
    expected = normal(by_oxigraph(_beside(page, "nt").read_bytes(), "nt"))
    datasets = set()
    for suffix in (*_GRAPHS, *sorted(DATASETS)):
        path = _beside(page, suffix)
        if not path.is_file():
            if suffix in {"ttl", "jsonld"}:
                yield f"{path} is missing"
            continue
        content = path.read_bytes()
        if suffix == "rdf" and not is_xml(content):
            yield f"{path} is no XML"
        for parse in parsers:
            quads = parse(content, suffix)
            graph = normal(union(quads) if suffix in DATASETS else quads)
            if graph != expected:
                yield f"{path}: {parse.__name__} reads {_difference(graph, expected)}"
            if suffix in DATASETS:
                datasets.add(frozenset(normal(quads)))
    if len(datasets) > 1:
        yield f"{page}: its datasets differ"


def _difference(one: set[Quad], other: set[Quad]) -> str:
    more, missing = sorted(one - other), sorted(other - one)
    return f"{len(more)} more, such as {more[:2]}, and not {len(missing)}, such as {missing[:2]}"


def _beside(page: Path, suffix: str) -> Path:
    return page.with_name(f"{page.name}.{suffix}")


def _spread(pages: list[Path], size: int) -> Iterable[Path]:
    return pages[:: max(1, len(pages) // size)]
