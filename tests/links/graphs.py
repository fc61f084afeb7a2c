"""Graphs with links and identifiers, served as somebody else's RDF is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.calls import publisher
from tests.serve.running import in_thread

HEAD: Final = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix np: <http://www.nanopub.org/nschema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix x: <https://museum.example/id/> .
"""
MUSEUM: Final = """
x:vase rdfs:label "A vase" ;
  owl:sameAs <http://other.example/vase-1> ;
  dct:identifier "INV-2004-17" .
<https://other.example/vase-1> owl:sameAs <http://www.wikidata.org/entity/Q191851> .
x:paris rdfs:label "Paris" ; skos:exactMatch <https://sws.geonames.org/2988507/> ;
  skos:closeMatch <http://www.wikidata.org/entity/Q90> ;
  schema:identifier [ a schema:PropertyValue ; schema:propertyID "INSEE" ; schema:value "75056" ] .
x:twin rdfs:label "Twin of the vase" ; dct:identifier "inv 2004", "INV\u20112004\u201117" .
x:curator rdfs:label "A curator" ; schema:sameAs <http://orcid.org/0000-0002-1825-0097> .
x:plain rdfs:label "Plain" .
x:old rdfs:label "Old" ; owl:deprecated true ; dct:identifier "OLD-1" .
"""
BASE: Final = "https://museum.example/"


def build_graph(folder: Path, text: str, *, suffix: str = "ttl", base: str = BASE) -> Path:
    """Return the site of a graph."""
    file = folder / f"graph.{suffix}"
    file.write_text(HEAD + text, encoding="utf-8")
    site = folder / "site"
    ended = publisher(
        *("build", file, "--out", site, "--base", base, "--workers", "1", "--no-compress")
    )
    assert ended.returncode == 0, ended
    return site


@contextmanager
def served_graph(folder: Path, text: str, *, suffix: str = "ttl") -> Iterator[str]:
    with in_thread(build_graph(folder, text, suffix=suffix)) as address:
        yield address
