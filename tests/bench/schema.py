"""What every generated project shares: its ontology, shapes, queries and settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

BASE: Final = "https://bench.example/"
HUB: Final = "network/hub"

PREFIXES: Final = """\
@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SETTINGS: Final = f"""\
[tool.publisher]
base = "{BASE}"
title = "A generated project"
description = "Entities, statements and claims that nobody made, for measuring."
publisher = "Nobody"
license = "https://creativecommons.org/publicdomain/zero/1.0/"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class, the property that leads from it to another, and the words that say so."""

    name: str
    link: str
    words: str
    range: str

    @property
    def kind(self) -> str:
        return self.name.lower()


CLASSES: Final = (
    Class(name="Person", link="worksFor", words="works for", range="Institution"),
    Class(name="Institution", link="seat", words="has its seat in", range="Place"),
    Class(name="Network", link="convenes", words="convenes", range="Meeting"),
    Class(name="Meeting", link="heldIn", words="was held in", range="Place"),
    Class(name="Document", link="addressee", words="is addressed to", range="Person"),
    Class(name="Treaty", link="negotiatedAt", words="was negotiated at", range="Meeting"),
    Class(name="Programme", link="runBy", words="is run by", range="Institution"),
    Class(name="Place", link="twinOf", words="is a twin of", range="Place"),
    Class(name="Post", link="postIn", words="is a post in", range="Institution"),
    Class(name="Proceeding", link="before", words="stands before", range="Institution"),
)

ONTOLOGY_HEADER: Final = """\
<ontology> a owl:Ontology ;
  rdfs:label "Ontology of a generated project"@en ;
  dcterms:title "Ontology of a generated project"@en ;
  dcterms:description "Ten classes and a few properties, for measuring."@en ;
  dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
  owl:versionInfo "1.0.0" .
"""


def ontology() -> Iterator[tuple[str, str]]:
    """The files of `ontology/`: the header and what all share, then a file a class."""
    shared = (
        _property("since", "Datatype", "The year since which something has been.", "", "xsd:gYear"),
        _property("memberOf", "Object", "A network that something belongs to.", "", ":Network"),
        _property("opposes", "Object", "What something is said to oppose.", "", ""),
    )
    yield "ontology/ontology.ttl", "\n".join((PREFIXES, ONTOLOGY_HEADER, *shared))
    for one in CLASSES:
        about = f"What a {one.kind} {one.words}."
        link = _property(one.link, "Object", about, f":{one.name}", f":{one.range}")
        yield f"ontology/{one.kind}.ttl", "\n".join((PREFIXES, _class(one), link))


def _class(one: Class) -> str:
    return f"""\
:{one.name} a owl:Class ;
  rdfs:label "{one.kind}"@en ;
  skos:definition "A {one.kind} that the generator made."@en ;
  rdfs:subClassOf schema:Thing ;
  skos:example "Each <{one.kind}/…> of a generated project."@en ;
  rdfs:isDefinedBy <ontology> .
"""


def _property(name: str, kind: str, definition: str, domain: str, range_: str) -> str:
    limits = f"  rdfs:domain {domain} ;\n" if domain else ""
    limits += f"  rdfs:range {range_} ;\n" if range_ else ""
    return f"""\
:{name} a owl:{kind}Property ;
  rdfs:label "{name}"@en ;
  skos:definition "{definition}"@en ;
{limits}  skos:example "Any :{name} of a generated project."@en ;
  rdfs:isDefinedBy <ontology> .
"""


def shapes() -> Iterator[tuple[str, str]]:
    """The files of `shapes/`: one a class, each with five property shapes."""
    for one in CLASSES:
        parts = (
            ("rdfs:label", "sh:minCount 1 ; sh:uniqueLang true", "one label in a language"),
            ("skos:altLabel", "sh:maxCount 3 ; sh:nodeKind sh:Literal", "three names at most"),
            (":since", "sh:maxCount 1 ; sh:datatype xsd:gYear", "one year"),
            (f":{one.link}", f"sh:maxCount 1 ; sh:class :{one.range}", f"one {one.range.lower()}"),
            ("skos:exactMatch", "sh:maxCount 2 ; sh:nodeKind sh:IRI", "two addresses at most"),
        )
        properties = " ,\n".join(
            f"    [ sh:path {path} ; {limits} ; sh:severity sh:Violation ;\n"
            f'      sh:message "Give the {one.kind} {wanted}, in {path}." ]'
            for path, limits, wanted in parts
        )
        text = f"""\
{PREFIXES}
<shapes/{one.kind}> a sh:NodeShape ;
  sh:targetClass :{one.name} ;
  sh:property
{properties} .
"""
        yield f"shapes/{one.kind}.ttl", text


def queries() -> Iterator[tuple[str, str]]:
    """The files of `queries/`: one with a parameter, both with a total order and a limit."""
    yield "queries/members.rq", _MEMBERS
    yield "queries/claims.rq", _CLAIMS


_MEMBERS: Final = f"""\
# title: Who belongs to a network
# description: The members of a network, by label, with the words that say so.
# param: network iri = <{HUB}>
PREFIX : <ontology#>
PREFIX ev: <https://w3id.org/quoted-statements#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?member ?label ?quote
WHERE {{
  ?member :memberOf ?network ;
    rdfs:label ?label .
  ?record a ev:Record ;
    rdf:subject ?member ;
    rdf:predicate :memberOf ;
    rdf:object ?network ;
    ev:quote ?quote .
}}
ORDER BY ?label ?member ?quote
LIMIT 100
"""

_CLAIMS: Final = """\
# title: Who claims what
# description: Each claim with its claimant and its words.
PREFIX ev: <https://w3id.org/quoted-statements#>

SELECT ?claim ?claimant ?quote
WHERE {
  ?claim a ev:Claim ;
    ev:claimant ?claimant ;
    ev:quote ?quote .
}
ORDER BY ?claim ?claimant ?quote
LIMIT 100
"""
