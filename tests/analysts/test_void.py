"""VoID: every number is what SPARQL counts in the dump."""

from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, VOID
from rdflib.term import Node

from publisher import limits
from publisher.render.void import uri_pattern
from tests.analysts.conftest import BuiltSite, built

_STATIC = "void.ttl"


@lru_cache(maxsize=2)
def _store(site: BuiltSite) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(site.folder / "dumps/all.nt"), format=ox.RdfFormat.N_TRIPLES)
    return store


@lru_cache(maxsize=2)
def _void(site: BuiltSite) -> Graph:
    return Graph().parse(site.folder / _STATIC)


def _count(site: BuiltSite, pattern: str, what: str = "*") -> int:
    answer = _store(site).query(f"SELECT (COUNT({what}) AS ?n) WHERE {{ {pattern} }}")
    assert isinstance(answer, ox.QuerySolutions)
    (row,) = answer
    return int(row["n"].value)


def _dataset(graph: Graph) -> URIRef:
    (dataset,) = graph.objects(None, FOAF.primaryTopic)
    assert isinstance(dataset, URIRef)
    return dataset


def _number(graph: Graph, node: Node, name: str) -> int:
    return int(str(graph.value(node, VOID[name])))


def test_the_totals_are_those_of_the_dump(any_site: BuiltSite) -> None:
    graph = _void(any_site)
    about = _dataset(graph)
    pattern = str(graph.value(about, VOID.uriRegexPattern)).replace("\\", "\\\\")
    entity = f"?s ?p ?o FILTER(isIRI(?s) && REGEX(STR(?s), '{pattern}'))"

    assert _number(graph, about, "triples") == _count(any_site, "?s ?p ?o")
    assert _number(graph, about, "entities") == _count(any_site, entity, "DISTINCT ?s")
    assert _number(graph, about, "distinctSubjects") == _count(any_site, "?s ?p ?o", "DISTINCT ?s")
    assert _number(graph, about, "distinctObjects") == _count(any_site, "?s ?p ?o", "DISTINCT ?o")
    assert _number(graph, about, "properties") == _count(any_site, "?s ?p ?o", "DISTINCT ?p")
    assert _number(graph, about, "classes") == _count(any_site, "?s a ?o", "DISTINCT ?o")


def test_each_class_partition_is_what_the_dump_has(any_site: BuiltSite) -> None:
    graph = _void(any_site)
    partitions = list(graph.objects(_dataset(graph), VOID.classPartition))

    classes = _count(any_site, "?s a ?o FILTER(isIRI(?o))", "DISTINCT ?o")
    assert len(partitions) == min(classes, limits.DESCRIBED_CLASSES)
    for partition in partitions:
        class_ = graph.value(partition, VOID["class"])
        assert _number(graph, partition, "entities") == _count(any_site, f"?s a <{class_}>")
        assert _number(graph, partition, "triples") == _count(
            any_site, f"?s a <{class_}> . ?s ?p ?o"
        )
        for part in graph.objects(partition, VOID.propertyPartition):
            property_ = graph.value(part, VOID.property)
            assert _number(graph, part, "triples") == _count(
                any_site, f"?s a <{class_}> . ?s <{property_}> ?o"
            )


def test_each_property_partition_is_what_the_dump_has(any_site: BuiltSite) -> None:
    graph = _void(any_site)
    partitions = list(graph.objects(_dataset(graph), VOID.propertyPartition))

    assert partitions
    for partition in partitions:
        pattern = f"?s <{graph.value(partition, VOID.property)}> ?o"
        assert _number(graph, partition, "triples") == _count(any_site, pattern)
        assert _number(graph, partition, "distinctSubjects") == _count(
            any_site, pattern, "DISTINCT ?s"
        )
        assert _number(graph, partition, "distinctObjects") == _count(
            any_site, pattern, "DISTINCT ?o"
        )


def test_each_linkset_is_what_the_dump_has(any_site: BuiltSite) -> None:
    graph = _void(any_site)

    for linkset in graph.subjects(RDF.type, VOID.Linkset):
        space = graph.value(graph.value(linkset, VOID.objectsTarget), VOID.uriSpace)
        predicate = graph.value(linkset, VOID.linkPredicate)
        others = "".join(
            f" && !STRSTARTS(STR(?o), '{other}')" for other in _longer_spaces(graph, str(space))
        )
        pattern = f"?s <{predicate}> ?o FILTER(isIRI(?o) && STRSTARTS(STR(?o), '{space}'){others})"
        assert _number(graph, linkset, "triples") == _count(any_site, pattern)
        assert graph.value(linkset, VOID.subjectsTarget) == _dataset(graph)
        assert (_dataset(graph), VOID.subset, linkset) in graph


def _longer_spaces(graph: Graph, space: str) -> Iterator[str]:
    for other in map(str, graph.objects(None, VOID.uriSpace)):
        if other != space and other.startswith(space):
            yield other


def test_the_flagship_links_to_the_registers_of_the_world(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    flagship = built("flagship", tmp_path_factory)
    graph = _void(flagship)
    targets = {
        graph.value(each, VOID.objectsTarget) for each in graph.subjects(RDF.type, VOID.Linkset)
    }
    spaces = {str(graph.value(target, VOID.uriSpace)) for target in targets}

    assert {
        "http://www.wikidata.org/entity/",
        "https://sws.geonames.org/",
        "https://ror.org/",
        "https://isni.org/isni/",
        "http://viaf.org/viaf/",
    } <= spaces
    assert not any(space.startswith(flagship.base) for space in spaces)


def test_the_static_file_names_the_endpoint_and_examples_that_have_pages(
    any_site: BuiltSite,
) -> None:
    graph = _void(any_site)
    about = _dataset(graph)

    assert graph.value(about, VOID.sparqlEndpoint) == URIRef(f"{any_site.base}sparql")
    examples = list(graph.objects(about, VOID.exampleResource))
    assert examples or any_site.name == "nanopub"
    claim = URIRef("https://w3id.org/quoted-statements#Claim")
    for example in examples:
        assert _count(any_site, f"<{example}> ?p ?o")
        assert not _count(any_site, f"<{example}> a <{claim}>")
    features = {str(each) for each in graph.objects(about, VOID.feature)}
    assert "http://www.w3.org/ns/formats/Turtle" in features


def test_the_well_known_file_is_the_same(any_site: BuiltSite) -> None:
    assert any_site.read(".well-known/void") == any_site.read(_STATIC)
    assert list(_void(any_site).objects(None, DCTERMS.title))


def test_a_pattern_takes_the_signs_of_an_address_as_they_are() -> None:
    assert uri_pattern(["https://a.org/x?b=(1)#"]) == r"^https://a\.org/x\?b=\(1\)#"
    assert uri_pattern(["https://b.org/", "https://a.org/"]) == (
        r"^(?:https://a\.org/|https://b\.org/)"
    )
