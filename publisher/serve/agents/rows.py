"""The answer to a query as rows for an agent, with a note on each claim that they show."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from publisher import limits
from publisher.model import Term
from publisher.ntriples import triple_of
from publisher.querypool import PoolError
from publisher.serve.agents.claims import attribution, claim_index
from publisher.serve.agents.tool import Caller, Schema, ToolError
from publisher.serve.answers import ChargedAnswer, run_for_client
from publisher.serve.problems import Problem
from publisher.serve.sparql_request import SparqlQuery
from publisher.terms import bare, datatype, iri, is_iri, is_literal, language, lexical, literal
from publisher.vocabulary import XSD_BOOLEAN, XSD_STRING

ToolRow: TypeAlias = tuple[Term | None, ...]
_GRAPH: Final = ("subject", "predicate", "object")
_NOTE: Final = (
    "Rows with a number in brackets show a claim, which is not a fact: say who claims it, as below."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolTable:
    """An answer: that of a graph has three columns, that of ASK one."""

    columns: tuple[str, ...]
    rows: tuple[ToolRow, ...]


async def ask_rows(text: str, caller: Caller) -> ToolTable:
    """Return the answer to a query, whole. Raises ToolError."""
    query = SparqlQuery(text=text, table="json", graph="nt")
    try:
        answer = await run_for_client(query.job, caller.client, caller.site)
        content = await _content(answer, caller)
    except (Problem, PoolError) as error:
        raise ToolError(_in_words(error)) from error
    if answer.format == "nt":
        lines = content.splitlines(keepends=True)
        return ToolTable(columns=_GRAPH, rows=tuple(map(triple_of, lines)))
    return _table(json.loads(content))


async def _content(answer: ChargedAnswer, caller: Caller) -> bytes:
    content = b""
    try:
        async for chunk in answer:
            content += chunk
            if len(content) > limits.AGENT_BYTES:
                raise _too_large(caller)
    finally:
        await answer.aclose()
    return content


def _too_large(caller: Caller) -> ToolError:
    return ToolError(
        f"The answer has more than {limits.AGENT_BYTES:,} bytes, and none of it is given, because "
        "a part could be taken for the whole. Select fewer columns, add ORDER BY with LIMIT and "
        f"OFFSET, or count first; {caller.site.release.base}sparql answers up to "
        f"{caller.site.settings.rows:,} rows."
    )


def _in_words(error: Problem | PoolError) -> str:
    place = ""
    if isinstance(error, PoolError) and error.line:
        place = f" (line {error.line}, column {error.column})"
    return " ".join(part for part in (f"{error.title}{place}.", error.detail) if part)


def _table(results: Mapping[str, Any]) -> ToolTable:
    if "boolean" in results:
        word = "true" if results["boolean"] else "false"
        boolean = literal(word, datatype=XSD_BOOLEAN)
        return ToolTable(columns=("result",), rows=((boolean,),))
    columns = tuple(results["head"].get("vars", ()))
    bindings = results["results"]["bindings"]
    rows = (tuple(_term(binding.get(name)) for name in columns) for binding in bindings)
    return ToolTable(columns=columns, rows=tuple(rows))


def _term(value: Mapping[str, Any] | None) -> Term | None:
    """Return a term of the JSON format; one that is quoted in another is shown as its text."""
    if value is None:
        return None
    text = value["value"]
    if value["type"] == "uri":
        return iri(text)
    if value["type"] == "bnode":
        return Term(f"_:{text}")
    words = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    if tag := value.get("xml:lang", ""):
        return literal(words, language=tag)
    kind = value.get("datatype", "")
    return literal(words, datatype=iri(kind)) if kind else literal(words)


def rows_data(table: ToolTable, caller: Caller) -> dict[str, Any]:
    """Return rows as data, and the claims that they show."""
    index = claim_index(caller)
    numbers: dict[Term, int] = {}
    rows = []
    for row in table.rows:
        claims = index.claims_of_row(row)
        shown = [numbers.setdefault(claim, len(numbers) + 1) for claim in claims]
        cells = zip(table.columns, row, strict=True)
        values = {name: term_data(term) for name, term in cells if term is not None}
        rows.append({"values": values, "claims": shown})
    return {
        "columns": list(table.columns),
        "rows": rows,
        "claims": [
            {"number": number, **attribution(claim, caller)} for claim, number in numbers.items()
        ],
    }


def term_data(term: Term) -> dict[str, str]:
    """Return a term as data, as SPARQL's JSON format has it."""
    if is_iri(term):
        return {"type": "iri", "value": bare(term)}
    if not is_literal(term):
        return {"type": "bnode", "value": term[2:]}
    kind = datatype(term) if term.endswith(">") else XSD_STRING
    data = {"type": "literal", "value": lexical(term), "language": language(term)}
    if kind != XSD_STRING:
        data["datatype"] = bare(kind)
    return {name: value for name, value in data.items() if value or name == "value"}


def rows_text(data: Mapping[str, Any]) -> str:
    """Return rows as a table, and below it who claims what they show."""
    columns: Sequence[str] = data["columns"]
    head = [" | ".join(columns), " | ".join("---" for _ in columns)] if columns else []
    lines = [_line(row, columns) for row in data["rows"]]
    notes = [
        f"[{each['number']}] {each['attribution']}: {each['claim']}".rstrip(": ")
        for each in data["claims"]
    ]
    parts = ["\n".join((*head, *lines))]
    if notes:
        parts.append("\n".join((_NOTE, *notes)))
    return "\n\n".join(parts)


def _line(row: Mapping[str, Any], columns: Sequence[str]) -> str:
    cells = (_cell(row["values"].get(name, {})) for name in columns)
    marks = "".join(f" [{number}]" for number in row["claims"])
    return " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + marks


def _cell(term: Mapping[str, str]) -> str:
    # A blank node without its mark would be taken for a text.
    mark = "_:" if term.get("type") == "bnode" else ""
    return f"{mark}{term.get('value', '')}"


_TERM: Final[Schema] = {
    "type": "object",
    "properties": {
        "type": {"enum": ["iri", "literal", "bnode"]},
        "value": {"type": "string"},
        "language": {"type": "string"},
        "datatype": {"type": "string"},
    },
    "required": ["type", "value"],
}
ROWS_SCHEMA: Final[dict[str, Schema]] = {
    "columns": {"type": "array", "items": {"type": "string"}},
    "rows": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "values": {"type": "object", "additionalProperties": _TERM},
                "claims": {
                    "type": "array",
                    "items": {"type": "integer"},
                    "description": "The numbers of the claims that the row shows. If there are "
                    "any, the row is no fact: name the claimant",
                },
            },
            "required": ["values", "claims"],
        },
    },
    "claims": {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "number": {"type": "integer"},
                "claim": {"type": "string", "description": "Its IRI"},
                "attribution": {"type": "string", "description": "Who claims, reported where"},
            },
            "required": ["number", "claim", "attribution"],
        },
    },
}
