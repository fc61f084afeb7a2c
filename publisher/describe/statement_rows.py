"""All statements of a graph as rows, each with the words that it rests on and who says them.

With evidence, a row is a record (the source states it), a claim (somebody says it, and nobody
asserts it here) or editorial (types, labels, notes and links of the editor). The statements,
passages and selectors of RDF are no rows, but the columns of the others.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publisher.addresses import anchor_of, percent_encoded
from publisher.dataset import Dataset
from publisher.describe.corrections import BEFORE, is_correction
from publisher.describe.names import Names
from publisher.model import DEFAULT_GRAPH, Term, Triple
from publisher.terms import fragment, is_iri, is_literal, lexical, local_name, page_iri
from publisher.vocabulary import (
    EV_ABOUT,
    EV_ATTRIBUTION,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_EVIDENCE,
    EV_QUOTE,
    EV_REPORTED_BY,
    OA_HAS_SOURCE,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
)

RECORD: Final = "record"
CLAIM_ROW: Final = "claim"
EDITORIAL_ROW: Final = "editorial"
_PARTS: Final = (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A statement as a row. `claimants` and `stance` are those of a claim.

    `quotes`: the words, in the source's own characters. `page`: the address of the page, with the
    anchor of the statement if it has one.
    """

    triple: Triple
    graph: Term = DEFAULT_GRAPH
    kind: str = ""
    claimants: tuple[Term, ...] = ()
    stance: str = ""
    quotes: tuple[str, ...] = ()
    sources: tuple[Term, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A content of a claim, or a claim without one: its `statement` has no triple then."""

    claim: Term
    statement: Statement
    attribution: str
    about: tuple[Term, ...]
    reporters: tuple[Term, ...]


def plain_statements(graph: Dataset) -> Iterator[Statement]:
    """Yield all statements of a graph without evidence: of one with named graphs, its quads."""
    if not graph.quads:
        for triple in graph:
            yield Statement(triple=triple)
        return
    for subject in graph.subjects():
        for quad in graph.quads_of(subject):
            yield Statement(triple=quad[:3], graph=quad[3])


def evidence_statements(names: Names, subjects: Iterable[Term]) -> Iterator[Statement]:
    """Yield the asserted statements of some subjects, then the contents of all claims."""
    graph = names.graph
    for subject in subjects:
        given = _statements_of(subject, names)
        for triple in graph.read(subject):
            statement = _asserted(triple, given.get(triple), names)
            if not is_hidden_row(statement, names):
                yield statement
    for row in claim_rows(names):
        if row.statement.triple[0]:
            yield row.statement


def claim_rows(names: Names) -> Iterator[ClaimRow]:
    """Yield each content of each claim that is not retired, sorted by claim."""
    graph = names.graph
    for claim in graph.instances(EV_CLAIM):
        if claim in graph.retired:
            continue
        for content in graph.objects(claim, EV_CONTENT) or (claim,):
            yield ClaimRow(
                claim=claim,
                statement=Statement(
                    triple=_triple_of(content, names),
                    kind=CLAIM_ROW,
                    claimants=graph.objects(claim, EV_CLAIMANT),
                    stance=names.stance(claim),
                    quotes=_texts(graph.objects(claim, EV_QUOTE)),
                    sources=_sources(claim, names),
                    page=_address(content, names),
                ),
                attribution=next(map(local_name, graph.objects(claim, EV_ATTRIBUTION)), ""),
                about=graph.objects(claim, EV_ABOUT),
                reporters=graph.objects(claim, EV_REPORTED_BY),
            )


def is_hidden_row(statement: Statement, names: Names) -> bool:
    """Return whether a statement repeats the words of a claim without saying whose they are.

    What a note or an example cites is no record, and has no claimant in its row.
    """
    if is_withdrawn(statement.triple, names):
        return True
    value = statement.triple[2]
    is_text = statement.kind == EDITORIAL_ROW and is_literal(value)
    return is_text and names.words_of_claims.are_in(lexical(value))


def is_withdrawn(triple: Triple, names: Names) -> bool:
    """Return whether a triple has what a correction withdrew, which no row could mark."""
    subject, predicate, _ = triple
    return predicate in BEFORE and is_correction(subject, names.graph)


def hides_from_tables(names: Names, triple: Triple) -> bool:
    """Return whether a triple repeats the words of a claim and is no record, or is withdrawn."""
    if is_withdrawn(triple, names):
        return True
    if not names.words_of_claims.are_in(lexical(triple[2])):
        return False
    statement = _statements_of(triple[0], names).get(triple)
    return statement is None or not names.graph.objects(statement, EV_QUOTE)


def _asserted(triple: Triple, statement: Term | None, names: Names) -> Statement:
    if statement is None:
        page = _address(triple[0], names)
        return Statement(triple=triple, kind=EDITORIAL_ROW, page=page)
    quotes = _texts(names.graph.objects(statement, EV_QUOTE))
    return Statement(
        triple=triple,
        kind=RECORD if quotes else EDITORIAL_ROW,
        quotes=quotes,
        sources=_sources(statement, names),
        page=_address(statement, names),
    )


def _statements_of(subject: Term, names: Names) -> dict[Triple, Term]:
    """Return the statements about a subject's triples that are no contents of claims."""
    claims = names.claimed.claims
    return {
        _triple_of(statement, names): statement
        for statement, _, _ in names.graph.naming(subject, RDF_SUBJECT)
        if page_iri(statement) not in claims
    }


def _triple_of(statement: Term, names: Names) -> Triple:
    """Return what a statement is about; empty terms if it is none."""
    values = (names.graph.objects(statement, part) for part in _PARTS)
    subject, predicate, value = (next(iter(terms), Term("")) for terms in values)
    return subject, predicate, value


def _texts(terms: Collection[Term]) -> tuple[str, ...]:
    return tuple(lexical(term) for term in terms if is_literal(term))


def _sources(node: Term, names: Names) -> tuple[Term, ...]:
    graph = names.graph
    passages = graph.objects(node, EV_EVIDENCE)
    sources = {source for each in passages for source in graph.objects(each, OA_HAS_SOURCE)}
    return tuple(sorted(sources))


def _address(node: Term, names: Names) -> str:
    """Return the address of the page on which a node is shown, with its anchor."""
    graph = names.graph
    page = graph.page_of(node)
    if not graph.has_page(page):
        return ""
    address = f"{graph.base}{percent_encoded(graph.addresses.path(page))}.html"
    anchor = anchor_of(fragment(node)) if is_iri(node) and page != node else ""
    return f"{address}#{percent_encoded(anchor)}" if anchor else address
