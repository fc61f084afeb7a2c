"""Whatever is cut out of a good file, put in or doubled, reading and checking end, and say where.

`tests/check/test_mutants.py` goes through the files of the small project by slips of the hand, and
through SHACL each time. Here are bytes, the texts of sources, and the flagship, and nearly always
no SHACL, so that there can be thousands.
"""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from publisher.check import CheckInput, run_checks
from publisher.commands.check import line, placed
from publisher.load import load
from publisher.load.input_findings import FOLDERS
from publisher.project import Project, read_project
from tests import flagship
from tests.examples import examples
from tests.findings.pages import PROJECT

SECONDS = 10.0
"""Of processor time that one run may take; the longest takes a tenth of it."""
TEXTS = (
    *('"', "'", '"""', "<", ">", "<<", "<<(", ">>", ")>>", "{|", "|}", "[", "]", "(", ")", "[]"),
    *(".", ";", ",", "~", "a ", "@en", "@en--ltr", "^^xsd:date", "ev:quote", "ev:source", "<x>"),
    *(":since", "_:b", "<>", "<#>", "..", "\\", "\\u0000", "1e400", "?x", "{", "}", "#", "\n"),
    *("\u2028", "\x85", "\x0c", "\u00a0", "e\u0301", "😀", "%00", "%0A", "ev:heading <x> ;"),
    *("<<( <x> :since 1 )>>", "<< [] :since 1 >>", "{| ev:quote <x> |}", "sh:in <x> ;", "a" * 300),
)
BYTES = (
    *("\x00", "\xff", "\xfe", "\xef\xbb\xbf", "\xc3", "\xe2\x80", "\xed\xa0\x80", "\xe9", "\r"),
    *("\r\n", "\t", "\x7f", "\x1b", "\xf4\x90\x80\x80", "\xff\xfe", "\xc2\x85", "\xe2\x80\xa8"),
)
"""Each letter a byte; most are no UTF-8."""
BLANK = re.compile(r"(?<!\w)_:[0-9a-f]{8}")
Change: TypeAlias = tuple[float, int, str | None]
"""Where in the file, as a share of it; how much goes; what comes, None for the same twice."""
Mutant: TypeAlias = tuple[str, list[Change]]


def files_of(folder: Path, *parts: str) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for part in parts
        for path in (folder / part).rglob("*.*")
        if path.suffix in {".ttl", ".rq", ".txt"}
    )


SMALL = files_of(PROJECT, *FOLDERS)
LARGE = files_of(flagship.FOLDER, "data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy of a project, of which one file at a time is another's."""

    project: Project
    good: dict[str, bytes] = field(repr=False)

    def lines(self, name: str, content: bytes, *, with_shapes: bool = False) -> list[str]:
        """The lines of `publisher check`; without shapes, of all but SHACL."""
        path = self.project.folder / name
        path.write_bytes(content)
        started = time.process_time()
        try:
            loaded = load(self.project)
            given = CheckInput(
                graph=loaded.graph,
                vocabulary=loaded.vocabulary,
                shapes=loaded.shapes if with_shapes else (),
                queries=loaded.queries,
                suppressed=loaded.suppressed,
                ontology=loaded.ontology,
            )
            found = run_checks(given)
            lines = []
            for finding in placed(self.project, [*loaded.findings, *found]):
                lines.append(line(finding))
                place = finding.place
                if place.line:
                    said = (self.project.folder / place.file).read_bytes().split(b"\n")
                    assert place.line <= len(said)
                    # A column counts code points; after the end of a line is one more.
                    assert place.column <= len(said[place.line - 1].decode("utf-8", "replace")) + 1
        finally:
            path.write_bytes(self.good[name])
        assert time.process_time() - started < SECONDS
        for one in lines:
            assert not {"\n", "\r"} & set(one)
            assert not BLANK.search(one), "a blank node's label is another in each run"
        return lines


def copied(source: Path, folder: Path, names: list[str]) -> Copy:
    for part in FOLDERS:
        shutil.copytree(source / part, folder / part)
    shutil.copy(source / "pyproject.toml", folder)
    for name in names:  # A stored source may not be written to; its copy is.
        (folder / name).chmod(0o644)
    good = {name: (folder / name).read_bytes() for name in names}
    return Copy(project=read_project(folder), good=good)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    copy = copied(PROJECT, tmp_path_factory.mktemp("small"), SMALL)
    yield copy
    assert all((copy.project.folder / name).read_bytes() == copy.good[name] for name in SMALL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The flagship without its queries: they would take longer than all else together."""
    folder = tmp_path_factory.mktemp("large")
    copy = copied(flagship.FOLDER, folder, LARGE)
    for query in (folder / "queries").glob("*.rq"):
        query.unlink()
    return copy


def mutants(names: list[str], pieces: tuple[str, ...], most: int = 80) -> st.SearchStrategy[Mutant]:
    """A file's name, and up to three changes to it."""
    change = st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, most),
        st.sampled_from(("", None, *pieces)),
    )
    return st.tuples(st.sampled_from(names), st.lists(change, min_size=1, max_size=3))


def changed(content: bytes, changes: list[Change], *, encoding: str = "utf-8") -> bytes:
    """Deleted, doubled, put in or replaced: between characters, or as Latin-1 at any byte."""
    text = content.decode(encoding)
    for share, size, put in changes:
        start = int(share * (len(text) + 1))
        end = min(len(text), start + size)
        text = text[:start] + (text[start:end] * 2 if put is None else put) + text[end:]
    return text.encode(encoding)


def bounded(number: int) -> settings:
    return settings(
        max_examples=examples(number),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )


def test_the_projects_that_mutants_are_made_of_are_good(small: Copy, large: Copy) -> None:
    assert small.lines(SMALL[0], small.good[SMALL[0]], with_shapes=True) == []
    assert large.lines(LARGE[0], large.good[LARGE[0]], with_shapes=True) == []


@bounded(1500)
@given(mutant=mutants(SMALL, TEXTS))
def test_no_change_of_characters_breaks_the_check(small: Copy, mutant: Mutant) -> None:
    name, changes = mutant
    small.lines(name, changed(small.good[name], changes))


@bounded(500)
@given(mutant=mutants(SMALL, BYTES, most=4))
def test_no_change_of_bytes_breaks_the_check(small: Copy, mutant: Mutant) -> None:
    name, changes = mutant
    small.lines(name, changed(small.good[name], changes, encoding="latin-1"))


@bounded(150)
@given(mutant=mutants(SMALL, TEXTS, most=300))
def test_no_large_change_breaks_validation(small: Copy, mutant: Mutant) -> None:
    name, changes = mutant
    small.lines(name, changed(small.good[name], changes), with_shapes=True)


@bounded(200)
@given(mutant=mutants(LARGE, TEXTS))
def test_no_change_of_the_flagship_breaks_the_check(large: Copy, mutant: Mutant) -> None:
    name, changes = mutant
    large.lines(name, changed(large.good[name], changes))
