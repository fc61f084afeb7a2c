"""A file's annotations into statements with IRIs, their quotes found in the stored sources.

In: triples with anonymous reifiers. Out: triples of the RDF 1.2 form in which every node is an IRI.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.evidence.quote import QuoteError, StoredText
from publisher.iri import mint_statement, passage, path_of, selector
from publisher.load.turtle import TurtleFile
from publisher.model import ANY, Finding, Place, Span, Term, Triple
from publisher.reification import (
    ReificationError,
    is_triple_term,
    outside,
    shared,
    triple_of_term,
    triple_term,
)
from publisher.terms import is_iri, is_literal, lexical, literal
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_CONTENT_CLASS,
    EV_EVIDENCE,
    EV_FILE,
    EV_PREFIX,
    EV_QUOTE,
    EV_RECORD,
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
    RDF_REIFIES,
    RDF_TYPE,
    XSD_NON_NEGATIVE_INTEGER,
)

QUOTING = frozenset({EV_QUOTE, EV_PREFIX, EV_SUFFIX, EV_SOURCE})

Properties = dict[Term, list[Term]]


@dataclass(kw_only=True)
class Statements:
    """What the files read so far come to; `add` takes one more."""

    base: str
    texts: Mapping[Term, StoredText]
    triples: set[Triple] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    excused: set[Term] = field(default_factory=set)
    """Statements and claims whose quote was not found: none need be told to give its words."""
    _blanks: list[Triple] = field(default_factory=list)
    _reified: dict[Term, Triple] = field(default_factory=dict)
    _located: dict[tuple[Term, str, str, str], Span] = field(default_factory=dict)

    def add(self, file: TurtleFile) -> None:
        authored = _sorted_out(file)
        self.findings += [
            Finding(
                code=error.code,
                message=str(error),
                hint=error.hint,
                place=Place(file=file.file),
                about=error.about,
            )
            for error in authored.errors
        ]
        self._report_sources(authored.sources, file=file.file)
        own_sources = tuple(authored.sources)
        hosts = {reifier: claim for claim, reifier in authored.contents}
        asserted = set(authored.plain)
        names: dict[Term, Term] = {}
        for reifier, triple in authored.reifiers.items():
            if self._has_blank(triple, hosts.get(reifier), file=file.file):
                authored.properties.pop(reifier, None)
                continue
            names[reifier] = self._statement(
                reifier,
                triple,
                claim=hosts.get(reifier),
                properties=authored.properties.pop(reifier, {}),
                file=file.file,
                sources=own_sources,
            )
        for claim, reifier in authored.contents:
            if reifier in names:
                self.triples.add((claim, EV_CONTENT, names[reifier]))
        self._others(authored.properties, file=file.file, sources=own_sources)
        self._plain(asserted)
        self._report_blanks(file=file.file)

    def _has_blank(self, triple: Triple, claim: Term | None, *, file: str) -> bool:
        """Whether a statement could have no IRI: one is made from the names of its parts."""
        if "_:" in (triple[0][:2], triple[2][:2]):
            self._plain({triple})
            return True
        if claim and claim.startswith("_:"):
            self._blank(triple, file=file)
            return True
        return False

    def _statement(
        self,
        reifier: Term,
        triple: Triple,
        *,
        claim: Term | None,
        properties: Properties,
        file: str,
        sources: tuple[Term, ...],
    ) -> Term:
        name = reifier
        if reifier.startswith("_:"):
            name = mint_statement(triple, host=claim or triple[0], base=self.base)
        if self._reified.setdefault(name, triple) != triple:
            code = "reifier-shared" if name == reifier else "statement-collision"
            error = shared(name)
            hint = error.hint if name == reifier else "name one of them: s p o ~ <iri> {| … |}"
            self._report(code, str(error), hint, file=file, about=triple)
            return name
        self.triples.add((name, RDF_REIFIES, triple_term(triple)))
        self.triples.add((name, RDF_TYPE, EV_CONTENT_CLASS if claim else EV_RECORD))
        self._quoted(name, properties, file=file, sources=sources, triple=triple)
        return name

    def _others(
        self,
        properties: Mapping[Term, Properties],
        *,
        file: str,
        sources: tuple[Term, ...],
    ) -> None:
        for subject, values in properties.items():
            if subject.startswith("_:"):
                predicate, value = next((p, o) for p, many in values.items() for o in many)
                self._blank((ANY, predicate, value if is_literal(value) else ANY), file=file)
            else:
                self._quoted(subject, values, file=file, sources=sources, triple=None)

    def _plain(self, asserted: set[Triple]) -> None:
        for triple in asserted:
            if triple[0].startswith("_:") or triple[2].startswith("_:"):
                self._blanks.append(triple)
            else:
                self.triples.add(triple)

    def _report_blanks(self, *, file: str) -> None:
        """Each blank node once, where it is named; what hangs from it goes with it."""
        below = {value for _, _, value in self._blanks if value.startswith("_:")}
        # Where none is outside of a circle of them, all are reported.
        roots = [triple for triple in self._blanks if triple[0] not in below] or self._blanks
        found: dict[Term, Triple] = {}
        abouts: set[Triple] = set()
        for triple in roots:
            subject, predicate, value = (ANY if one.startswith("_:") else one for one in triple)
            about = (subject, predicate, value)
            if subject:
                abouts.add(about)
            else:
                other = found.get(triple[0], about)
                found[triple[0]] = min(about, other, key=lambda one: (not one[2], one))
        for about in sorted(abouts | set(found.values())):
            self._blank(about, file=file)
        self._blanks.clear()

    def _blank(self, about: Triple, *, file: str) -> None:
        self._report(
            "blank-node",
            "a blank node stands in the data",
            "give it an IRI: <kind/slug>",
            file=file,
            about=about,
        )

    def _quoted(
        self,
        subject: Term,
        properties: Properties,
        *,
        file: str,
        sources: tuple[Term, ...],
        triple: Triple | None,
    ) -> None:
        """Add what is said of a statement or claim, its quotes replaced by what was found."""
        for predicate, values in properties.items():
            if predicate not in QUOTING:
                self._plain({(subject, predicate, value) for value in values})
        quotes = properties.get(EV_QUOTE, [])
        prefix, suffix = (_only(properties.get(name)) for name in (EV_PREFIX, EV_SUFFIX))
        quoted = tuple(properties.get(EV_SOURCE, [])[:1]) or sources
        for quote in quotes:
            about = (ANY, EV_QUOTE, quote)
            if quote.startswith("_:"):  # It has no name by which it could be found in the file.
                about = triple or (subject, EV_QUOTE, ANY)
            span = self._locate(quote, prefix, suffix, quoted, file=file, place=about)
            if span is None:
                self.excused.add(subject)
                continue
            self.triples.update(_evidence(subject, quoted[0], span, self.texts))

    def _locate(
        self,
        quote: Term,
        prefix: str,
        suffix: str,
        sources: tuple[Term, ...],
        *,
        file: str,
        place: Triple,
    ) -> Span | None:
        if not is_literal(quote):
            hint = 'copy the words of the source: ev:quote "…"'
            self._report("quote-empty", "quote is no text", hint, file=file, about=place)
            return None
        source = self._stored(sources, file=file, place=place)
        if source is None:
            return None
        key = (source, lexical(quote), prefix, suffix)
        if key in self._located:
            return self._located[key]
        try:
            span = self.texts[source].locate(lexical(quote), prefix=prefix, suffix=suffix)
        except QuoteError as error:
            self._report(error.code, str(error), error.hint, file=file, about=place)
            return None
        self._located[key] = span
        return span

    def _stored(self, sources: tuple[Term, ...], *, file: str, place: Triple) -> Term | None:
        """The one source that a quote is of, if its text is there."""
        if len(sources) > 1:
            return None  # Nobody knows which is meant, which has its own finding.
        source = sources[0] if sources else ANY
        if not is_iri(source):
            self._report(
                "quote-without-source",
                "a quote stands in a file that names no source",
                "begin the file with [] a ev:File ; ev:source <source/…> .",
                file=file,
                about=place,
            )
            return None
        if source not in self.texts:
            slug = self._slug(source)
            self._report(
                "source-missing",
                f"the quoted source {slug} is not there",
                f"store its text as data/sources/{slug}.txt and describe it as an ev:Source",
                file=file,
                about=place,
            )
            return None
        return source

    def _report_sources(self, sources: Mapping[Term, Term], *, file: str) -> None:
        for source in tuple(sources)[1:]:
            subject = sources[source]
            self._report(
                "file-source-twice",
                f"the file names {self._named(next(iter(sources)))}, "
                f"and here {self._named(source)}",
                "keep one; name the other beside each of its quotes: "
                '{| ev:source <source/…> ; ev:quote "…" |}',
                file=file,
                about=(
                    subject if is_iri(subject) else ANY,
                    EV_SOURCE,
                    ANY if source.startswith("_:") else source,
                ),
            )

    def _named(self, source: Term) -> str:
        return f"source {self._slug(source)}" if is_iri(source) else "one that is no IRI"

    def _slug(self, source: Term) -> str:
        return path_of(source, base=self.base).removeprefix("source/") or source

    def _report(self, code: str, message: str, hint: str, *, file: str, about: Triple) -> None:
        finding = Finding(
            code=code, message=message, hint=hint, place=Place(file=file), about=about
        )
        self.findings.append(finding)


def _evidence(
    subject: Term,
    source: Term,
    span: Span,
    texts: Mapping[Term, StoredText],
) -> tuple[Triple, ...]:
    exact = literal(texts[source].text[span.start : span.end])
    place = passage(source, span)
    quote, position = selector(source, "quote", span), selector(source, "position", span)
    start, end = (
        literal(str(offset), datatype=XSD_NON_NEGATIVE_INTEGER) for offset in (span.start, span.end)
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


@dataclass(kw_only=True)
class _Authored:
    """A file's triples, sorted out by what they are."""

    sources: dict[Term, Term] = field(default_factory=dict)
    """What the file names as source of its quotes, in its order, and the node that does."""
    reifiers: dict[Term, Triple] = field(default_factory=dict)
    contents: list[tuple[Term, Term]] = field(default_factory=list)
    properties: dict[Term, Properties] = field(default_factory=dict)
    plain: list[Triple] = field(default_factory=list)
    errors: list[ReificationError] = field(default_factory=list)


