"""Chunks make the same documents however they were made, and a dump is all of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from publisher.model import Term
from publisher.pages.chunk_files import load_chunks, save_chunks
from publisher.render import chunks as module
from publisher.render.chunks import Chunks
from publisher.terms import iri
from publisher.vocabulary import PREFIXES
from tests import flagship

BASE = "https://example.org/"
FORMATS = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}


@pytest.fixture(name="chunks")
def _chunks(monkeypatch: pytest.MonkeyPatch) -> Chunks:
    # A few subjects an array, so that there are many, the last of them not full.
    monkeypatch.setattr(module, "SUBJECTS_PER_ARRAY", 7)
    chunks = Chunks.of(flagship.loaded().graph, base=BASE, prefixes=PREFIXES)
    assert chunks.array_count > 20
    assert len(chunks.graph.subjects()) % 7
    return chunks


def _dump(chunks: Chunks, suffix: str, subjects: Sequence[Term] | None = None) -> bytes:
    return b"".join(chunks.dump(suffix, subjects) or ())


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_dump_is_the_graph(chunks: Chunks, suffix: str) -> None:
    content = _dump(chunks, suffix)
    found = {str(quad.triple) for quad in parse(content, format=FORMATS[suffix])}

    wanted = parse(chunks.graph.lines, format=RdfFormat.N_TRIPLES)
    assert found == {str(quad.triple) for quad in wanted}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_dump_of_some_subjects_is_their_document(chunks: Chunks, suffix: str) -> None:
    some = list(chunks.graph.subjects())[::3]

    assert _dump(chunks, suffix, some) == chunks.contents(some, ())[suffix]


def test_chunks_read_from_the_disk_are_those_in_memory(chunks: Chunks, tmp_path: Path) -> None:
    for number in range(chunks.array_count):
        save_chunks(tmp_path, number, chunks.write_array(number))
    count = chunks.array_count
    read_stored = partial(load_chunks, tmp_path, chunks.columns, count=count)
    read = replace(chunks, read_stored=read_stored)

    some = list(islice(chunks.graph.subjects(), 3, None, 5))
    assert read.contents(some, ()) == chunks.contents(some, ())
    assert [_dump(read, one) for one in FORMATS] == [_dump(chunks, one) for one in FORMATS]


def test_a_document_declares_the_prefixes_that_it_uses_alone(chunks: Chunks) -> None:
    files = chunks.contents([iri("https://example.org/network/enoc")], ())

    body = files["ttl"].partition(b"\n\n")[2].decode()
    used = {prefix for prefix in PREFIXES if f" {prefix}:" in body}
    assert used == {"rdfs", "skos"}
    heads = {suffix: files[suffix].decode() for suffix in FORMATS}
    declared = {"ttl": "@prefix {}:", "jsonld": '"{}": "http', "rdf": "xmlns:{}="}
    for suffix, form in declared.items():
        found = {prefix for prefix in PREFIXES if form.format(prefix) in heads[suffix]}
        assert found - {"rdf"} == used, suffix
