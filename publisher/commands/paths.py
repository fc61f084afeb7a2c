"""Publish files that are no project: everything that settings would say is guessed, and said."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from publisher.guess import Guess, guess
from publisher.load.input_notes import input_notes
from publisher.load.inputs import RESERVED_BASE, Inputs, read_inputs
from publisher.project import CONFIGURATION, LANGUAGE, Project, ProjectError, read_project
from publisher.well_formed import address_fault, is_language_tag

_FEW: Final = 6
"""Languages that are named."""
_NOTES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A project, and the lines that say what was guessed of it; none if it is configured."""

    project: Project
    lines: tuple[str, ...] = ()


def project_of(
    paths: Sequence[Path],
    *,
    folder: Path = Path(),
    base: str | None = None,
    contexts: Mapping[str, Path] | None = None,
) -> Given:
    """Return the project of a folder that is configured, or of files and folders that are not.

    `folder`: the project's, if there is no path. Raises ProjectError.
    """
    if not paths:
        return Given(project=read_project(folder, base=base, contexts=contexts))
    for path in paths:
        if not path.exists():
            raise ProjectError(f"{path}: there is no such file or folder")
    if is_configured(paths[0]):
        if len(paths) > 1:
            raise ProjectError(f"{paths[0]} is a project; name it alone, or name files")
        return Given(project=read_project(paths[0], base=base, contexts=contexts))
    if base is not None and (fault := address_fault(base)):
        raise ProjectError(f"--base {base!a} is not a web address: {fault}")
    return _guessed(tuple(paths), base=base, contexts=contexts or {})


def is_configured(path: Path) -> bool:
    """Return whether a path is a folder whose pyproject.toml has [tool.publisher]."""
    try:
        text = (path / CONFIGURATION).read_text(encoding="utf-8")
        tools = tomllib.loads(text).get("tool", {})
    except (OSError, UnicodeDecodeError, NotADirectoryError):
        return False
    except (tomllib.TOMLDecodeError, RecursionError):
        # To be reported with its place, if it may be that of a project.
        return "tool.publisher" in text
    return isinstance(tools, dict) and "publisher" in tools


def _guessed(paths: tuple[Path, ...], *, base: str | None, contexts: Mapping[str, Path]) -> Given:
    """Return a project of files without configuration, with what their graph tells of itself."""
    project = Project(
        folder=Path(),
        base=RESERVED_BASE,
        title=_name(paths),
        profile="open",
        contexts=contexts,
        inputs=paths,
        input_base=base or "",
    )
    inputs = read_inputs(project)
    own = [file for file in inputs.files if not file.is_import]
    triples = [triple for file in own for triple in file.triples]
    triples += [quad[:3] for file in own for quad in file.quads]
    guessed = guess(triples)
    tags = [tag for tag in guessed.languages if is_language_tag(tag)]
    # Pages fold what is in other languages than these, which helps if there are ten.
    language = next(iter(tags), LANGUAGE)
    project = replace(
        project,
        base=base or _base(guessed),
        title=guessed.title or project.title,
        language=language,
        own_namespaces={guessed.namespace: guessed.name} if guessed.namespace else {},
    )
    return Given(project=project, lines=tuple(_lines(inputs, guessed, project)))


def _name(paths: Sequence[Path]) -> str:
    """Return a title for files that have none: the name of the first, without suffix."""
    name = paths[0].resolve().name
    stem = name.split(".", 1)[0] if paths[0].is_file() else name
    return stem or name


def _base(guessed: Guess) -> str:
    return guessed.base if guessed.base and not address_fault(guessed.base) else RESERVED_BASE


def _lines(inputs: Inputs, guessed: Guess, project: Project) -> Iterator[str]:
    """Yield three lines: what was read, the guess of the main namespace, and notes."""
    # A file may say the same twice.
    triples = len({triple for file in inputs.files for triple in file.triples})
    triples += len({quad for file in inputs.files for quad in file.quads})
    graphs = len({quad[3] for file in inputs.files for quad in file.quads})
    languages = ", ".join(guessed.languages[:_FEW]) or "none"
    more = len(guessed.languages) - _FEW
    yield (
        f"read: {_counted(len(inputs.files), 'file')}, {_counted(triples, 'triple')}"
        + (f" in {_counted(graphs, 'named graph')}" if graphs else "")
        + f", {_counted(guessed.subjects, 'subject')}"
        + f" in {_counted(guessed.namespaces, 'namespace')}"
        + f"; languages: {languages}{f' and {more} more' if more > 0 else ''}"
    )
    if guessed.namespace:
        below = f"below {guessed.name}/" if guessed.name else "at the root"
        yield (
            f"namespace: {guessed.namespace} (a guess: {guessed.inside:,} of "
            f"{_counted(guessed.subjects, 'subject')}); pages {below}; "
            "`publisher init --from PATH DIR` writes it as a setting"
        )
    else:
        yield "namespace: none, because no subject has a web address"
    yield f"notes: {'; '.join(_notes(inputs, project)) or 'none'}"


def _notes(inputs: Inputs, project: Project) -> Iterator[str]:
    """Yield what is worth a line; the findings say it one by one."""
    unread = {finding.place.file for finding in inputs.findings if finding.is_error}
    if unread:
        yield f"{_counted(len(unread), 'file')} not read"
    if inputs.others:
        yield f"{_counted(len(inputs.others), 'file')} of other kinds left out"
    notes = dict.fromkeys(finding.message for finding in input_notes(project, inputs))
    yield from list(notes)[:_NOTES]
    if len(notes) > _NOTES:
        yield f"{len(notes) - _NOTES:,} more, see the findings"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
