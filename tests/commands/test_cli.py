"""The program as a shell meets it: what goes where, and how it ends."""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from publisher.cli import main
from publisher.commands.check import line
from publisher.findings import Finding, Place
from tests import flagship
from tests.calls import publisher, publisher_apart
from tests.load.projects import DATA, TEXT, source_turtle, write_project


def in_ascii(*arguments: str, folder: Path = flagship.FOLDER) -> subprocess.CompletedProcess[str]:
    """The call in a process of its own, in a shell whose encoding is ASCII."""
    ended = subprocess.run(
        [sys.executable, "-m", "publisher", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "ascii"},
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert "Traceback" not in ended.stderr
    return ended


def test_a_good_project_ends_with_zero_and_prints_no_finding() -> None:
    ended = in_ascii("check")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "0 errors, 0 warnings\n")


def test_an_error_in_the_graph_ends_with_one_and_is_a_line(tmp_path: Path) -> None:
    folder = write_project(tmp_path, data=DATA.replace("joined ENOC", "left ENOC"))

    ended = publisher("check", "--quiet", cwd=folder)

    at = DATA.index('"joined ENOC in 2008"')
    line, column = DATA.count("\n", 0, at) + 1, at - DATA.rindex("\n", 0, at)
    assert ended.returncode == 1
    assert (
        f"data/data.ttl:{line}:{column}: error: quote not found in source page; "
        'nearest is "joined ENOC in 2008" (line 3) [quote-missing]\n'
    ) in ended.stdout
    assert "evidence-missing" not in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "--project", "nowhere"], "name the project's folder with --project"),
        (["check", "--base", "example"], 'is not a web address that ends in "/"'),
        (["build", "--out", "/dev/null/site"], "cannot be written"),
        (["query", "membershipz"], "near it: memberships"),
        (["query", "-e", "SELECT * {"], "does not parse"),
        (["query", "timeline", "--param", "from=soon"], "parameter from: expected a year"),
        (["query", "timeline", "--param", "from"], "write it as NAME=VALUE"),
        (["query", "timeline", "--param", "to=2008"], "to"),
        (["query", "timeline", "--format", "ttl"], "ttl"),
        (["diff", "nowhere.nt", "nowhere.nt"], "nowhere.nt"),
        (["publish"], "invalid choice"),
        (["build", "--workers", "-3"], "is not a number from 1"),
        (["build", "--workers", "two"], "'two' is not a number from 1"),
        (["check", "--base", "http://[/"], "is not a web address"),
        (["check", "--base", "http://a:b/"], "is not a web address"),
        (["check", "--base", "https://a.example/?x=/"], "has a query"),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_why(arguments: list[str], message: str) -> None:
    ended = publisher(*arguments)

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert message in ended.stderr


def test_a_configuration_of_another_form_is_said(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 3\n")

    ended = publisher("check", cwd=tmp_path)

    assert ended.returncode == 2
    assert "no [tool.publisher]" in ended.stderr


def test_a_finding_cannot_steer_the_terminal() -> None:
    finding = Finding(code="x", message="a\x1b[2Jb\u202ec", place=Place(file="f", line=1, column=2))

    assert line(finding) == "f:1:2: error: a\ufffd[2Jb\ufffdc [x]"


def test_findings_as_json_and_as_a_shacl_report(tmp_path: Path) -> None:
    folder = write_project(tmp_path, text=TEXT.replace("2008", "2009"))

    as_json = json.loads(publisher("check", "--format", "json", cwd=folder).stdout)
    as_turtle = publisher("check", "--format", "ttl", cwd=folder).stdout

    assert "source-changed" in {finding["code"] for finding in as_json}
    report = rdflib.Graph().parse(data=as_turtle, format="turtle")
    (conforms,) = report.objects(None, rdflib.SH.conforms)
    assert str(conforms) == "false"
    assert len(list(report.objects(None, rdflib.SH.result))) == len(as_json)


def test_a_build_says_what_it_made(tmp_path: Path) -> None:
    ended = publisher("build", "--out", str(tmp_path / "site"))

    assert ended.returncode == 0
    assert ended.stdout == ""
    assert "45 resources, 2,914 triples, 174 statements, 18 claims, 111 quotes," in ended.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_verbose_build_logs_the_seconds_of_each_step(tmp_path: Path, workers: str) -> None:
    folder = write_project(tmp_path)
    call = ("build", "--project", folder, "--workers", workers)

    quiet = publisher_apart(*call)
    verbose = publisher_apart(*call, "-v")
    debug = publisher_apart(*call, "-vv")

    assert " seconds" in quiet.stderr
    assert "INFO" not in quiet.stderr
    steps = re.findall(
        r"^INFO publisher\.[a-z.]+: ([a-z_ ]+): .*\d seconds$", verbose.stderr, re.MULTILINE
    )
    assert {
        *("load", "ask", "check", "chunks", "whole_dump", "overview_files", "pages and dumps"),
        *("queries", "changes", "catalogue", "compress", "publish"),
    } <= set(steps)
    assert "DEBUG" not in verbose.stderr
    assert re.search(
        r"^DEBUG publisher\.commands\.build: \d+ resources: ", debug.stderr, re.MULTILINE
    )


def test_an_error_leaves_the_last_site_as_it_was(tmp_path: Path) -> None:
    folder = write_project(tmp_path)
    (folder / "data/sources/page.ttl").write_text(
        source_turtle().replace("a ev:Source ;", "a ev:Source ; :unknown 1 ;")
    )

    ended = publisher("build", cwd=folder)

    assert ended.returncode == 1
    assert "term-unknown" in ended.stdout
    assert "nothing was published" in ended.stderr
    assert not (folder / "site").exists()


def test_coverage_of_the_flagship_is_whole() -> None:
    text = publisher("coverage").stdout
    (found,) = json.loads(publisher("coverage", "--format", "json").stdout)

    assert text.startswith("ngos-and-networks: 100 % of the sentences (13 of 13), 98.7 %")
    assert found["missing"] == []
    assert found["quoted_characters"] / found["characters"] >= 0.97


def test_cite_prints_what_can_be_pasted() -> None:
    ended = in_ascii("cite", "so-called “court” convicted")

    assert ended.stdout == (
        "# data/sources/ngos-and-networks.txt:9 <source/ngos-and-networks>\n"
        '{| ev:quote "so-called “court” convicted" |}\n'
    )


def test_cite_gives_a_prefix_where_one_is_needed_and_the_nearest_where_nothing_is() -> None:
    many = publisher("cite", "ENOC").stdout
    near = publisher("cite", "Mrs. Christine Beerli").stdout

    assert many.count("{| ev:quote") == 3
    assert many.count("ev:prefix") == 3
    assert many.endswith("# found 4 times; these are the first 3\n")
    assert '{| ev:quote "Mrs. Christine Berli" |}' in near
    assert "nearest" in near


def test_cite_of_words_like_none_ends_with_one() -> None:
    assert publisher("cite", "zzzz qqqq xxxx").returncode == 1


def test_ctrl_c_before_the_command_begins_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(argparse.ArgumentParser, "parse_known_args", interrupted)
    assert main(["check"]) == 130
    assert capsys.readouterr().err == "publisher: stopped; the last site is as it was\n"
