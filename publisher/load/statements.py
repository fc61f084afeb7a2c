"""Turn annotations into statements with IRIs, and their quotes into evidence.

In: triples with anonymous reifiers. Out: triples of the RDF 1.1 form in which every node is an IRI.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from publisher.addresses import statement_iri
from publisher.evidence.quote import QuoteError
from publisher.findings import Finding, Place
from publisher.load.additions import claim_defaults, editorial_statements, is_editorial
from publisher.load.authored import (
    QUOTING,
    Authored,
    Properties,
    blank_node_uses,
    has_blank,
    names_only,
    split_annotations,
)
from publisher.load.contradictions import Contradiction, resolve_contradictions
from publisher.load.file_entry import FileEntry, entry_triples, read_entries, unpublished_properties
from publisher.load.given_statements import as_given
from publisher.load.named_graphs import misplaced_in_graphs
from publisher.load.quotes import (
    Quotation,
    Quotes,
    SourceNotIriError,
    SourceNotNamedError,
    SourceNotStoredError,
    read_quotations,
    second_sources,
)
from publisher.load.rdf_file import RdfFile
from publisher.model import ANY, Quad, Term, Triple
from publisher.reification import rdf11, shared
from publisher.terms import is_blank, is_literal
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_CONTENT_CLASS,
    EV_EDITORIAL,
    EV_QUOTE,
    EV_RECORD,
    EV_SOURCE,
    RDF_TYPE,
)


@dataclass(kw_only=True)
class StatementBuilder:
    """The statements of all files that were added."""

    base: str
    quotes: Quotes
    is_open: bool = False
    """Whether blank nodes are published: records and claims, which have IRIs, have none."""
    triples: list[Triple] = field(default_factory=list)
    """In the order of the files; some more than once."""
    quads: list[Quad] = field(default_factory=list)
    """What the files have in named graphs, as it is."""
    findings: list[Finding] = field(default_factory=list)
    suppressed: set[Term] = field(default_factory=set)
    """Statements and claims whose quote was not found, so that checks do not ask for one too."""
    _contradictions: list[Contradiction] = field(default_factory=list)
    _entries: list[FileEntry] = field(default_factory=list)
    _editorial: list[Triple] = field(default_factory=list)
    _blanks: list[Triple] = field(default_factory=list)
    _reified: dict[Term, Triple] = field(default_factory=dict)
    _sources_reported: set[tuple[str, Term]] = field(default_factory=set)
    """A file with a source that is not stored, or with ANY for the source that it does not name."""

    def add(self, file: RdfFile) -> None:
        authored = split_annotations(file)
        for error in authored.errors:
            self._report(error.code, str(error), error.hint, file=file.file, about=error.about)
        self.findings += second_sources(authored, base=self.base)
        self._statements(authored)
        self._claims(authored)
        # An ontology needs blank nodes: restrictions, unions, lists of disjoint classes.
        self._plain(authored.plain, with_blanks=file.file.startswith("ontology/"))
        self._named_graphs(file)
        if file.file.startswith("data/") and self.quotes.texts:
            ours = (triple for triple in authored.plain if is_editorial(triple, base=self.base))
            self._editorial += [triple for triple in ours if not has_blank(triple)]
        self._entries += read_entries(authored)
        self._blanks += [triple for triple in authored.entry if is_blank(triple[2])]
        self.findings += unpublished_properties(authored, base=self.base)
        for about in blank_node_uses(self._blanks):
            self._report_blank(about, file=file.file)
        self._blanks.clear()

    def _named_graphs(self, file: RdfFile) -> None:
        """Take over what a file has in named graphs: no records and no claims."""
        misplaced = misplaced_in_graphs(file)
        if misplaced and (self.quotes.texts or not self.is_open):
            self.findings.append(misplaced)
            return
        if self.is_open:
            given = as_given([replace(file, triples=())])
            self.quads += given.quads
            self.findings += given.findings
            return
        self.quads += file.quads
        self._blanks += [quad[:3] for quad in file.quads if has_blank(quad[:3])]
        if any(is_blank(quad[3]) for quad in file.quads):
            self._report_blank((ANY, ANY, ANY), file=file.file)

    def finish(self) -> None:
        """Add what depends on all files: contradictions, defaults, entries."""
        self._take(entry_triples(self._entries))
        if self._contradictions:
            results = resolve_contradictions(
                self._contradictions, self.triples, self._reified, base=self.base
            )
            self._take(list(results))
        self.triples += list(claim_defaults(self.triples))
        reified = set(self._reified.values())
        self.triples += list(
            editorial_statements(self._editorial, self.triples, reified=reified, base=self.base)
        )

    def _take(self, results: Iterable[Triple | Finding]) -> None:
        for result in results:
            if isinstance(result, Finding):
                self.findings.append(result)
            else:
                self._plain([result])

    def _statements(self, authored: Authored) -> None:
        claims = {reifier: claim for claim, reifier in authored.contents}
        names: dict[Term, Term] = {}
        not_stated = names_only(authored)
        for reifier, triple in authored.reifiers.items():
            claim = claims.get(reifier)
            if reifier not in not_stated and not self._is_without_name(
                triple, claim, file=authored.file
            ):
                names[reifier] = self._statement(reifier, triple, claim=claim, authored=authored)
        for claim, reifier in authored.contents:
            if reifier in names:
                self.triples.append((claim, EV_CONTENT, names[reifier]))
        for subject, predicate, reifier in authored.contradictions:
            name = names.get(subject, subject)
            triple = authored.reifiers[reifier]
            if not is_blank(name):
                contradiction = Contradiction(
                    subject=name, predicate=predicate, triple=triple, file=authored.file
                )
                self._contradictions.append(contradiction)
            elif subject not in authored.reifiers:
                self._report_blank((ANY, predicate, ANY), file=authored.file)

    def _is_without_name(self, triple: Triple, claim: Term | None, *, file: str) -> bool:
        """Report a statement that can have no IRI, which is made from the names of its parts.

        Return whether it is one.
        """
        if has_blank(triple):
            self._plain([triple])
            return True
        if claim and is_blank(claim):
            self._report_blank(triple, file=file)
            return True
        return False

    def _statement(
        self, reifier: Term, triple: Triple, *, claim: Term | None, authored: Authored
    ) -> Term:
        name = reifier
        if is_blank(reifier):
            name = statement_iri(triple, host=claim or triple[0], base=self.base)
        if self._reified.setdefault(name, triple) != triple:
            code = "reifier-shared" if name == reifier else "statement-collision"
            error = shared(name)
            hint = error.hint if name == reifier else "name one of them: s p o ~ <iri> {| … |}"
            self._report(code, str(error), hint, file=authored.file, about=triple)
            return name
        self.triples += rdf11(name, triple)
        properties = authored.properties.get(reifier, {})
        kind = EV_CONTENT_CLASS if claim else EV_RECORD
        if not claim and EV_QUOTE not in properties and is_editorial(triple, base=self.base):
            kind = EV_EDITORIAL
        self.triples.append((name, RDF_TYPE, kind))
        self._annotate(name, properties, triple=triple, authored=authored)
        return name

    def _claims(self, authored: Authored) -> None:
        for subject, properties in authored.properties.items():
            if subject in authored.reifiers:
                continue
            if is_blank(subject):
                predicate, value = next((p, o) for p, many in properties.items() for o in many)
                about = (ANY, predicate, value if is_literal(value) else ANY)
                self._report_blank(about, file=authored.file)
            else:
                self._annotate(subject, properties, triple=None, authored=authored)

    def _annotate(
        self, subject: Term, properties: Properties, *, triple: Triple | None, authored: Authored
    ) -> None:
        """Add the properties of a statement or claim, with evidence in place of its quotes."""
        for predicate, values in properties.items():
            if predicate not in QUOTING:
                self._plain((subject, predicate, value) for value in values)
        sources = self._sources(triple, authored)
        if sources is None:
            self.suppressed.add(subject)
            return
        for quotation in read_quotations(properties, sources=sources):
            evidence = self._evidence(subject, quotation, triple=triple, file=authored.file)
            if not evidence:
                self.suppressed.add(subject)
            self.triples += evidence

    def _sources(self, triple: Triple | None, authored: Authored) -> tuple[Term, ...] | None:
        """Return the source of quotes that name none: that of their claim, or the file's.

        None if the claim's source is a finding already, at the claim's own quote.
        """
        own = authored.properties.get(triple[0], {}) if triple else {}
        named = own.get(EV_SOURCE, []) if EV_CLAIM in own.get(RDF_TYPE, []) else []
        if not named:
            return tuple(authored.sources)
        is_found = len(named) == 1 and named[0] in self.quotes.texts
        return tuple(named[:1]) if is_found or EV_QUOTE not in own else None

    def _evidence(
        self, subject: Term, quotation: Quotation, *, triple: Triple | None, file: str
    ) -> tuple[Triple, ...]:
        try:
            return self.quotes.evidence(subject, quotation)
        except QuoteError as error:
            if isinstance(error, SourceNotNamedError | SourceNotStoredError):
                # One finding for the file, because one line is wrong for all its quotes.
                source = error.source if isinstance(error, SourceNotStoredError) else ANY
                if (file, source) in self._sources_reported:
                    return ()
                self._sources_reported.add((file, source))
            about = (ANY, EV_QUOTE, quotation.words)
            if isinstance(error, SourceNotStoredError) or (
                isinstance(error, SourceNotIriError) and is_literal(error.source)
            ):
                about = (ANY, EV_SOURCE, error.source)
            elif is_blank(
                quotation.words
            ):  # It has no name by which it could be found in the file.
                about = triple or (subject, EV_QUOTE, ANY)
            self._report(error.code, str(error), error.hint, file=file, about=about)
            return ()

    def _plain(self, triples: Iterable[Triple], *, with_blanks: bool = False) -> None:
        for triple in triples:
            if has_blank(triple) and not (with_blanks or self.is_open):
                self._blanks.append(triple)
            else:
                self.triples.append(triple)

    def _report_blank(self, about: Triple, *, file: str) -> None:
        self._report(
            "blank-node",
            "the data has a blank node",
            "give it an IRI: <kind/slug>",
            file=file,
            about=about,
        )

    def _report(self, code: str, message: str, hint: str, *, file: str, about: Triple) -> None:
        finding = Finding(
            code=code, message=message, hint=hint, place=Place(file=file), about=about
        )
        self.findings.append(finding)
