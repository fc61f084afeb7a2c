"""A dataset as DCAT-AP describes it: what it is, whose, of when and where, under which licence."""

from collections.abc import Iterator
from typing import Final

from publisher.description import SiteFrame
from publisher.metadata import Agent, Contact, Period
from publisher.model import Term, Triple
from publisher.render.catalog.terms import (
    VCARD,
    coded,
    language_triples,
    license_document,
    license_iri,
    term_triples,
)
from publisher.render.dataset_parts import dcat, dcterms, foaf
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE, RDFS_LABEL

_DATATYPES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
"""The datatype of a date by its length; a longer one has a time."""


def own_iri(frame: SiteFrame, name: str) -> Term:
    """Return the IRI of what the catalogue itself describes: `{base}catalog#name`."""
    return iri(f"{frame.base}catalog#{name}")


def title_triples(
    subject: Term, frame: SiteFrame, title: str, description: str, *, language: str
) -> Iterator[Triple]:
    """Yield title and description. `language`: that of the description."""
    yield subject, dcterms("title"), literal(title or frame.base, language=frame.language)
    yield subject, dcterms("description"), literal(description, language=language)


def publication_triples(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    """Yield who publishes it, when, and under which licence, with the EU's IRI of it."""
    metadata = frame.metadata
    if metadata.publisher:
        yield subject, dcterms("publisher"), agent_iri(frame, metadata.publisher, "publisher")
    for name, value in (("issued", metadata.issued), ("modified", metadata.modified)):
        if value:
            yield subject, dcterms(name), date_literal(value)
    if frame.license:
        for address in dict.fromkeys((frame.license, license_iri(frame.license))):
            yield subject, dcterms("license"), iri(address)


def description_triples(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    """Yield what the settings say of a dataset and of its parts alike."""
    metadata = frame.metadata
    for number, creator in enumerate(metadata.creators, start=1):
        yield subject, dcterms("creator"), agent_iri(frame, creator, f"creator-{number}")
    if metadata.contact:
        yield subject, dcat("contactPoint"), own_iri(frame, "contact")
    yield from topic_triples(subject, frame)
    yield from language_triples(subject, metadata.languages or (frame.language,))
    for place in metadata.spatial:
        yield subject, dcterms("spatial"), iri(place.iri)
        yield from term_triples(place, dcterms("Location"), language=frame.language)
    if metadata.temporal:
        yield subject, dcterms("temporal"), own_iri(frame, "period")
    yield from coded(
        subject, dcterms("accrualPeriodicity"), metadata.frequency, dcterms("Frequency")
    )
    yield from coded(
        subject, dcterms("accessRights"), metadata.access_rights, dcterms("RightsStatement")
    )
    if metadata.version:
        yield subject, dcat("version"), literal(metadata.version)


def topic_triples(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    """Yield what it is about: keywords, and themes with their labels."""
    metadata = frame.metadata
    for keyword in metadata.keywords:
        yield subject, dcat("keyword"), literal(keyword, language=frame.language)
    for text in metadata.other_keywords:
        yield subject, dcat("keyword"), literal(text.text, language=text.language)
    for theme in metadata.themes:
        yield subject, dcat("theme"), iri(theme.iri)
        yield from term_triples(theme, _concept(), language=frame.language)


def rights_triples(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    if frame.metadata.rights:
        yield subject, dcterms("rights"), own_iri(frame, "rights")


def shared_triples(frame: SiteFrame) -> Iterator[Triple]:
    """Yield what several resources of the catalogue name: makers, contact, period, rights."""
    metadata = frame.metadata
    if metadata.publisher:
        yield from _agent(frame, metadata.publisher, "publisher")
    for number, creator in enumerate(metadata.creators, start=1):
        yield from _agent(frame, creator, f"creator-{number}")
    if metadata.contact:
        yield from _contact(own_iri(frame, "contact"), metadata.contact)
    if metadata.temporal:
        yield from _period(own_iri(frame, "period"), metadata.temporal)
    if metadata.rights:
        rights, text = own_iri(frame, "rights"), metadata.rights
        yield rights, RDF_TYPE, dcterms("RightsStatement")
        yield rights, RDFS_LABEL, literal(text, language=frame.language)
    yield from license_document(frame.license)
    yield iri(frame.base), RDF_TYPE, foaf("Document")


def agent_iri(frame: SiteFrame, agent: Agent, name: str) -> Term:
    """Return the IRI of who makes or publishes the dataset, one of the catalogue if it has none."""
    return iri(agent.iri) if agent.iri else own_iri(frame, name)


def _agent(frame: SiteFrame, agent: Agent, name: str) -> Iterator[Triple]:
    subject = agent_iri(frame, agent, name)
    yield subject, RDF_TYPE, foaf("Agent")
    yield subject, foaf("name"), literal(agent.name, language=frame.language)
    yield from coded(subject, dcterms("type"), agent.type, _concept())


def _contact(subject: Term, contact: Contact) -> Iterator[Triple]:
    yield subject, RDF_TYPE, iri(f"{VCARD}Kind")
    yield subject, iri(f"{VCARD}fn"), literal(contact.name)
    if contact.email:
        yield subject, iri(f"{VCARD}hasEmail"), iri(f"mailto:{contact.email}")
    if contact.form:
        yield subject, iri(f"{VCARD}hasURL"), iri(contact.form)


def _period(subject: Term, period: Period) -> Iterator[Triple]:
    yield subject, RDF_TYPE, dcterms("PeriodOfTime")
    for name, value in (("startDate", period.start), ("endDate", period.end)):
        if value:
            yield subject, dcat(name), date_literal(value)


def date_literal(text: str) -> Term:
    """Return a date with the datatype of its precision: `2026`, `2026-11`, `2026-11-27`."""
    datatype = _DATATYPES.get(len(text), "dateTime")
    return literal(text, datatype=iri(f"{PREFIXES['xsd']}{datatype}"))


def _concept() -> Term:
    return iri(f"{PREFIXES['skos']}Concept")
