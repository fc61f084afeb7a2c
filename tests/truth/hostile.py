"""A project whose author lets words of claims stand wherever a text may stand."""

from pathlib import Path

from tests.harbour.project import write_harbour

MORE = """@prefix : <ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

[] a ev:File ; ev:source <source/courier-report> ;
  ev:enteredBy "A. Editor" ; ev:enteredOn "2026-11-27"^^xsd:date ;
  ev:reviewedBy "B. Reader" ; ev:reviewedOn "2026-11-28"^^xsd:date .

<flaw/cracks> skos:definition "They knew about the cracks in 2017"@en ;
  skos:altLabel "cracks about which they knew about the cracks in 2017"@en ;
  skos:editorialNote "Holm: They knew about the cracks in 2017"@en .
<claim/knew-in-2017> rdfs:label "The council knew about cracks of the quay for years"@en ,
    "Rådet kendte til revnerne i flere år"@da ;
  skos:altLabel "Long known cracks of the harbour quay"@en ;
  skos:definition "That the council knew about cracks of the quay for years"@en ;
  skos:editorialNote "The speaker means that they knew about the cracks in 2017"@en .
<body/harbour-council> skos:altLabel
    "council of which the association had written to the council twice"@en .
<claim/never-an-answer> rdfs:label "Rådet svarede aldrig på to breve fra foreningen"@da .
<claim/old-name> owl:deprecated true ; dcterms:isReplacedBy <claim/knew-in-2017> ;
  rdfs:label "Council hid the cracks for years"@en .
<claim/older-name> owl:deprecated true ; rdfs:label "Council hid cracks for decades"@en .
<allegation/hid> owl:deprecated true ; dcterms:isReplacedBy <claim/council-rejects> .
"""
CORRECTIONS = """# What was wrong on this site and was corrected.
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<correction/chair> a schema:CorrectionComment ;
  rdfs:label "Vote of the chair on the motion"@en ;
  schema:about <person/aarskog> ;
  schema:datePublished "2026-11-20"^^xsd:date ;
  skos:changeNote "The minutes say that she did not vote."@en ;
  skos:historyNote "Ms Aarskog voted against the motion of the deputy."@en .
"""
QUERY = """# title: They knew about the cracks in 2017
# description: The association had written to the council twice and had never had an answer.
PREFIX ev: <https://w3id.org/quoted-statements#>
SELECT ?claim ?words WHERE { ?claim ev:quote ?words ; a ev:Claim } ORDER BY ?claim ?words
"""


def write_hostile(folder: Path) -> Path:
    """Write the project into a folder and return it."""
    write_harbour(folder)
    (folder / "data/more.ttl").write_text(MORE, encoding="utf-8")
    (folder / "data/corrections.ttl").write_text(CORRECTIONS, encoding="utf-8")
    (folder / "queries/knew.rq").write_text(QUERY, encoding="utf-8")
    _replace(
        folder / "ontology/ontology.ttl",
        "A damage that a source",
        "They knew about the cracks in 2017, a damage that a source",
    )
    _replace(
        folder / "pyproject.toml",
        "closing of a quay.",
        "closing of a quay. They knew about the cracks in 2017.",
    )
    return folder


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
