"""Every format, judged by rdflib and pyoxigraph."""

import json
from collections.abc import Iterator, Mapping

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from publisher.dataset import Dataset
from publisher.media_types import FORMATS
from publisher.model import ANY, Term, Triple
from publisher.render.chunks import Chunks
from publisher.render.formats import WRITERS
from publisher.render.rdfxml import RdfXml
from publisher.render.writer import FormatError, GraphTerms, Predicates, TextChunk
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES, RDF_TYPE

BASE = "https://example.org/"
OWN = f"{BASE}ontology#"
SUFFIXES = tuple(one.suffix for one in FORMATS)
ENOC = iri(f"{BASE}network/enoc")

MEDIA_TYPES = {one.suffix: one.media_type for one in FORMATS}

texts = st.text(
    st.one_of(
        st.sampled_from("\t\n\r\"\\'&<>]{}\x7f\x85\u00a0\u202e\u2028\ufeff"),
        st.characters(
            min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"
        ),
    ),
    max_size=12,
)
tails = st.text(st.sampled_from("aZ09-._~:/?@!$&'()*+,;=éあ\u00b7\U00010380"), max_size=8)
namespaces = st.sampled_from(
    [
        BASE,
        f"{BASE}network/",
        OWN,
        PREFIXES["dcterms"],
        PREFIXES["xsd"],
        "urn:x:",
        "org:",
        "_x:"[1:],
    ]
)
iris = st.one_of(
    st.builds(lambda start, tail: iri(start + tail), namespaces, tails),
    st.builds(lambda tail: iri(f"{BASE}a/%41#{tail.replace('#', '')}"), tails),
)
names = st.from_regex(r"[A-Za-z_é][A-Za-z0-9_.é-]{0,6}", fullmatch=True)
predicates = st.one_of(
    st.builds(lambda start, name: iri(start + name), namespaces, names),
    st.sampled_from([RDF_TYPE, iri(f"{OWN}org"), iri(f"{OWN}dcterms"), iri("http://x.org/1a&b")]),
)
literals = st.one_of(
    st.builds(literal, texts),
    st.builds(
        lambda text, language: literal(text, language=language),
        texts,
        st.sampled_from(["en", "az", "zh-hans", "de-1996"]),
    ),
    st.builds(
        lambda text, kind: literal(text, datatype=kind),
        texts,
        st.one_of(
            st.sampled_from(["integer", "boolean", "gYear", "double", "anyURI"]).map(
                lambda name: iri(PREFIXES["xsd"] + name)
            ),
            st.builds(lambda start, name: iri(start + name), namespaces, names),
        ),
    ),
)
triples = st.lists(st.tuples(iris, predicates, st.one_of(iris, literals)), max_size=8)


@pytest.fixture(autouse=True, scope="module")
def _lexical_forms_stay() -> Iterator[None]:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = before


def _by_rdflib(content: bytes, suffix: str) -> set[Triple]:
    graph = rdflib.Graph(bind_namespaces="none").parse(content, format=MEDIA_TYPES[suffix])
    return {(_term(s), _term(p), _term(o)) for s, p, o in graph}


def _term(node: rdflib.term.Node) -> Term:
    if isinstance(node, rdflib.Literal):
        kind = iri(node.datatype) if node.datatype else iri(f"{PREFIXES['xsd']}string")
        return literal(str(node), datatype=kind, language=node.language or "")
    return iri(str(node))


def _by_oxigraph(content: bytes, suffix: str) -> set[Triple]:
    format_ = pyoxigraph.RdfFormat.from_media_type(MEDIA_TYPES[suffix])
    assert format_, f"pyoxigraph does not read {MEDIA_TYPES[suffix]}: another has to judge it"
    quads = pyoxigraph.parse(content, format=format_)
    return {(_own(quad.subject), _own(quad.predicate), _own(quad.object)) for quad in quads}


def _own(node: object) -> Term:
    if isinstance(node, pyoxigraph.Literal):
        return literal(node.value, datatype=iri(node.datatype.value), language=node.language or "")
    return Term(str(node))


def _written(
    data: list[Triple], suffix: str, first: Term = ANY, prefixes: Mapping[str, str] = PREFIXES
) -> bytes:
    """All that is given in one document, its subjects sorted, `first` before all."""
    chunks = Chunks.of(Dataset.of(data, base=BASE), base=BASE, prefixes=prefixes)
    subjects = sorted(chunks.graph.subjects(), key=lambda subject: (subject != first, subject))
    return chunks.contents(subjects, ())[suffix]


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=triples)
def test_pyoxigraph_reads_what_was_given(suffix: str, data: list[Triple]) -> None:
    assert _by_oxigraph(_written(data, suffix), suffix) == set(data)


# rdflib's own parser of JSON-LD makes the graph that rdflib deprecates.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("suffix", SUFFIXES)
@given(data=triples)
def test_rdflib_reads_what_was_given(suffix: str, data: list[Triple]) -> None:
    assert _by_rdflib(_written(data, suffix), suffix) == set(data)


@given(data=triples)
def test_order_and_repetition_do_not_matter(data: list[Triple]) -> None:
    for suffix in SUFFIXES:
        assert _written(data, suffix) == _written([*reversed(data), *data], suffix)


