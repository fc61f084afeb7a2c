"""One resource's files: described and rendered, pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from publisher import limits
from publisher.addresses import CLAIMS_SUFFIX
from publisher.dataset import Dataset
from publisher.describe import Names, closure_of_claims, describe
from publisher.description import Description, SiteFrame
from publisher.evidence.coverage import coverage_of
from publisher.model import File, ReadyQuery, SitePath, Term
from publisher.render.annotations import annotation_file
from publisher.render.chunks import Chunks
from publisher.render.coverage import coverage_page
from publisher.render.formats import FORMATS
from publisher.render.html import resource_page
from publisher.vocabulary import EV_NAMESPACE

PAGE_SUFFIXES = ("html", *(one.suffix for one in FORMATS), CLAIMS_SUFFIX.removeprefix("."))
SOURCE_SUFFIXES = ("txt", "annotations.jsonld", "coverage.html")
"""Of a source's files beside those that every resource has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What it takes to make any page of a site."""

    frame: SiteFrame
    names: Names
    chunks: Chunks
    prefixes: dict[str, str]
    queries: tuple[ReadyQuery, ...] = ()

    @property
    def published_vocabulary(self) -> Dataset | None:
        """The tool's own terms, which are part of the dataset if its graph uses one."""
        names = self.names
        return names.vocabulary if names.graph.uses(EV_NAMESPACE) else None

    def files(self, page: Term) -> Iterator[File]:
        """A resource's HTML, its four RDF files; of a source its text, annotations and coverage."""
        description = describe(page, names=self.names)
        rdf = rdf_files(description, self.chunks)
        yield from self._html(description, jsonld=rdf["jsonld"].content)
        yield from rdf.values()
        yield from self._claims_file(description)
        if description.source:
            text = description.source.text.encode()
            yield File(path=SitePath(f"{description.path}.txt"), content=text)
            yield annotation_file(self.frame.base, description)
            covered = coverage_of(self.names.graph, page)
            yield coverage_page(self.frame, description, covered)

    def _claims_file(self, description: Description) -> Iterator[File]:
        """The claims about the resource with all that belongs to them, if there are any."""
        graph = self.names.graph
        claims = graph.claims_about(description.iri)
        if claims:
            subjects = closure_of_claims(claims, graph)
            content = self.chunks.dump("ttl", subjects)
            yield File(path=SitePath(f"{description.path}{CLAIMS_SUFFIX}"), content=content)

    def _html(self, description: Description, *, jsonld: bytes) -> Iterator[File]:
        """The page, and where much is joined to it, claimed of it or names it, more of them."""
        longest = max(map(len, (description.joined, description.claims, description.mentions)))
        pages = -(-longest // limits.PAGE_ITEMS)
        if pages <= 1:
            yield resource_page(self.frame, description, jsonld=jsonld)
            return
        for number in range(1, pages + 1):
            part = slice((number - 1) * limits.PAGE_ITEMS, number * limits.PAGE_ITEMS)
            shown = replace(
                description,
                joined=description.joined[part],
                claims=description.claims[part],
                mentions=description.mentions[part],
            )
            yield resource_page(self.frame, shown, jsonld=jsonld, number=number, pages=pages)


def rdf_files(description: Description, chunks: Chunks) -> dict[str, File]:
    """Return the RDF files of a description by suffix."""
    contents = chunks.contents(description.subjects, description.named)
    return {
        suffix: File(path=SitePath(f"{description.path}.{suffix}"), content=contents[suffix])
        for suffix in (one.suffix for one in FORMATS)
    }
