"""What a graph says of itself as a whole, as the metadata of a dataset.

It is read from the `void:Dataset`, `dcat:Dataset`, ontology or concept scheme that describes the
graph. What cannot be used as it is, such as a date in words, is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Final

from publisher.describe.about import (
    KNOWN_DATASETS,
    NAMES,
    PUBLISHERS,
    known,
)
from publisher.describe.known_terms import readable_name
from publisher.describe.names import Names
from publisher.eu_tables import code_of, code_of_iri
from publisher.metadata import (
    Agent,
    Contact,
    DatasetMetadata,
    LabelledIri,
    Period,
    Text,
    is_iso_date,
)
from publisher.model import Term
from publisher.terms import bare, is_blank, is_iri, is_literal, language, lexical
from publisher.vocabulary import RDF_TYPE
from publisher.well_formed import address_fault, is_language_tag

_IDENTIFIERS: Final = known("dcterms:identifier", "dc:identifier", "schema:identifier", "bibo:doi")
_VERSIONS: Final = known("dcat:version", "owl:versionInfo", "schema:version", "pav:version")
_ISSUED: Final = known("dcterms:issued", "schema:datePublished", "dcterms:available")
_MODIFIED: Final = known("dcterms:modified", "schema:dateModified", "dcterms:date", "dc:date")
_CREATORS: Final = known("dcterms:creator", "dc:creator", "foaf:maker", "schema:creator")
_CONTACTS: Final = known("dcat:contactPoint", "schema:contactPoint")
_KEYWORDS: Final = known("dcat:keyword", "schema:keywords", "dc:subject", "dcterms:subject")
_THEMES: Final = known("dcat:theme")
_PLACES: Final = known("dcterms:spatial", "schema:spatialCoverage")
_TIMES: Final = known("dcterms:temporal", "schema:temporalCoverage")
_STARTS: Final = known("dcat:startDate", "schema:startDate")
_ENDS: Final = known("dcat:endDate", "schema:endDate")
_FREQUENCIES: Final = known("dcterms:accrualPeriodicity")
_ACCESS: Final = known("dcterms:accessRights")
_RIGHTS: Final = known("dcterms:rights", "dc:rights", "schema:copyrightNotice")
_LANGUAGES: Final = known("dcterms:language", "dc:language", "schema:inLanguage")
_TYPES: Final = known("dcterms:type")
_EMAILS: Final = known("vcard:hasEmail", "vcard:email", "schema:email", "foaf:mbox")
_FORMS: Final = known("vcard:hasURL", "vcard:url", "schema:url", "foaf:page", "foaf:homepage")
_CONTACT_NAMES: Final = (*known("vcard:fn", "vcard:hasFN"), *NAMES)
_EMAIL: Final = re.compile(r"[^\s@<>\"{}|\\^`]+@[^\s@<>\"{}|\\^`]+")
_MOST: Final = 50
"""Keywords, themes, places or makers that are taken over."""


def dataset_metadata(subject: Term, *, names: Names) -> DatasetMetadata:
    """Return what a graph says of a dataset, an ontology or a concept scheme in it."""
    reader = _Reader(subject, names)
    keywords = tuple(reader.keywords())
    own = names.graph.languages[:1]
    publishers = reader.agents(PUBLISHERS)
    return DatasetMetadata(
        identifier=reader.text(_IDENTIFIERS),
        version=reader.text(_VERSIONS),
        issued=min(reader.dates(_ISSUED), default=""),
        modified=max(reader.dates(_MODIFIED), default=""),
        publisher=publishers[0] if publishers else None,
        creators=reader.agents(_CREATORS),
        contact=reader.contact(),
        languages=tuple(reader.languages()),
        keywords=tuple(each.text for each in keywords if each.language in {"", *own}),
        other_keywords=tuple(each for each in keywords if each.language not in {"", *own}),
        themes=reader.labelled(_THEMES),
        spatial=reader.labelled(_PLACES),
        temporal=reader.period(),
        frequency=reader.coded(_FREQUENCIES, "frequency"),
        access_rights=reader.coded(_ACCESS, "access-right"),
        rights=reader.text(_RIGHTS),
    )


def completed(settings: DatasetMetadata, said: DatasetMetadata) -> DatasetMetadata:
    """Return what the settings say, and for what they leave out, what the data says of itself."""
    missing = {
        each.name: getattr(said, each.name)
        for each in fields(settings)
        if not getattr(settings, each.name)
    }
    return replace(settings, **missing)


def own_dataset_iri(subject: Term, *, names: Names) -> str:
    """Return the IRI of a dataset of the site's own namespaces that describes the graph, or ""."""
    graph = names.graph
    is_dataset = any(type_ in KNOWN_DATASETS for type_ in graph.objects(subject, RDF_TYPE))
    return bare(subject) if is_dataset and graph.addresses.is_own(subject) else ""


