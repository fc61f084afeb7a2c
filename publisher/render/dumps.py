"""The graph as files to download: whole, and the asserted facts alone, in every format."""

import gzip
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from publisher.graph import Graph, line_of
from publisher.model import File, Term
from publisher.reification import to_rdf12
from publisher.render.blocks import Blocks
from publisher.render.grouping import by_predicate
from publisher.render.rdf import document as rdf_document
from publisher.terms import document
from publisher.vocabulary import (
    EV_CLAIM,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    RDF_STATEMENT,
    RDF_SUBJECT,
)

FORMATS: Final = ("ttl", "nt", "jsonld", "rdf")
DATASETS: Final = {"trig": "ttl", "nq": "nt"}
_SUBJECT: Final = f" {RDF_SUBJECT} ".encode()
_LEVEL: Final = 2
"""Of gzip: a third of the time of its default, a tenth more bytes."""
_APPARATUS: Final = frozenset(
    {RDF_STATEMENT, OA_SPECIFIC_RESOURCE, OA_QUOTE_SELECTOR, OA_POSITION_SELECTOR},
)


def facts(graph: Graph) -> dict[Term, None]:
    """The subjects of the asserted triples, in order: no claim, no statement, no passage."""
    claims = set(graph.instances(EV_CLAIM))
    apparatus = {s for kind in _APPARATUS for s in graph.instances(kind)}
    return {
        subject: None
        for subject in graph.subjects()
        if subject not in apparatus and document(subject) not in claims
    }


def lines_of(graph: Graph, subjects: Iterable[Term]) -> bytes:
    return b"".join(map(graph.lines_of, subjects))


def dump_files(
    name: str, blocks: Blocks, *, subjects: Collection[Term] | None = None
) -> Iterator[File]:
    """One graph in each format, gzipped; plain too but for the forms of datasets.

    Those hold the same lines as N-Triples and Turtle, for stores that load quads alone.
    `subjects`: those that are in it, in order; without them, all.
    """
    for suffix in FORMATS:
        if suffix == "nt":
            all_lines = blocks.graph.lines
            content = all_lines if subjects is None else lines_of(blocks.graph, subjects)
        else:
            content = blocks.dump(suffix, subjects)
        path = f"dumps/{name}.{suffix}"
        compressed = _gzipped(path, content)
        yield File(path=path, content=content)
        yield compressed
        for dataset in (one for one, same in DATASETS.items() if same == suffix):
            # A graph of Turtle or N-Triples is one of TriG or N-Quads, to the letter.
            yield replace(compressed, path=f"dumps/{name}.{dataset}.gz")


def rdf12_files(blocks: Blocks) -> Iterator[File]:
    """The whole graph in RDF 1.2 form, with the version that its parsers ask for."""
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
        text, more = writer.block(subject, by_predicate(triples))
        lines += map(line_of, triples)
        parts.append(text.encode())
        used |= more
    version = b'VERSION "1.2"\n'
    yield _gzipped("dumps/all-rdf12.nt", version + b"".join(lines))
    turtle = version + rdf_document(writer, parts, used=used)
    yield File(path="dumps/all-rdf12.ttl", content=turtle)
    yield _gzipped("dumps/all-rdf12.ttl", turtle)


def digest_file(graphs: dict[str, bytes]) -> File:
    """The RDFC-1.0 digest of each graph: without blank nodes, that of its sorted N-Quads.

    https://www.w3.org/TR/rdf-canon/#canonicalization
    """
    lines = [f"{hashlib.sha256(graphs[name]).hexdigest()}  {name}\n" for name in sorted(graphs)]
    return File(path="dumps/RDFC10-SHA256", content="".join(lines).encode())


def checksum_file(sums: dict[str, str]) -> File:
    """`SHA256SUMS` of the dumps, for `sha256sum --check` in their folder."""
    lines = [f"{sums[path]}  {path.removeprefix('dumps/')}\n" for path in sorted(sums)]
    return File(path="dumps/SHA256SUMS", content="".join(lines).encode())


def _gzipped(path: str, content: bytes) -> File:
    # No time in the header: the same bytes on every build.
    return File(path=f"{path}.gz", content=gzip.compress(content, compresslevel=_LEVEL, mtime=0))
