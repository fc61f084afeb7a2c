"""The types and properties of the entities that names can be matched to, for `/reconcile`."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from publisher.describe.named import named_entities
from publisher.describe.names import Names
from publisher.graph import Graph
from publisher.limits import PROPOSED_PROPERTIES
from publisher.model import Term, Triple
from publisher.property_groups import NOTES
from publisher.terms import bare, iri, is_iri, language, lexical
from publisher.vocabulary import (
    EV_NAMESPACE,
    PREFIXES,
    RDF_TYPE,
    RDFS_SUBCLASS,
    vocabulary_terms,
)

_DEFINITIONS: Final = (
    *vocabulary_terms("skos", "definition"),
    *vocabulary_terms("rdfs", "comment"),
    *vocabulary_terms("dcterms", "description"),
)
_OF_VOCABULARIES: Final = (PREFIXES["owl"], PREFIXES["rdfs"], PREFIXES["rdf"])
_LONGEST: Final = 300
_COUNTED: Final = 200
"""Values of a property that are looked at for what they are."""
_MOST: Final = 0.5
"""Of the values of a property, so many must be of one type for that to be its range."""


@dataclass(kw_only=True)
class Usage:
    """How the entities of a graph use types and properties."""

    types: Counter[Term] = field(default_factory=Counter)
    properties: Counter[Term] = field(default_factory=Counter)
    of_type: dict[Term, Counter[Term]] = field(default_factory=lambda: defaultdict(Counter))
    objects: dict[Term, list[Term]] = field(default_factory=lambda: defaultdict(list))
    namespaces: Counter[str] = field(default_factory=Counter)
    left_out: frozenset[Term] = frozenset()

    def count(self, subject: Term, types: Iterable[Term], triples: Iterable[Triple]) -> None:
        """Count what an entity has. `types`: its classes and those above them."""
        triples = tuple(triples)
        properties = {predicate for _, predicate, _ in triples} - self.left_out
        self.types.update(types)
        self.properties.update(properties)
        for type_ in types:
            self.of_type[type_].update(properties)
        for _, predicate, value in triples:
            known = self.objects[predicate]
            if len(known) < _COUNTED and predicate != RDF_TYPE and value != subject:
                known.append(value)


def usage(names: Names) -> Usage:
    """Return what the entities have that names are matched to: one pass over the graph."""
    graph = names.graph
    # In a project with sources notes are the editor's words, and may repeat those of a claim.
    found = Usage(left_out=frozenset(NOTES) if graph.sources else frozenset())
    spaces = sorted(graph.namespaces, key=len, reverse=True)
    for entity in named_entities(names):
        subject = iri(entity.iri)
        found.count(subject, list(map(iri, entity.types)), graph.read(subject))
        found.namespaces[next((each for each in spaces if entity.iri.startswith(each)), "")] += 1
    return found


def reconcile_schema(names: Names) -> dict[str, object]:
    """Return the types and properties of a graph, the commonest first, as JSON has them."""
    graph = names.graph
    found = usage(names)
    return {
        "identifierSpace": _space(found, graph),
        "schemaSpace": _vocabulary(found, names),
        "types": [_type(each, found, names) for each in _ranked_types(found, names)],
        "properties": [_property(each, found, names) for each in _ranked(found.properties, names)],
    }


def _space(found: Usage, graph: Graph) -> str:
    """Return what most IRIs begin with, if it is a namespace of the site; else the site's base."""
    best = min(found.namespaces, key=lambda each: (-found.namespaces[each], each), default="")
    return best or graph.base


def _vocabulary(found: Usage, names: Names) -> str:
    """Return what the IRIs of most types begin with."""
    spaces: Counter[str] = Counter()
    for type_, count in found.types.items():
        text = bare(type_)
        spaces[text[: max(text.rfind("#"), text.rfind("/")) + 1]] += count
    own = {each: spaces[each] for each in spaces if not each.startswith(_OF_VOCABULARIES)}
    counts = own or spaces
    return min(counts, key=lambda each: (-counts[each], each), default=names.graph.base)


def _ranked_types(found: Usage, names: Names) -> list[Term]:
    """Return the types, the commonest first; last those of classes and properties themselves."""
    ranked = _ranked(found.types, names)
    return sorted(ranked, key=lambda each: bare(each).startswith(_OF_VOCABULARIES))


def _ranked(counts: Counter[Term], names: Names) -> list[Term]:
    return sorted(
        filter(is_iri, counts),
        key=lambda each: (-counts[each], names.link(each).label.casefold(), each),
    )


def _type(type_: Term, found: Usage, names: Names) -> dict[str, object]:
    counts = found.of_type[type_]
    broader = [
        bare(each)
        for each in names.graph.objects(type_, RDFS_SUBCLASS)
        if is_iri(each) and each in found.types
    ]
    return {
        **_term(type_, found.types[type_], names),
        **({"broader": broader} if broader else {}),
        "properties": [bare(each) for each in _ranked(counts, names)[:PROPOSED_PROPERTIES]],
    }


def _property(property_: Term, found: Usage, names: Names) -> dict[str, object]:
    range_ = _range(found.objects[property_], names.graph)
    return {
        **_term(property_, found.properties[property_], names),
        **({"range": range_} if range_ else {}),
    }


def _range(values: list[Term], graph: Graph) -> str:
    """Return the type that most of some values have; empty if they have none in common."""
    counts = Counter(
        bare(type_)
        for value in values
        if is_iri(value)
        for type_ in set(graph.objects(value, RDF_TYPE))
        if is_iri(type_)
    )
    best = min(counts, key=lambda each: (-counts[each], each), default=None)
    return best if best and counts[best] > _MOST * len(values) else ""


def _term(term: Term, count: int, names: Names) -> dict[str, object]:
    description = _description(term, names)
    return {
        "id": bare(term),
        "name": names.link(term).label,
        **({"description": description} if description else {}),
        "count": count,
    }


def _description(term: Term, names: Names) -> str:
    """Return what a term is: its short name, because labels are alike, and its definition."""
    graph: Graph = names.vocabulary if bare(term).startswith(EV_NAMESPACE) else names.graph
    texts = [
        value
        for predicate in _DEFINITIONS
        for value in graph.objects(term, predicate)
        if value.startswith('"') and not names.words_of_claims.are_in(lexical(value))
    ]
    order = {tag: at for at, tag in enumerate(names.graph.languages)}
    texts.sort(key=lambda each: order.get(language(each), len(order)))
    definition = " ".join(lexical(texts[0]).split())[:_LONGEST] if texts else ""
    return ". ".join(filter(None, (names.link(term).title, definition)))
