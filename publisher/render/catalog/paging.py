"""The pages of a catalogue, linked as harvesters follow them.

https://www.hydra-cg.com/spec/latest/core/#hydra:PartialCollectionView
"""

from collections.abc import Iterator
from dataclasses import dataclass

from publisher import limits
from publisher.description import SiteFrame
from publisher.model import Term, Triple
from publisher.render.catalog.terms import HYDRA
from publisher.render.dataset_parts import count_term
from publisher.terms import iri
from publisher.vocabulary import RDF_TYPE


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the catalogue, of several. `suffix`: the format of its file."""

    number: int = 1
    pages: int = 1
    suffix: str = "ttl"
    size: int = limits.CATALOG_PAGE_DATASETS

    @property
    def slice(self) -> slice:
        """Return which datasets are on the page."""
        return slice((self.number - 1) * self.size, self.number * self.size)

    @property
    def path(self) -> str:
        return catalogue_page_path(self.number, self.suffix)


def catalogue_page_path(number: int, suffix: str) -> str:
    """Return the path of a page's file: `catalog.ttl`, `catalog-2.ttl`."""
    return f"catalog.{suffix}" if number == 1 else f"catalog-{number}.{suffix}"


def paging_triples(catalog: Term, frame: SiteFrame, page: Page, *, total: int) -> Iterator[Triple]:
    """Yield the catalogue as a collection, of which the file is a part.

    The pages of several lead to files of the same format, because a harvester reads all of them by
    one parser. If there is one page, its address is that of the catalogue in any format.
    """

    def address(number: int) -> Term:
        path = catalogue_page_path(number, page.suffix) if page.pages > 1 else "catalog"
        return iri(f"{frame.base}{path}")

    view = address(page.number)
    yield catalog, RDF_TYPE, _hydra("Collection")
    yield catalog, _hydra("totalItems"), count_term(total)
    yield catalog, _hydra("view"), view
    yield view, RDF_TYPE, _hydra("PartialCollectionView")
    yield view, _hydra("first"), address(1)
    if page.number > 1:
        yield view, _hydra("previous"), address(page.number - 1)
    if page.number < page.pages:
        yield view, _hydra("next"), address(page.number + 1)
    yield view, _hydra("last"), address(page.pages)


def _hydra(name: str) -> Term:
    return iri(f"{HYDRA}{name}")