def test_turtle_reads_like_the_page() -> None:
    data = [
        (iri(f"{BASE}a"), iri(f"{PREFIXES['rdfs']}label"), literal("A", language="en")),
        (ENOC, iri(f"{OWN}since"), literal("2008", datatype=iri(f"{PREFIXES['xsd']}gYear"))),
        (ENOC, RDF_TYPE, iri(f"{OWN}Network")),
    ]
    assert _written(data, "ttl", ENOC).decode() == (
        "@prefix : <https://example.org/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "\n"
        "<https://example.org/network/enoc>\n"
        "  a :Network ;\n"
        '  :since "2008"^^xsd:gYear .\n'
        "\n"
        "<https://example.org/a>\n"
        '  rdfs:label "A"@en .\n'
    )


def test_jsonld_types_numbers_and_booleans_as_strings() -> None:
    kind = iri(f"{PREFIXES['xsd']}integer")
    data = [(ENOC, iri(f"{OWN}count"), literal("007", datatype=kind))]
    document = json.loads(_written(data, "jsonld"))
    assert document["@context"] == {"@vocab": OWN, "xsd": PREFIXES["xsd"]}
    assert document["@graph"][0]["count"] == {"@value": "007", "@type": "xsd:integer"}


@pytest.mark.parametrize(
    ("predicate", "text", "message"),
    [
        (f"{OWN}p1/", "a", "cannot write"),
        (f"{OWN}1", "a", "cannot write"),
        (f"{PREFIXES['rdf']}li", "a", "cannot write"),
        (f"{OWN}p", "form\ffeed", r"U\+000C"),
        (f"{OWN}p", "\ufffe", r"U\+FFFE"),
    ],
)
def test_rdfxml_refuses_what_xml_cannot_say(predicate: str, text: str, message: str) -> None:
    verb, value = iri(predicate), literal(text)
    writer = RdfXml(GraphTerms(namespaces={}, predicates=[verb]))
    with pytest.raises(FormatError, match=message):
        writer.chunk(ENOC, [(verb, [value])])

    chunks = Chunks.of(Dataset.of([(ENOC, verb, value)], base=BASE), base=BASE, prefixes=PREFIXES)
    assert set(chunks.contents([ENOC], ())) == {"ttl", "jsonld", "nt"}
    assert chunks.dump("rdf") is None


def test_jsonld_uses_no_prefix_that_is_also_a_scheme() -> None:
    data = [(ENOC, iri(f"{PREFIXES['org']}member"), iri("org:memberOf"))]
    for suffix in SUFFIXES:
        assert _by_oxigraph(_written(data, suffix), suffix) == set(data)
    assert json.loads(_written(data, "jsonld"))["@context"] == {}


def test_jsonld_namespaces_that_may_be_no_prefix_are_written_in_full() -> None:
    prefixes = {"odd": "https://odd.example/a#b/", "urn": "urn:x/"}
    data = [(ENOC, iri("https://odd.example/a#b/c"), iri("urn:x/y")), (ENOC, iri("urn:x/z"), ENOC)]
    for suffix in SUFFIXES:
        content = _written(data, suffix, prefixes=prefixes)
        assert _by_oxigraph(content, suffix) == set(data)


class Tabs:
    """A format for the test: a line a triple, its terms with tabs between them."""

    separator = ""
    tail = "# end\n"

    def __init__(self, terms: GraphTerms) -> None:
        self._count = len(terms.predicates)

    def head(self, prefix_mask: int) -> str:
        return f"# {self._count} predicates, prefix mask {prefix_mask}\n"

    def chunk(self, subject: Term, predicates: Predicates) -> TextChunk:
        lines = [f"{subject}\t{verb}\t{value}\n" for verb, values in predicates for value in values]
        return "".join(lines), 0


def test_chunks_are_written_in_a_format_that_was_added() -> None:
    data = [
        (iri(f"{BASE}a"), RDF_TYPE, iri(f"{OWN}Thing")),
        (ENOC, iri(f"{OWN}since"), literal("2008")),
        (ENOC, RDF_TYPE, iri(f"{OWN}Network")),
    ]
    graph = Dataset.of(data, base=BASE)
    chunks = Chunks.of(graph, base=BASE, prefixes=PREFIXES, factories={**WRITERS, "tabs": Tabs})

    written = (
        "# 2 predicates, prefix mask 0\n"
        f"{iri(f'{BASE}a')}\t{RDF_TYPE}\t{iri(f'{OWN}Thing')}\n"
        f"{ENOC}\t{RDF_TYPE}\t{iri(f'{OWN}Network')}\n"
        f'{ENOC}\t{iri(f"{OWN}since")}\t"2008"\n'
        "# end\n"
    )
    assert b"".join(chunks.dump("tabs") or ()).decode() == written
    assert chunks.contents(list(graph.subjects()), ())["tabs"].decode() == written
    others = Chunks.of(graph, base=BASE, prefixes=PREFIXES)
    assert b"".join(chunks.dump("ttl") or ()) == b"".join(others.dump("ttl") or ())
