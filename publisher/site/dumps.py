"""The graph as files to download: whole, and the asserted facts alone, in every format."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from publisher.graph import Graph, line_of
from publisher.model import File, Term
from publisher.reification import to_rdf12
from publisher.terms import document
from publisher.vocabulary import (
    EV_CLAIM,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    RDF_STATEMENT,
)

FORMATS: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": None,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
"""How each is written; N-Triples are there already."""
DATASETS: Final = {"trig": "ttl", "nq": "nt"}
_LEVEL: Final = 2
"""Of gzip: a third of the time of its default, a tenth more bytes."""
_APPARATUS: Final = frozenset(
    {RDF_STATEMENT, OA_SPECIFIC_RESOURCE, OA_QUOTE_SELECTOR, OA_POSITION_SELECTOR},
)


def facts(graph: Graph) -> bytes:
    """The asserted triples alone: no claim, no statement about a statement, no passage."""
    claims = set(graph.instances(EV_CLAIM))
    apparatus = {s for kind in _APPARATUS for s in graph.instances(kind)}

    def is_fact(subject: Term) -> bool:
        return subject not in apparatus and document(subject) not in claims

    kept: list[bytes] = []
    current, keep = b"", False
    for line in graph.lines.splitlines(keepends=True):
        subject = line[: line.index(b" ")]
        if subject != current:
            current, keep = subject, is_fact(subject.decode())
        if keep:
            kept.append(line)
    return b"".join(kept)


def dump_files(name: str, lines: bytes, prefixes: dict[str, str]) -> Iterator[File]:
    """One graph in each format, gzipped; plain too but for the forms of datasets.

    Those hold the same lines as N-Triples and Turtle, for stores that load quads alone.
    """
    used = _used(lines, prefixes)
    for suffix, kind in FORMATS.items():
        content = _serialized(lines, kind, used) if kind else lines
        path = f"dumps/{name}.{suffix}"
        compressed = _gzipped(path, content)
        yield File(path=path, content=content)
        yield compressed
        for dataset in (one for one, same in DATASETS.items() if same == suffix):
            # A graph of Turtle or N-Triples is one of TriG or N-Quads, to the letter.
            yield replace(compressed, path=f"dumps/{name}.{dataset}.gz")


def rdf12_files(graph: Graph, prefixes: dict[str, str]) -> Iterator[File]:
    """The whole graph in RDF 1.2 form, with the version that its parsers ask for."""
    lines = b"".join(sorted(line_of(triple) for triple in to_rdf12(graph)))
    version = b'VERSION "1.2"\n'
    yield _gzipped("dumps/all-rdf12.nt", version + lines)
    turtle = version + _serialized(lines, ox.RdfFormat.TURTLE, _used(lines, prefixes))
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


def _used(lines: bytes, prefixes: dict[str, str]) -> dict[str, str]:
    return {name: iri for name, iri in prefixes.items() if f"<{iri}".encode() in lines}


def _serialized(lines: bytes, kind: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    # Quads of the default graph, which any format takes: to ask each for its triple takes as long
    # as to write it.
    quads = ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)
    return ox.serialize(quads, format=kind, prefixes=prefixes) or b""
