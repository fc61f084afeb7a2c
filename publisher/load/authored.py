"""A file's triples, sorted out by what they are."""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from publisher.load.turtle_files import TurtleFile
from publisher.model import ANY, Term, Triple
from publisher.reification import (
    ReificationError,
    is_triple_term,
    outside,
    shared,
    triple_of_term,
)
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
"""What an ev:File says that is published on its source."""
CONTRADICTING: Final = frozenset({EV_CONTRADICTS, EV_DISPUTED_BY})

Properties: TypeAlias = dict[Term, list[Term]]


@dataclass(kw_only=True)
class Authored:
    """What a file says. `properties`: of statements and claims, by what they are said of."""

    file: str
    sources: dict[Term, Term] = field(default_factory=dict)
    """What the file names as source of its quotes, in its order, and the node that does."""
    entry: list[Triple] = field(default_factory=list)
    """Who entered and who reviewed the file, and when."""
    not_read: list[Triple] = field(default_factory=list)
    """What else is said of a file, which is published nowhere."""
    reifiers: dict[Term, Triple] = field(default_factory=dict)
    contents: list[tuple[Term, Term]] = field(default_factory=list)
    """Claims, and the reifiers of what they claim."""
    contradictions: list[Triple] = field(default_factory=list)
    """What contradicts a triple, by which property, and the reifier of that triple."""
    properties: dict[Term, Properties] = field(default_factory=dict)
    plain: list[Triple] = field(default_factory=list)
    errors: list[ReificationError] = field(default_factory=list)


def split_annotations(file: TurtleFile) -> Authored:
    authored = Authored(file=file.file)
    asserted: list[Triple] = []
    files: set[Term] = set()
    speaking: set[Term] = set()
    for triple in file.triples:
        subject, predicate, value = triple
        if is_triple_term(value):
            _reify(authored, triple)
            continue
        asserted.append(triple)
        if predicate in QUOTING or (predicate == RDF_TYPE and value == EV_CLAIM):
            speaking.add(subject)
        elif predicate == RDF_TYPE and value == EV_FILE:
            files.add(subject)
    speaking |= authored.reifiers.keys()
    for triple in asserted:
        _sort_out(authored, triple, files=files, speaking=speaking)
    return authored


def names_only(authored: Authored) -> set[Term]:
    """Return the reifiers that only name the triple which something contradicts."""
    stated = {reifier for _, reifier in authored.contents} | authored.properties.keys()
    return {reifier for _, _, reifier in authored.contradictions} - stated


def _sort_out(authored: Authored, triple: Triple, *, files: set[Term], speaking: set[Term]) -> None:
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
    elif subject in speaking:
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
