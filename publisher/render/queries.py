"""The pages on which queries are asked: the ready ones, each, all and as an API; the editor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from publisher.description import Link, SiteFrame, Value
from publisher.editor import Editor
from publisher.head import Head
from publisher.media_types import GRAPHS, TABLES
from publisher.model import File, ReadyQuery
from publisher.policies import EDITOR_PATH
from publisher.render.environment import render_page
from publisher.sparql.tokens import form
from publisher.terms import plain

TABLE_FILES: Final[Mapping[str, str]] = MappingProxyType({"csv": "CSV", "json": "JSON"})
"""The files of a query's rows beside its page, and what they are called."""
GRAPH_FILES: Final[Mapping[str, str]] = MappingProxyType({"ttl": "Turtle", "jsonld": "JSON-LD"})
"""The files of a query whose answer is a graph."""
_QUERIES: Final = Link(label="Ready queries", href="queries/index.html")
_GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
ENDPOINT: Final = "sparql/index.html"
"""The file that a host with only the site's files serves at the endpoint's address."""
FIRST_QUERY: Final = """\
# How many there are of each kind.
SELECT ?kind (COUNT(?thing) AS ?things)
WHERE {
  ?thing a ?kind .
}
GROUP BY ?kind
ORDER BY DESC(?things) ?kind
"""
EXAMPLES: Final = (
    (
        "Which properties are used, and how often",
        """\
SELECT ?property (COUNT(*) AS ?uses)
WHERE {
  ?subject ?property ?value .
}
GROUP BY ?property
ORDER BY DESC(?uses) ?property
LIMIT 100
""",
    ),
    (
        "What has a word in its label",
        """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?thing ?label
WHERE {
  ?thing rdfs:label|skos:prefLabel|skos:altLabel ?label .
  FILTER(CONTAINS(LCASE(STR(?label)), "word"))
}
ORDER BY ?label ?thing
LIMIT 100
""",
    ),
    (
        "What some of the data looks like",
        """\
SELECT ?subject ?property ?value
WHERE {
  ?subject ?property ?value .
}
ORDER BY ?subject ?property ?value
LIMIT 50
""",
    ),
)
"""Queries that fit any graph, with what they answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """A query as a form: name, type and text of each parameter, and an example of an address."""

    query: ReadyQuery
    values: Sequence[tuple[str, str, str]]
    formats: Sequence[str]
    is_paged: bool
    example: str


def answers_graph(query: ReadyQuery) -> bool:
    """Return whether the answer is a graph, and not rows."""
    return form(query.text) in _GRAPH_FORMS


def query_page(
    frame: SiteFrame,
    query: ReadyQuery,
    columns: Sequence[str],
    rows: Sequence[Sequence[Value | None]],
    *,
    text: str,
) -> File:
    """Return `queries/NAME.html`: the query explained, its SPARQL (`text`, as it ran), its result.

    A cell is None if the variable is unbound. The files of the answer have the same path.
    """
    path = f"queries/{query.name}"
    files = GRAPH_FILES if answers_graph(query) else TABLE_FILES
    return render_page(
        frame,
        "query.html",
        path=f"{path}.html",
        title=query.title,
        head=Head(
            description=query.description or f"{query.title}: a query of {frame.title}.",
            trail=(_QUERIES,),
        ),
        query=query,
        values=_values(query),
        columns=columns,
        rows=rows,
        has_claims=any(cell.claimed for row in rows for cell in row if cell),
        text=text,
        alternates=[(GRAPHS.get(suffix) or TABLES[suffix], f"{path}.{suffix}") for suffix in files],
        downloads=[
            *(Link(label=label, href=f"{path}.{suffix}") for suffix, label in files.items()),
            Link(label="SPARQL", href=f"{path}.rq"),
        ],
    )


def queries_index(frame: SiteFrame, queries: Sequence[ReadyQuery]) -> File:
    """Return `queries/index.html`: every ready query, with what it answers."""
    text = f"{len(queries):,} questions that {frame.title} answers, each as a page, CSV and JSON."
    return render_page(
        frame,
        "queries.html",
        path=_QUERIES.href,
        title="Ready queries",
        head=Head(description=text),
        queries=queries,
    )


def api_page(frame: SiteFrame, queries: Sequence[ReadyQuery]) -> File:
    """Return `api.html`: each ready query as an address, with its parameters to fill in."""
    calls = [
        _Call(
            query=query,
            values=_values(query),
            formats=("html", *(GRAPHS if answers_graph(query) else TABLES)),
            is_paged=form(query.text) == "SELECT",
            example=_example(query),
        )
        for query in queries
    ]
    head = Head(
        description=f"How programs ask {frame.title}: each ready query as an address.",
        trail=(_QUERIES,),
    )
    title = "Queries as an API"
    return render_page(frame, "api.html", path="api.html", title=title, head=head, calls=calls)


def _values(query: ReadyQuery) -> list[tuple[str, str, str]]:
    return [
        (parameter.name, parameter.type, plain(parameter.default)) for parameter in query.parameters
    ]


def _example(query: ReadyQuery) -> str:
    fields = [(name, text) for name, _, text in _values(query)]
    path = f"queries/{query.name}"
    return f"{path}?{urlencode(fields, safe='/:')}" if fields else f"{path}.csv"


def editor_page(frame: SiteFrame, editor: Editor) -> File:
    """Return the page with the editor; if the editor has no files, with the form alone."""
    return render_page(
        frame,
        "sparql.html",
        path=EDITOR_PATH,
        title="SPARQL",
        head=Head(description=f"Ask {frame.title} in SPARQL, with an editor that knows its terms."),
        first=FIRST_QUERY,
        examples=() if frame.has_sources else EXAMPLES,
        editor=editor,
    )


def endpoint_page(frame: SiteFrame) -> File:
    """Return the page at the endpoint's address on a host without a server.

    It says where queries are answered. `publisher serve` answers at the same address itself, and
    never shows this page.
    """
    head = Head(description="This host answers no queries of your own.", is_findable=False)
    return render_page(frame, "endpoint.html", path=ENDPOINT, title="No queries here", head=head)
