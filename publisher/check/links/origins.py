"""A link says where it comes from and when it was compared: nobody's source says it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from publisher.authorities import identifier_of_iri
from publisher.check.links import LinkIndex
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.property_groups import NOTES
from publisher.terms import bare, is_literal, lexical, page_iri
from publisher.vocabulary import (
    EV_EVIDENCE,
    EV_QUOTE,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    vocabulary_terms,
)

_ORIGINS: Final = frozenset(
    {
        *(EV_QUOTE, EV_EVIDENCE),
        *vocabulary_terms("dcterms", "source", "provenance", "creator"),
        *vocabulary_terms("prov", "wasDerivedFrom", "hadPrimarySource", "wasAttributedTo"),
        *vocabulary_terms("prov", "wasQuotedFrom"),
    }
)
_DATES: Final = frozenset(
    {
        *(EV_QUOTE, EV_EVIDENCE),
        *vocabulary_terms("dcterms", "date", "created", "issued", "modified"),
        *vocabulary_terms("prov", "generatedAtTime"),
    }
)
_DATE: Final = re.compile(r"\b(?:1[89]|20)\d\d\b|\bdates? unknown\b", re.IGNORECASE)
"""A year, or that there is none: what is not known is said, and not made up."""


def check_link_origins(index: LinkIndex) -> Iterator[Finding]:
    """Yield a finding for each pair of ends whose links have no origin, or none with a date.

    The origin stands at the statement, or in a note of the resource that names the identifier.
    """
    links: dict[tuple[Term, Term], list[Triple]] = {}
    for link, ours, theirs in index.ends:
        links.setdefault((ours, theirs), []).append(link)
    ontology = f"<{index.graph.base}ontology>"
    for (ours, theirs), pair in links.items():
        # An alignment of a term is part of its definition.
        if page_iri(ours) != ontology:
            yield from _without(ours, theirs, pair, index.graph)


def _without(ours: Term, theirs: Term, links: list[Triple], graph: Dataset) -> Iterator[Finding]:
    statements = [each for link in links for each in _statements(link, graph)]
    said = {triple[1] for each in statements for triple in graph.about(each)}
    notes = [note for each in statements for note in _notes(each, graph)]
    notes += [note for note in _notes(ours, graph) if _names(note, theirs)]
    has_origin = bool(notes) or not said.isdisjoint(_ORIGINS)
    has_date = any(map(_DATE.search, notes)) or not said.isdisjoint(_DATES)
    missing = [] if has_origin else ["origin"]
    missing += [] if has_date else ["date"]
    if not missing:
        return
    yield Finding(
        code="link-without-origin",
        message=f"the link to {theirs} has no {' and no '.join(missing)}",
        hint="say at the link what it was compared with, and when: "
        '{| skos:editorialNote "Compared with …, 2026-11 (or: date unknown)."@en |}',
        about=links[0],
    )


def _statements(link: Triple, graph: Dataset) -> Iterator[Term]:
    subject, predicate, value = link
    for statement, _, _ in graph.naming(value, RDF_OBJECT):
        about = graph.objects(statement, RDF_SUBJECT), graph.objects(statement, RDF_PREDICATE)
        if about == ((subject,), (predicate,)):
            yield statement


def _notes(node: Term, graph: Dataset) -> Iterable[str]:
    return (
        lexical(note)
        for predicate in NOTES
        for note in graph.objects(node, predicate)
        if is_literal(note) and lexical(note).strip()
    )


def _names(note: str, theirs: Term) -> bool:
    """Return whether a note names an identifier or an IRI."""
    identifier = identifier_of_iri(bare(theirs))
    squeezed = re.sub(r"[\s-]", "", note).casefold()
    values = {bare(theirs), identifier.value if identifier else bare(theirs)}
    return any(re.sub(r"[\s-]", "", value).casefold() in squeezed for value in values)
