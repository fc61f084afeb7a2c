"""The link sets of a site: the typed links of all its pages and data, for programs.

The links of the dataset are in `linkset`. If there are more than a hundred resources, theirs are in
`linkset-1` and so on: the page of each says in which one.
"""

from collections.abc import Collection, Iterator
from itertools import chain

from publisher.addresses import percent_encoded
from publisher.describe.schema_types import schema_types
from publisher.media_types import DUMP_FORMATS, OTHERS, PAGE_DOCUMENTS
from publisher.model import File, Term
from publisher.pages.context import Context
from publisher.render.typed_links import Links, linkset_files
from publisher.signposting import (
    DATASET_METADATA,
    TypedLink,
    authors_of,
    common_links,
    data_links,
    dataset_links,
    landing_links,
    linkset_links,
    linkset_path,
)
from publisher.terms import bare, is_iri
from publisher.vocabulary import RDF_TYPE

_HTML = "text/html"


def site_linksets(context: Context, written: Collection[str]) -> Iterator[File]:
    """Yield the link sets. `written`: the paths of the files that were written before."""
    count = context.frame.linkset_count
    by_path: dict[str, list[Term]] = {}
    for page in context.dataset.pages():
        stem = context.dataset.addresses.path(page)
        by_path.setdefault(linkset_path(stem, count), []).append(page)
    base = context.frame.base
    own = _dataset(context, written)
    for path in sorted({*by_path, linkset_path("", 0)}):
        of_pages = (_resource(context, page, written, path) for page in by_path.get(path, ()))
        links = chain(own if path == linkset_path("", 0) else (), *of_pages)
        yield from linkset_files(path, links, base=base)


def dump_types(written: Collection[str]) -> dict[str, str]:
    """Return the media types of the dumps of the whole dataset by path."""
    paths = {suffix: f"dumps/all.{suffix}" for suffix in DUMP_FORMATS}
    return {
        path: DUMP_FORMATS[suffix].media_type for suffix, path in paths.items() if path in written
    }


def _dataset(context: Context, written: Collection[str]) -> list[Links]:
    """Return the links of the front page, of the dumps, and of what describes the dataset."""
    frame = context.frame
    common = common_links(frame.license, authors_of(frame.metadata))
    items = dump_types(written)
    landing = [*dataset_links(frame.dataset, items=items), *linkset_links(), *common]
    home = TypedLink(rel="collection", href="", type=_HTML)
    describes = TypedLink(rel="describes", href="", type=_HTML)
    cite_as = TypedLink(rel="cite-as", href=frame.dataset)
    return [
        (frame.base, landing),
        *((frame.base + path, [cite_as, home, *common]) for path in items),
        *((frame.base + path, [cite_as, describes, *common]) for path in DATASET_METADATA),
    ]


def _resource(
    context: Context, page: Term, written: Collection[str], linkset: str
) -> Iterator[Links]:
    """Yield the links of a resource's page and of each file of its data."""
    dataset, frame = context.dataset, context.frame
    path = dataset.addresses.path(page)
    if f"{path}.html" not in written:
        return
    stem = percent_encoded(path)
    head = dataset.head_of(page)
    iri = bare(head) if is_iri(head) else f"{frame.base}{stem}.html"
    data = {
        suffix: type_
        for suffix, type_ in PAGE_DOCUMENTS.items()
        if suffix != "html" and f"{path}.{suffix}" in written
    }
    common = [*linkset_links(linkset), *common_links(frame.license, authors_of(frame.metadata))]
    types = dataset.objects(head, RDF_TYPE)
    names = () if context.names.is_of_claims_alone(head) else schema_types(types, dataset)
    landing = landing_links(iri, stem, data, types=names)
    if page in dataset.sources:
        landing.append(TypedLink(rel="item", href=f"{stem}.txt", type=OTHERS["txt"]))
    yield f"{frame.base}{stem}.html", [*landing, *common]
    for suffix in data:
        yield f"{frame.base}{stem}.{suffix}", [*data_links(iri, stem), *common]
