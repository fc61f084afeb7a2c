"""Say what is wrong with the files of a project: unread ones are errors where facts need evidence,
and warnings elsewhere, because a stranger's other files are worth publishing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from publisher.findings import Finding, Place, Severity
from publisher.load.input_notes import input_notes
from publisher.load.inputs import Inputs
from publisher.load.unread_files import unread_files
from publisher.project import Profile, Project

FOLDERS: Final = ("ontology", "data", "shapes", "queries")
_UNREAD: Final = frozenset(
    {
        *("context-missing", "encoding", "file-empty", "file-packed", "file-unread"),
        *("rdf-syntax", "triple-term-nested", "turtle-syntax"),
    }
)
"""What tells that a file is not read. A limit that was hit is an error everywhere."""


def input_findings(project: Project, inputs: Inputs, *, profile: Profile) -> Iterator[Finding]:
    """Yield what is wrong with the files of RDF of a project."""
    if profile == "evidence":
        yield from _missing_folders(project)
        yield from unread_files(project)
        yield from inputs.findings
        return
    findings = [*(() if project.inputs else unread_files(project)), *inputs.findings]
    yield from map(_weakened, findings)
    yield from input_notes(project, inputs)
    if not any(file.triples or file.quads for file in inputs.files):
        yield _nothing_read(inputs)


def _weakened(finding: Finding) -> Finding:
    is_rdf = not finding.place.file.startswith(("shapes/", "queries/"))
    if finding.code in _UNREAD and is_rdf and finding.is_error:
        return replace(finding, severity=Severity.WARNING)
    return finding


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
