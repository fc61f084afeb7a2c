"""Pages for what earlier releases described, and the data no longer does.

They say so, and nothing else: no RDF is made up. The list of them is a file of the site, from which
the next release takes them over.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from publisher.addresses import VANISHED
from publisher.model import File, Term
from publisher.pages.context import Context
from publisher.render.html import vanished_page
from publisher.terms import bare, is_iri


def vanished_files(
    context: Context, vanished: Sequence[Term], *, taken: Iterable[str]
) -> Iterator[File]:
    """Yield a page for each resource that has vanished with its page, and the list of all.

    `taken`: the paths of the site's files. An address that something else has now is left to it.
    """
    if not vanished:
        return
    dataset = context.dataset
    pages = {dataset.page_of(term): None for term in vanished if is_iri(term)}
    occupied = {path.casefold() for path in taken} if pages else set()
    for page in pages:
        path = dataset.addresses.path(page)
        if not dataset.has_page(page) and f"{path}.html".casefold() not in occupied:
            occupied.add(f"{path}.html".casefold())
            yield vanished_page(context.frame, bare(page), path=path)
    content = json.dumps({"iris": [bare(term) for term in vanished]}, ensure_ascii=False, indent=1)
    yield File(path=VANISHED, content=content.encode())
