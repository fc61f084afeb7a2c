"""What somebody's graph says of a triple is found from the page of its subject."""

from publisher.dataset import Dataset
from publisher.describe import Names, describe
from publisher.model import Term
from publisher.terms import iri, literal
from publisher.vocabulary import (
    OWL_ANNOTATED_PROPERTY,
    OWL_ANNOTATED_SOURCE,
    OWL_ANNOTATED_TARGET,
    RDFS_LABEL,
    RDFS_SUBCLASS,
)

BASE = "https://example.org/"
CAT, ANIMAL = iri(f"{BASE}Cat"), iri(f"{BASE}Animal")
AXIOM = Term("_:axiom")


def test_an_annotated_triple_is_named_on_the_page_of_its_subject() -> None:
    graph = Dataset.of(
        [
            (CAT, RDFS_LABEL, literal("Cat")),
            (CAT, RDFS_SUBCLASS, ANIMAL),
            (AXIOM, OWL_ANNOTATED_SOURCE, CAT),
            (AXIOM, OWL_ANNOTATED_PROPERTY, RDFS_SUBCLASS),
            (AXIOM, OWL_ANNOTATED_TARGET, ANIMAL),
            (AXIOM, RDFS_LABEL, literal("as Linnaeus said")),
        ],
        base=BASE,
    )
    names = Names(graph=graph, vocabulary=Dataset.of((), base=BASE))

    (mentions,) = describe(CAT, names=names).mentions

    assert mentions.property.label == "statements about this"
    assert [link.label for link in mentions.subjects] == ["as Linnaeus said"]


def test_a_statement_without_a_label_is_called_by_its_triple() -> None:
    graph = Dataset.of(
        [
            (CAT, RDFS_SUBCLASS, ANIMAL),
            (AXIOM, OWL_ANNOTATED_SOURCE, CAT),
            (AXIOM, OWL_ANNOTATED_PROPERTY, RDFS_SUBCLASS),
            (AXIOM, OWL_ANNOTATED_TARGET, ANIMAL),
        ],
        base=BASE,
    )
    names = Names(graph=graph, vocabulary=Dataset.of((), base=BASE))

    assert names.link(AXIOM).label == "Cat – subclass of – Animal"
