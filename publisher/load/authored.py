"""Split what an author wrote into plain triples, annotations, claims, and notes on the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from publisher.load.rdf_file import RdfFile
from publisher.model import ANY, Term, Triple
from publisher.reification import (
    ReificationError,
    is_triple_term,
    outside,
    shared,
    triple_of_term,
)
from publisher.terms import is_blank
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_CONTRADICTS,
    EV_DISPUTED_BY,
    EV_ENTERED_BY,
    EV_ENTERED_ON,
    EV_FILE,
    EV_PREFIX,
    EV_QUOTE,
    EV_REVIEWED_BY,
    EV_REVIEWED_ON,
    EV_SOURCE,
    EV_SUFFIX,
    RDF_REIFIES,
    RDF_TYPE,
)

QUOTING: Final = frozenset({EV_QUOTE, EV_PREFIX, EV_SUFFIX, EV_SOURCE})
ENTRY: Final = frozenset({EV_ENTERED_BY, EV_ENTERED_ON, EV_REVIEWED_BY, EV_REVIEWED_ON})
"""The properties of an ev:File that are published on its source."""
CONTRADICTING: Final = frozenset({EV_CONTRADICTS, EV_DISPUTED_BY})

Properties: TypeAlias = dict[Term, list[Term]]


@dataclass(kw_only=True)
class Authored:
    """The triples of a file, by what they are for."""

    file: str
    sources: dict[Term, Term] = field(default_factory=dict)
    """The sources that the file names for its quotes, in its order, each with the ev:File node."""
    entry: list[Triple] = field(default_factory=list)
    """Who entered and who reviewed the file, and when: published on its source."""
    not_read: list[Triple] = field(default_factory=list)
    """Other properties of the ev:File, which are not published."""
    reifiers: dict[Term, Triple] = field(default_factory=dict)
    contents: list[tuple[Term, Term]] = field(default_factory=list)
    """Pairs of a claim and the reifier of a triple that it claims."""
    contradictions: list[Triple] = field(default_factory=list)
    """The claim or statement that contradicts, the property, and the reifier of the triple."""
    properties: dict[Term, Properties] = field(default_factory=dict)
    """The properties of each statement and claim: values by predicate."""
    plain: list[Triple] = field(default_factory=list)
    errors: list[ReificationError] = field(default_factory=list)


def split_annotations(file: RdfFile) -> Authored:
    """Return the triples of a file, by what they are for.

    `s p o {| ev:quote "…" |}` gives a reifier for the triple and the quote among its properties.
    """
    authored = Authored(file=file.file)
    asserted: list[Triple] = []
    files: set[Term] = set()
    annotated: set[Term] = set()
    for triple in file.triples:
        subject, predicate, value = triple
        if is_triple_term(value):
            _reify(authored, triple)
            continue
        asserted.append(triple)
        if predicate in QUOTING or (predicate == RDF_TYPE and value == EV_CLAIM):
            annotated.add(subject)
        elif predicate == RDF_TYPE and value == EV_FILE:
            files.add(subject)
    annotated |= authored.reifiers.keys()
    for triple in asserted:
        _sort_out(authored, triple, files=files, annotated=annotated)
    return authored


def names_only(authored: Authored) -> set[Term]:
    """Return the reifiers that only name a triple which something else contradicts."""
    stated = {reifier for _, reifier in authored.contents} | authored.properties.keys()
    return {reifier for _, _, reifier in authored.contradictions} - stated


def _sort_out(
    authored: Authored, triple: Triple, *, files: set[Term], annotated: set[Term]
) -> None:
    subject, predicate, value = triple
    if subject in files:
        if predicate == EV_SOURCE:
            authored.sources.setdefault(value, subject)
        elif predicate in ENTRY:
            authored.entry.append(triple)
        elif predicate != RDF_TYPE or value != EV_FILE:
            authored.not_read.append(triple)
    elif predicate == EV_CONTENT and value in authored.reifiers:
        authored.contents.append((subject, value))
    elif predicate in CONTRADICTING and value in authored.reifiers:
        authored.contradictions.append(triple)
    elif subject in annotated:
        authored.properties.setdefault(subject, {}).setdefault(predicate, []).append(value)
    else:
        authored.plain.append(triple)


def _reify(authored: Authored, triple: Triple) -> None:
    reifier, predicate, value = triple
    try:
        if predicate != RDF_REIFIES:
            raise outside((reifier if reifier.startswith("<") else ANY, predicate, ANY))
        reified = triple_of_term(value)
        if authored.reifiers.setdefault(reifier, reified) != reified:
            raise shared(reifier)
    except ReificationError as error:
        authored.errors.append(error)


def has_blank(triple: Triple) -> bool:
    """Return whether a triple has a blank node, which has no name to be published under."""
    return is_blank(triple[0]) or is_blank(triple[2])


def blank_node_uses(triples: Sequence[Triple]) -> list[Triple]:
    """Return one triple for each blank node, as a finding's `about`: the place that names it.

    A blank node that only another one leads to is reported with that one.
    """
    below = {value for _, _, value in triples if is_blank(value)}
    # If they only lead to each other in a circle, all are reported.
    roots = [triple for triple in triples if triple[0] not in below] or triples
    anonymous: dict[Term, Triple] = {}
    abouts: set[Triple] = set()
    for triple in roots:
        subject, predicate, value = (ANY if is_blank(term) else term for term in triple)
        about = (subject, predicate, value)
        if subject:
            abouts.add(about)
        else:
            other = anonymous.get(triple[0], about)
            anonymous[triple[0]] = min(about, other, key=lambda about: (not about[2], about))
    return sorted(abouts | set(anonymous.values()))
