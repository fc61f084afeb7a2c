"""The table of all statements and that of the claims: their columns, and the cells of each row."""

from collections.abc import Iterable, Sequence
from typing import Final

from publisher.describe.class_tables import SEPARATORS, cell_text
from publisher.describe.names import Names
from publisher.describe.statement_rows import ClaimRow, Statement
from publisher.model import Term
from publisher.table import CLAIMS, IRI, STATEMENTS, Column, Table
from publisher.terms import bare, datatype, is_literal, language

LIST_SEPARATOR: Final = SEPARATORS[0]
_QUOTES_SEPARATOR: Final = f" {SEPARATORS[2]} "
"""Between the quotes of a statement: a text may well contain a vertical bar."""

_TRIPLE: Final = (
    Column(name="subject", label="what it is about"),
    Column(name="predicate", label="property", datatype=IRI),
    Column(name="object", label="value"),
    Column(name="datatype", label="datatype of a literal; empty for a resource", datatype=IRI),
    Column(name="language", label="language of a text"),
)
_GRAPH: Final = Column(name="graph", label="named graph; empty for the default graph")
_WHO: Final = (
    Column(name="kind", label="record, claim or editorial"),
    Column(name="claimant", label="who claims it; only of claims", separator=LIST_SEPARATOR),
    Column(name="stance", label="asserts, denies, doubts or asks; only of claims"),
)
_WORDS: Final = (
    Column(name="quote", label="the words of the source", separator=_QUOTES_SEPARATOR),
    Column(name="source", label="the source", datatype=IRI, separator=LIST_SEPARATOR),
    Column(name="page", label="where the site shows it", datatype=IRI),
)
_CLAIM: Final = (
    Column(name="claimant", label="who claims it", separator=LIST_SEPARATOR),
    Column(name="claimant_iri", label="who claims it", datatype=IRI, separator=LIST_SEPARATOR),
    Column(name="stance", label="asserts, denies, doubts or asks"),
    Column(name="attribution", label="whether the source names the claimant: stated or inferred"),
    Column(name="claim", label="the claim", datatype=IRI),
    Column(name="about", label="what the claim is about", datatype=IRI, separator=LIST_SEPARATOR),
    Column(name="reported_by", label="who reports it", datatype=IRI, separator=LIST_SEPARATOR),
)


def statements_table(*, has_evidence: bool, has_graphs: bool) -> Table:
    """Return the table of all statements, without its rows."""
    graph = (_GRAPH,) if has_graphs and not has_evidence else ()
    columns = (*_WHO, *_TRIPLE, *_WORDS) if has_evidence else (*_TRIPLE, *graph)
    about = (
        "All statements, a row each: records, which the source states; claims, which somebody "
        "says and which are not asserted; and what is editorial. A row of a claim holds what its "
        "claimant says, and no fact."
        if has_evidence
        else "All statements of the graph, a row each."
    )
    return Table(name=STATEMENTS, title="All statements", description=about, columns=columns)


def claims_table() -> Table:
    """Return the table of the claims, without its rows."""
    return Table(
        name=CLAIMS,
        title="Claims",
        description=(
            "What somebody claims, a row for each content of a claim: none of it is asserted. "
            "The claimant comes first."
        ),
        columns=(*_CLAIM, *_TRIPLE, *_WORDS),
    )


def plain_cells(statement: Statement, *, has_graphs: bool) -> list[str]:
    """Return the cells of a statement of a graph without evidence."""
    cells = _triple(statement)
    return [*cells, cell_text(statement.graph) if statement.graph else ""] if has_graphs else cells


def evidence_cells(statement: Statement, names: Names) -> list[str]:
    """Return the cells of a statement of a graph with evidence."""
    who = [statement.kind, _named(statement.claimants, names), statement.stance]
    return [*who, *_triple(statement), *_words(statement)]


def claim_cells(row: ClaimRow, names: Names) -> list[str]:
    statement = row.statement
    return [
        _named(statement.claimants, names),
        _joined(statement.claimants),
        statement.stance,
        row.attribution,
        cell_text(row.claim),
        _joined(row.about),
        _joined(row.reporters),
        *_triple(statement),
        *_words(statement),
    ]


def _triple(statement: Statement) -> list[str]:
    subject, predicate, value = statement.triple
    if not subject:
        return [""] * len(_TRIPLE)
    end = [bare(datatype(value)), language(value)] if is_literal(value) else ["", ""]
    return [cell_text(subject), bare(predicate), cell_text(value), *end]


def _words(statement: Statement) -> list[str]:
    quotes = _QUOTES_SEPARATOR.join(statement.quotes)
    return [quotes, _joined(statement.sources), statement.page]


def _named(terms: Sequence[Term], names: Names) -> str:
    return LIST_SEPARATOR.join(
        names.link(term).label.replace(LIST_SEPARATOR, "/") for term in terms
    )


def _joined(terms: Iterable[Term]) -> str:
    return LIST_SEPARATOR.join(map(cell_text, terms))
