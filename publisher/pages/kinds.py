"""The resources of a dataset, and their kinds: the first segments of their paths."""

from collections.abc import Iterable

from publisher.addresses import percent_encoded
from publisher.description import Link
from publisher.graph import Graph
from publisher.model import Term
from publisher.terms import iri


def resources(dataset: Graph) -> tuple[Term, ...]:
    """Return the documents that are resources: with sources, all but the ontology's page."""
    if not dataset.sources:
        return tuple(dataset.pages())
    ontology = iri(f"{dataset.base}ontology")
    return tuple(page for page in dataset.pages() if page != ontology)


def kinds_in_use(dataset: Graph) -> dict[str, list[Term]]:
    """Return the resources by kind, without what is retired."""
    return _by_kind((page for page in resources(dataset) if page not in dataset.retired), dataset)


def retired_by_kind(dataset: Graph) -> dict[str, list[Term]]:
    """Return the retired resources by kind."""
    return _by_kind((page for page in resources(dataset) if page in dataset.retired), dataset)


def kind_links(dataset: Graph) -> tuple[Link, ...]:
    """Return the kinds as the frame of every page links to them."""
    return tuple(map(kind_link, kinds_in_use(dataset)))


def kind_link(kind: str) -> Link:
    return Link(label=kind, href=f"{percent_encoded(kind)}/index.html")


def _by_kind(pages: Iterable[Term], dataset: Graph) -> dict[str, list[Term]]:
    """Return pages by kind. A kind has no list if a resource is shown there: `<onto/>`."""
    addresses = dataset.addresses
    kinds: dict[str, list[Term]] = {}
    for page in pages:
        if kind := addresses.kind(page):
            kinds.setdefault(kind, []).append(page)
    return {kind: members for kind, members in kinds.items() if not _is_taken(kind, dataset)}


def _is_taken(kind: str, dataset: Graph) -> bool:
    page = dataset.addresses.page(f"{kind}/index")
    return page is not None and dataset.has_page(page)
