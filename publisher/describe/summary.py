"""Say in one sentence what a thing is: for previews, hits, feeds and descriptions of pages."""

from publisher.describe.names import Names
from publisher.model import Term
from publisher.vocabulary import RDF_TYPE


def summary(term: Term, *, names: Names) -> str:
    """Return one plain sentence that says what a resource is. Nothing claimed is said as a fact.

    `Council of Europe: Institution.`
    """
    types = [names.link(type_).label for type_ in names.graph.objects(term, RDF_TYPE)]
    label = names.link(term).label
    return f"{label}: {', '.join(types)}." if types else f"{label}."
