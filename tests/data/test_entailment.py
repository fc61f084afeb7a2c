"""What RDFS adds to the asserted triples is no more than the pages say."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, RDF, RDFS

from tests.data.asked import BASE

SCHEMA = rdflib.Namespace("https://schema.org/")
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
LODE = rdflib.Namespace("http://linkedevents.org/ontology/")
OUR = rdflib.Namespace(f"{BASE}ontology#")

_INSTITUTION = {OUR.Agent, ORG.Organization, SCHEMA.Organization}
# What each class says beside itself. That a visit and a meeting took place is on record.
CLASSES: dict[rdflib.URIRef, set[rdflib.URIRef]] = {
    OUR.Cooperation: set(),
    OUR.Country: {OUR.Place, SCHEMA.Place, SCHEMA.Country},
    OUR.Document: {FOAF.Document, SCHEMA.CreativeWork, PROV.Entity},
    OUR.Institution: _INSTITUTION,
    OUR.Meeting: {OUR.Event, LODE.Event, SCHEMA.Event},
    OUR.Membership: {ORG.Membership},
    OUR.Network: {OUR.Institution, ORG.OrganizationalCollaboration, *_INSTITUTION},
    OUR.Person: {OUR.Agent, FOAF.Person, SCHEMA.Person},
    OUR.PersonGroup: {OUR.Agent, FOAF.Group},
    OUR.Place: {SCHEMA.Place},
    OUR.Post: {OUR.Agent, ORG.Post},
    OUR.Programme: set(),
    OUR.Provision: {ELI.LegalResourceSubdivision},
    OUR.ReportedEvent: set(),
    OUR.SeminarSeries: set(),
    OUR.Treaty: {ELI.LegalResource},
    OUR.Visit: {OUR.Event, LODE.Event, SCHEMA.Event},
}
PROPERTIES: dict[rdflib.URIRef, set[rdflib.URIRef]] = {
    OUR.addressee: {SCHEMA.recipient},
    OUR.award: {SCHEMA.award},
    OUR.concerns: {SCHEMA.about},
    OUR.date: {DCTERMS.date},
    OUR.duringVisit: {SCHEMA.superEvent},
    OUR.holds: {ORG.holds},
    OUR.member: {ORG.member},
    OUR.name: {FOAF.name, SCHEMA.name},
    OUR.network: {ORG.organization},
    OUR.participant: {LODE.involvedAgent},
    OUR.partOf: {ORG.subOrganizationOf},
    OUR.place: {LODE.atPlace},
    OUR.postIn: {ORG.postIn},
    OUR.provisionOf: {ELI.is_part_of},
    OUR.staffOf: {ORG.memberOf},
}
Triple = tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node]


def _of_data(triples: Iterable[Triple]) -> set[Triple]:
    """Return the triples about what the data describes: no term, statement or passage."""
    return {
        (s, p, o)
        for s, p, o in triples
        if str(s).startswith(BASE) and "#" not in str(s) and "/" in str(s).removeprefix(BASE)
    }


def _entailed(given: set[Triple]) -> set[Triple]:
    """Return the closure under the rules rdfs2, 3, 5, 7, 9 and 11.

    https://www.w3.org/TR/rdf11-mt/#patterns-of-rdfs-entailment-informative. (owlrl is no judge
    here, because it takes "x" and "x"@en for one literal.)
    """
    closure, new = set(given), set(given)
    while new:
        new = set(_entailed_at_once(closure)) - closure
        closure |= new
    return closure


def _entailed_at_once(triples: set[Triple]) -> Iterator[Triple]:
    graph = rdflib.Graph()
    for triple in triples:
        graph.add(triple)
    for schema in (RDFS.subClassOf, RDFS.subPropertyOf):
        for narrow, broad in graph.subject_objects(schema):
            yield from ((narrow, schema, above) for above in graph.objects(broad, schema))
    for narrow, broad in graph.subject_objects(RDFS.subClassOf):
        yield from ((one, RDF.type, broad) for one in graph.subjects(RDF.type, narrow))
    for narrow, broad in graph.subject_objects(RDFS.subPropertyOf):
        yield from ((s, broad, o) for s, o in graph.subject_objects(narrow))
    for used, domain in graph.subject_objects(RDFS.domain):
        yield from ((s, RDF.type, domain) for s in graph.subjects(used))
    for used, values in graph.subject_objects(RDFS.range):
        yield from (
            (o, RDF.type, values) for o in graph.objects(None, used) if isinstance(o, rdflib.URIRef)
        )


@lru_cache(maxsize=1)
def _asserted_and_added(dump: Path) -> tuple[set[Triple], set[Triple]]:
    given = set(rdflib.Graph().parse(dump))
    return _of_data(given), _of_data(_entailed(given) - given)


@pytest.fixture
def asserted(site: Path) -> set[Triple]:
    return _asserted_and_added(site / "dumps" / "asserted.nt")[0]


@pytest.fixture
def added(site: Path) -> set[Triple]:
    return _asserted_and_added(site / "dumps" / "asserted.nt")[1]


def test_rdfs_adds_the_classes_and_properties_above_and_nothing_else(
    asserted: set[Triple], added: set[Triple]
) -> None:
    types = {
        (s, RDF.type, above)
        for s, p, o in asserted
        if p == RDF.type and isinstance(o, rdflib.URIRef)
        for above in CLASSES.get(o, set())
    }
    values = {
        (s, above, o)
        for s, p, o in asserted
        if isinstance(p, rdflib.URIRef)
        for above in PROPERTIES.get(p, set())
    }
    assert types
    assert values
    assert added == (types | values) - asserted


@pytest.mark.parametrize("event", ["event/asgarov-guliyev", "proceeding/asgarov-guliyev"])
def test_rdfs_adds_nothing_to_what_is_only_claimed(added: set[Triple], event: str) -> None:
    named = rdflib.URIRef(BASE + event)
    assert not [triple for triple in added if named in triple]


def test_rdfs_gives_nothing_a_founding_date(added: set[Triple]) -> None:
    assert not [triple for triple in added if triple[1] == SCHEMA.foundingDate]
