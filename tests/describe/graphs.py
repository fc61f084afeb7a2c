"""Small graphs in Turtle or TriG, described for tests."""

from typing import Final

import pyoxigraph as ox

from publisher.dataset import Dataset
from publisher.describe import Names, describe
from publisher.description import Description, Link, Value
from publisher.model import DEFAULT_GRAPH, Term
from publisher.terms import iri
from publisher.vocabulary import PREFIXES

BASE: Final = "https://example.org/"
_HEAD: Final = "".join(
    f"@prefix {prefix}: <{namespace}> .\n"
    for prefix, namespace in {
        **PREFIXES,
        "": f"{BASE}ns/",
        "xl": "http://www.w3.org/2008/05/skos-xl#",
    }.items()
)


def dataset(
    text: str, *, languages: tuple[str, ...] = ("en",), labels: tuple[Term, ...] = ()
) -> Dataset:
    """Return a dataset of TriG without its prefixes."""
    quads = ox.parse(_HEAD + text, format=ox.RdfFormat.TRIG, base_iri=BASE, lenient=True)
    triples, named = [], []
    for quad in quads:
        terms = Term(str(quad.subject)), Term(str(quad.predicate)), Term(str(quad.object))
        if isinstance(quad.graph_name, ox.DefaultGraph):
            triples.append(terms)
        else:
            named.append((*terms, Term(str(quad.graph_name))))
    assert DEFAULT_GRAPH not in {quad[3] for quad in named}
    return Dataset.of(triples, quads=named, base=BASE, languages=languages, label_properties=labels)


def names(text: str, *, languages: tuple[str, ...] = ("en",)) -> Names:
    return Names(graph=dataset(text, languages=languages), vocabulary=Dataset.of((), base=BASE))


def described(text: str, path: str = "a", *, languages: tuple[str, ...] = ("en",)) -> Description:
    """Return the description of the page at a path below the base."""
    return describe(iri(f"{BASE}{path}"), names=names(text, languages=languages))


def value(text: str, path: str = "a") -> Value:
    """Return the first value of the first row of a page."""
    return described(text, path).rows[0].values[0]


def said(value: Value) -> str:
    """Return a value as its text is read: an expression, a list or nested rows in brackets."""
    if value.expression:
        return "".join(
            part.label
            if isinstance(part, Link)
            else said(part)
            if isinstance(part, Value)
            else part
            for part in value.expression
        )
    if value.items:
        return f"({' '.join(map(said, value.items))})"
    if value.nested:
        rows = (f"{row.property.label} {', '.join(map(said, row.values))}" for row in value.nested)
        return f"[{'; '.join(rows)}]"
    return value.text
