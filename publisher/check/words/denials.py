"""What the words deny is not published as asserted."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from publisher.check.words.name_index import ThingNames
from publisher.check.words.quoted_statements import (
    QuotedClaim,
    QuotedSpan,
    QuotedStatements,
    excerpt,
)
from publisher.evidence.language import Language, language_of
from publisher.evidence.sentences import sentence_around
from publisher.evidence.wording import fold, folded_words
from publisher.findings import Finding
from publisher.model import ANY, Span, Term
from publisher.terms import is_literal, lexical
from publisher.vocabulary import (
    EV_ASSERTS,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_READING,
    EV_STANCE,
)

_NEGATION_REACH: Final = 4
"""Words between a negation and what it negates, at most: `did not in any way deny`."""
_LEADING_WORDS: Final = 6
"""Words before the claim that may deny it, at most: `denied ever having said that`."""
_LEADING_CHARACTERS: Final = 200
"""Characters in which these words are looked for."""
_ENDS_CLAUSE: Final = re.compile(r"[,;:.!?()\[\]—–]")
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")


def check_denials(quoted: QuotedStatements, names: ThingNames) -> Iterator[Finding]:
    """Yield a warning for each claim that asserts its content while its words deny it.

    A claim or content with an `ev:reading` is passed over: it says how the words are read.
    """
    index = quoted.index
    stances = index.triples_of(EV_STANCE)
    contents = index.triples_of(EV_CONTENT)
    readings = index.triples_of(EV_READING).pairs()
    explained = {subject for subject, text in readings if is_literal(text)}
    claimant_spans = _claimant_spans(quoted)
    for claim in quoted.claims:
        stance = stances.values_of(claim.iri)
        statements = {claim.iri, *contents.values_of(claim.iri)}
        is_asserting = not stance or EV_ASSERTS in stance
        if claim.contents and is_asserting and not statements & explained:
            yield from _denial(claim, claimant_spans.get(claim.iri, ()), quoted, names)


def _denial(
    claim: QuotedClaim,
    claimant_spans: Sequence[QuotedSpan],
    quoted: QuotedStatements,
    names: ThingNames,
) -> Iterator[Finding]:
    """Yield one warning for the first words that deny, if any do."""
    content_words = _content_words(claim, names)
    quoted_spans = (*claimant_spans, *claim.spans)
    for span in (*quoted_spans, *_leading_spans(claim, claimant_spans, quoted)):
        text = quoted.text(span)
        language = language_of(quoted.language(span))
        for denial in denials(text, language):
            if span not in quoted_spans and not _leads_on(text[denial.end :], language):
                continue
            words = text[denial.start : denial.end]
            if not content_words & set(folded_words(words)) and not _is_in_name(words, text, names):
                yield Finding(
                    code="denial-content",
                    message="the claim asserts its content, but its words "
                    f"{excerpt(text)} contain {excerpt(words)}",
                    hint="write ev:stance ev:denies or ev:doubts; if the claim does assert its "
                    'content, explain how the words are read: ev:reading "…"',
                    about=(claim.iri, EV_CONTENT, ANY),
                )
                return


def denials(text: str, language: Language) -> Iterator[Span]:
    """Yield where a text denies, rejects or doubts.

    Not if the word is negated itself (`did not deny`), or has a capital letter inside a sentence,
    because then it is part of a name.
    """
    words = list(_WORD.finditer(text))
    folded = [fold(word[0]) for word in words]
    is_all_capitals = text == text.upper()
    phrases = _denials_by_first_word(language)
    for at, word in enumerate(folded):
        for phrase in phrases.get(word, ()):
            is_here = tuple(folded[at : at + len(phrase)]) == phrase
            if not is_here or _is_negated(folded[:at], phrase, language):
                continue
            is_name = language.names_are_capitalised and words[at][0][:1].isupper() and at > 0
            if not is_name or is_all_capitals:
                yield Span(start=words[at].start(), end=words[at + len(phrase) - 1].end())


@lru_cache(maxsize=64)
def _denials_by_first_word(language: Language) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(language.denials):
        words = tuple(fold(phrase).split())
        phrases[words[0]] = (*phrases.get(words[0], ()), words)
    return phrases


def _leads_on(text: str, language: Language) -> bool:
    """Return whether a denial reaches the claim: only words like `ever having` are between."""
    return not _ENDS_CLAUSE.search(text) and not language.joiners & set(folded_words(text))


def _is_negated(before: Sequence[str], phrase: Sequence[str], language: Language) -> bool:
    if any(word in language.negations for word in phrase):
        return False
    near = before[-_NEGATION_REACH:]
    return any(word in language.negations or word.endswith("n't") for word in near)


def _content_words(claim: QuotedClaim, names: ThingNames) -> set[str]:
    """Return the words of the content, which may deny themselves: `:rejected`, "denied entry"."""
    words: set[str] = set()
    for _, predicate, value in claim.contents:
        for text in names.names_of(predicate) | names.names_of(value):
            words.update(folded_words(text))
        if is_literal(value):
            words.update(folded_words(lexical(value)))
    return words


def _is_in_name(words: str, text: str, names: ThingNames) -> bool:
    """Return whether words stand in a text only as part of the name of a thing."""
    if words[:1].isupper() and names.things_with_last_word(fold(words)):
        return True
    rest = fold(text)
    for thing in names.things_named_in(folded_words(text)):
        for name in names.names_of(thing):
            rest = rest.replace(fold(name), " ")
    return not set(folded_words(words)) <= set(folded_words(rest))


def _claimant_spans(quoted: QuotedStatements) -> dict[Term, tuple[QuotedSpan, ...]]:
    """Return the passages that name the claimants of each claim."""
    spans: dict[Term, tuple[QuotedSpan, ...]] = {}
    for record in quoted.records:
        claim, predicate, _ = record.triple
        if predicate == EV_CLAIMANT:
            spans[claim] = (*spans.get(claim, ()), *record.spans)
    return spans


def _leading_spans(
    claim: QuotedClaim, claimant_spans: Collection[QuotedSpan], quoted: QuotedStatements
) -> Iterator[QuotedSpan]:
    """Yield the unquoted last words before each passage of a claim, within its sentence."""
    for passage in claim.spans:
        text = quoted.index.graph.sources[passage.source].text
        end = passage.span.start
        ends = [other.span.end for other in claimant_spans if other.source == passage.source]
        start = max(
            sentence_around(text, passage.span).start,
            end - _LEADING_CHARACTERS,
            *(other_end for other_end in ends if other_end <= end),
        )
        words = list(_WORD.finditer(text, start, end))[-_LEADING_WORDS:]
        if words:
            yield QuotedSpan(source=passage.source, span=Span(start=words[0].start(), end=end))
