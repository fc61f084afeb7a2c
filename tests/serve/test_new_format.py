"""Two formats that a newcomer adds to a copy of the program, as `render/formats.py` says.

Tabs is a format that no library knows. N3 is one that pyoxigraph writes too, and that clients have
been served Turtle for.
"""

import gzip
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, VOID

from tests.calls import ROOT
from tests.serve.running import request, served

BASE = "https://example.org/"
RESOURCE = "network/ennhri"
TABS = "text/x-tabs"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
W3C = Namespace("http://www.w3.org/ns/formats/")
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 2"

WRITER = """
class Tabs:
    separator = ""
    tail = "# end\\n"

    def __init__(self, terms):
        pass

    def head(self, prefix_mask):
        return "# tabs\\n"

    def chunk(self, subject, predicates):
        pairs = [(verb, one) for verb, values in predicates for one in values]
        return "".join(f"{subject}\\t{verb}\\t{one}\\n" for verb, one in pairs), 0
"""
LINES = f"""
    Format(name="Tabs", suffix="tabs", media_type="{TABS}"),
    Format(name="N3", suffix="n3", media_type="text/n3", iri="{W3C.N3}", is_answer=True),
)
"""


def add_formats(package: Path) -> None:
    """Do what the docstring of `render/formats.py` says."""
    (package / "render" / "tabs.py").write_text(WRITER)
    table = package / "media_types.py"
    content = table.read_text()
    table.write_text(content.replace('\n)\n"""Every format of a graph', f'{LINES}"""', 1))
    writers = package / "render" / "formats.py"
    content = writers.read_text()
    content = content.replace('"rdf": RdfXml,', '"rdf": RdfXml, "tabs": Tabs, "n3": Turtle,', 1)
    imports = "from publisher.render.rdfxml"
    content = content.replace(imports, f"from publisher.render.tabs import Tabs\n{imports}", 1)
    writers.write_text(content)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the program with the formats, and of a site that it built."""
    folder = tmp_path_factory.mktemp("formats")
    unread = shutil.ignore_patterns("__pycache__", "node_modules")
    shutil.copytree(ROOT / "publisher", folder / "publisher", ignore=unread)
    add_formats(folder / "publisher")
    called(folder, "-m", "publisher", "build", "--project", str(ROOT), "--out", "site")
    return folder


def called(folder: Path, *arguments: str) -> str:
    """What Python prints; it imports the copy, because that is in its folder."""
    call = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert call.returncode == 0, call.stderr
    return call.stdout


@pytest.fixture(scope="module")
def address(copy: Path) -> Iterator[str]:
    # The processes of the server import the copy as well.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(copy))
        with served("--project", str(ROOT), "--out", "site", cwd=copy) as (address, _):
            yield address


def accepting(address: str, path: str, accept: str) -> tuple[int, str, bytes]:
    """The status, the media type and the body of an answer."""
    reply = request(address, path, headers={"Accept": accept})
    return reply.status, reply.header("content-type").partition(";")[0], reply.body


def query(text: str) -> str:
    return "/sparql?" + urlencode({"query": text})


@pytest.mark.parametrize(("suffix", "media_type"), [("tabs", TABS), ("n3", "text/n3")])
def test_a_resource_is_negotiated_in_it(address: str, suffix: str, media_type: str) -> None:
    reply = request(address, f"/{RESOURCE}", headers={"Accept": media_type})

    assert (reply.status, reply.header("location")) == (303, f"/{RESOURCE}.{suffix}")
    assert accepting(address, f"/{RESOURCE}.{suffix}", "*/*")[:2] == (200, media_type)
    page = request(address, f"/{RESOURCE}.html").body.decode()
    assert re.search(rf'<link rel="alternate" type="{media_type}" href="[^"]*\.{suffix}"', page)


def test_a_file_has_the_triples_of_the_others(address: str) -> None:
    lines = request(address, f"/{RESOURCE}.tabs").body.decode().splitlines()
    triples = request(address, f"/{RESOURCE}.nt").body.decode().splitlines()

    assert (lines[0], lines[-1]) == ("# tabs", "# end")
    assert {f"{line} .".replace("\t", " ", 2) for line in lines[1:-1]} == set(triples)


def test_a_file_is_compressed(copy: Path) -> None:
    plain = copy / "site" / f"{RESOURCE}.tabs"

    assert gzip.decompress(plain.with_suffix(".tabs.gz").read_bytes()) == plain.read_bytes()


def test_dumps_catalogue_and_void_have_it(address: str) -> None:
    dump = URIRef(f"{BASE}dumps/all.tabs.gz")
    catalog = Graph().parse(data=request(address, "/catalog.ttl").body, format="turtle")
    void = Graph().parse(data=request(address, "/void.ttl").body, format="turtle")

    content = request(address, "/dumps/all.tabs.gz").body

    assert gzip.decompress(content).startswith(b"# tabs\n<")
    (distribution,) = catalog.subjects(DCAT.downloadURL, dump)
    media_type = catalog.value(distribution, DCAT.mediaType)
    assert media_type == URIRef(f"https://www.iana.org/assignments/media-types/{TABS}")
    assert (URIRef(f"{BASE}catalog#dataset"), VOID.dataDump, dump) in void
    assert b"Tabs, gzip" in request(address, "/dumps/").body


@pytest.mark.parametrize("server", ["nginx", "caddy", "apache"])
def test_a_web_server_is_told_its_media_type(copy: Path, server: str) -> None:
    arguments = ("-m", "publisher", "deploy", server, "--project", str(ROOT), "--out", "site")

    assert TABS in called(copy, *arguments)


def test_no_resource_can_have_its_suffix(copy: Path) -> None:
    code = "from publisher.check.iris.iris import why_unfit; print(why_unfit('report.tabs'))"

    assert 'it ends with ".tabs"' in called(copy, "-c", code)


def test_the_service_is_described_with_what_the_engine_writes(address: str) -> None:
    status, media_type, body = accepting(address, "/sparql", "text/turtle")
    described = Graph().parse(data=body, format="turtle")

    assert (status, media_type) == (200, "text/turtle")
    assert set(described.objects(None, SD.resultFormat)) == {
        *(W3C[f"SPARQL_Results_{name}"] for name in ("JSON", "XML", "CSV", "TSV")),
        *(W3C[name] for name in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N3")),
    }
    status, media_type, body = accepting(address, "/sparql", "text/n3")
    assert (status, media_type) == (200, "text/n3")
    assert len(Graph().parse(data=body, format="n3")) == len(described)
    assert accepting(address, "/sparql", TABS)[0] == 406


def test_a_construct_is_answered_only_in_what_the_engine_writes(address: str) -> None:
    path = query(CONSTRUCT)

    assert accepting(address, path, TABS)[0] == 406
    assert accepting(address, f"{path}&format=tabs", "*/*")[0] == 406
    assert accepting(address, path, f"{TABS}, application/n-triples;q=0.5")[1] == (
        "application/n-triples"
    )
    status, media_type, body = accepting(address, path, "text/n3")
    assert (status, media_type) == (200, "text/n3")
    assert len(Graph().parse(data=body, format="n3")) == 2
    page = accepting(address, path, "text/html")[2].decode()
    assert "format=n3" in page
    assert "format=tabs" not in page


def test_a_format_without_a_writer_is_named(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy / "publisher", tmp_path / "publisher")
    table = tmp_path / "publisher" / "render" / "formats.py"
    table.write_text(table.read_text().replace('"tabs": Tabs, ', "", 1))

    with pytest.raises(AssertionError, match=r"Tabs: in media_types.FORMATS, but without a writer"):
        called(tmp_path, "-m", "publisher", "build", "--project", str(ROOT), "--out", "site")
