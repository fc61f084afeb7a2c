from publisher.dataset import Dataset
from publisher.pages.kinds import kind_links
from publisher.terms import iri, literal
from publisher.vocabulary import RDFS_LABEL


def test_a_resource_that_is_shown_where_a_kind_would_be_listed_takes_its_place() -> None:
    names = ("onto/", "onto/Term", "shop/one")
    dataset = Dataset.of(
        ((iri(f"https://example.org/{name}"), RDFS_LABEL, literal(name)) for name in names),
        base="https://example.org/",
    )

    assert [link.label for link in kind_links(dataset)] == ["shop"]
