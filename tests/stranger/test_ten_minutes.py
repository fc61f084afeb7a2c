"""A stranger's ten minutes: from `pip install` in an empty venv to a site on a static host."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import html5lib
import pyoxigraph as ox
import pytest
from SPARQLWrapper import JSON, SPARQLWrapper

from tests.conftest import SHARED, absent

TREE = Path(__file__).parents[2]
PATIENCE = 600
"""Seconds for an installation on a busy machine."""
ORG = "http://www.w3.org/ns/org#"
SMALL = f"""@prefix org: <{ORG}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
org: a owl:Ontology ; rdfs:label "An organization ontology"@en .
org:Organization a owl:Class ; rdfs:label "Organization"@en , "Organisation"@fr ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty org:member ; owl:minCardinality 1 ] .
org:member a owl:ObjectProperty ; rdfs:label "member"@en ; rdfs:domain org:Organization .
"""
"""What is published if the W3C's own file is not beside this project."""


@pytest.fixture(scope="module")
def publisher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the wheel in a venv that has nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(TREE)], check=True, capture_output=True, timeout=PATIENCE)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    pip = [str(folder / "venv/bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
    installed = subprocess.run(
        [*pip, "-c", str(TREE / "constraints.txt"), str(wheel)],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    if installed.returncode:
        absent(f"the wheel's dependencies cannot be installed here: {installed.stderr[-300:]}")
    return folder / "venv/bin/publisher"


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """The file of a stranger, alone in a folder."""
    path = tmp_path / "mine" / "org.ttl"
    path.parent.mkdir()
    found = SHARED / "graphs" / "w3c-org" / "org.ttl"
    if found.exists():
        shutil.copyfile(found, path)
    else:
        path.write_text(SMALL, encoding="utf-8")
    return path


def said(*command: object, cwd: Path) -> str:
    """What a call says, which is right."""
    ended = subprocess.run(
        list(map(str, command)),
        check=False,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=PATIENCE,
    )
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 0, ended.stderr
    return ended.stderr


@contextmanager
def running(*command: object, cwd: Path, ready: str) -> Iterator[str]:
    """A server as a process; what follows `ready` in its first lines, up to white space."""
    process = subprocess.Popen(
        list(map(str, command)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        text = ""
        for line in process.stdout:
            text += line
            if ready in text:
                break
        assert ready in text, text
        yield text.rpartition(ready)[2].split()[0]
    finally:
        # Not SIGINT: if the tests run in the background, the process ignores it, as its shell does.
        process.terminate()
        process.communicate(timeout=60)


def fetched(address: str, accept: str = "*/*") -> tuple[int, str, bytes]:
    """The status, the address at the end of all redirects, and the body."""
    try:
        with urlopen(Request(address, headers={"Accept": accept}), timeout=60) as response:  # noqa: S310
            return response.status, response.url, response.read()
    except HTTPError as error:
        return error.code, address, error.read()


def test_one_line_serves_a_file_that_nobody_has_prepared(publisher: Path, ontology: Path) -> None:
    before = ontology.read_bytes()
    with running(
        *(publisher, "serve", ontology, "--port", "0"), cwd=ontology.parent, ready="served at "
    ) as address:
        status, _, page = fetched(address, "text/html")
        assert status == 200
        assert b'href="/' not in page
        status, at, page = fetched(f"{address}org", "text/html")
        assert (status, urlsplit(at).path) == (200, "/org.html")
        assert "Organization" in page.decode()
        assert 'id="Organization"' in page.decode()
        status, _, turtle = fetched(f"{address}org", "text/turtle")
        assert status == 200
        subjects = {str(quad.subject) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
        assert f"<{ORG}Organization>" in subjects
        client = SPARQLWrapper(f"{address}sparql", returnFormat=JSON)
        client.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        answer = client.queryAndConvert()
        assert isinstance(answer, dict)
        (row,) = answer["results"]["bindings"]
        given = ox.Dataset(ox.parse(before, format=ox.RdfFormat.TURTLE, base_iri="http://x/"))
        assert int(row["n"]["value"]) == len(given)
    assert [path.name for path in ontology.parent.iterdir()] == ["org.ttl"]
    assert ontology.read_bytes() == before


def test_what_was_guessed_becomes_a_project_whose_site_any_host_can_have(
    publisher: Path, ontology: Path, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    said(publisher, "init", "--from", ontology, project, cwd=tmp_path)
    settings = (project / "pyproject.toml").read_text(encoding="utf-8")
    assert ORG in settings
    out = tmp_path / "public" / "site"
    base = "https://me.github.example/org/"
    said(*(publisher, "build", "--project", project, "--base", base, "--out", out), cwd=tmp_path)
    with running(
        *(sys.executable, "-m", "http.server", "0", "--bind", "127.0.0.1"),
        *("--directory", out),
        cwd=tmp_path,
        ready="port ",
    ) as port:
        pages = crawled(f"http://127.0.0.1:{port}/")
    term = next(body for address, body in pages.items() if 'id="Organization"' in body)
    assert "Organization" in term
    assert any(f"{ORG}Organization" in body for body in pages.values())
    # The IRIs are the author's, and only the site has moved.
    assert not any(f"{base}org#" in body for body in pages.values())


def crawled(start: str) -> dict[str, str]:
    """All pages that can be reached from one, by address; every link leads somewhere."""
    pages: dict[str, str] = {}
    anchors: list[tuple[str, str, str]] = []
    pending = [(start, start)]
    seen = {start}
    while pending:
        address, source = pending.pop()
        status, _, body = fetched(address)
        assert status == 200, f"{source} links to {address}: {status}"
        if not address.endswith((".html", "/")):
            continue
        text = pages[address] = body.decode()
        tree = html5lib.parse(text, namespaceHTMLElements=False)  # type: ignore[no-untyped-call]
        for element in tree.iter():
            link = element.get("href") or element.get("src")
            if not link:
                continue
            target, fragment = urldefrag(urljoin(address, link))
            if not target.startswith(start):
                continue
            anchors.append((target, unquote(fragment), address))
            if target not in seen:
                seen.add(target)
                pending.append((target, address))
    for target, fragment, source in anchors:
        if fragment and target in pages:
            assert f'id="{fragment}"' in pages[target], f"{source} links to {target}#{fragment}"
    return pages
