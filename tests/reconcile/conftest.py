from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.calls import publisher
from tests.reconcile.service import Service
from tests.serve.running import in_thread

GRAPH = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX things: <https://things.example/>
PREFIX : <https://vocab.example/terms#>

:City rdfs:subClassOf :Place ; rdfs:label "city"@en .
:Place rdfs:label "place"@en .
:in rdfs:label "in"@en . :population rdfs:label "population"@en .

things:paris a :City ; rdfs:label "Paris"@en ; :in things:france ;
  :population 2145906 ; :area 105.4 ; :founded "-0250-01-01T00:00:00Z"^^xsd:dateTime ;
  :mayor [ rdfs:label "somebody" ] ; :isCapital true ; :big 98765432109876543210 ;
  rdfs:comment "The capital."@en , "La capitale."@fr ;
  owl:sameAs <http://www.wikidata.org/entity/Q90> .
things:paris-texas a :City ; rdfs:label "Paris"@en ; :in things:usa .
things:france a :Place ; rdfs:label "France"@en .
things:usa a :Place ; rdfs:label "United States"@en .
<https://things.example/doc#part> a :Part ; rdfs:label "Part with a hash"@en .
<https://things.example/%C3%A9t%C3%A9> a :Part ; rdfs:label "Escaped summer"@en .
<https://things.example/été> a :Part ; rdfs:label "Summer"@en .
<https://things.example/a~23b> a :Part ; rdfs:label "Tilde"@en .
<https://things.example/a?b=c&d=e+f> a :Part ; rdfs:label "Query string"@en .
<http://elsewhere.example/x#y> a :Part ; rdfs:label "Elsewhere"@en .
<http://elsewhere.example/ə#ə> a :Part ; rdfs:label "Schwa"@en .
<urn:isbn:9780140449136> a :Part ; rdfs:label "A book"@en .
"""


@pytest.fixture(scope="session")
def service(site: Path) -> Iterator[Service]:
    """The service of the flagship."""
    with in_thread(site) as address:
        yield Service(f"{address}/reconcile")


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The service of a graph that has no sources, and IRIs of every kind."""
    folder = tmp_path_factory.mktemp("stranger")
    file = folder / "graph.ttl"
    file.write_text(GRAPH, encoding="utf-8")
    called = publisher("build", file, "--out", folder / "site")
    assert called.returncode == 0, called.stderr
    with in_thread(folder / "site") as address:
        yield Service(f"{address}/reconcile")
