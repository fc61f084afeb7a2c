"""The identifiers that a graph states as texts, and the keys by which they are looked up."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from publisher.authorities import identifiers_in
from publisher.dataset import Dataset
from publisher.identity import StatedIdentifier
from publisher.model import Term
from publisher.ntriples import triple_of
from publisher.property_groups import STATED_IDENTIFIERS
from publisher.terms import bare, is_blank, is_iri, is_literal, lexical
from publisher.vocabulary import EV_CLAIM, RDF_TYPE, vocabulary_terms

MAX_VALUE: Final = 500
"""Characters of a text that is taken for an identifier."""
_VALUES: Final = (*vocabulary_terms("schema", "value"), Term("<http://schema.org/value>"))
_SCHEMES: Final = (
    *vocabulary_terms("schema", "propertyID"),
    Term("<http://schema.org/propertyID>"),
)
_NODE_VALUES: Final = (*_VALUES, *vocabulary_terms("skos", "notation"))
"""Properties of a node that stands for an identifier: a `schema:PropertyValue`, for one."""
_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SCHEME: Final = re.compile(r"[A-Z]{2,}|\d+(?:-\d+)?")
"""A word of the name of a scheme, as in `ISO 3166-1 AZ`."""


def stated_identifiers(graph: Dataset) -> Iterator[StatedIdentifier]:
    """Yield the identifiers that the graph asserts of its resources, sorted by subject."""
    predicates = sorted(frozenset(STATED_IDENTIFIERS) & graph.predicates)
    if not predicates:
        return
    names = "|".join(re.escape(predicate) for predicate in predicates)
    pattern = re.compile(rf"^<[^>\n]*> (?:{names}) .+ \.\n".encode(), re.MULTILINE)
    for match in pattern.finditer(graph.lines):
        subject, predicate, value = triple_of(match.group())
        if _is_looked_up(subject, graph):
            for text in _texts(value, graph):
                if text and len(text) <= MAX_VALUE:
                    yield StatedIdentifier(iri=bare(subject), property=bare(predicate), value=text)


def text_key(text: str) -> str:
    """Return what two ways of writing a text have in common.

    >>> text_key(" ISO 3166\u20111  az")
    'iso 3166-1 az'
    """
    folded = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).casefold()
    return " ".join(folded.split())


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys by which an identifier is looked up that a graph has as a text.

    A number alone is no identifier of an authority: the graph does not say of which.

    >>> keys_of("ISO 3166-1 AZ"), keys_of("wd:Q42")
    (('iso 3166-1 az', 'az'), ('wd:q42', 'wikidata:Q42'))
    """
    keys = [text_key(text)]
    *scheme, code = text.split() or [""]
    if scheme and all(map(_SCHEME.fullmatch, scheme)):
        keys.append(text_key(code))
    readings = identifiers_in(text)
    if len(readings) == 1 and not text.isdecimal():
        keys.append(readings[0].key)
    return tuple(dict.fromkeys(keys))


def _is_looked_up(subject: Term, graph: Dataset) -> bool:
    is_claim = EV_CLAIM in graph.objects(graph.page_of(subject), RDF_TYPE)
    return subject not in graph.retired and not is_claim


def _texts(value: Term, graph: Dataset) -> Iterator[str]:
    if is_literal(value):
        yield lexical(value).strip()
        return
    if is_iri(value) and not graph.is_subject(value):
        yield bare(value)
        return
    schemes = [lexical(each) for each in _literals(value, _SCHEMES, graph)]
    for each in _literals(value, _NODE_VALUES, graph):
        yield lexical(each).strip()
        for scheme in schemes:
            yield f"{scheme.strip()} {lexical(each).strip()}"
    if not is_blank(value):
        yield bare(value)


def _literals(node: Term, predicates: tuple[Term, ...], graph: Dataset) -> list[Term]:
    found = [value for predicate in predicates for value in graph.objects(node, predicate)]
    return [value for value in found if is_literal(value)]
