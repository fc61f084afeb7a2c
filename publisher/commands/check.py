"""`publisher check`: everything that is wrong with a project, in one run."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from publisher.check import check
from publisher.commands.finding_groups import causes_first
from publisher.findings import Finding, Report
from publisher.load import Loaded, input_folders, load
from publisher.load.places import locate_findings
from publisher.model import LastRelease
from publisher.pages.paths import site_paths
from publisher.project import LANGUAGE, Project, read_project
from publisher.publication.last import read_last
from publisher.publication.location import check_location
from publisher.serve.settings import read_settings

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def check_project(folder: Path, *, base: str | None = None, out: Path | None = None) -> Report:
    """Return the findings of a project folder, as `check_settings_and_files` does.

    Raises ProjectError if the folder is no project, and PublicationError.
    """
    return check_settings_and_files(read_project(folder, base=base), out=out)


def check_settings_and_files(project: Project, *, out: Path | None = None) -> Report:
    """Return all findings of a project, placed and sorted.

    `out`: where its last site is; without it, where `build` puts it.
    Raises PublicationError if `build` would refuse `out`.
    """
    # As `build` does: a setting that is wrong is told by both.
    read_settings(project.serve)
    if out is not None:
        check_location(out, inputs=input_folders(project))
    loaded = load(project)
    site = out or project.folder / "site"
    found = findings_of(loaded, seconds=project.deadline, site=site, language=project.language)
    return Report(findings=placed(project, found))


def findings_of(
    loaded: Loaded,
    *,
    seconds: float,
    site: Path,
    language: str = LANGUAGE,
    asked: Iterable[Finding] | None = None,
) -> list[Finding]:
    """What reading found, and what the checks find in what could be read.

    `seconds`: what a ready query may take. `site`: the last release, if there is one. `asked`: what
    is wrong with the queries, where that is known. `language`: of the shapes' messages.
    """
    # What could not be read has not vanished.
    is_whole = not any(finding.is_error for finding in loaded.findings)
    found = check(
        loaded.graph,
        vocabulary=loaded.vocabulary,
        shapes=loaded.shapes,
        queries=loaded.queries,
        suppressed=loaded.suppressed,
        ontology=loaded.ontology,
        last=read_last(site, base=loaded.graph.base) if is_whole else LastRelease(),
        language=language,
        seconds=seconds,
        asked=asked,
        site=site_paths(loaded.vocabulary, loaded.queries),
    )
    if any(finding.is_error and finding.code != "resource-not-described" for finding in found):
        # To correct the error may bring the IRI back; no release replaces the last one until then.
        # A line of retired.ttl whose successor vanished too is not described: that needs the other.
        found = [finding for finding in found if finding.code != "iri-vanished"]
    return [*loaded.findings, *found]


def placed(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with their lines, each once: causes first, and what may follow from them not."""
    found = list(findings)
    if any(not finding.place.line and finding.about for finding in found):
        found = locate_findings(found, _texts(project), project.base)
    return tuple(causes_first(found))


def line(finding: Finding) -> str:
    """`file:line:column: severity: message [code]`; what is unknown of the place is left out."""
    spot = finding.place
    parts = [spot.file or "project", *(str(one) for one in (spot.line, spot.column) if one)]
    said = f"{':'.join(parts)}: {finding.severity.value}: {finding.text} [{finding.code}]"
    # What a file holds must not steer the terminal that its findings are read on.
    return _CONTROLS.sub("\ufffd", said)


def _texts(project: Project) -> dict[str, str]:
    texts = {}
    for part in ("ontology", "data", "shapes"):
        for path in project.files(part, ".ttl"):
            try:
                texts[project.name(path)] = path.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue  # It has its own finding.
    return texts
