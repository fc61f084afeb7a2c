"""The Turtle of a project as text, in which the lines of findings are looked up."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from publisher import limits
from publisher.load.syntaxes import SUFFIXES, Syntax, suffix_of
from publisher.project import Project
from publisher.project.entries import entries_in

_PARTS: Final = ("ontology", "data", "shapes")
_TURTLE: Final = frozenset({Syntax.TURTLE, Syntax.N3})


def turtle_texts(project: Project) -> dict[str, str]:
    """Return the Turtle of a project by file name; a file that is not UTF-8 has a finding.

    Of files without a project only as much as is searched in a few seconds.
    """
    texts: dict[str, str] = {}
    room = limits.SEARCHED_BYTES
    for name, path in _files(project):
        with suppress(OSError, UnicodeDecodeError):
            if project.inputs:
                room -= path.stat().st_size
            if room >= 0:
                texts[name] = path.read_bytes().decode("utf-8-sig")
    return texts


def _files(project: Project) -> Iterator[tuple[str, Path]]:
    for part in _PARTS:
        for path in project.entries(part):
            if _is_turtle(path):
                yield project.name(path), path
    for given in project.inputs:
        for path in entries_in(given) if given.is_dir() else (given,):
            if _is_turtle(path):
                yield str(path), path


def _is_turtle(path: Path) -> bool:
    return SUFFIXES.get(suffix_of(path.name)) in _TURTLE and path.is_file()
