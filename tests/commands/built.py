"""A small project built by the command, and its pages as a parser of HTML reads them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

from tests.calls import publisher
from tests.load.projects import write_project

PREFIXES = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def built(folder: Path, *, queries: dict[str, str] | None = None, **changes: str) -> Path:
    """The site of a project of `tests.load.projects` with some parts replaced."""
    write_project(folder, **changes)
    for name, text in (queries or {}).items():
        (folder / "queries" / f"{name}.rq").write_text(text)
    ended = publisher("build", "--no-compress", cwd=folder)
    assert ended.returncode == 0, ended.stdout
    return folder / "site"


def tree(page: Path) -> Element:
    untyped: Any = html5lib
    parser = untyped.HTMLParser(strict=True, namespaceHTMLElements=False)
    parsed: Element = parser.parse(page.read_text())
    return parsed


def shown(element: Element | None) -> str:
    """The text of an element, each run of white space one space."""
    assert element is not None
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def marked(element: Element | None) -> list[tuple[str, str]]:
    """The stretches of a text, each with how it is marked: record, claim, both, beside or ""."""
    assert element is not None
    return [(text, kind) for text, kind in _stretches(element, "") if text]


def _stretches(element: Element, kind: str) -> Iterator[tuple[str, str]]:
    here = _kind(element) if element.tag == "mark" else kind
    yield element.text or "", here
    for child in element:
        yield from _stretches(child, here)
        yield child.tail or "", here


def _kind(mark: Element) -> str:
    found = classes(mark)
    if "beside" in found:
        return "beside"
    return "claim" if "of-claim" in found else "both" if "of-both" in found else "record"
