"""What the site described once: a page for each IRI says so, because somebody may have cited it."""

import json
from collections.abc import Iterator, Sequence

from publisher.addresses import GONE
from publisher.model import File, Term
from publisher.pages.context import Context
from publisher.pages.home import HOME_PATH
from publisher.path_segments import folded_path
from publisher.render.html import gone_page
from publisher.terms import bare


def gone_files(context: Context, gone: Sequence[Term]) -> Iterator[File]:
    """Yield the pages of what is no longer described, and the list of it for the next release."""
    if not gone:
        return
    addresses = context.dataset.addresses
    # At the address of the root namespace itself is the home page, described or not.
    taken = {HOME_PATH, *(folded_path(addresses.path(page)) for page in context.dataset.pages())}
    for page in gone:
        path = addresses.path(page)
        if folded_path(path) not in taken:
            taken.add(folded_path(path))
            yield gone_page(context.frame, bare(page), path=path)
    content = json.dumps([bare(page) for page in gone], ensure_ascii=False, indent=1)
    yield File(path=GONE, content=content.encode())
