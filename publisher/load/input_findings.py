"""Say what is wrong with the files of a project."""

from collections.abc import Iterable, Iterator
from typing import Final

from publisher.findings import Finding, Place
from publisher.load.input_notes import input_notes
from publisher.load.inputs import Inputs
from publisher.load.unread_files import unread_files
from publisher.project import Profile, Project

FOLDERS: Final = ("ontology", "data", "shapes", "queries")


def input_findings(project: Project, inputs: Inputs, *, profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with the files of RDF of a project."""
    if profile == "evidence":
        yield from _missing_folders(project)
    else:
        yield from input_notes(project, inputs)
        if not any(file.triples or file.quads for file in inputs.files):
            yield _nothing_read(inputs)
    if not project.inputs:
        yield from unread_files(project)
    yield from inputs.findings


def _nothing_read(inputs: Inputs) -> Finding:
    others = len(inputs.others)
    return Finding(
        code="nothing-read",
        message="nothing was read: no file holds RDF that can be read"
        + (f" ({others:,} of other kinds)" if others else ""),
        hint="name a file of Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML",
        place=Place(file=""),
    )


def _missing_folders(project: Project) -> Iterable[Finding]:
    for folder in FOLDERS:
        if not (project.folder / folder).is_dir():
            yield Finding(
                code="folder-missing",
                message=f"the folder {folder}/ is missing",
                hint="make it, or name the project's folder with --project",
                place=Place(file=f"{folder}/"),
            )
