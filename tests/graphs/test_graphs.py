"""Other people's RDF, as found: built, whole, without a dead link, the same in every format."""

from pathlib import Path
from typing import Final

import pytest

from publisher.ntriples import quad_of
from publisher.terms import iri
from tests.conftest import SHARED, shared
from tests.documents import PREDICATES, about_document, document_of
from tests.graphs.built import Built, build
from tests.graphs.parsed import by_oxigraph, normal, stored, union
from tests.graphs.sites import PARSERS, format_faults

_SETS: Final = (
    "dcat3",
    "dcatap-rdfxml",
    "gist",
    "lblod-orgs",
    "linkedart-jsonld",
    "museum-ccma",
    "nace-rdfxml",
    "nanopub",
    "nwbib",
    "pizza-rdfxml",
    "shacl-dcatap",
    "skohub",
    "w3c-org",
    "wikibase",
)
_INPUTS: Final = Path(__file__).parent / "inputs"
"""Sets of our own: what is hard about blank nodes, graphs and IRIs."""
_CASES: Final = "cases/any-graph"
_PAGES: Final = 24
"""Pages of a set whose formats are compared."""
_WHOLE: Final = 20_000
"""Triples of a dump that both parsers judge."""


def _names() -> list[str]:
    folder = SHARED / _CASES
    cases = (
        sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    )
    own = [f"{_INPUTS.name}/{path.name}" for path in sorted(_INPUTS.iterdir())]
    return [*own, *(f"graphs/{name}" for name in _SETS), *(f"{_CASES}/{name}" for name in cases)]


@pytest.fixture(scope="module", params=_names())
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    is_own = request.param.startswith(f"{_INPUTS.name}/")
    folder = _INPUTS.parent / request.param if is_own else shared(request.param)
    contexts = {}
    if folder.name == "linkedart-jsonld":
        contexts["https://linked.art/ns/v1/linked-art.json"] = shared(
            "graphs/contexts/linked-art.json"
        )
    options = ["--workers", "2"] if folder.name.endswith("workers2") else []
    return build(folder, tmp_path_factory.mktemp("site") / "site", *options, contexts=contexts)


def test_the_command_builds_a_site(built: Built) -> None:
    assert built.code == 0, built.output
    assert "Traceback" not in built.output
    assert built.site.pages


def test_every_triple_that_was_given_is_published_and_no_other(built: Built) -> None:
    published, given = normal(built.site.dataset), normal(built.given)

    assert given - published == set()
    assert published - given == set()


def test_the_pages_together_are_the_dump(built: Built) -> None:
    pages, dump = built.site.union_of_pages(), built.site.dump

    assert dump - pages == set()
    assert pages - dump == set()
    assert union(built.site.dataset) == dump


def test_each_page_says_its_dataset_and_its_topic(built: Built) -> None:
    folder = built.site.folder
    # Once for all pages: the dump of a large set is too long to go through for each page.
    of_dump = {subject for subject, predicate, _, _ in built.site.dump if predicate in PREDICATES}
    for page in built.site.pages:
        document = document_of(folder, page)
        lines = page.with_name(f"{page.name}.nt").read_bytes().splitlines(keepends=True)
        said = {predicate for _, predicate, _, _ in about_document(map(quad_of, lines), document)}

        assert iri("http://rdfs.org/ns/void#inDataset") in said, page
        assert document not in of_dump, page


def test_the_endpoint_has_the_graph_and_the_named_graphs(built: Built) -> None:
    named = {quad for quad in built.site.dataset if quad[3]}

    assert normal(built.endpoint()) == normal(stored(built.site.dump))
    assert normal(built.named_graphs()) == normal(stored(named))


def test_every_subject_and_every_graph_has_a_page_or_a_section(built: Built) -> None:
    assert list(built.without_place()) == []


def test_no_link_is_dead(built: Built) -> None:
    assert built.site.dead_links() == []


def test_the_formats_of_a_page_are_one_graph_and_one_dataset(built: Built) -> None:
    faults = [fault for page in built.site.sample(_PAGES) for fault in format_faults(page)]

    assert faults == []


def test_the_formats_of_the_dump_are_one_graph_and_one_dataset(built: Built) -> None:
    is_large = len(built.site.dump) > _WHOLE
    # rdflib takes minutes for a large one, of whose pages it judges some.
    parsers = [by_oxigraph] if is_large else PARSERS

    assert list(format_faults(built.site.folder / "dumps/all", parsers)) == []
