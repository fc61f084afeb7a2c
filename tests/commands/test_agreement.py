"""What `check` lets pass, `build` can write: names that meet the site's own, and each other."""

import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib

from publisher.addresses import Addresses
from publisher.terms import iri
from tests.calls import publisher
from tests.load.projects import HEAD, source_turtle, write_project

FORMATS = ("html", "ttl", "nt", "jsonld", "rdf")
CODINGS = (".gz", ".br")
RESOURCES = ("document/letter", "membership/one", "claim/trial", "source/page", "ontology")
BASE = "https://example.org/"
CLOSE = "http://www.w3.org/2004/02/skos/core#closeMatch"
QUOTED = HEAD + "[] a ev:File ; ev:source <source/page> .\n"
"""The head of a file whose facts have quotes."""
QUOTE = '{| ev:quote "joined ENOC in 2008" |}'
QUERY = "# title: T\n# description: D\nSELECT ?s WHERE { ?s a <ontology#Document> } ORDER BY ?s\n"


def described(paths: Iterable[str], *, more: str = "") -> str:
    """Turtle that describes a resource at each path."""
    lines = (
        f'<{quote(path, safe="/.:")}> a :Document ; rdfs:label "{number}"@en {more}.\n'
        for number, path in enumerate(paths)
    )
    return HEAD + "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n" + "".join(lines)


