"""Ready queries whose answer changes from build to build, by what `publisher check` says."""

from pathlib import Path

import pytest

from tests.called import publisher
from tests.findings.pages import write_project

HEAD = "# title: T\n# description: D\n"
CHANGING = [
    ("SELECT ?s (RAND() AS ?r) WHERE { ?s a ?o } ORDER BY ?s", "3:12: error: RAND()"),
    ("SELECT ?s (now() AS ?r) WHERE { ?s a ?o } ORDER BY ?s", "3:12: error: NOW()"),
    ("SELECT ?s (UUID() AS ?r) WHERE { ?s a ?o } ORDER BY ?s", "3:12: error: UUID()"),
    ("SELECT ?s (StrUUID() AS ?r) WHERE { ?s a ?o } ORDER BY ?s", "3:12: error: STRUUID()"),
    ("SELECT ?s (BNODE() AS ?r) WHERE { ?s a ?o } ORDER BY ?s", "3:12: error: BNODE()"),
    ("SELECT ?s WHERE {\n  ?s a ?o\n  FILTER(RAND() < 2) } ORDER BY ?s", "5:10: error: RAND()"),
    ("SELECT ?s WHERE { ?s a ?o } ORDER BY RAND ( )", "3:38: error: RAND()"),
    ("ASK { ?s ?p ?o FILTER(NOW() > 0 || true) }", "3:23: error: NOW()"),
    ("CONSTRUCT { ?s <x:p> ?r } WHERE { ?s a ?o BIND(UUID() AS ?r) }", "3:48: error: UUID()"),
    ("CONSTRUCT { [] <x:p> ?s } WHERE { ?s a ?o }", "3:13: error: the query makes blank nodes"),
    ("CONSTRUCT { _:b <x:p> ?s } WHERE { ?s a ?o }", "error: the query makes blank nodes"),
]
UNORDERED = [
    ("SELECT ?s WHERE { ?s ?p ?o }", "end it with ORDER BY ?s"),
    ("SELECT * WHERE { ?s a ?o }", "the query has no ORDER BY"),
    ("SELECT ?s ?o { ?s a ?o } # ORDER BY ?s", "end it with ORDER BY ?s ?o"),
    ('SELECT ?s { ?s a ?o FILTER("ORDER BY" != "") }', "end it with ORDER BY ?s"),
    ("SELECT ?s { { SELECT ?s { ?s a ?o } ORDER BY ?s } }", "end it with ORDER BY ?s"),
    ("SELECT ?s WHERE { ?s a ?o } LIMIT 1", "the query has no ORDER BY"),
    ("SELECT ?o (COUNT(?s) AS ?n) { ?s a ?o } GROUP BY ?o", "end it with ORDER BY ?o ?n"),
    ("SELECT DISTINCT ?o { ?s a ?o } OFFSET 1", "the query has no ORDER BY"),
    ("SELECT ?s { ?s a ?o } VALUES ?o { <ontology#Institution> }", "no ORDER BY"),
]
TIED = [
    ("SELECT ?s ?o WHERE { ?s a ?o } ORDER BY ?o", "add to it ?s"),
    ("SELECT ?s ?o WHERE { ?s a ?o } ORDER BY DESC(?o) LIMIT 2", "add to it ?s"),
    ("SELECT ?s ?o { ?s a ?o } ORDER BY ?o # the end", "add to it ?s"),
    ("SELECT ?s (1 AS ?n) { ?s a ?o } ORDER BY ?n", "add to it ?s"),
    ("SELECT ?o ?n { ?s a ?o BIND(STRLEN(STR(?s)) AS ?n) } ORDER BY ?o", "add to it ?n"),
    ("SELECT ?s { ?s a ?o } ORDER BY ?o VALUES ?o { <ontology#Institution> }", "add to it ?s"),
    ('SELECT ?l { VALUES ?l { "a"@en "a"@de } ?s a ?o } ORDER BY STR(?l)', "add to it"),
]
SUB_LIMITS = [
    "SELECT ?s { { SELECT ?s { ?s a ?o } LIMIT 2 } } ORDER BY ?s",
    "SELECT ?s { { SELECT ?s { ?s a ?o } OFFSET 2 } } ORDER BY ?s",
    "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } LIMIT 2",
]
STABLE = [
    "SELECT ?s ?o WHERE { ?s a ?o } ORDER BY ?o ?s",
    "SELECT ?o WHERE { ?s a ?o } ORDER BY ?o",
    "SELECT DISTINCT ?o WHERE { ?s a ?o } ORDER BY ?o LIMIT 2",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?o }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s a ?o } LIMIT 1",
    "SELECT ?s { ?s a <ontology#Membership> }",
    "SELECT ?s ?o { ?s a ?o } ORDER BY ?o ?s VALUES ?o { <ontology#Institution> }",
    "SELECT ?now { ?now a ?rand } ORDER BY ?now # RAND()",
    'SELECT ?s { ?s a ?o FILTER("NOW()" != "RAND()") } ORDER BY ?s',
    "ASK { ?s ?p ?o }",
    "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }",
    "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o } ORDER BY ?s LIMIT 2",
    "DESCRIBE <document/letter>",
]


