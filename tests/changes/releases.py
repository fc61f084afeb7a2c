"""A project of some lines of TriG, built again and again, and what its site says of its changes."""

import gzip
import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from publisher.commands.build import build
from publisher.findings import Report
from publisher.project import read_project

BASE = "https://example.org/"
FEED = ox.NamedNode(f"{BASE}feed")
DCTERMS = "http://purl.org/dc/terms/"
TREE = "https://w3id.org/tree#"
LDES = "https://w3id.org/ldes#"
PROV = "http://www.w3.org/ns/prov#"
AS = "https://www.w3.org/ns/activitystreams#"
PREFIXES = """@prefix : <https://example.org/> .
@prefix ex: <http://example.com/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def write(folder: Path, data: str, *, modified: str = "", base: str = BASE) -> None:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    dated = f'\n[tool.publisher.dataset]\nmodified = "{modified}"\n' if modified else ""
    (folder / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "{base}"\ntitle = "Things"\n{dated}\n'
        '[tool.publisher.findings]\niri-vanished = "warning"\nnamespace-changed = "warning"\n',
        encoding="utf-8",
    )
    (folder / "data" / "things.trig").write_text(PREFIXES + data, encoding="utf-8")


def released(
    folder: Path,
    data: str,
    *,
    modified: str = "",
    out: Path | None = None,
    previous: Path | None = None,
    is_draft: bool = False,
    base: str = BASE,
) -> Report:
    """Build the site of some data, and return what is said of it."""
    write(folder, data, modified=modified, base=base)
    report = build(
        read_project(folder),
        out=out or folder / "site",
        workers=1,
        previous=previous,
        is_draft=is_draft,
    )
    assert not report.has_errors, report.findings
    return report


def history(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "changes" / "history.json").read_bytes())
    return found


def dump(site: Path) -> set[bytes]:
    return set(gzip.decompress((site / "dumps" / "all.nq.gz").read_bytes()).splitlines())


def patched(site: Path) -> set[bytes]:
    """The dataset that all patches make of the empty one, in their order."""
    quads: set[bytes] = set()
    previous = ""
    for release in history(site)["releases"]:
        text = (site / release["patch"]).read_bytes()
        assert gzip.decompress((site / f"{release['patch']}.gz").read_bytes()) == text
        lines = text.splitlines()
        assert lines.pop(0) == f"H id <{release['id']}> .".encode()
        if previous:
            assert lines.pop(0) == f"H prev <{previous}> .".encode()
        assert (lines.pop(0), lines.pop()) == (b"TX .", b"TC .")
        for line in lines:
            sign, _, quad = line.partition(b" ")
            assert (sign, quad in quads) in {(b"A", False), (b"D", True)}
            quads ^= {quad}
        previous = release["id"]
    return quads


def entries(site: Path, number: int) -> list[tuple[str, str, str]]:
    """What became of the resources in a release: action, label, address."""
    release = history(site)["releases"][number - 1]
    return [
        (entry["action"], entry["label"], entry["href"])
        for path in release["lists"]
        for entry in json.loads((site / path).read_bytes())
    ]


def store(path: Path) -> ox.Store:
    found = ox.Store()
    found.load(path=str(path), format=ox.RdfFormat.from_extension(path.suffix[1:]))
    return found


def values(found: ox.Store, subject: ox.NamedNode | ox.BlankNode, predicate: str) -> list[Any]:
    quads = found.quads_for_pattern(subject, ox.NamedNode(predicate), None, None)
    return [quad.object for quad in quads]


def pages(site: Path, suffix: str = "ttl") -> list[ox.Store]:
    """The pages to which the feed's description leads, in its order of time."""
    root = store(site / f"feed.{suffix}")
    view = ox.NamedNode(f"{BASE}feed.{suffix}")
    assert values(root, FEED, f"{TREE}view") == [view]
    nodes: dict[str, str] = {}
    for relation in values(root, view, f"{TREE}relation"):
        (node,) = values(root, relation, f"{TREE}node")
        (kind,) = values(root, relation, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        (time,) = values(root, relation, f"{TREE}value")
        if kind.value == f"{TREE}GreaterThanOrEqualToRelation":
            nodes[node.value] = time.value
    ordered = sorted(nodes, key=lambda node: (nodes[node], "latest" in node))
    return [store(site / node.removeprefix(BASE)) for node in ordered]


def members(site: Path, suffix: str = "ttl") -> list[tuple[str, str, str]]:
    """The versions in the feed: of what, when, in which version."""
    found = []
    for page in pages(site, suffix):
        for member in values(page, FEED, f"{TREE}member"):
            (resource,) = values(page, member, f"{DCTERMS}isVersionOf")
            (time,) = values(page, member, f"{PROV}generatedAtTime")
            found.append((time.value, resource.value, member.value))
    assert len({member for _, _, member in found}) == len(found)
    return sorted(found)


def content(path: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {
        each.relative_to(path).as_posix(): each.read_bytes()
        for each in path.rglob("*")
        if each.is_file()
    }
