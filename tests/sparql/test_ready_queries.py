import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.findings import Finding, Place
from publisher.load.query_comments import read_ready_query
from publisher.model import Parameter, ReadyQuery, Term
from publisher.terms import iri, literal

BASE = "https://example.org/"
GOOD = """# title: What a network did
# description: Every dated activity of a network,
#   oldest first.
# param: network iri = <network/enoc>
# param: name string = "ENOC"
# param: since gYear = 2008
# Any other remark.
SELECT * { ?s ?p "# param: x y = z" }
# title: not this
"""


def read(text: str) -> tuple[ReadyQuery, list[Finding]]:
    return read_ready_query("activities", text, file="queries/activities.rq", base=BASE)


def with_parameter(line: str) -> str:
    return f"# title: T\n# description: D\n# param: {line}\nASK {{ }}\n"


def test_a_header_is_read_whole() -> None:
    query, findings = read(GOOD)
    assert findings == []
    assert query == ReadyQuery(
        name="activities",
        title="What a network did",
        description="Every dated activity of a network, oldest first.",
        parameters=(
            Parameter(name="network", type="iri", default=iri("https://example.org/network/enoc")),
            Parameter(name="name", type="string", default=literal("ENOC")),
            Parameter(
                name="since",
                type="gYear",
                default=Term('"2008"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
            ),
        ),
        text=GOOD,
        file="queries/activities.rq",
    )


def test_line_ends_of_another_system_are_no_part_of_it() -> None:
    query, findings = read(GOOD.replace("\n", "\r\n"))
    assert findings == []
    assert query.parameters == read(GOOD)[0].parameters


def test_a_query_without_header_lacks_title_and_description() -> None:
    query, findings = read("ASK { }")
    assert query.title == "activities"
    assert [one.text for one in findings] == [
        'the query has no title; begin the file with "# title: …"',
        'the query has no description; begin the file with "# description: …"',
    ]
    assert {one.code for one in findings} == {"query-header"}
    assert {one.place for one in findings} == {
        Place(file="queries/activities.rq", line=1, column=1)
    }


@pytest.mark.parametrize(
    ("line", "term"),
    [
        ("x string = bare words", '"bare words"'),
        ("x string = 'single'", '"single"'),
        ('x string = "two\\nlines"', '"two\\nlines"'),
        ('x gYear = "2008"^^xsd:gYear', '"2008"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ('x gYear = "2008"', '"2008"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        ("x iri = network/enoc", "<https://example.org/network/enoc>"),
        ("x boolean=true", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
    ],
)
def test_a_default_is_turtle_or_bare(line: str, term: str) -> None:
    query, findings = read(with_parameter(line))
    assert findings == []
    assert query.parameters[0].default == term


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", 'parameter "" is malformed; write it as "# param: NAME TYPE = DEFAULT"'),
        ("x iri", 'parameter "x iri" is malformed'),
        ("?x iri = <a>", 'parameter "?x iri = <a>" is malformed'),
        ("x iri =", 'parameter "x iri =" is malformed'),
        ("limit integer = 5", "parameter limit has a name that is reserved for requests"),
        ("x year = 2008", "parameter x has the unknown type year; choose one of iri, string"),
        ("x gYear = soon", "parameter x: expected a year, such as 2008 but received 'soon'"),
        ("x string = <a>", "parameter x: expected a text without NUL but received <a>"),
        ('x iri = "a"', "parameter x: expected an IRI"),
        ('x integer = "1"^^xsd:gYear', "parameter x: expected a whole number"),
        ('x string = "a" . <b> <c> <d>', "parameter x:"),
        ('x string = "a', 'parameter x: "a is not a Turtle literal'),
        ('x string = "a"@en', "parameter x: expected a text"),
    ],
)
def test_a_parameter_that_is_wrong_is_found_on_its_line(line: str, message: str) -> None:
    query, (finding,) = read(with_parameter(line))
    assert finding.text.startswith(message)
    assert finding.place.line == 3
    assert query.parameters == ()


def test_a_parameter_declared_twice_is_found() -> None:
    _, (finding,) = read(with_parameter("x gYear = 2008\n# param: x gYear = 2009"))
    assert finding.message == "parameter x is declared twice"
    assert finding.place.line == 4


@given(
    st.text()
    | st.lists(st.sampled_from(["# ", "param: ", "x iri = ", "<", "\n", '"'])).map("".join)
)
def test_any_text_has_findings_and_no_traceback(text: str) -> None:
    query, findings = read(text)
    assert query.text == text
    assert all(one.code == "query-header" for one in findings)


LABELS = """# title: T
# description: D
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT * {
  ?event ?by ?agent .
  # label: ?event
  OPTIONAL {
    ?agent ?at ?place .
    # label: ?place as ?where
  }
  # A label: "?agent" stays a remark.
}
"""


def test_a_label_line_stands_for_the_pattern_that_finds_the_label() -> None:
    query, findings = read(LABELS)
    assert findings == []
    assert query.text == LABELS.replace(
        "# label: ?event",
        'OPTIONAL { ?event rdfs:label ?eventLabel . FILTER(LANG(?eventLabel) = "en") }',
    ).replace(
        "# label: ?place as ?where",
        'OPTIONAL { ?place rdfs:label ?where . FILTER(LANG(?where) = "en") }',
    )


def test_labels_are_in_the_language_of_the_project() -> None:
    query, _ = read_ready_query("q", LABELS, file="queries/q.rq", base=BASE, language="de-CH")
    assert 'FILTER(LANG(?eventLabel) = "de-CH")' in query.text
    assert '"en"' not in query.text


@pytest.mark.parametrize("variables", ["event", "", "?event ?agent", "?event as name", "?event?"])
def test_a_label_line_without_a_variable_is_an_error_at_its_line(variables: str) -> None:
    query, (finding,) = read(LABELS.replace("?place as ?where", variables))
    assert finding.place == Place(file="queries/activities.rq", line=9, column=1)
    assert finding.text == (
        f'label line "{variables}" is malformed; '
        "write it as # label: ?NAME, or # label: ?NAME as ?LABEL"
    )
    assert f"# label: {variables}\n" in query.text
