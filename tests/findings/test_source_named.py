"""The source of a file's quotes named by a text: one finding, where it is named."""

from pathlib import Path

from tests.called import publisher
from tests.findings.pages import PROJECT, write_project

FACTS = (PROJECT / "data" / "facts.ttl").read_text(encoding="utf-8")


def test_a_file_whose_source_is_a_text_has_one_finding(tmp_path: Path) -> None:
    faulty = FACTS.replace("ev:source <source/report>", 'ev:source "source/report"')
    write_project(tmp_path, {"data/facts.ttl": faulty.encode()})

    (line,) = publisher("check", "--project", tmp_path).lines
    assert line == (
        "data/facts.ttl:7:26: error: ev:source must be an IRI, "
        'but this is the text "source/report"; '
        "write ev:source <source/report> [quote-without-source]"
    )