class _Reader:
    """Reads the values of one resource, and of the nodes that they are."""

    def __init__(self, subject: Term, names: Names) -> None:
        self._subject = subject
        self._graph = names.graph

    def text(self, predicates: Iterable[Term], subject: Term | None = None) -> str:
        return next((lexical(value) for value in self._preferred(predicates, subject)), "")

    def dates(self, predicates: Sequence[Term]) -> list[str]:
        values = (lexical(value) for value in self._values(predicates) if is_literal(value))
        return [value for value in values if is_iso_date(value)]

    def agents(self, predicates: Sequence[Term]) -> tuple[Agent, ...]:
        """Return the makers that have a name; of an IRI alone, its last words."""
        agents = (self._agent(value) for value in self._values(predicates))
        return tuple(dict.fromkeys(agent for agent in agents if agent.name))[:_MOST]

    def _agent(self, value: Term) -> Agent:
        if is_literal(value):
            return Agent(name=lexical(value))
        address = bare(value) if is_iri(value) else ""
        name = self.text(NAMES, value) or (readable_name(address) if address else "")
        types = [bare(each) for each in self._values(_TYPES, value) if is_iri(each)]
        return Agent(name=name, iri=address, type=types[0] if types else "")

    def contact(self) -> Contact | None:
        for node in self._values(_CONTACTS):
            if is_literal(node):
                continue
            email = self._address(_EMAILS, node).removeprefix("mailto:")
            email = email if _EMAIL.fullmatch(email) else ""
            form = self._address(_FORMS, node)
            form = form if form and not address_fault(form) else ""
            if email or form:
                name = self.text(_CONTACT_NAMES, node) or email or form
                return Contact(name=name, email=email, form=form)
        return None

    def _address(self, predicates: Sequence[Term], node: Term) -> str:
        value = next(iter(self._values(predicates, node)), None)
        if value is None or is_blank(value):
            return ""
        return bare(value) if is_iri(value) else lexical(value)

    def languages(self) -> Iterator[str]:
        for value in self._values(_LANGUAGES):
            text = lexical(value) if is_literal(value) else bare(value).rpartition("/")[2]
            code = code_of("language", text)
            tag = code.names[0] if code and code.names else text
            if is_language_tag(tag):
                yield tag.lower() if code else tag

    def keywords(self) -> Iterator[Text]:
        seen: set[Text] = set()
        for value in self._values(_KEYWORDS):
            words = lexical(value).split(",") if is_literal(value) else []
            for word in filter(None, map(str.strip, words)):
                text = Text(text=word, language=language(value))
                if text not in seen and len(seen) < _MOST:
                    seen.add(text)
                    yield text

    def labelled(self, predicates: Sequence[Term]) -> tuple[LabelledIri, ...]:
        terms = [value for value in self._values(predicates) if is_iri(value)]
        return tuple(map(self._labelled, terms[:_MOST]))

    def _labelled(self, term: Term) -> LabelledIri:
        label, code = self._graph.label(term), code_of_iri(bare(term))
        if label and is_literal(label):
            return LabelledIri(iri=bare(term), label=lexical(label))
        return LabelledIri(iri=bare(term), label=code.label if code else readable_name(bare(term)))

    def period(self) -> Period | None:
        for value in self._values(_TIMES):
            if is_literal(value):
                start, slash, end = lexical(value).partition("/")
                ends = (start, end if slash else start)
            else:
                ends = (self.text(_STARTS, value), self.text(_ENDS, value))
            start, end = (each if is_iso_date(each) else "" for each in ends)
            if start or end:
                return Period(start=start, end=end)
        return None

    def coded(self, predicates: Sequence[Term], table: str) -> str:
        """Return a term of an EU table, which may be written as its code; or another IRI."""
        for value in self._values(predicates):
            code = code_of(table, lexical(value) if is_literal(value) else bare(value))
            if code or is_iri(value):
                return code.iri if code else bare(value)
        return ""

    def _preferred(self, predicates: Iterable[Term], subject: Term | None) -> Iterator[Term]:
        """Yield literals, those in the preferred language or in none first."""
        texts = [value for value in self._values(predicates, subject) if is_literal(value)]
        order = [*self._graph.languages, ""]
        yield from sorted(
            texts,
            key=lambda text: order.index(language(text)) if language(text) in order else len(order),
        )

    def _values(self, predicates: Iterable[Term], subject: Term | None = None) -> Iterator[Term]:
        for predicate in predicates:
            yield from self._graph.objects(subject or self._subject, predicate)
