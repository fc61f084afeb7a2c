"""The index holds the graph, each predicate's triples apart."""

from hypothesis import given
from hypothesis import strategies as st

from publisher.check.predicate_index import PredicateIndex
from publisher.dataset import Dataset
from publisher.model import Triple
from publisher.vocabulary import RDF_TYPE
from tests.check.graphs import BASE, iri

NODES = st.sampled_from([iri(name) for name in ("a", "a/b", "a#c", "b")])
PREDICATES = st.sampled_from([iri("p"), iri("q"), RDF_TYPE])
VALUES = NODES | st.sampled_from(['"x"', '"x y"@en', '"<a> <b> ."'])


@given(triples=st.sets(st.tuples(NODES, PREDICATES, VALUES)))
def test_a_predicate_index_answers_as_the_graph_does(triples: set[Triple]) -> None:
    graph = Dataset.of(triples, base=BASE)
    index = PredicateIndex.of(graph)

    assert index.values == {value for _, _, value in triples}
    assert list(index.by_predicate) == list(dict.fromkeys(predicate for _, predicate, _ in graph))
    for predicate, indexed in index.by_predicate.items():
        assert [(s, predicate, o) for s, o in indexed.pairs()] == [
            triple for triple in graph if triple[1] == predicate
        ]
        assert index.first(predicate) == next(one for one in graph if one[1] == predicate)
        for subject in graph.subjects():
            assert tuple(indexed.values_of(subject)) == graph.objects(subject, predicate)
    for term in index.values:
        if term.startswith("<"):
            assert tuple(index.instances(term)) == graph.instances(term)


def test_what_no_triple_has_is_empty() -> None:
    index = PredicateIndex.of(Dataset.of([], base=BASE))

    assert list(index.triples_of(RDF_TYPE).pairs()) == []
    assert list(index.triples_of(RDF_TYPE).values_of(iri("a"))) == []
    assert list(index.instances(iri("T"))) == []
