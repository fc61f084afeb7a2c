"""`publisher build`: check, then the whole site, or nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publisher.check.queries import ask_queries
from publisher.commands.check import findings_of, placed
from publisher.dataset import Dataset
from publisher.describe import Names, documents_of
from publisher.description import SiteFrame
from publisher.findings import Finding, Report
from publisher.load import Loaded, input_folders, load
from publisher.model import File
from publisher.pages.compression import compress
from publisher.pages.downloads import downloads_file
from publisher.pages.overview import kind_links, resources
from publisher.pages.paths import PARTS, closing_files
from publisher.pages.processes import Beside, workers_for, write_pages
from publisher.pages.queries import query_files, suffixes
from publisher.pages.resource import Pages
from publisher.project import Project
from publisher.publication.location import check_location
from publisher.publication.publication import Publication
from publisher.render.chunks import Chunks
from publisher.render.editor import ENDPOINT
from publisher.render.html import stylesheet
from publisher.serve.settings import limits_sentence, read_settings
from publisher.sparql.answered import Answered
from publisher.vocabulary import EV_CLAIM, EV_QUOTE, PREFIXES, RDF_STATEMENT, RDF_TYPE

Advance = Callable[[int, int], None]
"""Told how many pages are made, of how many."""


def build(
    project: Project,
    *,
    out: Path,
    workers: int | None = None,
    advance: Advance = lambda _done, _all: None,
    is_compressed: bool = False,
) -> Report:
    """The site at `out`; or the findings that forbid it, and `out` as it was.

    `is_compressed`: each text lies there as gzip and brotli too, for servers to send.
    Raises PublicationError if no site can be written at `out`.
    """
    started = time.monotonic()
    check_location(out, inputs=input_folders(project))
    loaded = load(project)
    if _has_errors(loaded.findings):
        found = findings_of(loaded, seconds=project.deadline, site=out, language=project.language)
        return Report(findings=placed(project, found))
    documents = resources(loaded.graph)
    count = workers_for(len(documents), workers)
    checks = Beside(work=partial(_checked, loaded, project, site=out))
    if count == 1 and _has_errors(checks.result().findings):
        return Report(findings=placed(project, checks.result().findings))
    with Publication(out=out) as site:
        pages = _pages(project, loaded)
        made = 0

        def made_more(number: int) -> None:
            nonlocal made
            made += number
            advance(made, len(documents))

        try:
            site.record(
                write_pages(
                    pages,
                    documents,
                    folder=site.folder,
                    workers=count,
                    advance=made_more,
                    parts=PARTS,
                    beside=checks,
                ),
            )
        except ValueError:
            # What RDF/XML cannot write is a finding, which comes after the pages have begun.
            if not _has_errors(checks.result().findings):
                raise
        checked = checks.result()
        if _has_errors(checked.findings):
            site.abandon()
            return Report(findings=placed(project, checked.findings))
        site.add(query_files(pages, checked.answers))
        site.add(_closing_files(pages, site))
        files = len(site.written)
        if is_compressed:
            site.record(compress(site.folder, site.written, workers=count))
    return Report(
        findings=placed(project, checked.findings),
        counts=_counts(loaded.graph, files=files),
        seconds=time.monotonic() - started,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """`answers`: one a query, where nothing is wrong with them."""

    findings: list[Finding]
    answers: tuple[Answered | None, ...]


def _checked(loaded: Loaded, project: Project, *, site: Path) -> _Checked:
    seconds = project.deadline
    # Together: the answers are of the store that the queries are checked with.
    asked = ask_queries(
        loaded.queries,
        *loaded.dataset,
        suffixes=suffixes,
        seconds=seconds,
        documents=documents_of(_names(loaded)),
    )
    found = findings_of(
        loaded, seconds=seconds, site=site, language=project.language, asked=asked.findings
    )
    return _Checked(findings=found, answers=asked.answers)


def _has_errors(findings: Sequence[Finding]) -> bool:
    return any(finding.is_error for finding in findings)


def _names(loaded: Loaded) -> Names:
    return Names(graph=loaded.graph, vocabulary=loaded.vocabulary)


def _pages(project: Project, loaded: Loaded) -> Pages:
    style = stylesheet()
    prefixes = {"": f"{project.base}ontology#", **PREFIXES}
    return Pages(
        frame=SiteFrame(
            limits=limits_sentence(read_settings(project.serve)),
            base=project.base,
            title=project.title,
            description=project.description,
            publisher=project.publisher,
            license=project.license,
            language=project.language,
            kinds=kind_links(loaded.graph),
            stylesheet=style.path,
            has_sources=bool(loaded.graph.sources),
        ),
        names=_names(loaded),
        queries=loaded.queries,
        chunks=Chunks.of(
            loaded.graph, base=project.base, prefixes=prefixes, more=loaded.vocabulary
        ),
        prefixes=prefixes,
    )


def _closing_files(pages: Pages, site: Publication) -> list[File]:
    """What speaks of the files already written."""
    dumps = {one.path: one.sha256 for one in site.written if one.path.startswith("dumps/")}
    sizes = {path: (site.folder / path).stat().st_size for path in dumps}
    page = downloads_file(pages.frame, site.folder, site.written)
    written = (one.path for one in site.written)
    html = [path for path in written if path.endswith(".html") and path != ENDPOINT]
    return [
        page,
        *closing_files(pages, sizes=sizes, sums=dumps, html=[*html, page.path]),
    ]


def _counts(graph: Dataset, *, files: int) -> dict[str, int]:
    living = [page for page in resources(graph) if page not in graph.retired]
    claims = len(set(graph.instances(EV_CLAIM)) - graph.retired)
    quotes = graph.lines.count(f" {EV_QUOTE} ".encode())
    return {
        "resources": len(living) - claims,
        "statements": graph.lines.count(f" {RDF_TYPE} {RDF_STATEMENT} .\n".encode()),
        "claims": claims,
        "quotes": quotes,
        "files": files,
    }
