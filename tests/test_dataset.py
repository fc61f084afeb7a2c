import itertools
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from publisher.dataset import Dataset
from publisher.dataset_index.blank_pages import PAGES_OF_A_BLANK
from publisher.dataset_index.pages import TERMS_IN_A_DOCUMENT
from publisher.model import DEFAULT_GRAPH, Quad, Term, Triple
from publisher.ntriples import line_of, quad_line_of, quad_of
from publisher.terms import iri, literal
from publisher.vocabulary import EV_EVIDENCE, OA_HAS_SOURCE, RDF_STATEMENT, RDF_TYPE

BASE = "https://example.org/"
P, Q = iri(f"{BASE}p"), iri(f"{BASE}q")
TEXT = literal("_:text")

_BLANKS = [Term(f"_:b{number}") for number in range(30)]
_IRIS = [iri(f"{BASE}{name}") for name in ("a", "b", "doc", "doc#", "doc#x", "doc#y", "c/d")]
_TRIPLES = st.lists(
    st.tuples(
        st.sampled_from([*_IRIS, *_BLANKS]),
        st.sampled_from([P, Q]),
        st.sampled_from([*_IRIS, *_BLANKS, TEXT]),
    ),
    max_size=60,
)


def dataset(triples: Iterable[Triple], *, quads: Iterable[Quad] = ()) -> Dataset:
    return Dataset.of(triples, quads=quads, base=BASE)


def resource(name: str) -> Term:
    return iri(f"{BASE}{name}")


@given(_TRIPLES)
def test_the_union_of_the_pages_is_the_graph(triples: list[Triple]) -> None:
    graph = dataset(triples)

    shown = {
        triple
        for page in graph.pages()
        for subject in graph.subjects_of(page)
        for triple in graph.about(subject)
    }

    assert shown == set(triples)


@given(_TRIPLES)
def test_a_page_shows_each_of_its_subjects_once(triples: list[Triple]) -> None:
    graph = dataset(triples)

    for subject in graph.subjects():
        assert graph.has_page(graph.page_of(subject))
        assert subject in graph.subjects_of(graph.page_of(subject))
    for page in graph.pages():
        subjects = graph.subjects_of(page)
        assert len(subjects) == len(set(subjects))
        assert not page.startswith("_:") or subjects[0] == page


@given(_TRIPLES)
def test_the_inverse_comes_in_pages(triples: list[Triple]) -> None:
    graph = dataset(triples)

    for term in {value for _, _, value in triples if not value.startswith('"')}:
        expected = sorted({line_of(triple) for triple in triples if triple[2] == term})
        named = list(map(line_of, graph.naming(term)))
        assert named == expected
        assert graph.count(term) == len(expected)
        paged = [graph.naming(term, first=first, size=2) for first in range(0, len(named), 2)]
        assert [line_of(triple) for page in paged for triple in page] == expected
        for predicate in graph.naming_predicates(term):
            some = graph.naming(term, predicate)
            assert some == tuple(t for t in graph.naming(term) if t[1] == predicate)
            assert graph.naming(term, predicate, first=1, size=1) == some[1:2]
            assert graph.count(term, predicate) == len(some)


def test_a_tree_hangs_on_the_page_that_leads_to_it() -> None:
    one, two = map(Term, ("_:b1", "_:b2"))
    graph = dataset([(resource("a"), P, one), (one, P, two), (two, P, TEXT)])

    assert graph.subjects_of(resource("a")) == (resource("a"), one, two)
    assert graph.page_of(two) == resource("a")


def test_a_shared_node_is_on_each_page_that_names_it() -> None:
    node = Term("_:b1")
    graph = dataset([(resource("a"), P, node), (resource("b"), P, node), (node, P, TEXT)])

    assert node in graph.subjects_of(resource("a"))
    assert node in graph.subjects_of(resource("b"))
    assert graph.page_of(node) == resource("a")


def test_a_node_that_hundreds_of_pages_name_has_a_page_of_its_own() -> None:
    node, below = map(Term, ("_:b1", "_:b0"))
    count = 10 * PAGES_OF_A_BLANK
    naming = [(resource(f"n{number}"), P, node) for number in range(count)]
    graph = dataset([*naming, (node, P, below), (below, P, TEXT)])

    assert graph.page_of(below) == node
    assert graph.subjects_of(node) == (node, below)
    assert graph.subjects_of(resource("n1")) == (resource("n1"),)


