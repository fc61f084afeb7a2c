"""Turn quotes into evidence: the passages of the stored sources that they name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from publisher.addresses import passage_iri, path_of, selector_iri
from publisher.evidence.quote import QuoteEmptyError, QuoteError, StoredText
from publisher.findings import Finding, Place
from publisher.load.authored import Authored, Properties
from publisher.model import ANY, Span, Term, Triple
from publisher.terms import is_blank, is_iri, is_literal, lexical, literal
from publisher.vocabulary import (
    EV_EVIDENCE,
    EV_PREFIX,
    EV_QUOTE,
    EV_SOURCE,
    EV_SUFFIX,
    OA_END,
    OA_EXACT,
    OA_HAS_SELECTOR,
    OA_HAS_SOURCE,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    OA_START,
    RDF_TYPE,
    XSD_NON_NEGATIVE_INTEGER,
)


class SourceNotNamedError(QuoteError):
    code = "quote-without-source"


class SourceNotIriError(QuoteError):
    code = "quote-without-source"

    def __init__(self, message: str, hint: str, *, source: Term) -> None:
        super().__init__(message, hint)
        self.source = source


class SourceNotStoredError(QuoteError):
    code = "source-missing"


class PlaceTwiceError(QuoteError):
    code = "quote-place-twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quote as a file has it."""

    words: Term
    prefix: str
    suffix: str
    sources: tuple[Term, ...]
    """If there are several, nobody knows which is meant."""
    twice: str = ""
    """The name of `ev:source`, `ev:prefix` or `ev:suffix`, if it is given more than once."""


def read_quotations(properties: Properties, *, sources: tuple[Term, ...]) -> Iterator[Quotation]:
    """Yield the quotes of a statement or claim. `sources`: the file's, if it names none itself."""
    if EV_QUOTE not in properties:
        return
    prefix, suffix = _only(properties.get(EV_PREFIX)), _only(properties.get(EV_SUFFIX))
    own_sources = tuple(properties.get(EV_SOURCE, [])[:1]) or sources
    twice = next((name for term, name in _PLACE.items() if len(properties.get(term, [])) > 1), "")
    for words in properties[EV_QUOTE]:
        yield Quotation(words=words, prefix=prefix, suffix=suffix, sources=own_sources, twice=twice)


_SLUG: Final = re.compile(r"[\w.\-]+")
_UNWRITABLE: Final = dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F), " ")
"""White space that XML cannot write: text from a PDF has a form feed between its pages."""
_PLACE: Final = {EV_SOURCE: "ev:source", EV_PREFIX: "ev:prefix", EV_SUFFIX: "ev:suffix"}


