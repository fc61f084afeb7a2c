"""The catalogue of the site in DCAT: https://www.w3.org/TR/vocab-dcat-3/."""

from collections.abc import Iterator, Mapping
from typing import Final

from publisher.description import SiteFrame
from publisher.media_types import DUMP_FORMATS
from publisher.model import Term, Triple
from publisher.render.dataset_parts import (
    DATASET_PARTS,
    count,
    dataset_description,
    dcat,
    dcterms,
    foaf,
    license_triples,
    part_iri,
    parts_description,
)
from publisher.terms import iri, literal
from publisher.vocabulary import RDF_TYPE

_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


def catalog_triples(frame: SiteFrame, *, sizes: Mapping[str, int]) -> Iterator[Triple]:
    """Yield a catalogue of one dataset, with a distribution for each dump.

    `sizes`: bytes of the dumps by path, such as `dumps/all.ttl.gz`.
    """
    catalog = iri(f"{frame.base}catalog.ttl#catalog")
    dataset = iri(frame.dataset)
    yield from dataset_description(catalog, frame)
    yield from dataset_description(dataset, frame)
    yield catalog, RDF_TYPE, dcat("Catalog")
    yield catalog, dcat("dataset"), dataset
    yield catalog, foaf("homepage"), iri(frame.base)
    yield dataset, RDF_TYPE, dcat("Dataset")
    yield dataset, dcat("landingPage"), iri(frame.base)
    yield from parts_description(dataset, frame, sizes)
    for path in sorted(sizes):
        if path.removesuffix(".gz").rpartition(".")[2] in DUMP_FORMATS:
            yield from _distribution(path, sizes[path], frame, dataset=dataset)


def _distribution(path: str, size: int, frame: SiteFrame, *, dataset: Term) -> Iterator[Triple]:
    name = path.removeprefix("dumps/")
    part = name.partition(".")[0]
    owner = iri(part_iri(frame.base, part)) if part in DATASET_PARTS else dataset
    distribution = iri(f"{frame.base}catalog.ttl#{name}")
    address = iri(f"{frame.base}{path}")
    media_type = DUMP_FORMATS[path.removesuffix(".gz").rpartition(".")[2]].media_type
    yield owner, dcat("distribution"), distribution
    yield distribution, RDF_TYPE, dcat("Distribution")
    yield distribution, dcterms("title"), literal(name, language="en")
    yield distribution, dcat("accessURL"), address
    yield distribution, dcat("downloadURL"), address
    yield distribution, dcat("mediaType"), iri(f"{_MEDIA_TYPES}{media_type}")
    yield distribution, dcat("byteSize"), count(size)
    if path.endswith(".gz"):
        yield distribution, dcat("compressFormat"), iri(f"{_MEDIA_TYPES}application/gzip")
    yield from license_triples(distribution, frame)