def _sorted_out(file: TurtleFile) -> _Authored:
    authored = _Authored()
    files = {s for s, p, o in file.triples if p == RDF_TYPE and o == EV_FILE}
    for triple in file.triples:
        if is_triple_term(triple[2]):
            _reify(authored, triple)
    quoting = {s for s, p, _ in file.triples if p in QUOTING} - files
    quoting |= {s for s, p, o in file.triples if p == RDF_TYPE and o == EV_CLAIM}
    for triple in file.triples:
        subject, predicate, value = triple
        if is_triple_term(value):
            continue
        if subject in files:
            if predicate == EV_SOURCE:
                authored.sources.setdefault(value, subject)
        elif predicate == EV_CONTENT and value in authored.reifiers:
            authored.contents.append((subject, value))
        elif subject in quoting or subject in authored.reifiers:
            authored.properties.setdefault(subject, {}).setdefault(predicate, []).append(value)
        else:
            authored.plain.append(triple)
    return authored


def _reify(authored: _Authored, triple: Triple) -> None:
    reifier, predicate, value = triple
    try:
        if predicate != RDF_REIFIES:
            raise outside((reifier if reifier.startswith("<") else ANY, predicate, ANY))
        reified = triple_of_term(value)
        if authored.reifiers.setdefault(reifier, reified) != reified:
            raise shared(reifier)
    except ReificationError as error:
        authored.errors.append(error)


def _only(values: list[Term] | None) -> str:
    return lexical(values[0]) if values and is_literal(values[0]) else ""
