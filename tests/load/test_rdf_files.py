"""Every syntax of RDF is read by one front door: to its end, or not at all."""

import bz2
import gzip
import io
import zipfile

import pyoxigraph as ox
import pytest

from publisher.load.contexts import Contexts, context_files
from publisher.load.rdf_file import RdfFile
from publisher.load.rdf_files import InputFile, parse_rdf, read_rdf
from tests.conftest import shared

BASE = "https://example.org/data/"
FACT = ("<https://example.org/a>", "<https://example.org/b>", '"é"@en')
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_XML = (
    f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="https://example.org/">'
    '<rdf:Description rdf:about="https://example.org/a"><e:b xml:lang="en">é</e:b>'
    "</rdf:Description></rdf:RDF>"
)
TURTLE = '@prefix e: <https://example.org/> .\ne:a e:b "é"@en .\n'
N_TRIPLES = " ".join(FACT) + " .\n"
JSON_LD = (
    '{"@id": "https://example.org/a", "https://example.org/b": {"@value": "é", "@language": "en"}}'
)
HTML = f'<!doctype html><p>x</p><script type="application/ld+json">{JSON_LD}</script>'


def read(name: str, content: str | bytes, *, contexts: Contexts = Contexts()) -> RdfFile:  # noqa: B008
    content = content.encode() if isinstance(content, str) else content
    file, findings = parse_rdf(content, file=name, base=BASE, contexts=contexts)
    assert file, findings
    return file


def refused(name: str, content: str | bytes) -> tuple[str, str]:
    """The code and the message of the one finding for a file that is not read."""
    content = content.encode() if isinstance(content, str) else content
    file, (finding,) = parse_rdf(content, file=name, base=BASE)
    assert file is None
    return finding.code, finding.message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", TURTLE),
        ("a.n3", TURTLE),
        ("a.trig", TURTLE),
        ("a.nt", N_TRIPLES),
        ("a.nq", N_TRIPLES),
        ("a.rdf", RDF_XML),
        ("a.owl", RDF_XML),
        ("a.xml", RDF_XML),
        ("a.jsonld", JSON_LD),
        ("a.json", JSON_LD),
        ("a.html", HTML),
        # The suffix is wrong, or there is none.
        ("a.owl", TURTLE),
        ("a.rdf", JSON_LD),
        ("a.nt", TURTLE),
        ("a", TURTLE),
        ("a.txt", N_TRIPLES),
        ("standard-input", RDF_XML),
        ("a.xml", JSON_LD),
        ("a.json", TURTLE),
        ("a.ttl", f"# A comment.\n\n{TURTLE}"),
    ],
)
def test_a_file_is_read_by_its_suffix_or_by_its_content(name: str, content: str) -> None:
    assert read(name, content).triples == (FACT,)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", TURTLE.encode("utf-8-sig")),
        ("a.ttl", TURTLE.replace("\n", "\r\n").encode()),
        ("a.ttl", TURTLE.encode("utf-16")),
        ("a.rdf", RDF_XML.encode("utf-8-sig")),
        ("a.rdf", f'<?xml version="1.0" encoding="UTF-16"?>{RDF_XML}'.encode("utf-16")),
        ("a.rdf", f'<?xml version="1.0" encoding="UTF-16"?>{RDF_XML}'.encode("utf-16-le")),
        ("a.rdf", f'<?xml version="1.0" encoding="utf-16"?>{RDF_XML}'.encode()),
        ("a.rdf", f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{RDF_XML}'.encode("latin-1")),
        ("a.rdf", f"<?xml version='1.0' encoding='windows-1252'?>{RDF_XML}".encode("cp1252")),
        ("a.jsonld", JSON_LD.encode("utf-8-sig")),
        ("a.ttl.gz", gzip.compress(TURTLE.encode(), mtime=0)),
        ("a.ttl", gzip.compress(TURTLE.encode(), mtime=0)),
        ("a.n3.bz2", bz2.compress(TURTLE.encode())),
        (
            "a.rdf.gz",
            gzip.compress(RDF_XML.encode()[:9], mtime=0)
            + gzip.compress(RDF_XML.encode()[9:], mtime=0),
        ),
    ],
)
def test_a_file_is_read_in_its_encoding_and_unpacked(name: str, content: bytes) -> None:
    assert read(name, content).triples == (FACT,)


