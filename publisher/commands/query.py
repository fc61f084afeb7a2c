"""`publisher query`: a ready query by name, a file or a text; here or at an endpoint."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from publisher.describe import Names, documents_of
from publisher.errors import QueryError
from publisher.findings import Finding
from publisher.load import Loaded, load
from publisher.load.decoding import decode
from publisher.load.query_comments import read_ready_query
from publisher.model import ReadyQuery, Term
from publisher.nearest import all_nearest
from publisher.project import Project
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.engine import QueryResult, StoreEngine, Triples
from publisher.sparql.graphs import default_graph
from publisher.sparql.parameters import inject, parameter_term, with_base
from publisher.sparql.results import TABLE, check_format, serialized
from publisher.sparql.table import table
from publisher.sparql.tokens import Token, form, tokenize


def query_project(  # noqa: PLR0913 -- all but the first are named by the caller
    project: Project,
    *,
    query: str | None,
    text: str | None,
    parameters: Sequence[tuple[str, str]],
    format_: str | None,
    endpoint: str | None,
    output: BinaryIO,
    is_terminal: bool,
    note: Callable[[str], None] | None = None,
) -> tuple[Finding, ...]:
    """Write the answer to `output`: a table on a terminal, CSV or Turtle elsewhere, or `format_`.

    `query`: the name of a ready query, or a file; `text`: the query itself.
    `note` is called with a sentence if there is no result; a table says so itself.
    Return the errors that loading found, because the dataset may lack what they are about.
    Raises QueryError.
    """
    if (query is None) == (text is None):
        raise QueryError("name a ready query or a file, or give the query itself with -e")
    loaded = load(project)
    chosen = _chosen(query, text, loaded.queries, project)
    kind = form(chosen.text)
    is_graph = kind in {"CONSTRUCT", "DESCRIBE"}
    format_ = format_ or ("ttl" if is_graph else TABLE if is_terminal else "csv")
    if kind:
        check_format(format_, kind)
    runnable = inject_all(chosen, parameters, base=project.base)
    if endpoint:
        answer = EndpointEngine(endpoint).answer(with_base(runnable, project.base))
    else:
        answer = _answer_here(_engine(project, loaded), chosen, runnable)
    if format_ == TABLE:
        output.write(table(answer, base=project.base).encode("utf-8", "replace"))
    else:
        content = serialized(answer, format_)
        output.write(content)
        if note and _is_empty(answer, content, format_):
            note(_no_result(chosen.text))
    return () if endpoint else tuple(finding for finding in loaded.findings if finding.is_error)


def _engine(project: Project, loaded: Loaded) -> StoreEngine:
    names = Names(graph=loaded.graph, vocabulary=loaded.vocabulary)
    return StoreEngine(
        *loaded.queried_datasets,
        documents=documents_of(names),
        default_graph=default_graph(project.default_graph, loaded.profile),
    )


def _is_empty(answer: QueryResult, content: bytes, format_: str) -> bool:
    """Return whether a graph has no triple, or the lines of a SELECT have nothing but the header.

    JSON and XML are for programs, which need no note.
    """
    if isinstance(answer, Triples):
        return not answer.triples
    is_select = isinstance(answer, ox.QuerySolutions)
    return is_select and format_ in {"csv", "tsv"} and content.count(b"\n") <= 1


def _no_result(query: str) -> str:
    """Return a sentence for a query without result: what a DESCRIBE asks for, if it names it."""
    tokens = list(tokenize(query))
    at = next((at for at, token in enumerate(tokens) if token.is_word("DESCRIBE")), len(tokens))
    named = [token.text for token in takewhile(_is_name, tokens[at + 1 :])]
    return f"nothing is known of {', '.join(named)}" if named else "the query returns nothing"


def _is_name(token: Token) -> bool:
    return token.kind in {"iri", "name"}


def _answer_here(engine: StoreEngine, query: ReadyQuery, runnable: str) -> QueryResult:
    try:
        # First as its author wrote it, because the line and column of an error are then the file's.
        engine.check(query.text)
    except QueryError as error:
        place = f"{query.file}:{error.line}:{error.column}"
        raise QueryError(f"{place}: {error}", line=error.line, column=error.column) from error
    return engine.answer(runnable)


def inject_all(query: ReadyQuery, parameters: Sequence[tuple[str, str]], *, base: str) -> str:
    """Return the query with its parameters as terms: those given, and the others' defaults.

    Raises QueryError for a parameter that it does not have or a value not of its type.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    bindings: dict[str, Term] = {name: parameter.default for name, parameter in known.items()}
    for name, given in parameters:
        if name not in known:
            names = ", ".join(known) or "none"
            raise QueryError(f"query {query.name} has no parameter {name}; it has {names}")
        try:
            bindings[name] = parameter_term(known[name], given, base=base)
        except ValueError as error:
            raise QueryError(str(error)) from error
    try:
        return inject(query.text, bindings)
    except ValueError as error:
        raise QueryError(f"query {query.name}: {error}") from error


def _chosen(
    query: str | None,
    text: str | None,
    ready: Sequence[ReadyQuery],
    project: Project,
) -> ReadyQuery:
    if query is None:
        return _read("-e", text or "", file="-e", project=project)
    path = Path(query)
    if path.suffix == ".rq":
        return _file(path, project)
    for ready_query in ready:
        if ready_query.name == query:
            return ready_query
    names = [ready_query.name for ready_query in ready]
    near = all_nearest(query, names, limit=3, likeness=40)
    hint = f"near it: {', '.join(near)}" if near else f"there are {', '.join(names) or 'none'}"
    raise QueryError(f"no ready query is named {query!r}; {hint}")


def _file(path: Path, project: Project) -> ReadyQuery:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise QueryError(f"{path} cannot be read ({error.strerror})") from error
    text, findings = decode(content, file=str(path))
    if findings:
        raise QueryError(f"{path}: {findings[0].text}")
    return _read(path.stem, text, file=str(path), project=project)


def _read(name: str, text: str, *, file: str, project: Project) -> ReadyQuery:
    """Read a query that is not the project's: it may lack a title, its parameters are checked."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise QueryError(f"query {name} is not UTF-8") from error
    query, findings = read_ready_query(
        name, text, file=file, base=project.base, language=project.language
    )
    wrong = [finding for finding in findings if finding.message.startswith("parameter ")]
    if wrong:
        raise QueryError(f"{file}:{wrong[0].place.line}: {wrong[0].text}")
    return query
