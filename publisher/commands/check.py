"""`publisher check`: everything that is wrong with a project, in one run."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from publisher.ask import QueryRun, ask
from publisher.check import CheckInput, run_checks
from publisher.check.iris.vanished_iris import gone_pages
from publisher.check.words.unattributed import check_unattributed_rows
from publisher.commands.finding_groups import causes_first
from publisher.commands.history_findings import history_findings
from publisher.describe import Names, documents_of
from publisher.describe.about import described_whole, description, licence, publisher
from publisher.describe.dataset_metadata import completed, dataset_metadata
from publisher.findings import Finding, Report, Severity
from publisher.load import Loaded, input_folders, load
from publisher.load.given_paths import given_name
from publisher.load.inputs import input_texts
from publisher.load.places import locate_findings
from publisher.load.rdf_files import InputFile
from publisher.logs import timed
from publisher.metadata import metadata_members
from publisher.model import LastRelease, Term
from publisher.project import Project, read_project
from publisher.publication.last import read_last
from publisher.publication.location import check_location
from publisher.said_by import SaidBy
from publisher.serve.settings import read_settings
from publisher.sparql.graphs import default_graph
from publisher.sparql.results import result_rows

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SEARCHED_CHARACTERS: Final = 20_000_000
"""Of all texts together, in which notes are given their lines."""
_NO_CAUSES: Final = frozenset({"iri-vanished", "resource-not-described"})
"""Codes of errors that take no IRI away."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that is wrong with a project, and the runs of its ready queries."""

    findings: tuple[Finding, ...]
    runs: tuple[QueryRun, ...]
    gone: tuple[Term, ...] = ()
    """The pages of the last release whose resources are no longer described."""

    @property
    def has_errors(self) -> bool:
        return has_errors(self.findings)


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
    # `build` reads the settings too: both report a wrong one.
    read_settings(project.serve)
    if out is not None:
        check_location(out, inputs=input_folders(project))
    loaded = load(project)
    last_site = out or project.folder / "site"
    verdict = judge(project, loaded, last_site=last_site)
    history = [] if verdict.has_errors else history_findings(project, loaded, last_site)
    shown = loaded.policy.applied(history)
    return Report(findings=placed(project, (*verdict.findings, *shown)))


def judge(
    project: Project, loaded: Loaded, *, last_site: Path, previous: Path | None = None
) -> Verdict:
    """Run the ready queries and all checks of what was loaded.

    `last_site`: the site whose IRIs must still be there; so must those of `previous`, the folder
    of a release that is named as the one before.
    """
    names = Names(graph=loaded.graph, vocabulary=loaded.vocabulary)
    with timed(_log, "ask"):
        runs = ask(
            loaded.queries,
            *loaded.queried_datasets,
            seconds=project.deadline,
            documents=documents_of(names),
            default_graph=default_graph(project.default_graph, loaded.profile),
        )
    # What could not be read has not vanished.
    is_whole = not has_errors(loaded.findings)
    last_release = read_last(last_site, previous) if is_whole else LastRelease()
    with timed(_log, "check"):
        given = CheckInput(
            graph=loaded.graph,
            vocabulary=loaded.vocabulary,
            shapes=loaded.shapes,
            queries=loaded.queries,
            suppressed=loaded.suppressed,
            ontology=loaded.ontology,
            last_release=last_release,
            language=project.language,
            policy=loaded.policy,
            has_settings=not project.inputs,
            seconds=project.deadline,
            dataset=_said_of_dataset(project, names) if project.dataset_line else {},
            dataset_line=project.dataset_line,
            said_by=names.said_by,
            description=project.description,
        )
        query_findings = [finding for run in runs for finding in run.findings]
        query_findings += _unattributed(runs, names.said_by)
        findings = run_checks(given, query_findings=query_findings)
    return Verdict(
        findings=(*loaded.findings, *_without_consequences(findings)),
        runs=runs,
        gone=gone_pages(loaded.graph, last_release),
    )


def _unattributed(runs: Iterable[QueryRun], said_by: SaidBy) -> Iterator[Finding]:
    """Yield the queries whose answers have words of a claim without who claims them."""
    for run in runs if said_by.claimants else ():
        rows = result_rows(run.answer.read())[1] if run.answer else ()
        yield from check_unattributed_rows(run.query, rows, said_by)


def _said_of_dataset(project: Project, names: Names) -> dict[str, object]:
    """Return what the settings say of the dataset, or the data of itself, by setting."""
    about = None if names.graph.sources else described_whole(names.graph)
    metadata = project.dataset
    texts = {name: getattr(project, name) for name in ("description", "publisher", "license")}
    if about:
        metadata = completed(metadata, dataset_metadata(about, names=names))
        texts["description"] = texts["description"] or description(about, names.graph)
        texts["license"] = texts["license"] or licence(about, names.graph)
        texts["publisher"] = texts["publisher"] or publisher(about, names=names)
    return {**metadata_members(metadata), **texts}


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.is_error for finding in findings)


def _without_consequences(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Leave out vanished IRIs if there is another error: to correct it may bring them back.

    No release replaces the last one until then. If a successor in retired.ttl vanished too, that is
    `resource-not-described`, and the author needs both findings.
    """
    if any(finding.is_error and finding.code not in _NO_CAUSES for finding in findings):
        return [finding for finding in findings if finding.code != "iri-vanished"]
    return findings


def placed(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings with their lines, each once, causes first; see `causes_first`."""
    all_findings = list(findings)
    if any(not finding.place.line and finding.about for finding in all_findings):
        all_findings = _located(project, all_findings)
    if len(project.inputs) == 1:
        all_findings = [_in_input(finding, project.inputs[0]) for finding in all_findings]
    return tuple(causes_first(all_findings))


def _located(project: Project, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with the lines that the project's texts have for them.

    Large texts are not searched for the lines of notes, because that takes longer than to publish
    them.
    """
    files = [*input_texts(project), *_shapes_texts(project)]
    texts = {file.file: text for file, text in files}
    bases = {file.file: file.base for file, _ in files}
    wanted = [finding for finding in findings if finding.severity is not Severity.NOTE]
    if sum(map(len, texts.values())) <= _SEARCHED_CHARACTERS:
        wanted = list(findings)
    found = dict(
        zip(wanted, locate_findings(wanted, texts, project.base, bases=bases), strict=True)
    )
    return [found.get(finding, finding) for finding in findings]


def _in_input(finding: Finding, path: Path) -> Finding:
    """Return a finding of the one file or folder that was given, at least with its name."""
    if finding.place.file:
        return finding
    return replace(finding, place=replace(finding.place, file=given_name(path)))


def line(finding: Finding) -> str:
    """Return `file:line:column: severity: message [code]`, without what is unknown of the place."""
    spot = finding.place
    numbers = (str(number) for number in (spot.line, spot.column) if number)
    where = ":".join([spot.file or "project", *numbers])
    text = f"{where}: {finding.severity.value}: {finding.text} [{finding.code}]"
    # What a file holds must not steer the terminal on which its findings are read.
    return _CONTROLS.sub("\ufffd", text)


def _shapes_texts(project: Project) -> Iterator[tuple[InputFile, str]]:
    for path in project.files("shapes", ".ttl"):
        # A file that is not UTF-8 has a finding.
        with suppress(OSError, UnicodeDecodeError):
            content = path.read_bytes()
            file = InputFile(file=project.name(path), content=content, base=project.base)
            yield file, content.decode("utf-8")