def test_an_archive_gives_a_file_for_each_of_its_members() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/one.ttl", TURTLE)
        archive.writestr("README.md", "Read me")
        archive.writestr("two.trig", f"<https://example.org/g> {{ {N_TRIPLES} }}")

    result = read_rdf([InputFile(file="all.zip", content=buffer.getvalue(), base=BASE)])

    assert [file.file for file in result.files] == ["all.zip/a/one.ttl", "all.zip/two.trig"]
    assert result.files[1].quads == ((*FACT, "<https://example.org/g>"),)
    assert (result.findings, result.others) == ((), ("all.zip/README.md",))


def test_relative_iris_in_an_archive_are_below_it() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("one.ttl", "<> a <x> .")
        archive.writestr("two.ttl", "<> a <x> .")

    given = InputFile(file="a.zip", content=buffer.getvalue(), base=f"{BASE}a.zip")
    files = read_rdf([given]).files

    assert [file.triples[0][0] for file in files] == [
        f"<{BASE}a.zip/one.ttl>",
        f"<{BASE}a.zip/two.ttl>",
    ]


def test_named_graphs_are_quads_in_every_syntax_that_has_them() -> None:
    quad = (*FACT, "<https://example.org/g>")
    json = f'{{"@id": "https://example.org/g", "@graph": [{JSON_LD}]}}'

    for name, content in (
        ("a.trig", f"<https://example.org/g> {{ {N_TRIPLES} }}"),
        ("a.ttl", f"GRAPH <https://example.org/g> {{ {N_TRIPLES} }}"),
        ("a.nq", N_TRIPLES.replace(" .", " <https://example.org/g> .")),
        ("a.jsonld", json),
    ):
        file = read(name, content)
        assert (file.triples, file.quads) == ((), (quad,)), name


def test_a_base_in_the_file_goes_before_the_one_that_is_given() -> None:
    assert read("a.ttl", "@base <https://b.example/> . <x> a <y> .").triples[0][0] == (
        "<https://b.example/x>"
    )
    assert read("a.ttl", "<x> a <y> .").triples[0][0] == f"<{BASE}x>"
    assert read("a.rdf", RDF_XML.replace("https://example.org/a", "x")).triples[0][0] == (
        f"<{BASE}x>"
    )
    assert read("a.jsonld", JSON_LD.replace("https://example.org/a", "x")).triples[0][0] == (
        f"<{BASE}x>"
    )


def test_blank_nodes_of_two_files_are_never_the_same() -> None:
    text = "_:a <https://e.org/b> _:c . _:c <https://e.org/b> [] . "
    one, two = read("one.ttl", text), read("two.ttl", text)

    labels = [{t for triple in file.triples for t in triple if t[0] == "_"} for file in (one, two)]
    assert list(map(len, labels)) == [3, 3]
    assert not labels[0] & labels[1]


def test_a_label_within_a_triple_term_is_that_of_its_node() -> None:
    text = '_:a <https://e.org/b> "_:a )>>" {| <https://e.org/c> _:a |} .'
    reified, asserted = sorted(
        read("a.ttl", text).triples, key=lambda triple: "<<(" not in triple[2]
    )[:2]

    assert asserted[0] in reified[2]
    assert '"_:a )>>"' in reified[2]


def test_a_file_that_breaks_off_gives_nothing() -> None:
    for name, content in (
        ("a.ttl", TURTLE + "e:a e:b"),
        ("a.nt", N_TRIPLES + "<x"),
        ("a.trig", f"{N_TRIPLES} <https://e.org/g> {{"),
        ("a.rdf", RDF_XML[:-5]),
        ("a.jsonld", JSON_LD[:-1]),
        ("a.ttl.gz", gzip.compress(TURTLE.encode(), mtime=0)[:-4]),
    ):
        code, _ = refused(name, content)
        assert code in {"turtle-syntax", "rdf-syntax", "file-packed"}, name


@pytest.mark.parametrize("end", ["</e:b>", "", "</e:b></rdf:Description>", "</e"])
def test_rdf_xml_that_breaks_off_gives_nothing(end: str) -> None:
    cut = RDF_XML[: RDF_XML.index("</e:b>")] + end

    assert refused("a.rdf", cut)[0] == "rdf-syntax"


