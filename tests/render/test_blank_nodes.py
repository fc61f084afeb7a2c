"""Files with blank nodes, lists and named graphs, read by pyoxigraph, rdflib and an XML parser."""

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
import rdflib
from hypothesis import given

from publisher.model import DEFAULT_GRAPH, Quad, Term, Triple
from publisher.render.chunks import Chunks
from publisher.render.dumps import rdf12_files
from publisher.render.trees import MAX_DEPTH
from publisher.terms import iri, literal
from publisher.vocabulary import (
    PREFIXES,
    RDF_FIRST,
    RDF_NIL,
    RDF_REST,
    RDF_STATEMENT,
    RDF_TYPE,
)
from tests.render.judges import (
    BASE,
    DATASETS,
    by_etree,
    by_oxigraph,
    by_rdflib,
    canonical,
    dataset_of,
    datasets,
    graphs,
    union,
)

A, B, C = (iri(f"{BASE}{name}") for name in "abc")
P, Q = (iri(f"{BASE}ontology#{name}") for name in "pq")


@pytest.fixture(autouse=True, scope="module")
def _lexical_forms_stay() -> Iterator[None]:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    # rdflib logs a traceback for each literal that does not fit its datatype.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    yield
    rdflib.NORMALIZE_LITERALS = before
    logging.getLogger("rdflib.term").setLevel(logging.NOTSET)


def _chunks(quads: Sequence[Quad]) -> Chunks:
    return Chunks.of(dataset_of(quads), base=BASE, prefixes=PREFIXES)


def _default(triples: Sequence[Triple]) -> list[Quad]:
    return [(*triple, DEFAULT_GRAPH) for triple in triples]


def _dump(chunks: Chunks, suffix: str) -> bytes | None:
    dump = chunks.dump(suffix)
    return None if dump is None else b"".join(dump)


def _turtle(*triples: Triple) -> str:
    """The body of the dump."""
    content = (_dump(_chunks(_default(triples)), "ttl") or b"").decode()
    return re.sub(r"^@prefix[^\n]*\n\n?", "", content, flags=re.MULTILINE)


@given(data=graphs)
def test_every_format_says_the_graph(data: list[Triple]) -> None:
    chunks = _chunks(_default(data))
    wanted = canonical(set(_default(data)))
    for suffix in chunks.writers:
        content = _dump(chunks, suffix)
        if content is None:
            assert suffix == "rdf"
            continue
        assert canonical(by_oxigraph(content, suffix)) == wanted
        assert canonical(by_rdflib(content, suffix)) == wanted
        if suffix == "rdf":
            assert canonical(by_etree(content)) == wanted


@given(data=datasets)
def test_the_pages_of_a_dataset_together_are_the_dataset(data: list[Quad]) -> None:
    chunks = _chunks(data)
    graph = chunks.graph
    found: dict[str, set[Quad]] = {}
    for page in graph.pages():
        contents = chunks.contents(graph.subjects_of(page), ())
        triples = canonical(union(by_oxigraph(contents["nt"], "nt")))
        for suffix, content in contents.items():
            read = by_oxigraph(content, suffix)
            assert canonical(by_rdflib(content, suffix)) == canonical(read)
            assert canonical(union(read)) == triples or suffix in DATASETS
            found.setdefault(suffix, set()).update(read)
        if graph.quads:
            assert canonical(by_oxigraph(contents["trig"], "trig")) == canonical(
                by_oxigraph(contents["nq"], "nq")
            )
            assert canonical(by_oxigraph(contents["jsonld"], "jsonld")) == canonical(
                by_oxigraph(contents["nq"], "nq")
            )
        else:
            assert {"nq", "trig"}.isdisjoint(contents)
    for suffix in found.keys() - {"rdf"}:
        wanted = set(data) if graph.quads and suffix in DATASETS else union(data)
        assert canonical(found[suffix]) == canonical(wanted), suffix


@given(data=datasets)
def test_the_dump_of_a_dataset_has_its_graphs(data: list[Quad]) -> None:
    chunks = _chunks(data)
    if chunks.quad_files:
        for suffix in chunks.quad_files.writers:
            content = b"".join(chunks.quad_files.dump(suffix))
            assert canonical(by_oxigraph(content, suffix)) == canonical(set(data))
            assert canonical(by_rdflib(content, suffix)) == canonical(set(data))


def _nested(levels: int) -> list[Triple]:
    nodes = [A, *(Term(f"_:n{number}") for number in range(levels))]
    return [
        *((node, P, below) for node, below in pairwise(nodes)),
        (nodes[-1], Q, literal("end")),
    ]


def test_nesting_ends_at_a_depth_that_every_parser_reads() -> None:
    data = _default(_nested(5_000))
    chunks = _chunks(data)
    for suffix in chunks.writers:
        content = _dump(chunks, suffix) or b""
        assert len(by_oxigraph(content, suffix)) == len(data)
        assert len(by_rdflib(content, suffix)) == len(data)
    turtle = (_dump(chunks, "ttl") or b"").decode()
    assert max(len(line) - len(line.lstrip()) for line in turtle.splitlines()) == 2 * MAX_DEPTH + 2


