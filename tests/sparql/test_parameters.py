import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from publisher.model import Parameter, Term
from publisher.sparql.parameters import TYPES, inject, parameter_term, typed_term, with_base
from publisher.terms import iri, literal

BASE = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ATTACKS = (
    "<https://example.org/x> } ; DROP ALL",
    "https://example.org/x> } #",
    'x" } ; DROP ALL #',
    "x\n} SELECT",
    "x\\u003E }",
    "''' }",
    "network/enoc ?x",
    "network/\x00",
)


def a(kind: str) -> Parameter:
    return Parameter(name="it", type=kind, default=literal(""))


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("iri", "network/enoc", "<https://example.org/network/enoc>"),
        ("iri", "<network/enoc>", "<https://example.org/network/enoc>"),
        ("iri", "https://schema.org/Person", "<https://schema.org/Person>"),
        ("string", 'say "no"', '"say \\"no\\""'),
        ("string", "", '""'),
        ("integer", "+007", f'"7"^^<{XSD}integer>'),
        ("integer", "-0", f'"0"^^<{XSD}integer>'),
        ("decimal", "1.50", f'"1.5"^^<{XSD}decimal>'),
        ("decimal", ".5", f'"0.5"^^<{XSD}decimal>'),
        ("decimal", "-0.0", f'"0"^^<{XSD}decimal>'),
        ("boolean", "1", f'"true"^^<{XSD}boolean>'),
        ("date", "2015-03-31", f'"2015-03-31"^^<{XSD}date>'),
        ("gYear", "2008", f'"2008"^^<{XSD}gYear>'),
        ("gYearMonth", "2015-03", f'"2015-03"^^<{XSD}gYearMonth>'),
        ("language", "EN-gb", '"en-gb"'),
    ],
)
def test_a_text_becomes_the_term_of_its_type(kind: str, text: str, term: str) -> None:
    assert parameter_term(a(kind), text, base=BASE) == term


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("iri", "", "an IRI"),
        ("iri", "http://[", "an IRI"),
        ("integer", "1.5", "a whole number"),
        ("integer", "٣", "a whole number"),
        ("integer", "9" * 5000, "a whole number"),
        ("decimal", ".", "a decimal number"),
        ("decimal", "1e3", "a decimal number"),
        ("boolean", "yes", "true or false"),
        ("date", "2015-02-30", "a date"),
        ("date", "2015-3-1", "a date"),
        ("gYear", "08", "a year"),
        ("gYear", "2008\n", "a year"),
        ("gYearMonth", "2015-13", "a month"),
        ("language", "en_GB", "a language tag"),
    ],
)
def test_a_text_of_another_type_is_refused_with_what_is_expected(
    kind: str, text: str, expected: str
) -> None:
    with pytest.raises(ValueError, match=f"^parameter it: expected {expected}"):
        parameter_term(a(kind), text, base=BASE)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "string"])
def test_an_attack_is_no_value_of_any_type_but_string(kind: str, attack: str) -> None:
    with pytest.raises(ValueError, match=r"^parameter it: expected"):
        parameter_term(a(kind), attack, base=BASE)


def test_a_value_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(ValueError, match="not UTF-8"):
        typed_term("string", "\udcff", name="it", base=BASE)


@given(st.sampled_from(TYPES), st.text())
def test_any_text_is_refused_or_one_term(kind: str, text: str) -> None:
    try:
        term = typed_term(kind, text, name="it", base=BASE)
    except ValueError:
        return
    assert asked(inject("SELECT ?it { }", {"it": term})) == term


ATTACKING = st.lists(
    st.sampled_from(["\\", "u", "U", "0022", "0000", '"', "'", "}", "\n", "\r", "\x01", "é", "7"])
).map("".join)


@given(ATTACKING | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_string_arrives_whole_in_oxigraph_and_in_rdflib(text: str) -> None:
    query = inject("SELECT ?it { }", {"it": literal(text)})
    assert asked(query) == str(ox.Literal(text))
    ((found,),) = rdflib.Graph().query(query)  # type: ignore[misc]
    assert str(found) == text


def asked(query: str) -> str:
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    (solution,) = solutions
    return str(solution["it"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?b ?c }",
        "# { WHERE {\nSELECT ?a WHERE { ?a ?b ?c }",
        "PREFIX where: <http://x/{> SELECT ?a WHERE { ?a ?b '{' }".replace("{>", ">"),
        "SELECT (EXISTS { ?x ?y ?z } AS ?e) ?a FROM <http://x/> WHERE { ?a ?b ?c }",
        "ASK { ?a ?b ?c FILTER(?b < 3 && ?c > 2) }",
        "CONSTRUCT { ?a ?b ?c {| ?d ?e |} } WHERE { ?a ?b ?c ; ?d ?e }",
        "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }",
        "DESCRIBE ?a WHERE { ?a ?b '''{ ' ''' }",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c } } UNION { ?a ?b ?d } }",
    ],
)
def test_values_stand_first_in_the_outermost_group(query: str) -> None:
    injected = inject(query, {"a": iri("http://x/a"), "c": literal("c", language="en")})
    assert ' VALUES (?a ?c) { (<http://x/a> "c"@en) }' in injected
    before, after = injected.split(" VALUES ", 1)
    assert before.endswith("{")
    assert before + after.split(") }", 1)[1] == query
    ox.Store().query(injected)


def test_no_parameters_leave_the_query_as_it_is() -> None:
    assert inject("DESCRIBE <http://x/>", {}) == "DESCRIBE <http://x/>"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("DESCRIBE <http://x/>", "no WHERE"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "template"),
        ("CONSTRUCT FROM <http://x/> WHERE { ?a ?b ?c }", "template"),
        ("CONSTRUCT { ?a ?b ?c }", "no WHERE"),
        ("SELECT * { SELECT * { ?a ?b ?c } }", "braces"),
        ("SELECT ?a # { }", "no WHERE"),
    ],
)
def test_a_query_without_a_group_for_values_is_refused(query: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        inject(query, {"a": iri("http://x/a")})


@pytest.mark.parametrize("term", ["?x", "_:b", "x", '"a" "b"', "<a b>", '"a"\n', "<<( 1 2 3 )>>"])
def test_what_is_no_term_is_not_put_into_a_query(term: str) -> None:
    with pytest.raises(ValueError, match="is not a term"):
        inject("ASK { }", {"a": Term(term)})


def test_a_name_that_is_no_variable_is_refused() -> None:
    with pytest.raises(ValueError, match="is not a term"):
        inject("ASK { }", {"a) {": iri("http://x/a")})


def test_a_query_gets_its_base_on_the_first_line_once() -> None:
    query = "# BASE <x>\nPREFIX base: <http://x/> ASK { <a> base:b 'BASE <x>' }"
    once = with_base(query, BASE)
    assert once == f"BASE <{BASE}>\n{query}"
    assert with_base(once, BASE) == once
