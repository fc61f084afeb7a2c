"""What a command is called with: the folder of a project, or files that need no configuration."""

import argparse
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher.cli.output import say
from publisher.project import Project, ProjectError, read_project

_DASH: Final = Path("-")


@contextmanager
def given_project(options: argparse.Namespace) -> Iterator[Project]:
    """Yield the project that a call names by its folder, or that is guessed from files.

    What was guessed is said in three lines. Raises ProjectError.
    """
    contexts = dict(map(_context, options.context))
    if not options.paths:
        yield read_project(options.project, base=options.base, contexts=contexts)
        return
    from publisher.commands.paths import project_of  # noqa: PLC0415 -- --help need not wait

    if options.project != Path():
        raise ProjectError("--project names a folder and PATH another; give one of them")
    with _stored(options.paths) as paths:
        given = project_of(paths, base=options.base, contexts=contexts)
        if not options.quiet:
            for line in given.lines:
                say(line)
        yield given.project


@contextmanager
def _stored(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Yield the paths, with files in place of streams, because files are read more than once."""
    if not any(map(_is_stream, paths)):
        yield paths
        return
    with TemporaryDirectory(prefix="publisher-") as folder:
        yield [
            _copy(path, Path(folder) / str(number)) if _is_stream(path) else path
            for number, path in enumerate(paths)
        ]


def _is_stream(path: Path) -> bool:
    """Return whether a path is standard input, or a pipe such as a shell makes of `<(…)`."""
    return path == _DASH or path.is_fifo() or path.is_char_device()


def _copy(path: Path, folder: Path) -> Path:
    from publisher.load.given_paths import STANDARD_INPUT  # noqa: PLC0415 -- --help need not wait

    folder.mkdir()
    copy = folder / (STANDARD_INPUT if path == _DASH else path.name)
    with copy.open("wb") as file:
        if path == _DASH:
            shutil.copyfileobj(sys.stdin.buffer, file)
        else:
            with path.open("rb") as stream:
                shutil.copyfileobj(stream, file)
    return copy


def _context(text: str) -> tuple[str, Path]:
    iri, equals, file = text.partition("=")
    # An IRI may have the sign itself, and so may a file: the first that leaves a file is meant.
    while equals and not Path(file).is_file() and "=" in file:
        more, _, file = file.partition("=")
        iri = f"{iri}={more}"
    if not equals or not iri:
        raise ProjectError(f"--context {text!r} names no file; write it as IRI=FILE")
    if not Path(file).is_file():
        raise ProjectError(f"--context {text!r}: {file or 'nothing'} is no file")
    return iri, Path(file)
