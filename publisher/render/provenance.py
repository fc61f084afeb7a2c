"""Where the dataset comes from: the files, the sources and the version of the tool, in PROV-O.

https://www.w3.org/TR/prov-o/ No time of a clock is in it, and nobody is named whom no setting
names: the same input has the same provenance.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.description import SiteFrame
from publisher.metadata import Agent
from publisher.model import SitePath, Source, Term, Triple, UsedFile
from publisher.render.catalog.dataset import agent_iri
from publisher.render.dataset_parts import dcat, dcterms, foaf
from publisher.render.document import file_triples
from publisher.terms import iri, literal
from publisher.vocabulary import (
    PREFIXES,
    RDF_TYPE,
    RDFS_LABEL,
    XSD_NON_NEGATIVE_INTEGER,
)

PROVENANCE: Final = SitePath("provenance.ttl")
_SPDX: Final = "http://spdx.org/rdf/terms#"
_HEX: Final = iri(f"{PREFIXES['xsd']}hexBinary")
_DATA: Final = ("data/", "ontology/", "imports/")
_DIGITS: Final = 12


def provenance_triples(
    frame: SiteFrame,
    *,
    files: Sequence[UsedFile],
    sources: Iterable[Source],
    version: str,
    is_project: bool,
) -> Iterator[Triple]:
    """Yield what the dataset was made of, and by what.

    `version`: of the tool. `is_project`: whether shapes and queries are beside the data.
    """
    about, activity, tool = iri(frame.dataset), _own(frame, "publication"), _own(frame, "tool")
    yield from file_triples(frame, PROVENANCE, about)
    yield from provenance_links(frame)
    yield activity, RDFS_LABEL, literal("Publication of the dataset", language="en")
    yield activity, _prov("wasAssociatedWith"), tool
    yield tool, RDF_TYPE, _prov("SoftwareAgent")
    yield tool, RDFS_LABEL, literal(f"publisher {version}")
    yield tool, foaf("name"), literal("publisher")
    yield tool, _schema("softwareVersion"), literal(version)
    for file in files:
        entity = _own(frame, f"file-{_digest(file.path)}")
        yield activity, _prov("used"), entity
        if not is_project or file.path.startswith(_DATA):
            yield about, _prov("wasDerivedFrom"), entity
        yield from _file(frame, file, entity)
    by_path = {file.path: file for file in files}
    for source in sources:
        yield about, _prov("hadPrimarySource"), source.iri
        yield source.iri, RDF_TYPE, _prov("Entity")
        if source.file in by_path:
            entity = _own(frame, f"file-{_digest(source.file)}")
            yield entity, dcterms("isFormatOf"), source.iri
    for number, agent in enumerate(frame.metadata.creators, start=1):
        yield from _creator(frame, agent, number)


def provenance_links(frame: SiteFrame) -> Iterator[Triple]:
    """Yield the links from the dataset to its provenance, with the types of what they lead to."""
    about, activity, document = iri(frame.dataset), _own(frame, "publication"), _document(frame)
    yield about, RDF_TYPE, _prov("Entity")
    yield about, _prov("wasGeneratedBy"), activity
    yield activity, RDF_TYPE, _prov("Activity")
    yield about, dcterms("provenance"), document
    yield document, RDF_TYPE, dcterms("ProvenanceStatement")
    title = "Files, sources and version of the tool that the dataset was made with"
    yield document, RDFS_LABEL, literal(title, language="en")


def _file(frame: SiteFrame, file: UsedFile, entity: Term) -> Iterator[Triple]:
    checksum = _own(frame, f"file-{_digest(file.path)}-sha256")
    yield entity, RDF_TYPE, _prov("Entity")
    yield entity, dcterms("title"), literal(file.path)
    yield entity, dcat("byteSize"), literal(str(file.size), datatype=XSD_NON_NEGATIVE_INTEGER)
    yield entity, _spdx("checksum"), checksum
    yield checksum, RDF_TYPE, _spdx("Checksum")
    yield checksum, _spdx("algorithm"), _spdx("checksumAlgorithm_sha256")
    yield checksum, _spdx("checksumValue"), literal(file.sha256, datatype=_HEX)


def _creator(frame: SiteFrame, agent: Agent, number: int) -> Iterator[Triple]:
    node = agent_iri(frame, agent, f"creator-{number}")
    yield iri(frame.dataset), _prov("wasAttributedTo"), node
    yield node, RDF_TYPE, _prov("Agent")
    yield node, foaf("name"), literal(agent.name)


def _document(frame: SiteFrame) -> Term:
    return iri(f"{frame.base}{PROVENANCE}")


def _own(frame: SiteFrame, name: str) -> Term:
    return iri(f"{frame.base}{PROVENANCE}#{name}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]


def _prov(name: str) -> Term:
    return iri(f"{PREFIXES['prov']}{name}")


def _schema(name: str) -> Term:
    return iri(f"{PREFIXES['schema']}{name}")


def _spdx(name: str) -> Term:
    return iri(f"{_SPDX}{name}")
