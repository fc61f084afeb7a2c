"""How to cite the dataset, as files for hosts without a server."""

from collections.abc import Iterator
from typing import Final

from publisher.describe.citations import dataset_citation
from publisher.model import File
from publisher.pages.context import Context
from publisher.render.cite import citation_files

DATASET_CITATION: Final = "cite/dataset"
"""The path of the files, without suffix. Of all else `/cite?iri=` of the server makes citations."""


def citation_part(context: Context) -> Iterator[File]:
    """Yield the citation of the dataset in every format."""
    yield from citation_files(dataset_citation(context.frame), DATASET_CITATION)
