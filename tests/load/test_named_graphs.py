"""What named graphs may hold in a project with sources: no records, no claims, no blank nodes."""

from pathlib import Path

import pytest

from tests.called import publisher
from tests.evidence.quoting import HEAD
from tests.findings.pages import write_project

MEMBER = '<document/d> a :Document ; rdfs:label "d"@en'
CASES = [
    pytest.param(
        f'{MEMBER} ; :described "unlawful"@en {{| ev:quote "not in the source" |}}',
        "quote-without-source",
        id="a record",
    ),
    pytest.param(
        "<claim/c> a ev:Claim ; ev:content << <document/d> :described 'unlawful'@en >>",
        "quote-without-source",
        id="a claim",
    ),
    pytest.param(
        f'{MEMBER} {{| rdfs:comment "x" |}}', "triple-term-outside", id="another annotation"
    ),
    pytest.param(f"{MEMBER} ; rdfs:seeAlso []", "blank-node", id="a blank node"),
]


@pytest.mark.parametrize("name", ["<graph/one>", "_:one"])
@pytest.mark.parametrize(("body", "code"), CASES)
def test_a_named_graph_has_no_records_and_no_claims(
    body: str, code: str, name: str, tmp_path: Path
) -> None:
    content = f"{HEAD}{name} {{ {body} . }}\n"
    write_project(tmp_path, {"data/fault.trig": content.encode()})

    lines = [each for each in publisher("check", "--project", tmp_path).lines if code in each]

    assert lines
    for line in lines:
        assert line.startswith("data/fault.trig:")
        assert ": error: " in line
        assert "<<(" not in line


def test_a_record_in_a_named_graph_is_refused_in_the_open_profile_too(tmp_path: Path) -> None:
    body = f'{MEMBER} ; :described "unlawful"@en {{| ev:quote "not in the source" |}}'
    write_project(tmp_path, {"data/fault.trig": f"{HEAD}<graph/g> {{ {body} . }}".encode()})
    settings = tmp_path / "pyproject.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            "[tool.publisher]\n", '[tool.publisher]\nprofile = "open"\n'
        ),
        encoding="utf-8",
    )

    done = publisher("check", "--project", tmp_path)

    assert "a named graph has a record or a claim" in "\n".join(done.lines)
    assert done.code == 1
