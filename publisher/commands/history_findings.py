"""What is wrong with the history of a site: it is lost, or a change has no date."""

from pathlib import Path

from publisher.findings import Finding, Severity
from publisher.history import UNDATED, HistoryError
from publisher.publication.previous import Previous, is_site, read_previous


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
