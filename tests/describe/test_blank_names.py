"""What a page with many blank nodes calls them."""

import pytest

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.model import Term

BASE = "https://example.org/"
PAGE = Term(f"<{BASE}a>")
NODES = [Term(f"_:b{at}") for at in range(50)]


def test_the_label_of_the_page_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    predicate = Term(f"<{BASE}p>")
    label = Term("<http://www.w3.org/2000/01/rdf-schema#label>")
    triples = [(PAGE, label, Term('"Name"@de'))]
    triples += [(PAGE, predicate, node) for node in NODES]
    triples += [(node, predicate, Term('"x"')) for node in NODES]
    graph = Dataset.of(triples, base=BASE)
    asked: list[Term] = []
    find = Dataset.label

    def counted(dataset: Dataset, term: Term) -> Term | None:
        asked.append(term)
        return find(dataset, term)

    monkeypatch.setattr(Dataset, "label", counted)
    names = Names(graph=graph, vocabulary=Dataset.of([], base=BASE))
    links = [names.link(node) for node in NODES]

    assert {(link.label, link.language) for link in links} == {("Name", "de")}
    assert asked.count(PAGE) == 1
