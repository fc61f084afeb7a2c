"""Whatever a slip of the hand makes of a good project, `check` ends with placed findings."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.commands.check import check_project, line
from tests.examples import examples
from tests.findings.pages import PROJECT, write_project

FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for part in ("data", "ontology", "shapes", "queries")
    for path in (PROJECT / part).rglob("*.*")
)
PIECES = (
    *('"', "'", '"""', "<", ">", "<<", ">>", "{|", "|}", "[", "]", "(", ")", ".", ";", ",", "~"),
    *(
        "^^xsd:gYear",
        "@en",
        "ev:quote",
        "ev:content",
        ":since",
        "_:b",
        "<>",
        "<#>",
        "a ",
        "..",
        "\\",
    ),
    *("\0", "\ufeff", "\x0c", "\u00a0", "é", "e\u0301", "😀", "#", "\n", "BASE <x>", "sh:node :S"),
    *("<<( :a :b :c )>>", "1e400", "-0", '"9"^^xsd:date', "?x", "SERVICE", "{", "}", "\\uD800"),
)
# More of them on one's own machine: MUTANTS=5000 pytest tests/check/test_mutants.py
MUTANTS = int(os.environ.get("MUTANTS", examples(150)))


@st.composite
def mutants(draw: st.DrawFn) -> dict[str, bytes | None]:
    file = draw(st.sampled_from(FILES))
    text = (PROJECT / file).read_bytes().decode()
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        put = draw(st.sampled_from(("", *PIECES)) | st.just(text[start:end] * 2))
        text = text[:start] + put + text[end:]
    return {file: text.encode()}


@settings(max_examples=MUTANTS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutants())
def test_no_slip_of_the_hand_breaks_the_check(changes: dict[str, bytes | None]) -> None:
    with TemporaryDirectory() as folder:
        write_project(Path(folder), changes)

        findings = check_project(Path(folder)).findings

        for finding in findings:
            text = line(finding)
            assert "\n" not in text
            assert finding.code
            assert len(text) < 5_000
            if finding.place.line:
                lines = (Path(folder) / finding.place.file).read_bytes().split(b"\n")
                assert finding.place.line <= len(lines)
