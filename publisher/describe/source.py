"""The quoted passages of a source, each with the statements that rest on it."""

from publisher.addresses import is_passage, span_of
from publisher.describe.names import Names
from publisher.describe.statement import statement_link, value
from publisher.description import Entry, Passage
from publisher.model import Term
from publisher.terms import fragment
from publisher.vocabulary import EV_ENTERED_BY, EV_ENTERED_ON, EV_REVIEWED_BY, EV_REVIEWED_ON


def passages(page: Term, *, names: Names) -> tuple[Passage, ...]:
    """Return the quoted passages of a source, in the text's order."""
    graph = names.graph
    text = graph.sources[page].text
    quoted = []
    for subject in graph.subjects_of(page):
        if is_passage(subject):
            span = span_of(subject)
            resting = graph.resting_on(subject)
            claimed = names.claimed.claims.intersection(resting)
            quoted.append(
                Passage(
                    start=span.start,
                    end=span.end,
                    exact=text[span.start : span.end],
                    anchor=fragment(subject),
                    supports=tuple(statement_link(statement, names=names) for statement in resting),
                    is_recorded=len(claimed) < len(resting),
                    is_claimed=bool(claimed),
                    claimed=names.claimed.within(page, span),
                    statements=resting,
                )
            )
    return tuple(sorted(quoted, key=lambda passage: (passage.start, passage.end)))


def entry(page: Term, *, names: Names) -> Entry:
    """Return who entered and who reviewed the statements of a source, if it says so."""
    own = names.graph.about(page)
    entered_by, entered_on, reviewed_by, reviewed_on = (
        tuple(value(triple, names=names) for triple in own if triple[1] == predicate)
        for predicate in (EV_ENTERED_BY, EV_ENTERED_ON, EV_REVIEWED_BY, EV_REVIEWED_ON)
    )
    return Entry(
        entered_by=entered_by,
        entered_on=entered_on,
        reviewed_by=reviewed_by,
        reviewed_on=reviewed_on,
    )
