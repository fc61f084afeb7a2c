"""Read the JSON-LD that is embedded in HTML.

https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents
"""

from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

from publisher.findings import Finding, Place, Severity
from publisher.load.contexts import Contexts
from publisher.load.jsonld_files import jsonld_outcome
from publisher.load.rdf_file import Outcome

_TYPE: Final = "application/ld+json"
_RDFA: Final = frozenset({"typeof", "vocab", "about"})
_RDFA_PROPERTY: Final = ("dc:", "dct:", "dcterms:", "foaf:", "schema:", "skos:", "rdfs:")


def parse_html(text: str, *, file: str, base: str, contexts: Contexts) -> Outcome:
    """Return what the JSON-LD in a page says; RDFa is a finding, because it is not read."""
    data = embedded_data(text, base=base)
    outcome = Outcome(other="" if data.has_rdfa else file)
    if data.scripts:
        outcome = jsonld_outcome(data.scripts, file=file, base=data.base, contexts=contexts)
    if not data.has_rdfa:
        return outcome
    return replace(outcome, findings=(*outcome.findings, _rdfa(file)))


def _rdfa(file: str) -> Finding:
    return Finding(
        code="rdfa-unread",
        message="the page has RDFa, which is not read",
        hint="convert it to Turtle or JSON-LD",
        severity=Severity.WARNING,
        place=Place(file=file),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedData:
    """The scripts of JSON-LD in a page, the address that their IRIs are relative to, and whether
    the page has RDFa too.
    """

    scripts: tuple[str, ...]
    base: str
    has_rdfa: bool


def embedded_data(text: str, *, base: str) -> EmbeddedData:
    """Return the data in a page of HTML. `base`: the address of the page."""
    finder = _Finder()
    finder.feed(text)
    finder.close()
    return EmbeddedData(
        scripts=tuple(script for script in finder.scripts if script.strip()),
        base=_resolved(base, finder.base),
        has_rdfa=finder.has_rdfa,
    )


def _resolved(base: str, reference: str) -> str:
    try:
        return urljoin(base, reference)
    except ValueError:
        return base


class _Finder(HTMLParser):
    """A parser that keeps scripts of JSON-LD, the address of `<base>`, and signs of RDFa."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.base = ""
        self.has_rdfa = False
        self._is_inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "script":
            kind = attributes.get("type", "").partition(";")[0].strip().lower()
            self._is_inside = kind == _TYPE
            if self._is_inside:
                self.scripts.append("")
        elif tag == "base" and not self.base:
            self.base = attributes.get("href", "")
        is_property = attributes.get("property", "").lower().startswith(_RDFA_PROPERTY)
        self.has_rdfa |= is_property or not _RDFA.isdisjoint(attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.scripts[-1] += data
