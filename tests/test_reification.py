from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Term, Triple
from publisher.reification import (
    ReificationError,
    is_triple_term,
    rdf11,
    to_rdf12,
    triple_of_term,
    triple_term,
)
from publisher.terms import iri, literal
from publisher.vocabulary import (
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_REIFIES,
    RDF_STATEMENT,
    RDF_SUBJECT,
    RDF_TYPE,
)
from tests import flagship

iris = st.sampled_from([iri(f"https://example.org/{letter}") for letter in "abcdef"])
terms = iris | st.text(max_size=20).map(literal)
triples = st.tuples(iris, iris, terms)


@given(st.dictionaries(iris, triples), st.sets(triples))
def test_rdf12_to_rdf11_and_back(reified: dict[Term, Triple], rest: set[Triple]) -> None:
    form = rest | {(name, RDF_REIFIES, triple_term(triple)) for name, triple in reified.items()}

    assert set(to_rdf12(_to_rdf11(form))) == form


def test_the_flagship_goes_to_rdf12_and_back() -> None:
    graph = set(flagship.loaded().graph)

    form = set(to_rdf12(graph))

    assert set(_to_rdf11(form)) == graph
    assert not any((p, o) == (RDF_TYPE, RDF_STATEMENT) for _, p, o in form)


def test_a_nested_triple_term_is_refused() -> None:
    inner = triple_term((iri("a"), iri("b"), literal("c")))

    with pytest.raises(ReificationError) as raised:
        triple_of_term(triple_term((iri("a"), iri("b"), inner)))

    assert raised.value.code == "triple-term-nested"


def _to_rdf11(form: Iterable[Triple]) -> Iterator[Triple]:
    for subject, predicate, value in form:
        if is_triple_term(value):
            yield from rdf11(subject, triple_of_term(value))
        else:
            yield subject, predicate, value


@pytest.mark.parametrize(
    "parts",
    [
        [(RDF_SUBJECT, iri("a"))],
        [
            (RDF_SUBJECT, iri("a")),
            (RDF_PREDICATE, iri("b")),
            (RDF_OBJECT, literal("c")),
            (RDF_OBJECT, literal("d")),
        ],
    ],
)
def test_what_reifies_no_one_triple_stays_as_it_is(parts: list[tuple[Term, Term]]) -> None:
    graph = {(iri("r"), RDF_TYPE, RDF_STATEMENT), *((iri("r"), *part) for part in parts)}

    assert set(to_rdf12(graph)) == graph
