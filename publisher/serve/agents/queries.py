"""The tools `list_queries`, `run_query` and `sparql`."""

from dataclasses import replace
from typing import Any, Final

from publisher import limits
from publisher.describe.citations import query_citation
from publisher.nearest import nearest
from publisher.render.cite import text as citation_text
from publisher.serve.agents.rows import ROWS_SCHEMA, ask_rows, rows_data, rows_text
from publisher.serve.agents.tool import (
    Arguments,
    Caller,
    Tool,
    ToolAnswer,
    ToolError,
    in_thread,
    number_argument,
    text_argument,
)
from publisher.serve.problems import Problem
from publisher.serve.query_call import QueryCall, query_call
from publisher.sparql.tokens import form
from publisher.terms import plain

_LONGEST_NAME: Final = 100
_MOST_CALLED: Final = 100


async def _list_queries(_arguments: Arguments, caller: Caller) -> ToolAnswer:
    queries = [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "parameters": [
                {"name": each.name, "type": each.type, "default": plain(each.default)}
                for each in query.parameters
            ],
            "address": f"{caller.site.release.base}queries/{query.name}",
        }
        for query in caller.site.queries.values()
    ]
    if not queries:
        return ToolAnswer(text="This site has no ready queries; use sparql.", data={"queries": []})
    return ToolAnswer(text="\n".join(map(_query_line, queries)), data={"queries": queries})


def _query_line(query: dict[str, Any]) -> str:
    parameters = ", ".join(
        f"{each['name']} ({each['type']}, default {each['default']!r})"
        for each in query["parameters"]
    )
    takes = f" Parameters: {parameters}." if parameters else ""
    return f"- {query['name']}: {query['title']}. {query['description']}{takes}"


async def _run_query(arguments: Arguments, caller: Caller) -> ToolAnswer:
    call = _call(arguments, caller)
    is_table = form(call.text) == "SELECT"
    limit, offset = arguments["limit"], arguments["offset"]
    if not is_table and offset:
        raise ToolError("run_query: offset: this query answers a graph or yes or no, not rows.")
    # One row more says whether there are more.
    text = call.page(offset=offset, limit=limit + 1) if is_table else call.text
    table = await ask_rows(text, caller)
    has_more = is_table and len(table.rows) > limit
    shown = replace(table, rows=table.rows[:limit] if is_table else table.rows)
    data = await in_thread(lambda: rows_data(shown, caller), caller)
    _, _, fields = call.address("", call.fields).partition("?")
    cited = query_citation(caller.site.frame, call.query, fields=fields)
    data |= {
        "query": call.query.name,
        "address": cited.address,
        "citation": citation_text(cited).strip(),
        "next_offset": offset + limit if has_more else None,
    }
    return ToolAnswer(text=_call_text(call, data), data=data)


def _call(arguments: Arguments, caller: Caller) -> QueryCall:
    name, queries = arguments["name"], caller.site.queries
    if name not in queries:
        likely = nearest(name, tuple(queries))
        meant = f" Did you mean {likely}?" if likely else ""
        raise ToolError(f"run_query: there is no query {name!r}; see list_queries.{meant}")
    given = arguments["parameters"] or {}
    fields = [(str(key), _written(value)) for key, value in given.items() if value is not None]
    if taken := {key for key, _ in fields} & {"limit", "offset", "format"}:
        raise ToolError(f"run_query: give {min(taken)} beside parameters, not among them.")
    try:
        return query_call(queries[name], fields, base=caller.site.release.base)
    except Problem as problem:
        raise ToolError(f"run_query: {problem.detail}") from problem


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _call_text(call: QueryCall, data: dict[str, Any]) -> str:
    count = len(data["rows"])
    following = data["next_offset"]
    more = f" There are more: ask again with offset {following}." if following else ""
    head = f"{call.query.title}. {count:,} row{'' if count == 1 else 's'}.{more}"
    return "\n\n".join((head, rows_text(data), f"Cite the answer as: {data['citation']}"))


async def _sparql(arguments: Arguments, caller: Caller) -> ToolAnswer:
    table = await ask_rows(arguments["query"], caller)
    if len(table.rows) > limits.AGENT_ROWS:
        raise ToolError(
            f"The answer has {len(table.rows):,} rows, and a tool gives {limits.AGENT_ROWS:,} at "
            "most; none is given, because a part could be taken for the whole. Add ORDER BY with "
            "LIMIT and OFFSET, or count first."
        )
    data = await in_thread(lambda: rows_data(table, caller), caller)
    count = len(table.rows)
    head = f"{count:,} row{'' if count == 1 else 's'}, which is the whole answer."
    return ToolAnswer(text=f"{head}\n\n{rows_text(data)}", data=data)


LIST_QUERIES: Final = Tool(
    name="list_queries",
    title="List the ready queries",
    description="List the ready queries of this dataset with their parameters. Prefer them to "
    "SPARQL of your own: their authors know which statements are records and which are claims.",
    arguments={},
    required=(),
    answer={
        "type": "object",
        "properties": {
            "queries": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "title": {"type": "string"},
                        "description": {"type": "string"},
                        "address": {"type": "string"},
                        "parameters": {"type": "array", "items": {"type": "object"}},
                    },
                    "required": ["name", "title", "parameters"],
                },
            }
        },
        "required": ["queries"],
    },
    call=_list_queries,
)
RUN_QUERY: Final = Tool(
    name="run_query",
    title="Run a ready query",
    description="Run a ready query and return a page of its rows. Rows that show a claim are "
    "marked with who claims it. An IRI as a parameter may be relative to the site.",
    arguments={
        "name": text_argument("Its name, from list_queries", longest=_LONGEST_NAME),
        "parameters": {
            "type": "object",
            "description": "Values by the name of the parameter; others have their defaults",
        },
        "limit": number_argument(
            "Rows of this page", least=1, most=limits.AGENT_ROWS, default=_MOST_CALLED
        ),
        "offset": number_argument("Rows to skip", least=0, most=limits.PAGE_OFFSET, default=0),
    },
    required=("name",),
    answer={
        "type": "object",
        "properties": {
            **ROWS_SCHEMA,
            "query": {"type": "string"},
            "address": {"type": "string"},
            "citation": {"type": "string"},
            "next_offset": {"type": ["integer", "null"]},
        },
        "required": ["columns", "rows", "claims", "query", "address", "citation", "next_offset"],
    },
    call=_run_query,
)
SPARQL: Final = Tool(
    name="sparql",
    title="Ask by SPARQL",
    description=f"Run a SPARQL 1.1 query (read-only) and return its whole answer, of "
    f"{limits.AGENT_ROWS} rows at most. Statements are reified: what the source states is typed "
    "ev:Record (and is a plain triple too), what somebody claims is typed ev:Content and is never "
    "a plain triple. Ask for one of the two, never for rdf:Statement alone.",
    arguments={"query": text_argument("The query", longest=limits.QUERY_BYTES)},
    required=("query",),
    answer={
        "type": "object",
        "properties": {**ROWS_SCHEMA},
        "required": ["columns", "rows", "claims"],
    },
    call=_sparql,
)
