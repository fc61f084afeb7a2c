"""What a record says is in the words that it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publisher.check.words.name_index import NameIndex
from publisher.check.words.quoted_statements import QuotedRecord, QuotedStatements, shown
from publisher.evidence.language import language_of
from publisher.evidence.values import is_in_words
from publisher.evidence.wording import folded_words
from publisher.findings import Finding, Severity
from publisher.model import Term
from publisher.terms import bare, is_iri, is_literal, lexical
from publisher.vocabulary import EV_READING, RDF_TYPE

_STEM: Final = 4
"""Letters of a word to which an ending may be joined, at least: `Azerbaijani`."""
_HINT: Final = 'correct the value or the quote, or say why they differ: ev:reading "…"'


def check_record_values(quoted: QuotedStatements, name_index: NameIndex) -> Iterator[Finding]:
    readings = quoted.index.triples_of(EV_READING)
    read = {s for s, text in readings.pairs() if is_literal(text) and lexical(text).strip()}
    named = frozenset(
        record.triple[0] for record in quoted.facts() if record.triple[1] in name_index.properties
    )
    things = _Things(name_index=name_index, recorded=named)
    for record in quoted.facts():
        if record.words and record.statement not in read:
            yield from _missing(record, quoted, things)


def _missing(
    record: QuotedRecord, quoted: QuotedStatements, things: "_Things"
) -> Iterator[Finding]:
    _, predicate, value = record.triple
    languages = {quoted.language(one) for one in record.words}
    # Several quotes may say it together, so that they are read as one text.
    words = " … ".join(quoted.text(one) for one in record.words)
    if is_literal(value):
        if not any(is_in_words(value, words, language_of(one)) for one in languages):
            yield _finding(record, f"{shown(lexical(value))} is not in", words)
    elif is_iri(value) and predicate != RDF_TYPE:
        base = quoted.index.graph.base
        named = bare(value).removeprefix(base)
        other = things.named_instead(value, words)
        if other:
            yield _finding(
                record, f"{bare(other).removeprefix(base)} and not {named} is named in", words
            )
        elif not things.is_near(value, words):
            yield _finding(record, f"no word of the name of {named} is in", words)


def _finding(record: QuotedRecord, message: str, words: str) -> Finding:
    return Finding(
        code="value-not-in-quote",
        message=f"{message} the words of its record: {shown(words)}",
        hint=_HINT,
        severity=Severity.WARNING,
        about=record.triple,
    )


@dataclass(frozen=True, kw_only=True)
class _Things:
    """What is named in words, by the names of all things.

    `recorded`: the things whose names are a source's, and not labels that an editor chose.
    """

    name_index: NameIndex
    recorded: frozenset[Term]

    def is_near(self, thing: Term, words: str) -> bool:
        """Whether one word of the thing's names is in the words."""
        wanted = (
            self.name_index.telling_words(thing) if thing in self.recorded else frozenset[str]()
        )
        if not wanted:
            return True  # Without a name of a source there is nothing to miss.
        given = folded_words(words)
        return any(_is_related(one, other) for one in wanted for other in given)

    def named_instead(self, thing: Term, words: str) -> Term | None:
        """Another thing of the same class whose whole name is in the words.

        None if a word of the thing's own names is there that the other's names do not have.
        """
        graph = self.name_index.index.graph
        kinds = set(graph.objects(thing, RDF_TYPE))
        own = self.name_index.telling_words(thing)
        if not own:
            return None
        given = folded_words(words)
        for other in sorted(self.name_index.things_named_in(given)):
            if other == thing or not kinds & set(graph.objects(other, RDF_TYPE)):
                continue
            distinct = own - self.name_index.telling_words(other)
            if distinct and not any(_is_related(one, word) for one in distinct for word in given):
                return other
        return None


def _is_related(one: str, other: str) -> bool:
    """Whether two words are the same, or one is the other with an ending."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (short == long or len(short) >= _STEM)
