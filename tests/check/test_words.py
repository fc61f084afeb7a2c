"""What may be asserted, and with which words: by the lines of `publisher check`."""

from pathlib import Path

from publisher.commands.check import check_project, line
from tests.findings.pages import PROJECT, write_project

HEAD = """@prefix : <ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a ev:File ; ev:source <source/minutes> .
"""
SOURCE = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
<source/minutes> a ev:Source ; rdfs:label "Minutes"@en ; dcterms:publisher <institution/office> ;
  dcterms:language "LANGUAGE" ; dcterms:description "Typed from paper."@en ;
  schema:sha256 "DIGEST" .
"""
ONTOLOGY = (PROJECT / "ontology" / "ontology.ttl").read_text(encoding="utf-8")


def printed(
    folder: Path, facts: str, *, text: str, language: str = "en", ontology: str = ""
) -> list[str]:
    """The lines for facts with a source of their own, each without its file."""
    from hashlib import sha256  # noqa: PLC0415

    stored = text.encode()
    about = SOURCE.replace("LANGUAGE", language).replace("DIGEST", sha256(stored).hexdigest())
    write_project(
        folder,
        {
            "data/fault.ttl": (HEAD + facts).encode(),
            "data/sources/minutes.txt": stored,
            "data/sources/minutes.ttl": about.encode(),
            "ontology/ontology.ttl": (ONTOLOGY + ontology).encode(),
        },
    )
    return [line(one) for one in check_project(folder).findings]


def codes(lines: list[str]) -> list[str]:
    """`error record-quotes-claim` of each line."""
    return [f"{one.split(': ')[1]} {one.rsplit('[', 1)[1][:-1]}" for one in lines]
