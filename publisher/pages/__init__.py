"""What a site consists of. Each module makes some of the files, from a `Context`."""

from collections.abc import Iterator
from typing import Final

from publisher.dataset import Dataset
from publisher.pages.browse import (
    alphabet_files,
    class_files,
    collection_files,
    graph_files,
    scheme_files,
)
from publisher.pages.catalog import closing_files, harvest_files
from publisher.pages.citations import citation_part
from publisher.pages.context import Context, Part, context_of
from publisher.pages.corrections import correction_files
from publisher.pages.dumps import (
    asserted_dump,
    claims_dump,
    rdf12_dump,
    records_dump,
    whole_dump,
)
from publisher.pages.gone import gone_files
from publisher.pages.link_to_us import link_files
from publisher.pages.links import identity_files
from publisher.pages.names import name_files
from publisher.pages.overview import asset_files, overview_files
from publisher.pages.queries import query_files, query_overview_files
from publisher.pages.reconcile import reconcile_files, summary_files
from publisher.pages.resource import resource_parts
from publisher.pages.retired import retired_files
from publisher.pages.shapes import shapes_file
from publisher.pages.tables import class_table_files, parquet_files, statement_table_files
from publisher.pages.versions import version_files
from publisher.pages.vocabulary import (
    described_vocabulary_files,
    ontology_files,
    vocabulary_files,
)

__all__ = [
    "PARTS",
    "Context",
    "Part",
    "closing_files",
    "context_of",
    "gone_files",
    "link_files",
    "parts_of",
    "query_files",
]

# The longest come first, so that no process waits for another one at the end.
PARTS: Final[tuple[Part, ...]] = (
    whole_dump,
    rdf12_dump,
    records_dump,
    asserted_dump,
    claims_dump,
    class_table_files,
    statement_table_files,
    parquet_files,
    name_files,
    alphabet_files,
    class_files,
    scheme_files,
    collection_files,
    graph_files,
    described_vocabulary_files,
    overview_files,
    ontology_files,
    vocabulary_files,
    version_files,
    query_overview_files,
    correction_files,
    identity_files,
    retired_files,
    asset_files,
    harvest_files,
    reconcile_files,
    summary_files,
    shapes_file,
    citation_part,
)
"""The parts of every site, without its resources.

`query_files` and `closing_files` are no parts, because they need more than the context: the
answers of the ready queries, and the files that were written before.
"""


def parts_of(dataset: Dataset) -> Iterator[tuple[Part, int]]:
    """Yield all parts of a site, each with the number of resources whose files it makes."""
    yield from ((part, 0) for part in PARTS)
    yield from resource_parts(dataset)
