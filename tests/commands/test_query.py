import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
import rdflib

from publisher.commands.query import query_project
from publisher.errors import QueryError
from publisher.project import read_project
from tests.load.projects import write_project
from tests.sparql.endpoint import rdflib_reply, serving

SINCE = """# title: Memberships since a year
# description: Each membership that began in a year.
# param: year gYear = 2008
PREFIX : <ontology#>

SELECT ?membership
WHERE { ?membership :since ?year . }
"""
CSV_ROW = "membership\r\nhttps://example.org/membership/one\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_project(tmp_path_factory.mktemp("project"))
    (folder / "queries" / "since.rq").write_text(SINCE)
    return folder


def run(
    folder: Path,
    named: str | None = None,
    *,
    text: str | None = None,
    parameters: Sequence[tuple[str, str]] = (),
    format_: str | None = None,
    endpoint: str | None = None,
    is_terminal: bool = False,
) -> str:
    output = io.BytesIO()
    findings = query_project(
        read_project(folder),
        query=named,
        text=text,
        parameters=parameters,
        format_=format_,
        endpoint=endpoint,
        output=output,
        is_terminal=is_terminal,
    )
    assert findings == ()
    return output.getvalue().decode()


def test_a_ready_query_runs_with_its_defaults(folder: Path) -> None:
    assert run(folder, "since") == CSV_ROW


def test_a_parameter_replaces_a_default(folder: Path) -> None:
    assert run(folder, "since", parameters=[("year", "2009")]) == "membership\r\n"


def test_a_terminal_gets_a_table(folder: Path) -> None:
    shown = run(folder, "since", is_terminal=True)
    assert "│ membership/one │" in shown
    assert run(folder, "since", is_terminal=True, format_="csv") == CSV_ROW


def test_a_file_runs_as_a_ready_query_does(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(SINCE.replace("# title", "# my title"))
    assert run(folder, str(path)) == CSV_ROW


def test_a_text_runs_with_the_projects_base(folder: Path) -> None:
    found = run(
        folder,
        text="SELECT ?x { <membership/one> ?p ?x FILTER isLiteral(?x) } ORDER BY ?x",
    )
    assert [row for (row,) in csv.reader(io.StringIO(found, newline=""))] == [
        "x",
        "2008",
        "One",
    ]


@pytest.mark.parametrize("is_terminal", [True, False])
def test_a_graph_is_turtle_by_default(folder: Path, *, is_terminal: bool) -> None:
    text = "CONSTRUCT WHERE { <document/letter> ?p ?o }"
    found = run(folder, text=text, is_terminal=is_terminal)
    assert len(rdflib.Graph().parse(data=found, format="turtle")) == 2


@pytest.mark.parametrize("is_terminal", [True, False])
def test_an_ask_is_a_word_by_default(folder: Path, *, is_terminal: bool) -> None:
    assert run(folder, text="ASK { <membership/one> ?p ?o }", is_terminal=is_terminal) == "true\n"


def test_an_endpoint_gets_the_base_and_the_parameters(folder: Path) -> None:
    turtle = (
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
        "@base <https://example.org/> ."
        '<membership/far> <ontology#since> "2009"^^xsd:gYear .'
    )
    with serving(rdflib_reply(turtle)) as endpoint:
        found = run(folder, "since", parameters=[("year", "2009")], endpoint=endpoint.url)
    assert found == CSV_ROW.replace("one", "far")
    assert endpoint.queries[0].startswith("BASE <https://example.org/>\n# title:")


def test_a_broken_query_shows_its_place_in_the_file(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(SINCE.replace(":since", "x:since"))
    with pytest.raises(
        QueryError, match=r"broken\.rq:7:21: the query does not parse: the prefix x: of x:since is"
    ):
        run(folder, str(path))


@pytest.mark.parametrize(
    ("named", "text", "message"),
    [
        (None, None, "name a ready query or a file, or give the query itself with -e"),
        ("since", "ASK { }", "name a ready query or a file"),
        ("sine", None, "no ready query is named 'sine'; near it: since"),
        ("zzz", None, "no ready query is named 'zzz'; there are since"),
        ("none.rq", None, r"none\.rq cannot be read \(No such file or directory\)"),
        (None, "", "-e:1:1: the query is empty"),
        (
            None,
            "SELECT * { ?s x:p ?o }",
            "-e:1:15: the query does not parse: the prefix x: of x:p is not declared",
        ),
        (None, "SELECT * { SERVICE <http://127.0.0.1:9/> { } }", "SERVICE"),
        (None, "# param: x year = 1\nASK { }", "-e:1: parameter x has the unknown type year"),
        (None, "# param: x gYear = 2008\nDESCRIBE <a>", "query -e: the query has no WHERE"),
        (None, "ASK { '\udcff' }", "query -e is not UTF-8"),
    ],
)
def test_a_wrong_call_is_an_error_of_one_line(
    folder: Path, named: str | None, text: str | None, message: str
) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        run(folder, named, text=text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ([("yaer", "2008")], "query since has no parameter yaer; it has year"),
        ([("year", "soon")], "parameter year: expected a year, such as 2008 but received 'soon'"),
        ([("year", '2008" } #')], "parameter year: expected a year"),
    ],
)
def test_a_wrong_parameter_is_an_error(
    folder: Path, parameters: Sequence[tuple[str, str]], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        run(folder, "since", parameters=parameters)


def test_a_format_of_another_form_is_refused_before_anything_runs(folder: Path) -> None:
    with pytest.raises(QueryError, match="SELECT has no format ttl; choose one of table, csv"):
        run(folder, "since", format_="ttl", endpoint="http://127.0.0.1:9/")


def test_a_file_in_another_encoding_is_refused(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "latin.rq"
    path.write_bytes("# é\nASK { }".encode("latin-1"))
    with pytest.raises(QueryError, match=r"latin\.rq: byte 0xE9 is not UTF-8"):
        run(folder, str(path))


def test_what_loading_found_is_said_beside_the_answer(tmp_path: Path) -> None:
    folder = write_project(tmp_path)
    (folder / "data" / "broken.ttl").write_text("<a> <b> ")
    output = io.BytesIO()
    findings = query_project(
        read_project(folder),
        query=None,
        text="ASK { <document/letter> ?p ?o }",
        parameters=(),
        format_=None,
        endpoint=None,
        output=output,
        is_terminal=False,
    )
    assert output.getvalue() == b"true\n"
    assert [(one.code, one.place.file) for one in findings] == [
        ("turtle-syntax", "data/broken.ttl")
    ]
