"""The terms of the ontology of a project with sources."""

from publisher.describe import describe_terms
from publisher.terms import iri
from tests import flagship


def test_a_term_says_what_is_below_it_and_in_whose_domain_it_is() -> None:
    names = flagship.names()
    terms = describe_terms(iri(f"{names.graph.base}ontology"), names=names)

    agent = next(term for term in terms if term.iri.endswith("#Agent>"))
    shown = {
        group.property.label: [link.label for link in group.subjects] for group in agent.mentions
    }
    assert "institution" in shown["subclasses"]
    assert "person" in shown["subclasses"]
    assert "in range of" in shown or "in domain of" in shown
