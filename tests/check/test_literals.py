import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.literals import check_literals
from publisher.findings import Finding
from publisher.model import ANY, Term
from publisher.terms import literal
from tests.check.graphs import codes, graph_of, index_of, iri

XSD = "http://www.w3.org/2001/XMLSchema#"


def found(text: str, kind: str) -> list[Finding]:
    value = literal(text, datatype=Term(f"<{XSD}{kind}>"))
    return list(check_literals(index_of(f"<a> :p {value} .")))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("gYear", "2008"),
        ("gYear", "-0044"),
        ("gYear", "12008"),
        ("gYearMonth", "2015-03"),
        ("gMonthDay", "--02-29"),
        ("date", "2016-02-29"),
        ("date", "0000-02-29"),
        ("dateTime", "2015-03-31T10:00:00Z"),
        ("dateTime", "2015-03-31T10:00:00.5+04:00"),
        ("time", "23:59:59"),
        ("integer", "-7"),
        ("integer", "123456789012345678901234567890"),
        ("nonNegativeInteger", "0"),
        ("byte", "-128"),
        ("unsignedLong", "18446744073709551615"),
        ("decimal", "1.5"),
        ("double", "0.5"),
        ("double", "NaN"),
        ("float", "-INF"),
        ("boolean", "true"),
        ("anyURI", "https://example.org/ə?q=1#f"),
        ("language", "az-Latn"),
        ("hexBinary", "0aFF"),
        ("base64Binary", "YWJj"),
        ("duration", "P1Y2M3DT4H5M6S"),
        ("string", ""),
    ],
)
def test_a_good_literal_passes(kind: str, text: str) -> None:
    assert found(text, kind) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("gYear", "20O8"),
        ("gYear", "08"),
        ("gYear", "02008"),
        ("gYear", "٢٠٠٨"),
        ("gYearMonth", "2015-3"),
        ("gYearMonth", "2015-13"),
        ("gMonthDay", "--02-30"),
        ("gMonthDay", "--04-31"),
        ("gMonth", "--13"),
        ("gDay", "---32"),
        ("date", "2015-02-29"),
        ("date", "2015-04-31"),
        ("date", "31.03.2015"),
        ("date", "2015-03-31+15:00"),
        ("dateTime", "2015-03-31"),
        ("dateTime", "2015-03-31T25:00:00"),
        ("dateTime", "2015-02-30T10:00:00"),
        ("time", "24:00:01"),
        ("integer", "1.0"),
        ("integer", ""),
        ("integer", "1\n"),
        ("positiveInteger", "0"),
        ("byte", "128"),
        ("unsignedInt", "9" * 60),
        ("decimal", "1e3"),
        ("double", "1,5"),
        ("boolean", "yes"),
        ("anyURI", "not a uri"),
        ("anyURI", "https://example.org/<x>"),
        ("language", "english-"),
        ("hexBinary", "abc"),
        ("base64Binary", "YWJ"),
        ("duration", "P"),
        ("duration", "P1YT"),
    ],
)
def test_an_ill_formed_literal_is_found(kind: str, text: str) -> None:
    assert codes(found(text, kind)) == ["literal-ill-formed"]


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("integer", "01", "1"),
        ("integer", "+1", "1"),
        ("integer", "-0", "0"),
        ("integer", "0123456789012345678901234567890", "123456789012345678901234567890"),
        ("decimal", "1.0", "1"),
        ("decimal", ".5", "0.5"),
        ("double", "1E2", "100"),
        ("float", "1E2", "100"),
        ("boolean", "1", "true"),
        ("date", "2015-03-31+00:00", "2015-03-31Z"),
        ("dateTime", "2015-03-31T10:00:00.50Z", "2015-03-31T10:00:00.5Z"),
        ("time", "24:00:00", "00:00:00"),
        ("gYear", "2008-00:00", "2008Z"),
        ("duration", "P12M", "P1Y"),
    ],
)
def test_a_literal_that_stores_rewrite_is_found_with_its_form(
    kind: str, text: str, kept: str
) -> None:
    (finding,) = found(text, kind)

    assert finding.code == "literal-not-canonical"
    assert finding.hint == f'write "{kept}"^^xsd:{kind}'


KINDS = (
    *("integer", "byte", "unsignedLong", "decimal", "double", "float", "boolean", "gYear"),
    *("gYearMonth", "gMonthDay", "date", "time", "dateTime", "duration", "anyURI"),
)
TEXTS = st.one_of(
    st.text("0123456789-+:.TZPYMDHSEe", max_size=12),
    st.integers().map(str),
    st.floats().map(repr),
    st.dates().map(str),
    st.datetimes(timezones=st.none() | st.timezones()).map(lambda one: one.isoformat()),
)


@given(TEXTS, st.sampled_from(KINDS))
def test_what_passes_comes_back_from_a_store_as_it_was(text: str, kind: str) -> None:
    if found(text, kind):
        return
    store = ox.Store()
    node = ox.NamedNode("x:x")
    store.add(ox.Quad(node, node, ox.Literal(text, datatype=ox.NamedNode(f"{XSD}{kind}"))))

    (quad,) = store

    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


def test_a_literal_of_a_record_is_found_once_and_where_it_is_asserted() -> None:
    graph = graph_of("""<a> :since "20O8"^^xsd:gYear .
        <a#since-1> a rdf:Statement ; rdf:object "20O8"^^xsd:gYear .""")

    (finding,) = check_literals(PredicateIndex.of(graph))

    assert finding.about == (iri("a"), iri("ontology#since"), f'"20O8"^^<{XSD}gYear>')


def test_a_literal_of_a_claim_is_found_where_it_is_named() -> None:
    (finding,) = check_literals(index_of('<c#since-1> rdf:object "20O8"^^xsd:gYear .'))

    assert finding.about == (ANY, ANY, f'"20O8"^^<{XSD}gYear>')


@pytest.mark.parametrize("name", ["1994", "terms/", "terms#", "a-b/9"])
def test_a_property_that_no_element_can_be_named_by_is_found_once(name: str) -> None:
    graph = graph_of(f'<a> <https://other.example/{name}> "x" , "y" .')

    assert codes(check_literals(PredicateIndex.of(graph))) == ["predicate-not-xml"]


@pytest.mark.parametrize("name", ["9a", "terms/ada", "t#ə", "x.y-z", "_"])
def test_a_property_whose_end_is_a_name_passes(name: str) -> None:
    assert list(check_literals(index_of(f'<a> <https://other.example/{name}> "x" .'))) == []


@pytest.mark.parametrize("letter", ["\\u0001", "\\u000B", "\\f", "\\uFFFE"])
def test_a_character_that_xml_cannot_write_is_found(letter: str) -> None:
    assert codes(check_literals(index_of(f'<a> :p "x{letter}y"@en .'))) == ["character-not-xml"]


def test_line_feeds_and_letters_beyond_the_first_plane_pass() -> None:
    assert list(check_literals(index_of('<a> :p "x\\r\\n\\t😀" .'))) == []
