"""The graph as files to download, whole and in parts, in every format, and their page."""

import gzip
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from publisher.dataset import Dataset, line_of
from publisher.description import SiteFrame
from publisher.media_types import DATASET_FORMATS, FORMATS
from publisher.model import File, SitePath, Term, Triple
from publisher.reification import to_rdf12
from publisher.render.chunks import Chunks
from publisher.render.environment import render_page
from publisher.render.formats import rdf_document
from publisher.vocabulary import RDF_SUBJECT

_SUBJECT: Final = f" {RDF_SUBJECT} ".encode()
_GZIP_LEVEL: Final = 2
"""A third of the time of gzip's default, and a tenth more bytes."""
_PATH: Final = "dumps/index.html"
_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")
_STEP: Final = 1_000


def dump_files(
    name: str,
    chunks: Chunks,
    *,
    subjects: Collection[Term] | None = None,
    header: Sequence[Triple] = (),
    more: Dataset | None = None,
) -> Iterator[File]:
    """Yield one graph in each format, plain and gzipped; in TriG and N-Quads gzipped only.

    TriG and N-Quads have the same lines as Turtle and N-Triples, for stores that load datasets
    alone.
    `subjects`: those that the dump contains, in order; None for all. `header`: triples of one
    subject at the beginning, if the format has an order. `more`: a second graph to add.
    """
    for suffix in (format_.suffix for format_ in FORMATS):
        if suffix == "nt":
            content = dump_lines(chunks.graph, subjects=subjects, header=header, more=more)
        else:
            before = [chunks.chunk(suffix, header)] if header else []
            content = chunks.dump(suffix, subjects, before=before, more=more)
        path = SitePath(f"dumps/{name}.{suffix}")
        compressed = _gzipped(path, content)
        yield File(path=path, content=content)
        yield compressed
        for dataset in DATASET_FORMATS:
            if dataset.subset == suffix:
                yield replace(compressed, path=SitePath(f"dumps/{name}.{dataset.suffix}.gz"))


def dump_lines(
    graph: Dataset,
    *,
    subjects: Collection[Term] | None = None,
    header: Sequence[Triple] = (),
    more: Dataset | None = None,
) -> bytes:
    """Return the sorted N-Triples of a dump; parameters as in `dump_files`."""
    lines = graph.lines if subjects is None else b"".join(map(graph.lines_of, subjects))
    lines = _merged(lines, b"".join(map(line_of, header)))
    return _merged(lines, more.lines) if more else lines


def _merged(lines: bytes, more: bytes) -> bytes:
    """Merge two sorted files of N-Triples; each line once."""
    if not more:
        return lines
    both = (*lines.splitlines(keepends=True), *more.splitlines(keepends=True))
    return b"".join(sorted(dict.fromkeys(both)))


def rdf12_files(chunks: Chunks, *, more: Dataset | None = None) -> Iterator[File]:
    """Yield the whole graph in RDF 1.2; in Turtle with the version line that its parsers require.

    N-Triples have no version line: it is optional, and pyoxigraph does not read it.
    https://www.w3.org/TR/rdf12-n-triples/#n-triples-language
    """
    lines: list[bytes] = []
    contents: list[bytes] = []
    prefix_mask = 0
    for subject, content, mask in chunks.with_subjects("ttl"):
        subject_lines = chunks.graph.lines_of(subject)
        if _SUBJECT not in subject_lines:
            lines.append(subject_lines)
        else:
            triples = sorted(to_rdf12(chunks.graph.read(subject)))
            lines += map(line_of, triples)
            content, mask = chunks.chunk("ttl", triples)  # noqa: PLW2901 -- the RDF 1.2 form
        contents.append(content)
        prefix_mask |= mask
    if more:
        lines.append(more.lines)
        for content, mask in chunks.chunks_of(more, "ttl"):
            contents.append(content)
            prefix_mask |= mask
    yield _gzipped("dumps/all-rdf12.nt", b"".join(lines))
    body = rdf_document(chunks.writers["ttl"], contents, prefix_mask=prefix_mask)
    turtle = b'VERSION "1.2"\n' + body
    yield File(path=SitePath("dumps/all-rdf12.ttl"), content=turtle)
    yield _gzipped("dumps/all-rdf12.ttl", turtle)


def digest_file(digests: Mapping[str, str]) -> File:
    """Return the file of the RDFC-1.0 digests of the dumps, by their names.

    A dump whose digest is empty is left out: https://www.w3.org/TR/rdf-canon/#canonicalization
    """
    lines = [f"{digests[name]}  {name}\n" for name in sorted(digests) if digests[name]]
    return File(path=SitePath("dumps/RDFC10-SHA256"), content="".join(lines).encode())


def checksum_file(sums: dict[str, str]) -> File:
    """Return `SHA256SUMS` of the dumps, for `sha256sum --check` in their folder."""
    lines = [f"{sums[path]}  {path.removeprefix('dumps/')}\n" for path in sorted(sums)]
    return File(path=SitePath("dumps/SHA256SUMS"), content="".join(lines).encode())


def _gzipped(path: str, content: bytes) -> File:
    # No time in the header: the same bytes on every build.
    compressed = gzip.compress(content, compresslevel=_GZIP_LEVEL, mtime=0)
    return File(path=SitePath(f"{path}.gz"), content=compressed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of a dump: `name` in the folder of dumps, its format for a reader, its bytes."""

    name: str
    format: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A graph as files.

    `digest`: its RDFC-1.0 digest, empty if too many blank nodes are alike; None if none is made.
    """

    name: str
    description: str
    triples: int
    files: Sequence[Download]
    digest: str | None = None


def downloads_page(frame: SiteFrame, dumps: Sequence[Dump], *, sums: str) -> File:
    """Return the page of the dumps; `sums` is the name of the file with all checksums."""
    return render_page(
        frame, "dumps.html", path=_PATH, title="Dumps", dumps=dumps, sums=sums, size=_size
    )


def _size(number: int) -> str:
    """Return a number of bytes as a reader says it: 146073 → "146 kB"."""
    amount, unit = float(number), 0
    while amount >= _STEP and unit + 1 < len(_UNITS):
        amount, unit = amount / _STEP, unit + 1
    return f"{amount:.{1 if unit and amount < _STEP / 100 else 0}f} {_UNITS[unit]}"