@dataclass(kw_only=True)
class Quotes:
    """The stored sources, with a memory of the quotes that were found in them."""

    base: str
    texts: Mapping[Term, StoredText]
    unread: frozenset[Term] = frozenset()
    """Described sources whose text could not be read, which is a finding already."""
    _located: dict[tuple[Term, str, str, str], Span] = field(default_factory=dict)

    def evidence(self, subject: Term, quotation: Quotation) -> tuple[Triple, ...]:
        """Return the triples of a quote; none if its source is a finding already.

        Raises QuoteError if it does not name exactly one passage of a stored source.
        """
        if not is_literal(quotation.words):
            raise QuoteEmptyError(
                "a quote is not a text", 'copy the words of the source: ev:quote "…"'
            )
        if quotation.twice:
            raise PlaceTwiceError(
                f"a quote has more than one {quotation.twice}",
                'keep one; a quote from elsewhere has a block of its own: {| ev:quote "…" |}',
            )
        if len(quotation.sources) > 1:
            return ()  # The file has its own finding.
        if quotation.sources and quotation.sources[0] in self.unread:
            return ()
        source = self._stored(quotation)
        span = self._locate(quotation, source)
        return _evidence(subject, source, span, self.texts[source].text)

    def _stored(self, quotation: Quotation) -> Term:
        source = quotation.sources[0] if quotation.sources else ANY
        if not source:
            raise SourceNotNamedError(
                "the file has a quote but names no source",
                f"begin the file with [] a ev:File ; ev:source <source/{self._meant(quotation)}> .",
            )
        if not is_iri(source):
            raise SourceNotIriError(
                f"ev:source must be an IRI, but {_kind(source)}",
                f"write ev:source <source/{_slug_meant(source)}>",
                source=source,
            )
        if source not in self.texts:
            slug = _slug(source, base=self.base)
            raise SourceNotStoredError(
                f"the quoted source {slug} is missing",
                f"store its text as data/sources/{slug}.txt and describe it as an ev:Source",
            )
        return source

    def _meant(self, quotation: Quotation) -> str:
        """Return the slug of the one source that has the words; `…` if none or several have."""
        words = lexical(quotation.words)
        with_words = [source for source, text in self.texts.items() if any(text.occurrences(words))]
        candidates = with_words or list(self.texts)
        return _slug(candidates[0], base=self.base) if len(candidates) == 1 else "…"

    def _locate(self, quotation: Quotation, source: Term) -> Span:
        words, prefix, suffix = lexical(quotation.words), quotation.prefix, quotation.suffix
        key = (source, words, prefix, suffix)
        if key not in self._located:
            self._located[key] = self.texts[source].locate(words, prefix=prefix, suffix=suffix)
        return self._located[key]


def second_sources(authored: Authored, *, base: str) -> Iterator[Finding]:
    """Yield a finding for each source that a file names after its first."""
    first, *others = authored.sources or (ANY,)
    for source in others:
        subject = authored.sources[source]
        yield Finding(
            code="file-source-twice",
            message=f"the file names {_named(first, base=base)}, "
            f"and here {_named(source, base=base)}",
            hint="keep one; name the other beside each of its quotes: "
            '{| ev:source <source/…> ; ev:quote "…" |}',
            place=Place(file=authored.file),
            about=(
                subject if is_iri(subject) else ANY,
                EV_SOURCE,
                ANY if is_blank(source) else source,
            ),
        )


def _named(source: Term, *, base: str) -> str:
    return f"source {_slug(source, base=base)}" if is_iri(source) else "one that is not an IRI"


def _kind(source: Term) -> str:
    """Return in words what is there instead of an IRI."""
    return f'this is the text "{lexical(source)}"' if is_literal(source) else "this is a blank node"


def _slug_meant(source: Term) -> str:
    slug = lexical(source).rpartition("/")[2] if is_literal(source) else ""
    return slug if _SLUG.fullmatch(slug) else "…"


def _slug(source: Term, *, base: str) -> str:
    return path_of(source, base=base).removeprefix("source/") or source


def _only(values: list[Term] | None) -> str:
    return lexical(values[0]) if values and is_literal(values[0]) else ""


def _evidence(subject: Term, source: Term, span: Span, text: str) -> tuple[Triple, ...]:
    # One space for each character, so that offsets stay those of the text.
    exact = literal(text[span.start : span.end].translate(_UNWRITABLE))
    place = passage_iri(source, span)
    quote, position = selector_iri(source, "quote", span), selector_iri(source, "position", span)
    start, end = (
        Term(f'"{offset}"^^{XSD_NON_NEGATIVE_INTEGER}') for offset in (span.start, span.end)
    )
    return (
        (subject, EV_QUOTE, exact),
        (subject, EV_EVIDENCE, place),
        (place, RDF_TYPE, OA_SPECIFIC_RESOURCE),
        (place, OA_HAS_SOURCE, source),
        (place, OA_HAS_SELECTOR, quote),
        (place, OA_HAS_SELECTOR, position),
        (quote, RDF_TYPE, OA_QUOTE_SELECTOR),
        (quote, OA_EXACT, exact),
        (position, RDF_TYPE, OA_POSITION_SELECTOR),
        (position, OA_START, start),
        (position, OA_END, end),
    )
