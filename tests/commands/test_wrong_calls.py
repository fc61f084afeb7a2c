"""What a wrong call, a wrong setting or a query without result says: what was probably meant."""

from pathlib import Path

import pytest

from publisher.commands.init import init
from tests.called import publisher


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    init(folder)
    return folder


@pytest.mark.parametrize(
    ("arguments", "end"),
    [
        (["chek"], "; did you mean check?"),
        (["deploy", "ngnix"], "; did you mean nginx?"),
        (["check", "--format", "jsn"], "; did you mean json?"),
        (["build", "--ouput", "x"], "unrecognized arguments: --ouput; did you mean --out?"),
        (["check", "here.ttl"], "here.ttl: there is no such file or folder"),
        (["check", "--context", "x", "."], "--context 'x' names no file; write it as IRI=FILE"),
        (["build", "--project", "x", "."], "give one of them"),
        (["check", "--formt=json"], "; did you mean --format?"),
        (["source", "add", "x.txt", "--titel", "X"], "; did you mean --title?"),
        (["check", "--zzzzzz"], "unrecognized arguments: --zzzzzz"),
        (["coverage", "."], "unrecognized arguments: ."),
        (["build", "--workers", "x"], "argument --workers: 'x' is not a number from 1"),
        (["build", "--workers", "0"], "argument --workers: '0' is not a number from 1"),
    ],
)
def test_a_misspelt_call_ends_with_two_and_names_the_nearest(
    arguments: list[str], end: str
) -> None:
    done = publisher(*arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.rstrip().endswith(end)
    assert "_count" not in done.err


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("language = en", ":10:12: Invalid value; write a text in quotes"),
        ('language "en"', ":10:10: Expected '=' after a key in a key/value pair"),
        ('licence = "x"', ": unknown setting 'licence'; did you mean license?"),
        ("zzz = 1", ": unknown setting 'zzz'; known are base, contexts, dataset, "),
        ("serve.deadlin = 3", "[tool.publisher.serve]: unknown setting 'deadlin'; "),
        ("serve.zzz = 3", "[tool.publisher.serve]: unknown setting 'zzz'; known are deadline, "),
    ],
)
def test_a_wrong_setting_is_told_with_its_place_or_the_nearest(
    line: str, message: str, tmp_path: Path
) -> None:
    init(tmp_path)
    settings = tmp_path / "pyproject.toml"
    text = settings.read_text("utf-8").replace('language = "en"', line)
    settings.write_text(text, encoding="utf-8")

    done = publisher("check", "--project", tmp_path)

    assert done.code == 2
    assert message in done.err


@pytest.mark.parametrize(
    ("query", "out", "err"),
    [
        ("DESCRIBE <body/counsil>", "", "nothing is known of <body/counsil>\n"),
        (
            "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t FILTER(false) }",
            "",
            "the query returns nothing\n",
        ),
        ("SELECT ?p { <x> ?p 1 }", "p\n", "the query returns nothing\n"),
        ("ASK { <x> ?p 1 }", "false\n", ""),
    ],
)
def test_a_query_without_result_says_so_beside_its_answer(
    query: str, out: str, err: str, project: Path
) -> None:
    done = publisher("query", "-e", query, "--project", project)
    quiet = publisher("query", "-e", query, "--project", project, "--quiet")

    assert (done.code, done.out.replace("\r", ""), done.err) == (0, out, err)
    assert (quiet.out, quiet.err) == (done.out, "")


def test_a_query_with_a_result_says_nothing_beside_it(project: Path) -> None:
    done = publisher("query", "-e", "DESCRIBE <body/council>", "--project", project)

    assert "Village Council" in done.out
    assert done.err == ""


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHER { ?s ?p ?o }", "-e:1:10: the query does not parse: “WHER” is not a word "),
        ("SELECT * { ?s ?p ?o OPTONAL { ?s a ?t } }", "the nearest is OPTIONAL"),
        (
            "SELECT * { ?s ?p ?o } ODER BY ?s",
            "“ODER” is not a word of SPARQL; the nearest is ORDER",
        ),
        ("SELECT * { ?s ?p ?o FILTER(?s AND ?o) }", 'the part before this "}"'),
        ("SELECT * { ?s ?p ?o } LIMIT x", "“x” is wrong here"),
    ],
)
def test_a_misspelt_word_of_a_query_is_named(query: str, message: str, project: Path) -> None:
    done = publisher("query", "-e", query, "--project", project)

    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_one_claim_is_counted_as_one(tmp_path: Path) -> None:
    init(tmp_path)

    done = publisher("build", "--project", tmp_path, "--no-compress")

    assert ", 1 claim, " in done.err
