"""The files of a dataset as distributions, in the order in which people want them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publisher.description import SiteFrame
from publisher.eu_tables import code_of
from publisher.media_types import CSV, DUMP_FORMATS
from publisher.model import Term, Triple
from publisher.render.catalog.contents import CatalogFile
from publisher.render.catalog.dataset import date_literal, own_iri, rights_triples
from publisher.render.catalog.terms import (
    DCAT_AP,
    SPDX,
    code_triples,
    license_iri,
    media_type,
)
from publisher.render.dataset_parts import count_term, dcat, dcterms
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE

_TABLES: Final = {"csv": ("CSV", CSV), "parquet": ("Parquet", "application/vnd.apache.parquet")}
"""Name and media type of the formats of tables, by suffix."""
_ORDER: Final = (*_TABLES, "ttl", "jsonld", "rdf", "nt", "trig", "nq")
"""Suffixes of formats, those that most people want first."""
_GZIP: Final = ".gz"
_RDF12: Final = "-rdf12"
_RDF12_STANDARD: Final = "https://www.w3.org/TR/rdf12-concepts/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """A file as people see it. `name`: what it holds, such as `all`; `suffix`: its format."""

    file: CatalogFile
    name: str
    suffix: str
    is_compressed: bool

    @property
    def is_rdf12(self) -> bool:
        return self.name.endswith(_RDF12)

    @property
    def plain_name(self) -> str:
        """Return the format in words: `Turtle`, `RDF 1.2: Turtle`."""
        name, _ = _format(self.suffix)
        return f"RDF 1.2: {name}" if self.is_rdf12 else name

    @property
    def title(self) -> str:
        """Return what people read: `Turtle, compressed (gzip)`."""
        return f"{self.plain_name}, compressed (gzip)" if self.is_compressed else self.plain_name


def distributions(files: Iterable[CatalogFile]) -> tuple[Distribution, ...]:
    """Return the distributions of files, plain ones first, in the order that people want."""
    found = [each for file in files if (each := _distribution(file))]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.is_rdf12,
                each.is_compressed,
                _ORDER.index(each.suffix) if each.suffix in _ORDER else len(_ORDER),
                each.file.path,
            ),
        )
    )


def _distribution(file: CatalogFile) -> Distribution | None:
    name, _, suffix = file.path.removesuffix(_GZIP).rpartition("/")[2].rpartition(".")
    if suffix not in _TABLES and suffix not in DUMP_FORMATS:
        return None
    is_compressed = file.path.endswith(_GZIP)
    return Distribution(file=file, name=name, suffix=suffix, is_compressed=is_compressed)


def distribution_triples(
    owner: Term, distribution: Distribution, frame: SiteFrame, *, holds: str
) -> Iterator[Triple]:
    """Yield a distribution of a dataset. `holds`: a sentence on what the dataset holds."""
    file, suffix = distribution.file, distribution.suffix
    subject = own_iri(frame, file.path.rpartition("/")[2])
    address = iri(f"{frame.base}{file.path}")
    yield owner, dcat("distribution"), subject
    yield subject, RDF_TYPE, dcat("Distribution")
    yield subject, dcterms("title"), literal(distribution.title, language="en")
    yield subject, dcterms("description"), literal(holds, language="en")
    yield subject, dcat("accessURL"), address
    yield subject, dcat("downloadURL"), address
    yield from format_triples(subject, suffix, _format(suffix)[1])
    if distribution.is_compressed:
        gzip, typed = media_type("application/gzip")
        yield subject, dcat("compressFormat"), gzip
        yield typed
    yield subject, dcat("byteSize"), count_term(file.size)
    yield from _checksum(subject, file)
    if distribution.is_rdf12:
        yield subject, dcterms("conformsTo"), iri(_RDF12_STANDARD)
        yield iri(_RDF12_STANDARD), RDF_TYPE, dcterms("Standard")
    yield from availability_triples(subject, frame)


def format_triples(subject: Term, name: str, media: str) -> Iterator[Triple]:
    """Yield the format by the EU's table, and the media type. `name`: a suffix or a code."""
    code = code_of("file-type", name)
    if code:
        yield subject, dcterms("format"), iri(code.iri)
        yield from code_triples(code, dcterms("MediaTypeOrExtent"))
    term, typed = media_type(media)
    yield subject, dcat("mediaType"), term
    yield typed


def availability_triples(subject: Term, frame: SiteFrame) -> Iterator[Triple]:
    """Yield licence, rights, dates, and that the distribution is there to stay."""
    if frame.license:
        yield subject, dcterms("license"), iri(license_iri(frame.license))
    yield from rights_triples(subject, frame)
    metadata = frame.metadata
    for name, value in (("issued", metadata.issued), ("modified", metadata.modified)):
        if value:
            yield subject, dcterms(name), date_literal(value)
    code = code_of("planned-availability", "STABLE")
    if code:
        yield subject, iri(f"{DCAT_AP}availability"), iri(code.iri)
        yield from code_triples(code)


def _checksum(subject: Term, file: CatalogFile) -> Iterator[Triple]:
    checksum = iri(f"{subject[1:-1]}-sha256")
    yield subject, iri(f"{SPDX}checksum"), checksum
    yield checksum, RDF_TYPE, iri(f"{SPDX}Checksum")
    algorithm = iri(f"{SPDX}checksumAlgorithm_sha256")
    yield checksum, iri(f"{SPDX}algorithm"), algorithm
    yield algorithm, RDF_TYPE, iri(f"{SPDX}ChecksumAlgorithm")
    value = literal(file.sha256, datatype=iri(f"{PREFIXES['xsd']}hexBinary"))
    yield checksum, iri(f"{SPDX}checksumValue"), value


def _format(suffix: str) -> tuple[str, str]:
    """Return name and media type of a format by its suffix."""
    if suffix in _TABLES:
        return _TABLES[suffix]
    return DUMP_FORMATS[suffix].name, DUMP_FORMATS[suffix].media_type
