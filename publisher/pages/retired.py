"""The retired pages for servers, which answer that one is gone, or was merged into another.

`retired.json` lists them all. A web server looks for the file of a page beside it.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict

from publisher.addresses import RETIRED, RETIRED_SUFFIX
from publisher.describe.retired import retired_pages
from publisher.model import File, SitePath
from publisher.pages.context import Context


def retired_files(context: Context) -> Iterator[File]:
    """Yield the list of the retired pages, if there are any, and a file for each."""
    pages = [asdict(page) for page in retired_pages(context.dataset)]
    if pages:
        yield File(path=RETIRED, content=_json(pages))
    for page in pages:
        yield File(path=SitePath(f"{page['path']}{RETIRED_SUFFIX}"), content=_json(page))


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
