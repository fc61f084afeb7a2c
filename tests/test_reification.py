import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Triple
from publisher.reification import ReificationError, to_rdf11, to_rdf12, triple_term
from publisher.terms import literal
from publisher.vocabulary import RDF_REIFIES, RDF_STATEMENT, RDF_TYPE
from tests import flagship

iris = st.sampled_from([f"<https://example.org/{letter}>" for letter in "abcdef"])
terms = iris | st.text(max_size=20).map(literal)
triples = st.tuples(iris, iris, terms)


@given(st.dictionaries(iris, triples), st.sets(triples))
def test_rdf12_to_rdf11_and_back(reified: dict[str, Triple], rest: set[Triple]) -> None:
    form = rest | {(name, RDF_REIFIES, triple_term(triple)) for name, triple in reified.items()}

    assert set(to_rdf12(to_rdf11(form))) == form


def test_the_flagship_goes_to_rdf12_and_back() -> None:
    graph = set(flagship.loaded().graph)

    form = set(to_rdf12(graph))

    assert set(to_rdf11(form)) == graph
    assert not any((p, o) == (RDF_TYPE, RDF_STATEMENT) for _, p, o in form)


def test_one_reifier_on_two_triples_is_refused() -> None:
    form = [
        ("<r>", RDF_REIFIES, triple_term(("<a>", "<b>", '"c"'))),
        ("<r>", RDF_REIFIES, triple_term(("<a>", "<b>", '"d"'))),
    ]

    with pytest.raises(ReificationError, match="reifies two triples"):
        list(to_rdf11(form))


def test_a_triple_term_outside_a_reifier_is_refused() -> None:
    with pytest.raises(ReificationError) as raised:
        list(to_rdf11([("<a>", "<b>", triple_term(("<a>", "<b>", '"c"')))]))

    assert raised.value.code == "triple-term-outside"


def test_a_nested_triple_term_is_refused() -> None:
    inner = triple_term(("<a>", "<b>", '"c"'))

    with pytest.raises(ReificationError) as raised:
        list(to_rdf11([("<r>", RDF_REIFIES, triple_term(("<a>", "<b>", inner)))]))

    assert raised.value.code == "triple-term-nested"
