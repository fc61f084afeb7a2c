"""The public functions: each does what the command of its name does, and returns values.

`from publisher import Project, check, build`: `publisher/__init__.py` hands on what stands here.
docs/reference/python-api.md is their page. All else in the package may change without notice.
"""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from publisher.commands.build import build
from publisher.commands.check import check_settings_and_files
from publisher.commands.cite import Citation, Citations, find_passages
from publisher.commands.coverage import SourceCoverage, cover
from publisher.commands.diff import Difference, DiffError, diff
from publisher.commands.query import query_project
from publisher.errors import PublisherError, QueryError
from publisher.findings import Finding, Place, Report, Severity
from publisher.load import load
from publisher.project import Project, ProjectError, read_project
from publisher.publication.release import PublicationError

__all__ = (
    "Citation",
    "Citations",
    "DiffError",
    "Difference",
    "Finding",
    "Place",
    "Project",
    "ProjectError",
    "PublicationError",
    "PublisherError",
    "QueryError",
    "Report",
    "Severity",
    "SourceCoverage",
    "build",
    "check",
    "cite",
    "coverage",
    "diff",
    "query",
    "read_project",
)


def check(project: Project, *, out: Path | None = None) -> Report:
    """Return everything that is wrong with a project: all findings, sorted, causes first.

    `out` is the folder of its last site, `site` in the project without it: an IRI that the
    site has and the project has not is a finding.

    Raises PublicationError if `build` would refuse `out`.
    """
    return check_settings_and_files(project, out=out)


def query(
    project: Project,
    name: str | None = None,
    *,
    text: str | None = None,
    parameters: Mapping[str, str] | None = None,
    format: str | None = None,  # noqa: A002 -- as the command calls it
    endpoint: str | None = None,
) -> bytes:
    """Return the answer to a query: as CSV, or as Turtle if the query makes a graph.

    `name` is a ready query or a file `FILE.rq`; instead of it, `text` is the query itself.
    `parameters` are texts, each read by the type that the query declares. `format` is one of
    csv, tsv, json, xml (rows) or ttl, nt, jsonld, rdf (a graph). With `endpoint`, that SPARQL 1.1
    endpoint answers in place of the project's own graph.

    Raises QueryError if the query or a parameter is wrong, and if the project's files have errors,
    because the answer might lack what they say.
    """
    output = BytesIO()
    errors = query_project(
        project,
        query=name,
        text=text,
        parameters=tuple((parameters or {}).items()),
        format_=format,
        endpoint=endpoint,
        output=output,
        is_terminal=False,
    )
    if errors:
        raise QueryError(f"the project's files have errors, such as: {errors[0].text}")
    return output.getvalue()


def cite(project: Project, words: str) -> Citations:
    """Return the passages of the stored sources that match the words, ready to paste.

    White space may differ, then what only looks alike, then case. If nothing matches, the one
    passage that fits best is returned, with `is_exact` false; if nothing fits, none is.
    """
    return find_passages(load(project).graph, words)


def coverage(project: Project) -> tuple[SourceCoverage, ...]:
    """Return for each source which of its sentences no statement and no claim quotes."""
    return cover(load(project).graph)
