"""The value of a record stands in the words that it quotes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publisher.check.words.name_index import ThingNames
from publisher.check.words.quoted_statements import QuotedRecord, QuotedStatements, excerpt
from publisher.evidence.language import language_of
from publisher.evidence.values import is_in_words
from publisher.evidence.wording import folded_words
from publisher.findings import Finding
from publisher.model import Term
from publisher.terms import bare, is_iri, is_literal, lexical
from publisher.vocabulary import EV_READING, RDF_TYPE

_SHORTEST_STEM: Final = 4
"""Letters of a word to which an ending may be joined, at least: `Azerbaijan` in `Azerbaijani`."""


def check_record_values(quoted: QuotedStatements, names: ThingNames) -> Iterator[Finding]:
    """Yield a warning for each record without a reading whose value is not in its words."""
    readings = quoted.index.triples_of(EV_READING).pairs()
    explained = {s for s, text in readings if is_literal(text) and lexical(text).strip()}
    named = frozenset(
        record.triple[0] for record in quoted.facts() if record.triple[1] in names.properties
    )
    things = _Things(names=names, named_by_source=named)
    for record in quoted.facts():
        if record.spans and record.statement not in explained:
            yield from _missing_value(record, quoted, things)


def _missing_value(
    record: QuotedRecord, quoted: QuotedStatements, things: "_Things"
) -> Iterator[Finding]:
    _, predicate, value = record.triple
    # As one text, because several quotes may say it together.
    words = " … ".join(quoted.text(span) for span in record.spans)
    if is_literal(value):
        tags = {quoted.language(span) for span in record.spans}
        if not any(is_in_words(value, words, language_of(tag)) for tag in tags):
            yield _finding(record, f"{excerpt(lexical(value))} is not in the quoted words", words)
    elif is_iri(value) and predicate != RDF_TYPE:
        base = quoted.index.graph.base
        path = bare(value).removeprefix(base)
        other = things.named_instead(value, words)
        if other:
            other_path = bare(other).removeprefix(base)
            yield _finding(
                record, f"the value is {path}, but the quoted words name {other_path}", words
            )
        elif not things.is_mentioned(value, words):
            yield _finding(record, f"no word of the name of {path} is in the quoted words", words)


def _finding(record: QuotedRecord, message: str, words: str) -> Finding:
    return Finding(
        code="value-not-in-quote",
        message=f"{message}: {excerpt(words)}",
        hint="correct the value or the quote; if both are right, explain the difference: "
        'ev:reading "…"',
        about=record.triple,
    )


@dataclass(frozen=True, kw_only=True)
class _Things:
    """Which things are named in words.

    `named_by_source`: the things whose names a source gives; an editor chose the labels of others.
    """

    names: ThingNames
    named_by_source: frozenset[Term]

    def is_mentioned(self, thing: Term, words: str) -> bool:
        """Return whether a word of the thing's names is in the words.

        Without a name that a source gives there is nothing to look for: then it is.
        """
        if thing not in self.named_by_source:
            return True
        own_words = self.names.distinctive_words(thing)
        given = folded_words(words)
        return not own_words or any(_is_related(own, word) for own in own_words for word in given)

    def named_instead(self, thing: Term, words: str) -> Term | None:
        """Return another thing of the same class whose whole name is in the words.

        None if the words have a word of the thing's own names that is not of the other's.
        """
        graph = self.names.index.graph
        classes = set(graph.objects(thing, RDF_TYPE))
        own_words = self.names.distinctive_words(thing)
        if not own_words:
            return None
        given = folded_words(words)
        for other in sorted(self.names.things_named_in(given)):
            if other == thing or not classes & set(graph.objects(other, RDF_TYPE)):
                continue
            distinct = own_words - self.names.distinctive_words(other)
            if distinct and not any(_is_related(own, word) for own in distinct for word in given):
                return other
        return None


def _is_related(word: str, other: str) -> bool:
    """Return whether two words are the same, or one is the other with an ending."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and (short == long or len(short) >= _SHORTEST_STEM)
