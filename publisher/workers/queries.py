"""Each ready query's files: its page, its text, its result as CSV and JSON."""

from collections.abc import Iterator

from publisher.describe import Names, value
from publisher.model import File, Term, Value
from publisher.render.html import query_page
from publisher.sparql.engine import StoreEngine
from publisher.sparql.parameters import inject, with_base
from publisher.sparql.results import rows, serialized
from publisher.workers.pages import Pages


def query_files(pages: Pages) -> Iterator[File]:
    """The files of every query, run with the defaults of its parameters."""
    if not pages.queries:
        return
    engine = StoreEngine(pages.names.graph)
    for query in pages.queries:
        defaults = {one.name: one.default for one in query.parameters}
        text = inject(query.text, defaults)
        published = with_base(query.text, pages.frame.base)
        columns, found = rows(engine.answer(text))
        shown = [[_cell(term, pages.names) for term in row] for row in found]
        yield query_page(pages.frame, query, columns, shown, text=published)
        path = f"queries/{query.name}"
        yield File(path=f"{path}.rq", content=published.encode())
        for format_ in ("csv", "json"):
            content = serialized(engine.answer(text), format_)
            yield File(path=f"{path}.{format_}", content=content)


def _cell(term: Term | None, names: Names) -> Value | None:
    return None if term is None else value(("", "", term), names=names)
