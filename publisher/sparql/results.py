"""Write answers in a format or as rows of terms, or keep them to read them often."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import pyoxigraph as ox

from publisher.errors import QueryError, UnwritableError
from publisher.media_types import GRAPHS
from publisher.model import Term
from publisher.sparql import xml
from publisher.sparql.engine import QueryResult, Triples
from publisher.sparql.sheet import plain_csv
from publisher.terms import literal
from publisher.vocabulary import PREFIXES


def _engine_format(media_type: str) -> ox.RdfFormat:
    """Return pyoxigraph's format of a media type. Raises NotImplementedError if it has none."""
    format_ = ox.RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise NotImplementedError(
            f"pyoxigraph cannot write {media_type}: its line in media_types.FORMATS must not "
            "have is_answer=True"
        )
    return format_


RESULT_FORMATS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPH_FORMATS: Final = {suffix: _engine_format(GRAPHS[suffix]) for suffix in GRAPHS}
TABLE: Final = "table"
_BOOLEAN: Final = Term(f"<{PREFIXES['xsd']}boolean>")


def check_format(format_: str, form: str) -> None:
    """Raise QueryError if a query of this form cannot be answered in this format."""
    allowed = GRAPH_FORMATS if form in {"CONSTRUCT", "DESCRIBE"} else (TABLE, *RESULT_FORMATS)
    if format_ not in allowed:
        raise _wrong(format_, form, tuple(allowed))


def serialized(answer: QueryResult, format_: str) -> bytes:
    """Return the answer in a format. Raises QueryError if its form has no such format."""
    if isinstance(answer, Triples):
        return _graph(answer, format_)
    if format_ not in RESULT_FORMATS:
        raise _wrong(format_, "SELECT or ASK", tuple(RESULT_FORMATS))
    if isinstance(answer, ox.QueryBoolean) and format_ in {"csv", "tsv"}:
        # Neither format is defined for ASK; a shell can use the word.
        return f"{_word(answer)}\n".encode()
    try:
        if format_ == "csv" and isinstance(answer, ox.QuerySolutions):
            return plain_csv(answer)
        content = answer.serialize(format=RESULT_FORMATS[format_]) or b""
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise _failed(error) from error
    return _well_formed(content, "JSON") if format_ == "xml" else content


def result_rows(answer: QueryResult) -> tuple[tuple[str, ...], list[tuple[Term | None, ...]]]:
    """Return columns, and rows of terms; the cell of an unbound variable is None."""
    if isinstance(answer, ox.QueryBoolean):
        return ("result",), [(literal(_word(answer), datatype=_BOOLEAN),)]
    if isinstance(answer, Triples):
        return ("subject", "predicate", "object"), [
            (Term(str(triple.subject)), Term(str(triple.predicate)), Term(str(triple.object)))
            for triple in answer.triples
        ]
    columns = tuple(variable.value for variable in answer.variables)
    try:
        return columns, [
            tuple(None if term is None else Term(str(term)) for term in solution)
            for solution in answer
        ]
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise _failed(error) from error


def _graph(answer: Triples, format_: str) -> bytes:
    if format_ not in GRAPH_FORMATS:
        raise _wrong(format_, "CONSTRUCT or DESCRIBE", tuple(GRAPH_FORMATS))
    prefixes = _prefixes(answer) if format_ in {"ttl", "rdf"} else None
    try:
        content = ox.serialize(answer.triples, format=GRAPH_FORMATS[format_], prefixes=prefixes)
    except (ValueError, OSError) as error:
        raise UnwritableError(f"the answer cannot be written as {format_}: {error}") from error
    return _well_formed(content or b"", "Turtle") if format_ == "rdf" else content or b""


def _well_formed(content: bytes, instead: str) -> bytes:
    """Return the answer as XML. Raises UnwritableError."""
    escaped = xml.escape_carriage_returns(content)
    xml.check_xml(xml.xml_parser(), escaped, is_last=True, instead=instead)
    return escaped


def _prefixes(answer: Triples) -> dict[str, str]:
    """Return those of our prefixes that the answer uses."""
    text = "\n".join(str(triple) for triple in answer.triples)
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if f"<{namespace}" in text}


def _word(answer: ox.QueryBoolean) -> str:
    return "true" if answer else "false"


def _failed(error: Exception) -> QueryError:
    return QueryError(f"the query failed: {' '.join(str(error).split())[:300]}")


def _wrong(format_: str, form: str, allowed: Sequence[str]) -> QueryError:
    return QueryError(f"{form} has no format {format_}; choose one of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnswer:
    """The answer of an engine: N-Triples if it is a graph, otherwise SPARQL's JSON.

    The solutions that an engine gives can be read once and not pickled.
    """

    content: bytes
    is_graph: bool

    @classmethod
    def of(cls, answer: QueryResult) -> Self:
        """Read an answer to its end. Raises QueryError if the query fails on the way."""
        is_graph = isinstance(answer, Triples)
        return cls(content=serialized(answer, "nt" if is_graph else "json"), is_graph=is_graph)

    def read(self) -> QueryResult:
        """Return the answer as the engine gave it."""
        if self.is_graph:
            quads = ox.parse(self.content, format=ox.RdfFormat.N_TRIPLES)
            return Triples.of(quad.triple for quad in quads)
        return ox.parse_query_results(self.content, format=ox.QueryResultsFormat.JSON)
