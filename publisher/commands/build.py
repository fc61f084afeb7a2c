"""`publisher build`: check, then write the whole site, or nothing."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from publisher.commands.build_history import (
    FeedPart,
    HistoryInput,
    WrittenPart,
    write_feed_part,
    write_history,
)
from publisher.commands.check import Verdict, has_errors, judge, placed
from publisher.commands.history_findings import data_time, previous_of
from publisher.dataset import Dataset
from publisher.findings import Finding, Report
from publisher.load import Loaded, input_folders, load
from publisher.logs import timed
from publisher.pages import (
    Context,
    Part,
    closing_files,
    context_of,
    gone_files,
    link_files,
    parts_of,
    query_files,
)
from publisher.pages.chunk_files import load_chunks, save_chunks
from publisher.pages.kinds import resources
from publisher.pages.resource import PageError
from publisher.processes import Processes, is_stopped, process_count
from publisher.project import Project
from publisher.publication.compression import compress, compressible_batches
from publisher.publication.last import read_ontologies
from publisher.publication.location import check_location
from publisher.publication.release import NewRelease, write
from publisher.publication.written import WrittenFile
from publisher.serve.settings import limits_sentence, read_settings
from publisher.vocabulary import EV_CLAIM, EV_QUOTE, RDF_STATEMENT, RDF_TYPE

if TYPE_CHECKING:
    from concurrent.futures import Future

Progress: TypeAlias = Callable[[int, int], None]
"""A function that is called with the number of finished resources, and of all."""

_log = logging.getLogger(__name__)


def silent(_finished: int, _all: int) -> None:
    """Show no progress."""


def build(
    project: Project,
    *,
    out: Path,
    workers: int | None = None,
    progress: Progress = silent,
    is_compressed: bool = False,
    previous: Path | None = None,
    is_draft: bool = False,
) -> Report:
    """Build the site at `out`. If there are errors, return them and leave `out` as it was.

    `workers`: processes; without it, as many as suit the size of the project.
    `is_compressed`: write each text as gzip and brotli too, for servers to send.
    `previous`: the site whose history goes on, and whose IRIs must still be there, too; without
    it, the one at `out`.
    `is_draft`: carry the history forward as it is, without this release.
    Raises PublicationError if no site can be written at `out`, and HistoryError if `previous` has
    no history that can go on.
    """
    started = time.monotonic()
    check_location(out, inputs=input_folders(project))
    last, lost = previous_of(out, previous, base=project.base)
    loaded = load(project)
    if has_errors(loaded.findings):
        return _report(project, judge(project, loaded, last_site=out))
    count = process_count(len(resources(loaded.graph)), workers)
    with NewRelease(out=out) as release, _chunks_folder(release) as chunks_folder:
        context = context_of(
            project,
            loaded,
            limits=limits_sentence(read_settings(project.serve)),
            published_versions=read_ontologies(last.folder if last else out),
            is_draft=is_draft,
        )
        state = _build_state(project, loaded, context, release, Path(chunks_folder))
        if previous and last:
            state = replace(state, previous=last.folder)
        with Processes(count, state) as processes:
            # With one process: before the rendering. With several: beside it; errors stop it.
            judged = processes.submit(_judge, stop_if=_is_refused)
            _render(processes, judged, release, progress)
            verdict = judged.result()
            if verdict.has_errors:
                release.abandon()
                return _report(project, verdict)
            history = HistoryInput(
                previous=last,
                is_draft=is_draft,
                time=data_time(state.context.frame.metadata),
            )
            verdict = _close(processes, release, verdict, history, lost)
            if verdict.has_errors:
                release.abandon()
                return _report(project, verdict)
            counts = _counts(loaded.graph, files=len(release.written))
            if is_compressed:
                _compress(processes, release)
    return _report(project, verdict, counts=counts, seconds=time.monotonic() - started)


@dataclass(frozen=True, slots=True, kw_only=True)
class _BuildState:
    """What every process of a build has from its start."""

    project: Project
    loaded: Loaded
    context: Context
    out: Path
    folder: Path
    """The folder in which the files of the new release are written."""
    chunks_folder: Path
    """The folder of the chunks of the dataset, which the processes share."""
    previous: Path | None = None
    """The release that is named as the one before; None if it is the one at `out`."""


def _chunks_folder(release: NewRelease) -> TemporaryDirectory[str]:
    return TemporaryDirectory(dir=release.folder.parent, prefix="chunks-")


def _build_state(
    project: Project, loaded: Loaded, context: Context, release: NewRelease, chunks_folder: Path
) -> _BuildState:
    chunks = context.chunks
    read = partial(load_chunks, chunks_folder, tuple(chunks.columns), count=chunks.array_count)
    context = replace(context, chunks=replace(chunks, read_stored=read))
    return _BuildState(
        project=project,
        loaded=loaded,
        context=context,
        out=release.out,
        folder=release.folder,
        chunks_folder=chunks_folder,
    )


def _judge(state: _BuildState) -> Verdict:
    return judge(state.project, state.loaded, last_site=state.out, previous=state.previous)


def _is_refused(verdict: Verdict) -> bool:
    return verdict.has_errors


def _render(
    processes: Processes[_BuildState],
    judged: "Future[Verdict]",
    release: NewRelease,
    progress: Progress,
) -> None:
    """Write the parts of the site, or as many as are done when the verdict stops them."""
    dataset = processes.shared.context.dataset
    finished, count = 0, len(resources(dataset))
    try:
        with timed(_log, "chunks"):
            _write_chunks(processes)
        with timed(_log, "pages and dumps"):
            for written, pages in processes.map(_write_part, parts_of(dataset)):
                release.record(written)
                finished += pages
                if pages:
                    progress(finished, count)
    except (ValueError, PageError):
        # RDF/XML cannot write some terms: the checks find them, and say where they are.
        if not judged.result().has_errors:
            raise


def _write_chunks(processes: Processes[_BuildState]) -> None:
    """Let the processes share the work on the chunks, which are on the disk: they are large."""
    count = processes.shared.context.chunks.array_count
    for _ in processes.map(_save_chunks, range(count)):
        pass


def _save_chunks(state: _BuildState, number: int) -> None:
    if not is_stopped():
        save_chunks(state.chunks_folder, number, state.context.chunks.write_array(number))


def _write_part(state: _BuildState, part: tuple[Part, int]) -> tuple[list[WrittenFile], int]:
    """Write the files of a part; return them, and the number of resources that they show."""
    make, pages = part
    # Not begun, because the chunks that it is made of may be missing too.
    if is_stopped():
        return [], 0
    level = logging.DEBUG if pages else logging.INFO
    with timed(_log, getattr(make, "__name__", f"{pages} resources"), level=level):
        files = takewhile(lambda _file: not is_stopped(), make(state.context))
        return write(state.folder, files), pages


def _close(
    processes: Processes[_BuildState],
    release: NewRelease,
    verdict: Verdict,
    history: HistoryInput,
    lost: Sequence[Finding],
) -> Verdict:
    """Write what depends on the answers of the queries, and on the files already written.

    Return the verdict with what is wrong with the history.
    """
    state = processes.shared
    with timed(_log, "queries"):
        release.add(query_files(state.context, verdict.runs))
        release.add(gone_files(state.context, verdict.gone))
    with timed(_log, "changes"):
        findings = write_history(
            state.context,
            release,
            history,
            gone=verdict.gone,
            write_parts=partial(processes.map, _write_feed_part),
        )
    with timed(_log, "catalogue"):
        release.add(link_files(state.context, release.written))
        release.add(closing_files(state.context, state.folder, release.written))
    shown = state.loaded.policy.applied((*lost, *findings))
    return replace(verdict, findings=(*verdict.findings, *shown))


def _write_feed_part(state: _BuildState, part: FeedPart) -> WrittenPart:
    return write_feed_part(state.context, state.folder, part)


def _compress(processes: Processes[_BuildState], release: NewRelease) -> None:
    batches = compressible_batches(release.written)
    with timed(_log, "compress"):
        for written in processes.map(_compress_batch, batches):
            release.record(written)


def _compress_batch(state: _BuildState, paths: Sequence[str]) -> list[WrittenFile]:
    return compress(state.folder, paths)


def _report(
    project: Project,
    verdict: Verdict,
    *,
    counts: Mapping[str, int] | None = None,
    seconds: float = 0.0,
) -> Report:
    return Report(
        findings=placed(project, verdict.findings), counts=dict(counts or {}), seconds=seconds
    )


def _counts(dataset: Dataset, *, files: int) -> dict[str, int]:
    in_use = sum(1 for page in resources(dataset) if page not in dataset.retired)
    claims = len(set(dataset.instances(EV_CLAIM)) - dataset.retired)
    return {
        "resources": in_use - claims,
        "triples": len(dataset),
        "statements": dataset.count(RDF_STATEMENT, RDF_TYPE),
        "claims": claims,
        "quotes": dataset.lines.count(f" {EV_QUOTE} ".encode()),
        "files": files,
    }
