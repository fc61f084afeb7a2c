"""The parts of a dataset that have dumps of their own."""

from publisher.dataset import Dataset
from publisher.describe.parts import asserted_subjects, claim_subjects, record_subjects
from publisher.model import Term
from publisher.terms import iri, literal
from publisher.vocabulary import EV_CLAIM, RDF_TYPE

BASE = "https://example.org/"
P = iri(f"{BASE}ontology#p")


def test_blank_nodes_are_in_the_part_of_what_they_hang_on() -> None:
    plain, claim = iri(f"{BASE}a"), iri(f"{BASE}claim/1")
    one, two, claimed = (Term(f"_:{name}") for name in ("one", "two", "claimed"))
    graph = Dataset.of(
        [
            *((plain, P, one), (one, P, two), (two, P, literal("deep"))),
            *((claim, RDF_TYPE, EV_CLAIM), (claim, P, claimed), (claimed, P, literal("said"))),
        ],
        base=BASE,
    )
    assert list(asserted_subjects(graph)) == [plain, one, two]
    assert list(record_subjects(graph)) == [plain, one, two]
    assert list(claim_subjects(graph)) == [claim, claimed]
