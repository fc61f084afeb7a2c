"""Small projects for tests of reading: a good one, and changes to it."""

import hashlib
from pathlib import Path

TEXT = "Heading\n\nThe Office joined ENOC in 2008. The letter said that the trial was unlawful.\n"
HEAD = """@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
DATA = (
    HEAD
    + """[] a ev:File ; ev:source <source/page> .

<membership/one> a :Membership ;
  rdfs:label "One"@en ;
  :since "2008"^^xsd:gYear {| ev:quote "joined ENOC in 2008" |} .

<claim/trial> a ev:Claim ;
  ev:about <membership/one> ;
  ev:voice ev:said ;
  ev:claimant <document/letter> {| ev:quote "The letter said that" |} ;
  ev:quote "the trial was unlawful" ;
  ev:content << <membership/one> :describedAs "unlawful"@en >> .

<document/letter> a :Document ;
  rdfs:label "Letter"@en .
"""
)
ONTOLOGY = (
    HEAD.replace("@prefix xsd", "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n@prefix xsd")
    + """<ontology> a owl:Ontology ; rdfs:label "Ontology"@en .
:Membership a owl:Class ; rdfs:label "membership"@en .
:Document a owl:Class ; rdfs:label "document"@en .
:since a owl:DatatypeProperty ; rdfs:label "since"@en .
:describedAs a owl:DatatypeProperty ; rdfs:label "described as"@en .
"""
)


def source_turtle(text: str = TEXT) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"""{HEAD}<source/page> a ev:Source ;
  rdfs:label "Page"@en ;
  schema:sha256 "{digest}" ;
  ev:heading "Heading" .
"""


def write_project(folder: Path, **changes: str | bytes) -> Path:
    """A good project; `changes` replaces a part by its name: data, ontology, source, text."""
    parts: dict[str, str | bytes] = {
        "data": DATA,
        "ontology": ONTOLOGY,
        "source": source_turtle(),
        "text": TEXT,
        **changes,
    }
    paths = {
        "data": "data/data.ttl",
        "ontology": "ontology/ontology.ttl",
        "source": "data/sources/page.ttl",
        "text": "data/sources/page.txt",
    }
    for part in ("ontology", "data/sources", "shapes", "queries"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    settings = '[tool.publisher]\nbase = "https://example.org/"\n'
    (folder / "pyproject.toml").write_text(settings)
    for name, path in paths.items():
        content = parts[name]
        (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
