"""Sites of other people's graphs, made in this process, and their pages as a browser reads them."""

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib

from publisher.commands.build import build
from publisher.project import read_project

PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <https://example.org/> .
"""
_LINK = re.compile(r'(?:href|src|cite|action)="([^"]*)"')


def site_of(
    folder: Path, turtle: str, *, settings: str = "", name: str = "a.ttl", workers: int = 1
) -> Path:
    """Build the site of a project that has one file, and return its folder."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "https://example.org/"\n{settings}'
    )
    head = PREFIXES if name.endswith((".ttl", ".trig")) else ""
    (folder / "data" / name).write_text(head + turtle)
    report = build(read_project(folder), out=folder / "site", workers=workers)
    assert not report.has_errors, report.findings
    return folder / "site"


def tree(page: Path) -> Element:
    untyped: Any = html5lib
    parser = untyped.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed: Element = parser.parse(page.read_text())
    return parsed


def text_of(element: Element | None) -> str:
    assert element is not None
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def links(page: Path, path: str = ".//main//a") -> list[tuple[str, str]]:
    """Return text and address of the links of a page."""
    found = tree(page).findall(path)
    return [(text_of(link), link.get("href", "")) for link in found]


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Return the page and the address of each link to a file or an anchor that is not there."""
    pages = [path for path in site.rglob("*.html") if path.is_file()]
    anchors = {page: set(re.findall(r'\bid="([^"]*)"', page.read_text())) for page in pages}
    dead = []
    for page in pages:
        for href in _LINK.findall(page.read_text()):
            if re.match(r"[a-z][a-z0-9+.-]*:", href):
                continue
            path, _, fragment = href.partition("#")
            target = page if not path else Path(os.path.normpath(page.parent / unquote(path)))
            is_missing = target != site / "sparql" and not target.is_file()
            if is_missing or (fragment and fragment not in anchors.get(target, {fragment})):
                dead.append((str(page.relative_to(site)), href))
    return dead
