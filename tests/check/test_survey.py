"""The survey holds the graph, each predicate's triples apart."""

from hypothesis import given
from hypothesis import strategies as st

from publisher.check.survey import Survey
from publisher.dataset import Dataset
from publisher.model import Triple
from publisher.vocabulary import RDF_TYPE
from tests.check.graphs import BASE, iri

NODES = st.sampled_from([iri(name) for name in ("a", "a/b", "a#c", "b")])
PREDICATES = st.sampled_from([iri("p"), iri("q"), RDF_TYPE])
VALUES = NODES | st.sampled_from(['"x"', '"x y"@en', '"<a> <b> ."'])


@given(triples=st.sets(st.tuples(NODES, PREDICATES, VALUES)))
def test_a_survey_answers_as_the_graph_does(triples: set[Triple]) -> None:
    graph = Dataset.of(triples, base=BASE)
    survey = Survey.of(graph)

    assert survey.values == {value for _, _, value in triples}
    assert list(survey.columns) == list(dict.fromkeys(predicate for _, predicate, _ in graph))
    for predicate, column in survey.columns.items():
        assert [(s, predicate, o) for s, o in column.pairs()] == [
            triple for triple in graph if triple[1] == predicate
        ]
        assert survey.first(predicate) == next(one for one in graph if one[1] == predicate)
        for subject in graph.subjects():
            assert tuple(column.of(subject)) == graph.objects(subject, predicate)
    for term in survey.values:
        if term.startswith("<"):
            assert tuple(survey.instances(term)) == graph.instances(term)


def test_what_no_triple_has_is_empty() -> None:
    survey = Survey.of(Dataset.of([], base=BASE))

    assert list(survey.column(RDF_TYPE).pairs()) == []
    assert list(survey.column(RDF_TYPE).of(iri("a"))) == []
    assert list(survey.instances(iri("T"))) == []
