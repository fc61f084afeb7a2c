"""The graph as files to download, whole and in parts, in every format, and their page."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from publisher.dataset import Dataset
from publisher.description import SiteFrame
from publisher.head import Head
from publisher.media_types import DATASET_FORMATS, FORMATS
from publisher.model import File, FileStream, SitePath, Term, Triple
from publisher.ntriples import line_of
from publisher.reification import to_rdf12
from publisher.render.chunk_arrays import union
from publisher.render.chunks import Chunks
from publisher.render.environment import render_page
from publisher.render.formats import rdf_pieces
from publisher.vocabulary import RDF_SUBJECT

_SUBJECT: Final = f" {RDF_SUBJECT} ".encode()
_PIECE: Final = 1 << 20
"""Bytes of lines that are read at once."""
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
) -> Iterator[FileStream]:
    """Yield one graph in each format that can say it, plain and gzipped.

    Without named graphs, TriG and N-Quads come gzipped only: they have the same lines as Turtle and
    N-Triples, for stores that load datasets alone.
    `subjects`: those that the dump contains, in order; None for all. `header`: triples of one
    subject at the beginning, if the format has an order. `more`: a second graph to add.
    """
    graph = chunks.graph
    pieces: dict[str, Iterable[bytes] | None] = {
        suffix: chunks.dump(suffix, subjects, before=header, more=more) for suffix in chunks.writers
    }
    pieces["nt"] = dump_lines(graph, subjects=subjects, header=header, more=more)
    quad_files = chunks.quad_files
    if quad_files:
        pieces["nq"] = _dump_quads(graph, subjects=subjects, header=header, more=more)
        for suffix in quad_files.writers:
            pieces[suffix] = quad_files.dump(suffix, subjects, before=header, more=more)
    same = {} if quad_files else {each.subset: each.suffix for each in DATASET_FORMATS}
    for suffix in (each.suffix for each in (*FORMATS, *DATASET_FORMATS)):
        content = pieces.get(suffix)
        if content is not None:
            suffixes = [suffix, *([same[suffix]] if suffix in same else [])]
            yield FileStream(
                pieces=content,
                plain_paths=(SitePath(f"dumps/{name}.{suffix}"),),
                gzip_paths=tuple(SitePath(f"dumps/{name}.{each}.gz") for each in suffixes),
            )


def dump_lines(
    graph: Dataset,
    *,
    subjects: Iterable[Term] | None = None,
    header: Sequence[Triple] = (),
    more: Dataset | None = None,
) -> Iterator[bytes]:
    """Yield the sorted N-Triples of a dump in pieces; parameters as in `dump_files`."""
    lines = _split(graph.lines) if subjects is None else map(graph.lines_of, subjects)
    return _merged(lines, _more_lines(header, more))


def dataset_lines(graph: Dataset, *, more: Dataset | None = None) -> Iterator[bytes]:
    """Yield the sorted N-Quads of the whole dataset in pieces of whole lines."""
    lines = graph.quads or graph.lines
    return _merged(_split(lines), _more_lines((), more))


def _dump_quads(
    graph: Dataset,
    *,
    subjects: Iterable[Term] | None,
    header: Sequence[Triple],
    more: Dataset | None,
) -> Iterator[bytes]:
    """Yield the sorted N-Quads of a dump in pieces."""
    lines = _split(graph.quads) if subjects is None else map(graph.quad_lines_of, subjects)
    return _merged(lines, _more_lines(header, more))


def _more_lines(header: Sequence[Triple], more: Dataset | None) -> list[bytes]:
    lines = more.lines.splitlines(keepends=True) if more else []
    return sorted({*map(line_of, header), *lines})


def _split(lines: bytes) -> Iterator[bytes]:
    """Yield sorted lines in pieces of whole lines."""
    start = 0
    while start < len(lines):
        end = lines.find(b"\n", start + _PIECE) + 1 or len(lines)
        yield lines[start:end]
        start = end


def _merged(pieces: Iterable[bytes], more: Sequence[bytes]) -> Iterator[bytes]:
    """Merge sorted lines into pieces of sorted lines; each line once."""
    at = 0
    for piece in pieces:
        last = piece[piece.rfind(b"\n", 0, -1) + 1 :]
        end = bisect_right(more, last, lo=at)
        if end == at:
            yield piece
        else:
            yield b"".join(sorted({*piece.splitlines(keepends=True), *more[at:end]}))
            at = end
    yield from more[at:]


def rdf12_files(chunks: Chunks, *, more: Dataset | None = None) -> Iterator[FileStream]:
    """Yield the whole graph in RDF 1.2; in Turtle with the version line that its parsers require.

    N-Triples have no version line: it is optional, and pyoxigraph does not read it.
    https://www.w3.org/TR/rdf12-n-triples/#n-triples-language
    """
    yield FileStream(
        pieces=_rdf12_lines(chunks.graph, more),
        gzip_paths=(SitePath("dumps/all-rdf12.nt.gz"),),
    )
    yield FileStream(
        pieces=_rdf12_turtle(chunks, more),
        plain_paths=(SitePath("dumps/all-rdf12.ttl"),),
        gzip_paths=(SitePath("dumps/all-rdf12.ttl.gz"),),
    )


def _rdf12_lines(graph: Dataset, more: Dataset | None) -> Iterator[bytes]:
    for subject in graph.subjects():
        lines = graph.lines_of(subject)
        yield lines if _SUBJECT not in lines else b"".join(map(line_of, _rdf12(graph, subject)))
    if more:
        yield more.lines


def _rdf12(graph: Dataset, subject: Term) -> list[Triple]:
    """Return the triples of a subject in RDF 1.2, sorted."""
    return sorted(to_rdf12(graph.read(subject)))


def _rdf12_turtle(chunks: Chunks, more: Dataset | None) -> Iterator[bytes]:
    mask = chunks.prefix_mask("ttl") or 0  # The terms are those of RDF 1.1.
    last = list(chunks.chunks_of(more, "ttl")) if more else []
    texts = chain(_rdf12_chunks(chunks), (text for text, _ in last))
    prefix_mask = mask | union(mask for _, mask in last)
    yield b'VERSION "1.2"\n'
    yield from rdf_pieces(chunks.writers["ttl"], texts, prefix_mask=prefix_mask)


def _rdf12_chunks(chunks: Chunks) -> Iterator[bytes]:
    graph = chunks.graph
    for subject, chunk in chunks.with_subjects("ttl"):
        text, _ = chunk or (b"", 0)
        lines = graph.lines_of(subject)
        # Asked by bytes first: most subjects are no statement, and name no blank node.
        if text and (_SUBJECT in lines or (b" _:" in lines and _has_statement(subject, chunks))):
            text, _ = chunks.tree("ttl", subject, partial(_rdf12, graph))
        yield text


def _has_statement(subject: Term, chunks: Chunks) -> bool:
    return any(_SUBJECT in chunks.graph.lines_of(node) for node in chunks.nodes_in(subject))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of a dump: `name` in the folder of dumps, its format for a reader, its bytes."""

    name: str
    format: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """A graph as files. `quads`: of all its graphs together; 0 if it has no named graph.

    `digest`: its RDFC-1.0 digest, empty if too many blank nodes are alike; None if none is made.
    """

    name: str
    description: str
    triples: int
    files: Sequence[Download]
    quads: int = 0
    digest: str | None = None


def downloads_page(frame: SiteFrame, dumps: Sequence[Dump], *, sums: str) -> File:
    """Return the page of the dumps; `sums` is the name of the file with all checksums."""
    text = f"All data of {frame.title} as files to download, with sizes and checksums."
    return render_page(
        frame,
        "dumps.html",
        path=_PATH,
        title="Dumps",
        head=Head(description=text),
        dumps=dumps,
        sums=sums,
        size=size_in_words,
    )


def size_in_words(number: int) -> str:
    """Return a number of bytes as a reader says it: 146073 → "146 kB"."""
    amount, unit = float(number), 0
    while amount >= _STEP and unit + 1 < len(_UNITS):
        amount, unit = amount / _STEP, unit + 1
    return f"{amount:.{1 if unit and amount < _STEP / 100 else 0}f} {_UNITS[unit]}"
