"""What the reconciliation service has besides names: types, properties, and what entities are."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher.describe.named import named_entities
from publisher.describe.reconcile import reconcile_schema
from publisher.describe.summary import summary
from publisher.model import File, FileStream, SitePath
from publisher.pages.context import Context
from publisher.summaries import write_summaries
from publisher.terms import iri

RECONCILE_PATH: Final = SitePath("reconcile.json")
SUMMARIES_PATH: Final = SitePath("summaries.sqlite")
_PIECE: Final = 1 << 20


def reconcile_files(context: Context) -> Iterator[File]:
    """Yield the file from which `/reconcile` suggests types and properties."""
    content = json.dumps(reconcile_schema(context.names), ensure_ascii=False, indent=1)
    yield File(path=RECONCILE_PATH, content=content.encode("utf-8", "surrogatepass"))


def summary_files(context: Context) -> Iterator[FileStream]:
    """Yield the file in which the server looks up what an entity is."""
    yield FileStream(pieces=_summaries(context), plain_paths=(SUMMARIES_PATH,))


def _summaries(context: Context) -> Iterator[bytes]:
    names = context.names
    with TemporaryDirectory() as folder:
        file = Path(folder) / SUMMARIES_PATH
        entities = named_entities(names)
        write_summaries(
            ((each.iri, summary(iri(each.iri), names=names)) for each in entities), file
        )
        with file.open("rb") as content:
            while piece := content.read(_PIECE):
                yield piece
