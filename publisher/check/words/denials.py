"""What the words deny is not published as asserted."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from publisher.check.words.name_index import NameIndex
from publisher.check.words.quoted_statements import QuotedClaim, QuotedSpan, QuotedStatements, shown
from publisher.evidence.language import Language, language_of
from publisher.evidence.sentences import sentence_around
from publisher.evidence.wording import fold, folded_words
from publisher.findings import Finding, Severity
from publisher.model import ANY, Span, Term
from publisher.terms import is_literal, lexical
from publisher.vocabulary import (
    EV_ASSERTS,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_READING,
    EV_STANCE,
)

_BEFORE: Final = 4
"""Words before a negation may stand from what it negates: `did not in any way deny`."""
_LEADING: Final = 6
"""Words before the claim's own that may say that it is denied: `denied ever having said that`."""
_NEAR: Final = 200
"""Characters in which these are looked for."""
_ENDS_CLAUSE: Final = re.compile(r"[,;:.!?()\[\]—–]")
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def check_denials(quoted: QuotedStatements, name_index: NameIndex) -> Iterator[Finding]:
    index = quoted.index
    stances = index.triples_of(EV_STANCE)
    read = {s for s, text in index.triples_of(EV_READING).pairs() if is_literal(text)}
    claimants = _claimants_words(quoted)
    for claim in quoted.claims:
        said = stances.values_of(claim.iri)
        statements = {claim.iri, *index.triples_of(EV_CONTENT).values_of(claim.iri)}
        if claim.contents and (not said or EV_ASSERTS in said) and not statements & read:
            yield from _denied(claim, claimants.get(claim.iri, ()), quoted, name_index)


def _denied(
    claim: QuotedClaim,
    claimants: Sequence[QuotedSpan],
    quoted: QuotedStatements,
    name_index: NameIndex,
) -> Iterator[Finding]:
    said = _said_of(claim, name_index)
    for words in (*claimants, *claim.words, *_leading(claim, claimants, quoted)):
        text = quoted.text(words)
        is_leading = words not in claim.words and words not in claimants
        language = language_of(quoted.language(words))
        for cue in cues(text, language):
            if is_leading and not _leads(text[cue.end :], language):
                continue
            exact = text[cue.start : cue.end]
            if not said & set(folded_words(exact)) and not _is_named(exact, text, name_index):
                yield Finding(
                    code="denial-content",
                    message=f"the claim asserts its content, and the words say "
                    f"{shown(exact)}: {shown(text)}",
                    hint="say ev:stance ev:denies or ev:doubts; if the claim does assert it, say "
                    'how the words are read: ev:reading "…"',
                    severity=Severity.WARNING,
                    about=(claim.iri, EV_CONTENT, ANY),
                )
                return


def cues(text: str, language: Language) -> Iterator[Span]:
    """Where the words of a text deny, reject or doubt.

    What is negated itself (`did not deny`) does not, nor does a word with a capital inside a
    sentence, which is part of a name.
    """
    words = list(_WORD.finditer(text))
    folded = [fold(word[0]) for word in words]
    is_shouted = text == text.upper()
    phrases = _phrases(language)
    for at, word in enumerate(folded):
        for cue in phrases.get(word, ()):
            if tuple(folded[at : at + len(cue)]) != cue or _is_negated(folded[:at], cue, language):
                continue
            is_name = language.names_are_capitalised and words[at][0][:1].isupper() and at > 0
            if not is_name or is_shouted:
                yield Span(start=words[at].start(), end=words[at + len(cue) - 1].end())


@lru_cache(maxsize=64)
def _phrases(language: Language) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The cues by their first words."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for one in sorted(language.denials):
        words = tuple(fold(one).split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _leads(text: str, language: Language) -> bool:
    """Whether nothing but words such as `that` or `ever having` stands from a cue to the claim."""
    return not _ENDS_CLAUSE.search(text) and not language.joiners & set(folded_words(text))


def _is_negated(before: Sequence[str], cue: Sequence[str], language: Language) -> bool:
    if any(word in language.negations for word in cue):
        return False
    return any(word in language.negations or word.endswith("n't") for word in before[-_BEFORE:])


def _said_of(claim: QuotedClaim, name_index: NameIndex) -> set[str]:
    """The words by which the content itself says so: `:rejected`, "denied entry"."""
    said: set[str] = set()
    for _, predicate, value in claim.contents:
        for text in name_index.names(predicate) | name_index.names(value):
            said.update(folded_words(text))
        if is_literal(value):
            said.update(folded_words(lexical(value)))
    return said


def _is_named(cue: str, text: str, name_index: NameIndex) -> bool:
    """Whether a cue stands in the text only as part of the name of a thing."""
    if cue[:1].isupper() and name_index.things_named_last(fold(cue)):
        return True
    rest = fold(text)
    for thing in name_index.things_named_in(folded_words(text)):
        for name in name_index.names(thing):
            rest = rest.replace(fold(name), " ")
    return not set(folded_words(cue)) <= set(folded_words(rest))


def _claimants_words(quoted: QuotedStatements) -> dict[Term, tuple[QuotedSpan, ...]]:
    found: dict[Term, tuple[QuotedSpan, ...]] = {}
    for record in quoted.records:
        claim, predicate, _ = record.triple
        if predicate == EV_CLAIMANT:
            found[claim] = (*found.get(claim, ()), *record.words)
    return found


def _leading(
    claim: QuotedClaim, claimants: Collection[QuotedSpan], quoted: QuotedStatements
) -> Iterator[QuotedSpan]:
    """What nobody quotes: the last words before the claim's, of its sentence."""
    for words in claim.words:
        text = quoted.index.graph.sources[words.source].text
        end = words.span.start
        ends = [one.span.end for one in claimants if one.source == words.source]
        start = max(
            sentence_around(text, words.span).start,
            end - _NEAR,
            *(one for one in ends if one <= end),
        )
        before = list(_WORD.finditer(text, start, end))[-_LEADING:]
        if before:
            yield QuotedSpan(source=words.source, span=Span(start=before[0].start(), end=end))