def test_a_node_that_nobody_names_has_a_page_with_its_tree() -> None:
    root, below = map(Term, ("_:b5", "_:b1"))
    graph = dataset([(root, P, below), (below, P, TEXT)])

    assert list(graph.pages()) == [root]
    assert graph.subjects_of(root) == (root, below)


def test_a_small_cycle_stays_together_and_a_large_one_has_a_page_for_each_node() -> None:
    def cycle(size: int) -> list[Triple]:
        nodes = [Term(f"_:b{number}") for number in range(size)]
        return [(node, P, nodes[at - 1]) for at, node in enumerate(nodes)]

    small, large = dataset(cycle(3)), dataset(cycle(PAGES_OF_A_BLANK + 1))

    assert list(small.pages()) == ["_:b0"]
    assert len(list(large.pages())) == PAGES_OF_A_BLANK + 1


def test_a_long_list_is_on_one_page() -> None:
    nodes = [Term(f"_:b{number}") for number in range(5_000)]
    links = list(itertools.pairwise(nodes))
    graph = dataset([(resource("a"), P, nodes[0]), *((one, P, next_) for one, next_ in links)])

    assert len(graph.subjects_of(resource("a"))) == len(nodes)


def test_a_large_document_has_a_page_for_each_term() -> None:
    terms = [resource(f"doc#t{number:03}") for number in range(TERMS_IN_A_DOCUMENT + 1)]
    node = Term("_:b1")
    graph = dataset([*((term, P, TEXT) for term in terms), (terms[0], P, node), (node, P, TEXT)])

    assert graph.page_of(terms[0]) == terms[0]
    assert graph.page_of(node) == terms[0]
    assert graph.subjects_of(resource("doc")) == ()
    assert graph.nested_in(resource("doc")) == tuple(terms)
    assert graph.page_of(resource("doc#undescribed")) == resource("doc")


def test_a_document_of_a_hundred_terms_shows_them_all() -> None:
    terms = [resource(f"doc#t{number:03}") for number in range(TERMS_IN_A_DOCUMENT)]
    head = resource("doc#")
    graph = dataset((term, P, TEXT) for term in [*terms, head])

    assert list(graph.pages()) == [resource("doc")]
    assert graph.head_of(resource("doc")) == head


def test_statements_do_not_make_a_document_large() -> None:
    statements = [resource(f"doc#s{number}") for number in range(TERMS_IN_A_DOCUMENT * 2)]
    graph = dataset((statement, RDF_TYPE, RDF_STATEMENT) for statement in statements)

    assert list(graph.pages()) == [resource("doc")]


def test_each_graph_has_a_page_even_if_nothing_is_said_of_it() -> None:
    blank, named = Term("_:g"), resource("graph#it")
    quads = [(resource("a"), P, TEXT, blank), (resource("a"), P, TEXT, named)]
    graph = dataset([], quads=quads)

    assert set(graph.pages()) == {resource("a"), resource("graph"), blank}
    assert graph.page_of(named) == resource("graph")
    assert graph.graphs() == (named, blank)
    assert graph.graphs_of((resource("a"), P, TEXT)) == (named, blank)
    assert graph.in_graph(named, first=0, size=5) == ((resource("a"), P, TEXT),)


def test_a_line_of_quads_is_read_whatever_its_object_is() -> None:
    values = [TEXT, literal('") <g'), P, Term("_:b"), Term(f"<<( {P} {P} {TEXT} )>>")]
    for value in values:
        for graph in (DEFAULT_GRAPH, P, Term("_:g")):
            quad = (P, P, value, graph)
            assert quad_of(quad_line_of(quad)) == quad


def test_the_parts_of_statements_mention_nothing_in_a_graph_with_evidence_alone() -> None:
    source, passage = resource("source"), resource("passage")
    triple = (passage, OA_HAS_SOURCE, source)
    evidence = (resource("statement"), EV_EVIDENCE, passage)

    assert dataset([triple]).naming(source) == (triple,)
    assert dataset([triple, evidence]).naming(source) == ()
