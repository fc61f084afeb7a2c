import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Term
from publisher.terms import (
    datatype,
    fragment,
    iri,
    language,
    lexical,
    literal,
    local_name,
    page_iri,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@given(TEXTS)
def test_a_literal_is_written_as_the_parser_reads_it(text: str) -> None:
    line = f"<http://a/s> <http://a/p> {literal(text)} .\n".encode()

    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)

    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text
    assert lexical(Term(str(quad.object))) == text


@given(TEXTS)
def test_lexical_undoes_literal(text: str) -> None:
    assert lexical(literal(text)) == text


def test_a_literal_says_its_language_and_datatype() -> None:
    assert language(literal("a@b", language="az")) == "az"
    assert datatype(literal("2008", datatype=iri("x"))) == iri("x")
    assert datatype(Term('"a"')) == "<http://www.w3.org/2001/XMLSchema#string>"
    assert lexical(Term('"a\\"^^<b>"^^<c>')) == 'a"^^<b>'


def test_a_hash_iri_has_a_document_and_a_fragment() -> None:
    assert page_iri(iri("https://e.org/a#b")) == "<https://e.org/a>"
    assert page_iri(iri("https://e.org/a")) == "<https://e.org/a>"
    assert fragment(iri("https://e.org/a#b")) == "b"
    assert local_name(iri("https://e.org/a/b#c")) == "c"
    assert local_name(iri("https://e.org/a/b")) == "b"