@pytest.mark.parametrize("end", [RDF_NIL, B])
def test_a_long_list_is_written_and_read(end: Term) -> None:
    size = 20_000
    nodes = [Term(f"_:l{number}") for number in range(size)]
    data = _default(
        [
            (A, P, nodes[0]),
            *((node, RDF_FIRST, literal(node[3:])) for node in nodes),
            *((node, RDF_REST, rest) for node, rest in zip(nodes, [*nodes[1:], end], strict=True)),
        ]
    )
    chunks = _chunks(data)
    for suffix in chunks.writers:
        content = _dump(chunks, suffix) or b""
        assert len(by_oxigraph(content, suffix)) == len(data)
    turtle = (_dump(chunks, "ttl") or b"").decode()
    assert ("rdf:first" in turtle) == (end == B)
    assert ('\n    "1"\n    "2"\n' in turtle) == (end == RDF_NIL)


def test_turtle_nests_blank_nodes_in_what_they_belong_to() -> None:
    one, two, three, four = (Term(f"_:{name}") for name in ("one", "two", "three", "four"))
    assert _turtle(
        (A, P, one),
        (one, P, B),
        (one, Q, two),
        (two, P, literal("deep")),
        (A, Q, three),
        (three, RDF_FIRST, C),
        (three, RDF_REST, four),
        (four, RDF_FIRST, literal("last")),
        (four, RDF_REST, RDF_NIL),
        (B, Q, Term("_:empty")),
    ) == (
        "<https://example.org/a>\n"
        "  :p [\n"
        "    :p <https://example.org/b> ;\n"
        "    :q [\n"
        '      :p "deep"\n'
        "    ]\n"
        "  ] ;\n"
        '  :q ( <https://example.org/c> "last" ) .\n'
        "\n"
        "<https://example.org/b>\n"
        "  :q [] .\n"
    )


def test_a_blank_node_keeps_its_label_unless_one_triple_names_it() -> None:
    root, twice, cycle, back = (Term(f"_:{name}") for name in ("root", "twice", "cycle", "back"))
    turtle = _turtle(
        *((root, P, A), (A, P, twice), (A, Q, twice), (twice, Q, B)),
        *((B, P, cycle), (cycle, P, back), (back, P, cycle)),
    )
    for label in ("root", "twice", "cycle"):
        assert f"\n_:{label}\n" in f"\n{turtle}"
    assert "[" in turtle, "what hangs on a cycle alone is nested"


def test_a_node_on_two_pages_keeps_its_label_and_all_below_it() -> None:
    shared, below = Term("_:shared"), Term("_:below")
    data = [(A, P, shared), (B, P, shared), (shared, Q, below), (below, Q, C)]
    chunks = _chunks(_default(data))
    pages = {page: chunks.contents(chunks.graph.subjects_of(page), ()) for page in (A, B)}
    for suffix in ("ttl", "jsonld", "rdf", "nt"):
        together = {quad for page in pages.values() for quad in by_oxigraph(page[suffix], suffix)}
        assert together == set(_default(data)), suffix


def test_blank_nodes_inside_of_triple_terms_keep_their_labels() -> None:
    parts = ("subject", "predicate", "object")
    subject, predicate, value = (iri(f"{PREFIXES['rdf']}{part}") for part in parts)
    data = [
        (A, RDF_TYPE, RDF_STATEMENT),
        *((A, subject, Term("_:s")), (A, predicate, P), (A, value, Term("_:o"))),
        (Term("_:o"), Q, literal("told")),
    ]
    chunks = _chunks(_default(data))
    (lines, turtle) = (b"".join(file.pieces) for file in rdf12_files(chunks))
    assert b"<<( _:s <https://example.org/ontology#p> _:o )>>" in lines
    assert b"<<( _:s :p _:o )>>" in turtle
    assert b'_:o\n  :q "told" .' in turtle


def test_labels_of_what_a_page_names_are_literals_alone() -> None:
    label = iri(f"{PREFIXES['rdfs']}label")
    data = [(A, P, B), (B, label, literal("B")), (B, label, Term("_:l")), (Term("_:l"), Q, C)]
    chunks = _chunks(_default(data))
    contents = chunks.contents([A], [B])
    for suffix in ("ttl", "jsonld", "rdf", "nt"):
        assert by_oxigraph(contents[suffix], suffix) == set(_default(data[:2]))


def test_a_dump_nests_what_stands_on_several_pages() -> None:
    shared, below = Term("_:shared"), Term("_:below")
    turtle = _turtle((A, P, shared), (B, P, shared), (shared, Q, below), (below, Q, C))
    assert "\n_:shared\n  :q [\n" in turtle


def test_the_terms_of_a_large_document_have_one_blank_node_in_two_files() -> None:
    terms = [iri(f"{BASE}doc#t{number}") for number in range(200)]
    data = _default([(term, P, Term(f"_:n{at}")) for at, term in enumerate(terms)])
    data += _default([(Term(f"_:n{at}"), Q, term) for at, term in enumerate(terms)])
    chunks = _chunks(data)
    graph = chunks.graph
    document = iri(f"{BASE}doc")
    assert graph.nested_in(document)
    subjects = [subject for term in terms for subject in graph.subjects_of(term)]
    whole = chunks.contents(subjects, ())
    one = chunks.contents(graph.subjects_of(terms[0]), ())
    for suffix in ("ttl", "jsonld", "rdf", "nt"):
        read = by_oxigraph(whole[suffix], suffix)
        assert read == set(data)
        assert by_oxigraph(one[suffix], suffix) < read
    assert "_:" not in (_dump(chunks, "ttl") or b"").decode()
