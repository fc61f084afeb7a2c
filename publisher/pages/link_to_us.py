"""The page "Link to us", and `llms.txt`: they speak of what the site has, so they come late."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from publisher import __version__
from publisher.describe.link_guide import link_guide
from publisher.model import File
from publisher.pages.context import Context
from publisher.publication.written import WrittenFile
from publisher.render.link_to_us import link_page
from publisher.render.llms import llms_file
from publisher.render.openapi import openapi_file
from publisher.sparql.parameters import EXPECTED
from publisher.vocabulary import EV_CLAIM, EV_RECORD, RDF_TYPE

_LATER: Final = ("catalog.ttl", "void.ttl", "llms.txt")
"""Files of every site that are written after these."""


def link_files(context: Context, written: Iterable[WrittenFile]) -> Iterator[File]:
    """Yield the page and the file. `written`: what the site has already."""
    frame, queries = context.frame, context.queries
    files = frozenset((*(file.path for file in written), *_LATER))
    api = openapi_file(frame, queries, version=__version__, expected=EXPECTED)
    operations = frozenset(json.loads(api.content)["paths"])
    guide = link_guide(context.names, frame, queries, operations=operations, files=files)
    yield link_page(frame, guide)
    yield llms_file(
        frame,
        guide,
        queries=queries,
        counts=_counts(context),
        operations=operations,
        files=files,
    )


def _counts(context: Context) -> dict[str, int]:
    dataset = context.dataset
    return {
        "triples": len(dataset),
        "statements with quotes": dataset.count(EV_RECORD, RDF_TYPE),
        "claims": dataset.count(EV_CLAIM, RDF_TYPE),
    }