def test_attributes_of_rdf_need_no_prefix() -> None:
    # As https://web.resource.org/rss/1.0/spec writes them.
    bare = (
        RDF_XML.replace("rdf:about", "about")
        .replace("<rdf:Description ", "<rdf:Description\n")
        .replace("</e:b>", "</e:b><e:c resource='https://example.org/about='/>")
    )

    assert set(read("a.rdf", bare).triples) == {
        FACT,
        (FACT[0], "<https://example.org/c>", "<https://example.org/about=>"),
    }


def test_a_literal_of_xml_declares_its_namespace_once() -> None:
    content = '<p xmlns="http://www.w3.org/1999/xhtml" class="a">é <b>!</b></p>'
    text = RDF_XML.replace('xml:lang="en">é', f'rdf:parseType="Literal">{content}')
    ((_, _, literal),) = read("a.rdf", text).triples

    assert literal.count('xmlns=\\"http://www.w3.org/1999/xhtml\\"') == 1
    assert "<b>!</b></p>" in literal


def test_a_syntax_that_is_not_read_is_named() -> None:
    ontology = '<Ontology xmlns="http://www.w3.org/2002/07/owl#"/>'
    assert "OWL/XML" in refused("a.owl", f'<?xml version="1.0"?>{ontology}')[1]
    assert "functional" in refused("a.owl", "Prefix(:=<https://e.org/>)\nOntology(<x>)")[1]
    assert "Manchester" in refused("a.omn", "Prefix: : <https://e.org/>\nOntology: <x>")[1]
    assert "N3 is read as far as Turtle goes" in " ".join(
        finding.hint
        for finding in parse_rdf(b"{ ?a ?b ?c } => { ?c ?b ?a } .", file="a.n3", base=BASE)[1]
    )


def test_json_and_xml_that_are_no_rdf_are_told_apart_from_faults() -> None:
    for name, content in (
        ("package.json", '{"name": "x"}'),
        ("pom.xml", '<?xml version="1.0"?><project/>'),
        ("page.html", "<!doctype html><p>x</p>"),
        ("notes", "Dear diary"),
    ):
        result = read_rdf([InputFile(file=name, content=content.encode(), base=BASE)])
        assert (result.files, result.findings, result.others) == ((), (), (name,))


def test_rdfa_is_a_finding_beside_the_json_ld_that_is_read() -> None:
    page = HTML.replace("<p>", '<p typeof="https://schema.org/Thing">')

    file, (finding,) = parse_rdf(page.encode(), file="a.html", base=BASE)

    assert file
    assert finding.code == "rdfa-unread"


@pytest.mark.parametrize(
    ("folder", "triples"),
    [
        *(("w3c-org", 748), ("dcat3", 1695), ("gist", 2412), ("skohub", 2723), ("nwbib", 8286)),
        *(("nace-rdfxml", 9919), ("pizza-rdfxml", 2207), ("nanopub", 482), ("wikibase", 640)),
        *(("lblod-orgs", 14416), ("museum-ccma", 71437), ("shacl-dcatap", 666)),
        *(("dcatap-rdfxml", 711), ("linkedart-jsonld", 48)),
    ],
)
def test_a_public_data_set_is_read_whole(folder: str, triples: int) -> None:
    graphs = shared("graphs")
    paths = sorted((graphs / folder).iterdir())
    inputs = [InputFile(file=path.name, content=path.read_bytes(), base=BASE) for path in paths]

    result = read_rdf(inputs, contexts=Contexts(by_name=dict(context_files(graphs / "contexts"))))

    assert result.findings == ()
    assert len(result.files) == len(paths)
    default = {triple for file in result.files for triple in file.triples}
    named = {quad for file in result.files for quad in file.quads}
    assert len(default) + len(named) == triples


@pytest.mark.parametrize("file", ["w3c-org/org.ttl", "pizza-rdfxml/pizza.owl"])
def test_what_is_read_is_what_the_parser_gives(file: str) -> None:
    graphs = shared("graphs")
    content = (graphs / file).read_bytes()
    lines = "".join(" ".join(triple) + " .\n" for triple in read(file, content).triples)

    ours = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    format_ = ox.RdfFormat.from_extension(file.rsplit(".", 1)[-1].replace("owl", "rdf"))
    theirs = ox.Dataset(ox.parse(content, format=format_, base_iri=BASE))

    for dataset in (ours, theirs):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert ours == theirs
