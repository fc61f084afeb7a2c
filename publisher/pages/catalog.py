"""What a site says of itself to programs: VoID, the DCAT catalogue, sitemap, `site.json`."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from publisher import __version__
from publisher.dataset_statistics import statistics
from publisher.describe.examples import example_resources
from publisher.history import PATCHES
from publisher.model import File, SitePath
from publisher.pages.catalog_files import catalog_files
from publisher.pages.context import Context
from publisher.pages.digests import dump_digests
from publisher.pages.dumps import DUMPS_FOLDER, downloads_file
from publisher.pages.last_changes import last_changes
from publisher.pages.signposts import site_linksets
from publisher.pages.small_files import turtle
from publisher.pages.tables import data_package
from publisher.publication.written import WrittenFile
from publisher.render.catalog.page import CATALOG_PATH
from publisher.render.crawlers import context_file, robots_file, sitemap_files
from publisher.render.dataset_parts import DATASET_PARTS
from publisher.render.dumps import checksum_file, digest_file, dump_lines
from publisher.render.named_graphs import named_graph_triples
from publisher.render.openapi import openapi_file
from publisher.render.provenance import PROVENANCE, provenance_triples
from publisher.render.queries import ENDPOINT
from publisher.render.site_description import site_description_file
from publisher.render.void import void_triples
from publisher.sparql.parameters import EXPECTED, with_base

_VOID_PATHS: Final = (SitePath("void.ttl"), SitePath(".well-known/void"))
"""VoID's clients look at the second: https://www.w3.org/TR/void/#well-known"""


def harvest_files(context: Context) -> Iterator[File]:
    """Yield what programs that harvest the site read."""
    frame = context.frame
    yield robots_file(frame)
    yield context_file(context.prefixes)
    yield site_description_file(
        frame,
        prefixes=context.prefixes,
        queries=context.queries,
        texts={query.name: with_base(query.text, frame.base) for query in context.queries},
        ontologies=(context.dataset, context.names.vocabulary),
        dataset=context.dataset,
        default_graph=context.default_graph,
    )
    yield provenance_file(context)
    yield openapi_file(frame, context.queries, version=__version__, expected=EXPECTED)


def provenance_file(context: Context) -> File:
    """Return the files, the sources and the version of the tool that the dataset is made with."""
    triples = provenance_triples(
        context.frame,
        files=context.used_files,
        sources=[context.dataset.sources[each] for each in sorted(context.dataset.sources)],
        version=__version__,
        is_project=context.is_project,
    )
    return File(path=PROVENANCE, content=turtle(triples))


def closing_files(context: Context, folder: Path, written: Iterable[WrittenFile]) -> Iterator[File]:
    """Yield what speaks of the files that were written below a folder before.

    `written` is read more than once.
    """
    sums = {file.path: file.sha256 for file in written if file.path.startswith(DUMPS_FOLDER)}
    # Patches are no dumps: each holds what one release changed.
    dumps = [path for path in sums if not path.startswith(PATCHES)]
    sizes = {path: (folder / path).stat().st_size for path in dumps}
    digests = dump_digests(folder / DUMPS_FOLDER, ("all", *DATASET_PARTS))
    rdf_digests = digest_file(digests)
    sums[rdf_digests.path] = hashlib.sha256(rdf_digests.content).hexdigest()
    downloads = downloads_file(context.frame, folder, written, digests=digests)
    yield rdf_digests
    yield downloads
    yield checksum_file(sums)
    yield from catalog_files(context, folder, written)
    yield from _void_files(context, dumps=sizes)
    yield data_package(context, folder, written)
    pages = [file.path for file in written if file.path.endswith(".html")]
    # The endpoint's page only tells that there is no endpoint on this host.
    listed = [path for path in (*pages, downloads.path, CATALOG_PATH) if path != ENDPOINT]
    yield from sitemap_files(context.frame, last_changes(context, listed))
    yield from site_linksets(context, {file.path for file in written})


def _void_files(context: Context, *, dumps: Iterable[str]) -> Iterator[File]:
    """Yield the description of the dataset in VoID. `dumps`: the paths of its dumps."""
    dataset, vocabulary = context.dataset, context.published_vocabulary
    numbers = statistics(
        dump_lines(dataset, more=vocabulary),
        triples=len(dataset),
        own=tuple(dataset.namespaces) or (context.frame.base,),
    )
    void = void_triples(
        context.frame,
        dataset,
        numbers=numbers,
        dumps=dumps,
        examples=example_resources(dataset, numbers.classes),
    )
    graphs = named_graph_triples(
        context.frame.base, context.dataset, default_graph=context.default_graph
    )
    content = turtle((*void, *graphs))
    for path in _VOID_PATHS:
        yield File(path=path, content=content)
