"""Texts that repeat words of a claim and do not name who claims them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.findings import Finding, Place
from publisher.model import ReadyQuery, Term
from publisher.project import CONFIGURATION
from publisher.said_by import SaidBy
from publisher.terms import is_literal, lexical
from publisher.vocabulary import EV_CLAIM, LABELS, RDF_TYPE, SKOS_ALT_LABEL, vocabulary_terms

_CODE: Final = "words-of-claim"
_TEXTS: Final = (*LABELS, SKOS_ALT_LABEL, *vocabulary_terms("skos", "definition"))
_HINT: Final = "name who claims it, or say it in other words"


def check_unattributed_texts(
    index: PredicateIndex, said_by: SaidBy, queries: Iterable[ReadyQuery], description: str
) -> Iterator[Finding]:
    """Yield the names, definitions and descriptions with words of a claim and no claimant."""
    if words := said_by.unattributed(description):
        message = f"the description of the dataset is not published: it repeats {_claimed(words)}"
        yield Finding(code=_CODE, message=message, hint=_HINT, place=Place(file=CONFIGURATION))
    for query in queries:
        if words := said_by.unattributed(query.title) or said_by.unattributed(query.description):
            message = f"the title or the description is not published: it repeats {_claimed(words)}"
            place = Place(file=query.file, line=1)
            yield Finding(code=_CODE, message=message, hint=_HINT, place=place)
    for predicate in _TEXTS:
        for subject, value in index.triples_of(predicate).pairs():
            words = said_by.unattributed(lexical(value)) if is_literal(value) else ""
            if words and EV_CLAIM not in index.graph.objects(subject, RDF_TYPE):
                message = f"the text repeats {_claimed(words)}"
                about = (subject, predicate, value)
                yield Finding(code=_CODE, message=message, hint=_HINT, about=about)


def check_unattributed_rows(
    query: ReadyQuery, rows: Iterable[Sequence[Term | None]], said_by: SaidBy
) -> Iterator[Finding]:
    """Yield a finding if a row of a query's answer has words of a claim and no claimant."""
    for words in filter(None, (said_by.unattributed(_text(row)) for row in rows)):
        message = f"a row of the answer has {_claimed(words)}"
        hint = "select the claimant too: ?claim ev:claimant ?claimant"
        place = Place(file=query.file, line=1)
        yield Finding(code=_CODE, message=message, hint=hint, place=place)
        return


def _text(row: Sequence[Term | None]) -> str:
    return " | ".join(lexical(each) if is_literal(each) else each for each in row if each)


def _claimed(words: str) -> str:
    return f'words of a claim ("{words}"), and names nobody who claims them'