def said(folder: Path, query: str) -> list[str]:
    write_project(folder, {"queries/fault.rq": (HEAD + query).encode()})
    return publisher("check", "--project", folder).lines


@pytest.mark.parametrize(("query", "expected"), CHANGING)
def test_what_gives_another_answer_on_every_build_is_found_at_its_place(
    query: str, expected: str, tmp_path: Path
) -> None:
    (line,) = said(tmp_path, query)

    assert line.startswith("queries/fault.rq:")
    assert expected in line
    assert line.endswith("[query-unstable]")


@pytest.mark.parametrize(("query", "expected"), UNORDERED)
def test_rows_without_an_order_are_found(query: str, expected: str, tmp_path: Path) -> None:
    (line,) = said(tmp_path, query)

    assert line.startswith("queries/fault.rq:3:1: error: the query has no ORDER BY")
    assert expected in line
    assert line.endswith("[query-unstable]")


@pytest.mark.parametrize(("query", "expected"), TIED)
def test_an_order_that_leaves_rows_open_is_found_where_it_stands(
    query: str, expected: str, tmp_path: Path
) -> None:
    (line,) = said(tmp_path, query)

    column = query.index("ORDER") + 1
    assert line.startswith(f"queries/fault.rq:3:{column}: error: ORDER BY leaves open which")
    assert expected in line
    assert line.endswith("[query-unstable]")


@pytest.mark.parametrize("query", SUB_LIMITS)
def test_a_limit_inside_that_takes_any_solutions_is_found(query: str, tmp_path: Path) -> None:
    (line,) = said(tmp_path, query)

    assert "without ORDER BY takes other solutions on every build" in line


@pytest.mark.parametrize("query", STABLE)
def test_a_query_with_one_answer_passes(query: str, tmp_path: Path) -> None:
    assert said(tmp_path, query) == []


def test_each_query_has_its_own_finding(tmp_path: Path) -> None:
    now = f"{HEAD}SELECT ?s (NOW() AS ?t) WHERE {{ ?s ?p ?o }} ORDER BY ?s\n"
    unordered = f"{HEAD}SELECT ?s WHERE {{ ?s ?p ?o }}\n"
    write_project(tmp_path, {"queries/now.rq": now.encode(), "queries/any.rq": unordered.encode()})

    lines = publisher("check", "--project", tmp_path).lines

    assert [line.partition(":")[0] for line in lines] == ["queries/any.rq", "queries/now.rq"]


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ?s WHERE { ?s ?p ?o BIND(?o AS ?x) } ORDER BY ?s ?p ?o",
        "SELECT ?s (STR(?s) AS ?x) WHERE { ?s ?p ?o } ORDER BY ?s",
    ],
)
def test_a_parameter_that_the_query_binds_itself_is_told_so(body: str, tmp_path: Path) -> None:
    query = f'{HEAD}# param: x string = "x"\n{body}'
    write_project(tmp_path, {"queries/fault.rq": query.encode()})

    (line,) = publisher("check", "--project", tmp_path).lines

    column = body.index("?x") + 1
    assert line == (
        f"queries/fault.rq:4:{column}: error: ?x is a parameter already, and AS gives it another "
        "value; name the variable after AS otherwise [query-broken]"
    )
