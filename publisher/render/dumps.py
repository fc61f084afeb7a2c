"""The graph as files to download, whole and in parts, in every format."""

import gzip
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from publisher.dataset import Dataset, line_of
from publisher.model import File, SitePath, Term, Triple
from publisher.reification import to_rdf12
from publisher.render.blocks import Blocks
from publisher.render.grouping import by_predicate
from publisher.render.rdf import document as rdf_document
from publisher.vocabulary import RDF_SUBJECT

FORMATS: Final = ("ttl", "nt", "jsonld", "rdf")
DATASETS: Final = {"trig": "ttl", "nq": "nt"}
_SUBJECT: Final = f" {RDF_SUBJECT} ".encode()
_LEVEL: Final = 2
"""Of gzip: a third of the time of its default, a tenth more bytes."""


def lines_of(graph: Dataset, subjects: Iterable[Term]) -> bytes:
    return b"".join(map(graph.lines_of, subjects))


def with_lines(lines: bytes, more: bytes) -> bytes:
    """Two sorted documents of N-Triples as one; each line once."""
    if not more:
        return lines
    both = (*lines.splitlines(keepends=True), *more.splitlines(keepends=True))
    return b"".join(sorted(dict.fromkeys(both)))


def dump_files(
    name: str,
    blocks: Blocks,
    *,
    subjects: Collection[Term] | None = None,
    header: Sequence[Triple] = (),
    more: Dataset | None = None,
) -> Iterator[File]:
    """One graph in each format, gzipped; plain too but for the forms of datasets.

    Those hold the same lines as N-Triples and Turtle, for stores that load quads alone.
    `subjects`: those that are in it, in order; without them, all. `header`: triples of one subject
    that the file begins with, if its format has an order. `more`: a second graph that it holds.
    """
    for suffix in FORMATS:
        if suffix == "nt":
            content = dump_lines(blocks.graph, subjects=subjects, header=header, more=more)
        else:
            before = [blocks.block(suffix, header)] if header else []
            content = blocks.dump(suffix, subjects, before=before, more=more)
        path = SitePath(f"dumps/{name}.{suffix}")
        compressed = _gzipped(path, content)
        yield File(path=path, content=content)
        yield compressed
        for dataset in (one for one, same in DATASETS.items() if same == suffix):
            # A graph of Turtle or N-Triples is one of TriG or N-Quads, to the letter.
            yield replace(compressed, path=SitePath(f"dumps/{name}.{dataset}.gz"))


def dump_lines(
    graph: Dataset,
    *,
    subjects: Collection[Term] | None = None,
    header: Sequence[Triple] = (),
    more: Dataset | None = None,
) -> bytes:
    """The sorted N-Triples of a dump; parameters as in `dump_files`."""
    lines = graph.lines if subjects is None else lines_of(graph, subjects)
    lines = with_lines(lines, b"".join(map(line_of, header)))
    return with_lines(lines, more.lines) if more else lines


def rdf12_files(blocks: Blocks, *, more: Dataset | None = None) -> Iterator[File]:
    """The whole graph in RDF 1.2 form; in Turtle with the version that its parsers ask for.

    N-Triples have no version line: it is optional, and pyoxigraph does not read it.
    https://www.w3.org/TR/rdf12-n-triples/#n-triples-language
    """
    writer = blocks.writers["ttl"]
    lines: list[bytes] = []
    parts: list[bytes] = []
    used = 0
    for subject, block, bits in blocks.written("ttl"):
        own = blocks.graph.lines_of(subject)
        if _SUBJECT not in own:
            lines.append(own)
            parts.append(block)
            used |= bits
            continue
        triples = sorted(to_rdf12(blocks.graph.read(subject)))
        text, prefixes = writer.block(subject, by_predicate(triples))
        lines += map(line_of, triples)
        parts.append(text.encode())
        used |= prefixes
    if more:
        lines.append(more.lines)
        for content, prefixes in blocks.all_of(more, "ttl"):
            parts.append(content)
            used |= prefixes
    yield _gzipped("dumps/all-rdf12.nt", b"".join(lines))
    turtle = b'VERSION "1.2"\n' + rdf_document(writer, parts, used=used)
    yield File(path=SitePath("dumps/all-rdf12.ttl"), content=turtle)
    yield _gzipped("dumps/all-rdf12.ttl", turtle)


def digest_file(graphs: dict[str, bytes]) -> File:
    """The RDFC-1.0 digest of each graph: without blank nodes, that of its sorted N-Quads.

    https://www.w3.org/TR/rdf-canon/#canonicalization
    """
    lines = [f"{hashlib.sha256(graphs[name]).hexdigest()}  {name}\n" for name in sorted(graphs)]
    return File(path=SitePath("dumps/RDFC10-SHA256"), content="".join(lines).encode())


def checksum_file(sums: dict[str, str]) -> File:
    """`SHA256SUMS` of the dumps, for `sha256sum --check` in their folder."""
    lines = [f"{sums[path]}  {path.removeprefix('dumps/')}\n" for path in sorted(sums)]
    return File(path=SitePath("dumps/SHA256SUMS"), content="".join(lines).encode())


def _gzipped(path: str, content: bytes) -> File:
    # No time in the header: the same bytes on every build.
    return File(
        path=SitePath(f"{path}.gz"), content=gzip.compress(content, compresslevel=_LEVEL, mtime=0)
    )
