"""What is wrong with the history of a site: it is lost, or a change has no date."""

import hashlib
import os
from pathlib import Path

from publisher.dataset import Dataset
from publisher.findings import Finding, Severity
from publisher.history import UNDATED, HistoryError, next_time, stated_time
from publisher.load import Loaded
from publisher.metadata import DatasetMetadata
from publisher.pages import context_of
from publisher.project import Project
from publisher.publication.previous import Previous, is_site, read_previous
from publisher.render.dumps import dataset_lines
from publisher.vocabulary import EV_NAMESPACE


def previous_of(
    out: Path, given: Path | None, *, base: str
) -> tuple[Previous | None, tuple[Finding, ...]]:
    """Return the release whose history goes on, and the finding that it is lost.

    `given`: the site that somebody names; else it is the one at `out`, which is replaced even if it
    is damaged. Raises HistoryError if the one that is named has no history that can go on.
    """
    if given is None:
        try:
            return read_previous(out, base=base), ()
        except HistoryError as error:
            return None, (lost_history(str(error)),)
    try:
        previous = read_previous(given, base=base)
    except HistoryError as error:
        raise HistoryError(f"--previous {given}: {error}") from error
    if previous is None:
        fault = "has no history" if is_site(given) else "is no site of publisher"
        raise HistoryError(
            f"--previous {given}: it {fault}; name the folder of a site, or build without it to "
            "begin a history"
        )
    return previous, ()


def history_findings(project: Project, loaded: Loaded, last_site: Path) -> list[Finding]:
    """Return what `build` would find wrong with the history of a site."""
    previous, lost = previous_of(last_site, None, base=project.base)
    last = previous.history.last if previous else None
    more = loaded.vocabulary if loaded.graph.uses(EV_NAMESPACE) else None
    if not previous or not last or dataset_digest(loaded.graph, more) == previous.history.lines:
        return list(lost)
    stated = data_time(context_of(project, loaded, limits="").frame.metadata)
    time = next_time(stated, last.time)
    return [] if time == stated else [undated_change(stated, time)]


def dataset_digest(dataset: Dataset, more: Dataset | None) -> str:
    """Return the SHA-256 of the sorted N-Quads of a dataset."""
    digest = hashlib.sha256()
    for lines in dataset_lines(dataset, more=more):
        digest.update(lines)
    return digest.hexdigest()


def data_time(metadata: DatasetMetadata) -> str:
    """Return the time of the data, as the settings or the environment say it."""
    return stated_time(metadata, epoch=os.environ.get("SOURCE_DATE_EPOCH", ""))


def lost_history(reason: str) -> Finding:
    """Return the finding that the history of the last release is not carried forward."""
    return Finding(
        code="history-lost",
        message=f"the history of the last release cannot be carried forward: {reason}; the feed "
        "of changes begins anew with everything",
        hint="to keep it, build with --previous and an undamaged copy of a release",
        severity=Severity.WARNING,
    )


def undated_change(stated: str, time: str) -> Finding:
    """Return the finding that the data changed and its date did not.

    `stated`: the time that the settings say. `time`: the one that the release has instead.
    """
    said = "say no date" if stated == UNDATED else f"still say {stated.removesuffix('T00:00:00Z')}"
    return Finding(
        code="change-undated",
        message=f"the data differs from the last release, but the settings {said}, so the change "
        f"is dated {time}, a second after the last one",
        hint="set modified in [tool.publisher.dataset]",
        severity=Severity.NOTE,
    )