def put(project: Path, text: str, name: str = "data/more.ttl") -> None:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def errors(project: Path) -> list[str]:
    done = publisher("check", "--project", project)
    assert "Traceback" not in done.stderr
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def build(project: Path) -> Path:
    done = publisher("build", "--quiet", "--project", project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return project / "site"


def files_of(site: Path) -> list[str]:
    return [str(path.relative_to(site)) for path in sorted(site.rglob("*")) if path.is_file()]


def without_digests(paths: Iterable[str]) -> list[str]:
    """Each path without the digest of its content, such as the name of a patch has."""
    return [re.sub(r"\.[0-9a-f]{16}(?=\.rdfp)", "", path) for path in paths]


def refused(project: Path, paths: Iterable[str]) -> set[str]:
    """Those of some paths at which no resource may be."""
    put(project, described(paths))
    # As JSON, each finding stands for itself.
    done = publisher("check", "--format", "json", "--project", project)
    wrong = [one for one in json.loads(done.stdout) if one["severity"] == "error"]
    assert {one["code"] for one in wrong} <= {"iri-unfit"}
    found = {one["line"] for one in wrong}
    first = described([]).count("\n") + 1
    return {path for number, path in enumerate(paths, start=first) if number in found}


@pytest.fixture(scope="module")
def own_files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The files of a site."""
    project = write_project(tmp_path_factory.mktemp("own"))
    put(project, QUERY, "queries/letters.rq")
    put(project, QUERY.replace("SELECT ?s", "CONSTRUCT { ?s a ?s }"), "queries/graph.rq")
    return files_of(build(project))


def test_no_resource_can_have_the_name_of_a_file_of_the_site(
    own_files: list[str], tmp_path: Path
) -> None:
    project = write_project(tmp_path)
    put(project, QUERY, "queries/letters.rq")
    put(project, QUERY.replace("SELECT ?s", "CONSTRUCT { ?s a ?s }"), "queries/graph.rq")
    of_site = [
        path for path in own_files if not path.startswith(RESOURCES) and path[-3:] not in CODINGS
    ]
    candidates = set(of_site)
    for path in of_site:
        folder, slash, name = path.rpartition("/")
        stems = [name[:at] for at, letter in enumerate(name) if letter == "." and at]
        candidates |= {f"{folder}{slash}{stem}" for stem in stems}
    candidates |= {path.upper() for path in candidates} | {f"{path}/below" for path in candidates}
    lower = {path.casefold() for path in of_site}

    found = refused(project, sorted(candidates))

    must = {
        path
        for path in candidates
        if path.casefold() in lower
        or any(f"{path.casefold()}.{suffix}" in lower for suffix in FORMATS)
        or path.removesuffix("/below").casefold() in lower
    }
    assert len(must) > 100
    assert must - found == set()
    # All others together are a site, and none of its own files is another one.
    put(project, described(sorted(candidates - found)))
    assert errors(project) == []
    assert {*without_digests(of_site)} <= {*without_digests(files_of(build(project)))}


@pytest.mark.parametrize(
    "path",
    [
        *("sparql", "SPARQL", "Sparql", "api", "API", "void", "Void", "catalog", "index", "INDEX"),
        *("metrics", "healthz", "readyz", ".watch/reload", ".well-known/void", "context"),
        *("robots.txt/a", "sitemap.xml", "sitemap.xml/a", "sitemap-1.xml/a", "site.json/a"),
        *("openapi.json", "openapi.json/a", "context.jsonld/a", "ontology.ttl/a", "index.html"),
        *("queries/letters", "dumps/all", "static/a", "vocabulary/quoted-statements"),
        *("document/index", "document/Index", "document/a.TTL", "document/a.txt"),
    ],
)
def test_a_name_of_the_site_or_its_server_is_refused_retired_or_not(
    path: str, tmp_path: Path
) -> None:
    project = write_project(tmp_path)
    put(project, QUERY, "queries/letters.rq")
    put(project, described([path]))
    (line,) = errors(project)
    assert line.startswith("data/more.ttl:8:1: error: ")
    assert line.endswith("[iri-unfit]")

    if not path.startswith(("static/", "dumps/")):  # retired, these have names of their own
        put(project, described([path], more="; owl:deprecated true "))
        assert errors(project) != []


def test_names_that_are_like_those_of_files_are_accepted(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    paths = [
        *(
            "thing/v1.0",
            "thing/v1",
            "thing/v1.2",
            "thing/2.0",
            "thing/1.2.3",
            "version/10.4.2-beta",
        ),
        *("sitemap-x", "assets", "dump", "query"),
        *("metrics/gdp", "healthz/a", "void/a", "api/x", "catalog/entry", "a.b/c.d"),
        *("thing/data.csv", "thing/a.json", "thing/a.xml", "thing/readme.md", "thing/x.html5"),
        *("thing/a b", "thing/a#b", "thing/{a}", "thing/[b]", "thing/~c", "thing/d'e", "thing/ə"),
        *("a kind/x", "thing/a&b", "thing/a+b", "thing/a=b;c", "thing/(x)", "thing/a@b", "thing/!"),
    ]
    put(project, described(paths))

    assert errors(project) == []
    files = set(files_of(build(project)))
    addresses = Addresses(base=BASE, namespaces={BASE: ""})
    for path in paths:
        address = addresses.path(iri(f"{BASE}{quote(path, safe='/.:')}"))
        assert address == path or not path.isascii() or set(path) & set(" #{}[]~'&+=;()@!")
        assert {f"{address}.{suffix}" for suffix in FORMATS} <= files, path


@pytest.mark.parametrize(
    ("one", "other", "files"),
    [
        ("thing/B", "thing/b", ("thing/~42", "thing/b")),
        ("thing/é", "thing/e\u0301", ("thing/é", "thing/e~cc~81")),
        ("thing/b", "thing/%62", ("thing/b", "thing/~2562")),
        ("Thing/x", "thing/X", ("~54hing/x", "thing/X")),
        ("thing/ﬁ", "thing/fi", ("thing/~ef~ac~81", "thing/fi")),
        ("thing/a", "thing/a.claims", ("thing/a", "thing/a~2eclaims")),
        ("thing/a", "thing/a.nt.br", ("thing/a", "thing/a.nt~2ebr")),
        ("thing/a", "thing/a.html.gz/b", ("thing/a", "thing/a.html~2egz/b")),
        ("thing/a", "thing/a/b", ("thing/a", "thing/a/b")),
    ],
)
def test_two_resources_never_have_one_file(
    one: str, other: str, files: tuple[str, str], tmp_path: Path
) -> None:
    project = write_project(tmp_path)
    lines = "".join(f'<{path}> a :Document ; rdfs:label "L"@en .\n' for path in (one, other))
    put(project, HEAD + lines)

    assert errors(project) == []
    assert {f"{path}.ttl" for path in files} <= {*files_of(build(project))}


@pytest.mark.parametrize("slug", ["page.annotations", "Page.Annotations", "page.coverage", "PAGE"])
def test_two_sources_never_have_one_file(slug: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, source_turtle().replace("source/page", f"source/{slug}"), "data/sources/b.ttl")
    (project / "data/sources/page.txt").rename(project / "text")
    for name in ("page", slug):
        put(project, (project / "text").read_text(), f"data/sources/{name}.txt")

    assert errors(project) == []
    texts = [
        path for path in files_of(build(project)) if path.endswith(".txt") and "source/" in path
    ]
    assert len({text.casefold() for text in texts}) == 2


def test_a_further_page_has_the_name_of_no_resource(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    named = [f"thing/of-{number}" for number in range(101)]
    put(project, described(["thing/v1", "thing/v1.2", "thing/v1~p2", "thing/v1.02"]))
    put(project, described(named, more=f"; <{CLOSE}> <thing/v1> "), "data/naming.ttl")

    assert errors(project) == []
    assert {"thing/v1.2.html", "thing/v1~p2.html"} <= {*files_of(build(project))}


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NOT_XML = [
    *(f"{RDF}{name}" for name in ("li", "RDF", "ID", "about", "parseType", "resource", "nodeID")),
    *(f"{RDF}{name}" for name in ("datatype", "Description", "aboutEach", "aboutEachPrefix")),
    *(f"{RDF}bagID", "http://www.w3.org/2000/xmlns/a", "https://other.example/1994"),
    *("https://other.example/a/", "https://other.example/a#", "urn:isbn:123", "tag:x,2020:1"),
    *("https://other.example/²", "https://other.example/a#1-2", "https://other.example/%41"),
]
XML = [
    *("https://other.example/1a", "https://other.example/a.b-c_1", "https://other.example/_1"),
    *("https://other.example/été", "https://other.example/а", "https://other.example/名"),
    *("urn:x:a", "https://other.example/a?b=c", "https://other.example/a:b", f"{RDF}value"),
    *("https://other.example/x·y", "https://other.example/xmlThing", "mailto:me"),
]


@pytest.mark.parametrize("predicate", NOT_XML)
def test_a_predicate_that_rdf_xml_cannot_write_is_found(predicate: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, f'{QUOTED}<document/letter> <{predicate}> "x" {QUOTE} .\n')

    found = [line for line in errors(project) if "[predicate-not-xml]" in line]

    assert len(found) == 1
    assert found[0].startswith("data/more.ttl:8:")


def test_a_predicate_that_passes_is_written(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    lines = "".join(f'<document/letter> <{predicate}> "x" {QUOTE} .\n' for predicate in XML)
    put(project, QUOTED + lines)

    assert errors(project) == []
    content = (build(project) / "document/letter.rdf").read_bytes()
    by_rdflib = {str(p) for _, p, _ in rdflib.Graph().parse(data=content, format="xml")}
    by_oxigraph = {quad.predicate.value for quad in ox.parse(content, format=ox.RdfFormat.RDF_XML)}
    assert set(XML) <= by_rdflib
    assert set(XML) <= by_oxigraph


ODD = (
    "\u00a0\u0085\u1680\u180e\u2000\u2007\u200a\u200b\u200e\u2028\u2029\u202e\u202f\u205f\u2060"
    "\u3000\ufeff\ufffe\ufdd0"
)
CLAIM = (
    "<claim/odd> a ev:Claim ; ev:about <document/letter> ; ev:voice ev:said ; ev:claimant "
    '<document/letter> {| ev:quote "The letter said that" |} ; ev:quote "the trial was unlawful" ; '
)
PLACES = [
    f"<document/letter> <{CLOSE}> <https://other.example/%sx> .",
    f"<document/letter> <https://other.example/%sx> 1 {QUOTE} .",
    '<document/letter> rdfs:comment "x"^^<https://other.example/%sx> .',
    CLAIM + "ev:content << <document/letter> :describedAs <https://other.example/%sx> >> .",
    CLAIM + "ev:content << <document/letter> <https://other.example/%sx> 1 >> .",
    '<document/%sx> a :Document ; rdfs:label "x"@en .',
    '<document/letter#%sx> a :Document ; rdfs:label "x"@en .',
]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("odd", ODD, ids=lambda one: f"U+{ord(one):04X}")
def test_an_iri_with_white_space_or_what_nobody_sees_is_found(
    odd: str, place: str, tmp_path: Path
) -> None:
    project = write_project(tmp_path)
    put(project, f"{QUOTED}{place % odd}\n")

    found = errors(project)

    # The parser refuses some of them itself.
    assert len(found) == 1, found
    assert found[0].startswith("data/more.ttl:8:")
    assert found[0].endswith(("[iri-character]", "[turtle-syntax]"))
    assert f"U+{ord(odd):04X}" in found[0] or "Invalid IRI code point" in found[0]


def test_what_scripts_need_may_stand_in_an_iri(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, f"{HEAD}<document/letter> <{CLOSE}> <https://other.example/می‌خواهم> .\n")

    assert errors(project) == []
    dump = gzip.decompress((build(project) / "dumps/all.nt.gz").read_bytes())
    lines = rdflib.Graph().parse(data=dump, format="nt")
    assert len(lines) == dump.count(b"\n")


@pytest.mark.parametrize(
    "names",
    [
        *(["index"], ["Index"], ["letters", "more/letters"], ["letters", "more/Letters"]),
        *(["a b"], ["a#b"], ["a%b"], ["con"], ["a.html"], ["a.csv"], ["a.rq"], ["-a"], ["a'b"]),
        *(["a", "a.csv-metadata"], ["é", "more/e\u0301"], ["a" * 160], ["a&b"], ["a."]),
    ],
)
def test_a_query_s_name_is_an_address_of_its_own(names: list[str], tmp_path: Path) -> None:
    project = write_project(tmp_path)
    for name in names:
        put(project, QUERY, f"queries/{name}.rq")

    (line,) = errors(project)

    assert line.startswith("queries/")
    assert line.endswith("[query-name]")


def test_names_of_queries_that_pass_are_built(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    names = ["a", "B-2", "x_y", "v1.0", "üye", "deep"]
    for name in names:
        put(project, QUERY, f"queries/{name}.rq")

    assert errors(project) == []
    files = set(files_of(build(project)))
    assert {f"queries/{name}.csv" for name in names} <= files


def test_a_path_may_be_so_long_and_no_longer(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    longest = "/".join(["a" * 124] * 8)
    put(project, described([longest]))
    assert errors(project) == []
    build(project)

    put(project, described([f"{longest}aa"]))
    (line,) = errors(project)
    assert "longer than 1,000 bytes" in line
