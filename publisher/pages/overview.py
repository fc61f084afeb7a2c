"""The index page, a page for each kind of resource, and what all pages share."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from publisher.dataset import Dataset
from publisher.describe.names import Names
from publisher.description import Link
from publisher.model import File, Term
from publisher.navigation import numbered, page_count
from publisher.pages.context import Context
from publisher.pages.frame import MOST_KINDS
from publisher.pages.home import has_root, home_of, whole_dumps
from publisher.pages.kinds import kind_link, kinds_in_use, retired_by_kind
from publisher.render.html import icon, index_page, kind_page, stylesheet
from publisher.render.lists import front_page
from publisher.vocabulary import EV_CLAIM, EV_CLAIMANT, EV_RECORD, EV_SOURCE_CLASS, RDF_TYPE

_DOWNLOADS: Final = (
    ("The whole graph (Turtle)", "dumps/all.ttl"),
    ("The records, each with its statement, quote and source (Turtle)", "dumps/records.ttl"),
    ("The claims with all that belongs to them (Turtle)", "dumps/claims.ttl"),
    ("The plain asserted triples, without their words (Turtle)", "dumps/asserted.ttl"),
    ("The whole graph in RDF 1.2 (Turtle)", "dumps/all-rdf12.ttl"),
    ("All dumps in every format: sizes, triples, checksums, how to load", "dumps/index.html"),
    ("About this dataset: licence, dates, files, how to cite", "catalog.html"),
    ("Link to us: IRIs, citations, addresses for programs", "link-to-us.html"),
    ("All statements as one table (CSV)", "tables/statements.csv"),
    ("Tables by class, for spreadsheets and data frames (CSV)", "tables/index.html"),
    ("Description of the dataset (VoID)", "void.ttl"),
)


def overview_files(context: Context) -> Iterator[File]:
    """Yield the index page, and a page for each kind, with retired resources apart.

    A kind with retired resources alone has a page too, because their pages link to it.
    """
    dataset = context.dataset
    kinds, retired = kinds_in_use(dataset), retired_by_kind(dataset)
    listed = sorted({*kinds, *retired})
    # IRIs without a common form have nearly a kind each: they are found by class.
    for kind in listed if context.listing is None or len(listed) <= MOST_KINDS else ():
        # An IRI that ends with a slash may be at the same address.
        index = dataset.addresses.page(f"{kind}/index")
        if index is not None and dataset.has_page(index):
            continue
        yield from _kind_files(context, kind, kinds.get(kind, []), retired.get(kind, []))
    home = home_of(context)
    if home is None:
        yield _index(context, kinds)
    elif not has_root(context):
        yield front_page(context.frame, home)


def _index(context: Context, kinds: Mapping[str, list[Term]]) -> File:
    dataset, names, queries = context.dataset, context.names, context.queries
    return index_page(
        context.frame,
        counts=_counts(dataset, kinds),
        sources=[names.link(source) for source in dataset.instances(EV_SOURCE_CLASS)],
        queries=[Link(label=query.title, href=f"queries/{query.name}.html") for query in queries],
        claimants=_claimants(names),
        downloads=[Link(label=label, href=href) for label, href in _DOWNLOADS],
        dumps=whole_dumps(context),
    )


def _kind_files(
    context: Context, kind: str, members: Sequence[Term], retired: Sequence[Term]
) -> Iterator[File]:
    names = context.names
    pages = page_count(len(members))
    for number, shown in numbered(members):
        yield kind_page(
            context.frame,
            kind_link(kind),
            [_entry(page, names) for page in shown],
            retired=[names.link(page) for page in retired] if number == pages else (),
            count=len(members),
            number=number,
            pages=pages,
        )


def asset_files(_context: Context) -> Iterator[File]:
    """Yield the stylesheet and the icon of all pages."""
    yield stylesheet()
    yield icon()


def _counts(dataset: Dataset, kinds: Mapping[str, list[Term]]) -> dict[str, int]:
    return {
        **{kind: len(members) for kind, members in kinds.items()},
        "statements with a quote": len(dataset.instances(EV_RECORD)),
        "claims, not asserted": len(dataset.instances(EV_CLAIM)),
    }


def _claimants(names: Names) -> list[Link]:
    dataset = names.graph
    claimants = {
        claimant
        for claim in dataset.instances(EV_CLAIM)
        for claimant in dataset.objects(claim, EV_CLAIMANT)
    }
    return [names.link(claimant) for claimant in sorted(claimants)]


def _entry(page: Term, names: Names) -> tuple[Link, str]:
    """Return a link to a resource, and the labels of its types."""
    types = [names.link(type_).label for type_ in names.graph.objects(page, RDF_TYPE)]
    return names.link(page), ", ".join(types)
