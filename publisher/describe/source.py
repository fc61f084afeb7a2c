"""A source's passages, and what rests on each: the reader's other direction."""

from publisher.describe.names import Names, shortened, text_of
from publisher.iri import span_of
from publisher.model import Link, Passage, Term
from publisher.terms import document, fragment, is_iri
from publisher.vocabulary import RDF_OBJECT, RDF_PREDICATE, RDF_SUBJECT


def passages(page: Term, *, names: Names) -> tuple[Passage, ...]:
    """The quoted passages of a source, in the text's order."""
    graph = names.graph
    text = graph.sources[page].text
    found = []
    for subject in graph.subjects_of(page):
        if fragment(subject).startswith("char="):
            span = span_of(subject)
            found.append(
                Passage(
                    start=span.start,
                    end=span.end,
                    exact=text[span.start : span.end],
                    anchor=fragment(subject),
                    supports=tuple(
                        statement_link(one, names=names) for one in graph.resting_on(subject)
                    ),
                    statements=graph.resting_on(subject),
                )
            )
    return tuple(sorted(found, key=lambda passage: (passage.start, passage.end)))


def statement_link(statement: Term, *, names: Names) -> Link:
    """A statement as a link says it: subject, property, value; a claim by its words."""
    part = {p: o for _, p, o in names.graph.about(statement)}
    if RDF_SUBJECT not in part:
        return names.link(statement)
    value = part[RDF_OBJECT]
    shown = names.link(value).label if is_iri(value) else text_of(value)
    subject = names.link(part[RDF_SUBJECT]).label
    label = f"{subject} – {names.link(part[RDF_PREDICATE]).label} – {shortened(shown)}"
    href = names.link(document(statement)).href
    return Link(label=label, href=f"{href}#{fragment(statement)}")
