"""What VoID and DCAT alike say of the dataset, its parts and its licence."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from publisher.description import SiteFrame
from publisher.model import Term, Triple
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE, XSD_NON_NEGATIVE_INTEGER

DATASET_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "records": "The asserted triples, each with its statement, its quote and its source.",
        "claims": (
            "The claims with all that belongs to them, the quotes of their claimants too. "
            "What they claim is not asserted."
        ),
        "asserted": "The plain asserted triples, without the words that they rest on.",
    }
)
"""What each part of the dataset holds, by the name of its dump; the dump `all` is the whole."""
WHOLE_DATASET: Final = (
    "Everything: the records and the claims with their evidence, and the terms of "
    "quoted statements (ev:)."
)
PLAIN_DATASET: Final = "Everything: all triples of the dataset."
"""What the dump `all` holds if there is no evidence in it."""


def part_iri(base: str, name: str) -> str:
    """Return the IRI of a part of the dataset."""
    return f"{base}void.ttl#{name}"


def dataset_description(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    yield subject, dcterms("title"), literal(frame.title, language=frame.language)
    if frame.description:
        text = literal(frame.description, language=frame.language)
        yield subject, dcterms("description"), text
    if frame.publisher:
        agent = iri(f"{frame.base}catalog.ttl#publisher")
        yield subject, dcterms("publisher"), agent
        yield agent, RDF_TYPE, foaf("Agent")
        yield agent, foaf("name"), literal(frame.publisher)
    yield from license_triples(subject, frame)


def parts_description(dataset: Term, frame: SiteFrame, dumps: Iterable[str]) -> Iterator[Triple]:
    """Yield the description of the parts that have dumps. `dumps`: the paths of all dumps."""
    names = {path.removeprefix("dumps/").partition(".")[0] for path in dumps}
    whole = WHOLE_DATASET if names & DATASET_PARTS.keys() else PLAIN_DATASET
    yield dataset, dcterms("description"), literal(whole, language="en")
    for name, description in DATASET_PARTS.items():
        if name not in names:
            continue
        part = iri(part_iri(frame.base, name))
        yield dataset, dcterms("hasPart"), part
        yield part, RDF_TYPE, void("Dataset")
        yield part, RDF_TYPE, dcat("Dataset")
        title = literal(f"{frame.title}: {name}", language=frame.language)
        yield part, dcterms("title"), title
        yield part, dcterms("description"), literal(description, language="en")
        yield from license_triples(part, frame)


def license_triples(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    if frame.license:
        yield subject, dcterms("license"), iri(frame.license)


def dcat(name: str) -> Term:
    return iri(f"{PREFIXES['dcat']}{name}")


def dcterms(name: str) -> Term:
    return iri(f"{PREFIXES['dcterms']}{name}")


def foaf(name: str) -> Term:
    return iri(f"{PREFIXES['foaf']}{name}")


def void(name: str) -> Term:
    return iri(f"{PREFIXES['void']}{name}")


def count_term(number: int) -> Term:
    return literal(str(number), datatype=XSD_NON_NEGATIVE_INTEGER)
