"""Blocks make the same documents however they were made, and a dump is all of them."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from publisher.pages.segments import read_segments, write_segment
from publisher.render import blocks as module
from publisher.render.blocks import Blocks
from publisher.terms import iri
from publisher.vocabulary import PREFIXES
from tests import flagship

BASE = "https://example.org/"
FORMATS = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}


@pytest.fixture(name="blocks")
def _blocks(monkeypatch: pytest.MonkeyPatch) -> Blocks:
    # A few subjects a segment, so that there are many, the last of them not full.
    monkeypatch.setattr(module, "SIZE", 7)
    blocks = Blocks.of(flagship.loaded().graph, base=BASE, prefixes=PREFIXES)
    assert blocks.count > 20
    assert len(blocks.graph.subjects()) % 7
    return blocks


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_dump_is_the_graph(blocks: Blocks, suffix: str) -> None:
    found = {str(quad.triple) for quad in parse(blocks.dump(suffix), format=FORMATS[suffix])}

    wanted = parse(blocks.graph.lines, format=RdfFormat.N_TRIPLES)
    assert found == {str(quad.triple) for quad in wanted}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_dump_of_some_subjects_is_their_document(blocks: Blocks, suffix: str) -> None:
    some = list(blocks.graph.subjects())[::3]

    assert blocks.dump(suffix, some) == blocks.documents(some, ())[suffix]


def test_blocks_read_from_the_disk_are_those_in_memory(blocks: Blocks, tmp_path: Path) -> None:
    for number in range(blocks.count):
        write_segment(tmp_path, number, blocks.segment(number))
    read = replace(blocks, made=read_segments(tmp_path, blocks.writers, count=blocks.count))

    some = list(islice(blocks.graph.subjects(), 3, None, 5))
    assert read.documents(some, ()) == blocks.documents(some, ())
    assert [read.dump(suffix) for suffix in FORMATS] == [blocks.dump(one) for one in FORMATS]


def test_a_document_declares_the_prefixes_that_it_uses_alone(blocks: Blocks) -> None:
    files = blocks.documents([iri("https://example.org/network/enoc")], ())

    body = files["ttl"].partition(b"\n\n")[2].decode()
    used = {prefix for prefix in PREFIXES if f" {prefix}:" in body}
    assert used == {"rdfs", "skos"}
    heads = {suffix: files[suffix].decode() for suffix in FORMATS}
    declared = {"ttl": "@prefix {}:", "jsonld": '"{}": "http', "rdf": "xmlns:{}="}
    for suffix, form in declared.items():
        found = {prefix for prefix in PREFIXES if form.format(prefix) in heads[suffix]}
        assert found - {"rdf"} == used, suffix
