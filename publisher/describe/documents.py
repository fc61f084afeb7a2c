"""The N-Triples of a resource's document, as its `.nt` file has them."""

from collections.abc import Callable

from publisher.dataset import line_of
from publisher.describe.names import Names
from publisher.describe.resource import describe
from publisher.model import Term
from publisher.terms import fragment, iri


def documents_of(names: Names) -> Callable[[str], bytes | None]:
    """Return a function from an IRI to the N-Triples of its document, or to None without one."""
    pages = frozenset(names.graph.documents())

    def document(text: str) -> bytes | None:
        page = iri(text)
        return _lines(page, names) if page in pages and not fragment(page) else None

    return document


def _lines(page: Term, names: Names) -> bytes:
    graph = names.graph
    description = describe(page, names=names)
    labels = (line_of(triple) for named in description.named for triple in graph.labels(named))
    return b"".join([*map(graph.lines_of, description.subjects), *labels])
