"""The entities of a graph with their names, for the index of names.

Only what is asserted is here: no claim, and nothing that a claim says. What is retired is left out,
because nobody should link to it from now on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import filterfalse
from typing import Final

from publisher.describe.names import Names
from publisher.model import Iri, Term, Triple
from publisher.names.entity import Entity
from publisher.property_groups import (
    FURTHER_LABELS,
    NAMING,
    NOTES,
    OTHER_LABELS,
    XL_FORM,
)
from publisher.terms import bare, is_iri, is_literal, lexical
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT_CLASS,
    EV_NAMESPACE,
    EV_RECORD,
    LABELS,
    OA_SPECIFIC_RESOURCE,
    OWL_SAME_AS,
    RDF_STATEMENT,
    RDF_TYPE,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    SCHEMA_IDENTIFIER,
    SCHEMA_SAME_AS,
    SKOS_EXACT_MATCH,
    vocabulary_terms,
)

_XL: Final = "<http://www.w3.org/2008/05/skos-xl#"
_XL_LABELS: Final = frozenset(
    Term(f"{_XL}{name}>") for name in ("prefLabel", "altLabel", "hiddenLabel")
)
_IDENTIFIERS: Final = frozenset(
    {
        OWL_SAME_AS,
        SCHEMA_SAME_AS,
        SKOS_EXACT_MATCH,
        SCHEMA_IDENTIFIER,
        Term("<http://schema.org/sameAs>"),
        Term("<http://schema.org/identifier>"),
        Term("<http://purl.org/dc/elements/1.1/identifier>"),
        *vocabulary_terms("dcterms", "identifier"),
        *vocabulary_terms("skos", "notation"),
    }
)
"""What names a thing elsewhere, and means no other. `skos:closeMatch` may mean another."""
_NO_ENTITIES: Final = frozenset(
    {
        EV_CLAIM,
        EV_CONTENT_CLASS,
        EV_RECORD,
        OA_SPECIFIC_RESOURCE,
        RDF_STATEMENT,
        Term(f"{_XL}Label>"),
        *vocabulary_terms("owl", "Axiom", "Annotation"),
    }
)
"""Claims, statements, passages and labels. What claims say stands only beside who says it."""
_LONGEST_VALUE: Final = 200
_MOST_VALUES: Final = 200


def named_entities(names: Names) -> Iterator[Entity]:
    """Yield all that has an IRI and a name or a page, in the order of the IRIs."""
    reader = EntityReader(names=names)
    for subject in names.graph.subjects():
        entity = reader.entity(subject) if is_iri(subject) else None
        if entity:
            yield entity


@dataclass(kw_only=True)
class EntityReader:
    """Reads entities of a graph. `names` gives what the pages show."""

    names: Names
    _above: dict[Term, frozenset[Term]] = field(default_factory=dict)

    def entity(self, subject: Term) -> Entity | None:
        """Return a subject as an entity; None if it is none, is retired, or has no name."""
        graph = self.names.graph
        if subject in graph.retired:
            return None
        triples = graph.read(subject)
        types = self._with_classes_above(o for _, p, o in triples if p == RDF_TYPE)
        if not _NO_ENTITIES.isdisjoint(types):
            return None
        labels = self.labels(subject)
        if not labels:
            return None
        return Entity(
            iri=bare(subject),
            labels=labels,
            types=tuple(sorted(bare(each) for each in types if is_iri(each))),
            identifiers=tuple(_text(o) for _, p, o in triples if p in _IDENTIFIERS),
            values={} if self.names.is_only_claimed(types) else self._values(triples),
        )

    def labels(self, subject: Term) -> tuple[str, ...]:
        """Return the names of a subject in all languages, first the one that its page shows."""
        return tuple(dict.fromkeys(filter(str.strip, self._labels(subject))))

    def _labels(self, subject: Term) -> Iterator[str]:
        graph = self.names.graph
        if graph.label(subject) or graph.has_page(subject):
            yield self.names.link(subject).label
        for _, predicate, value in graph.read(subject):
            values = [value] if predicate in self._naming else []
            if predicate in _XL_LABELS:
                values += graph.objects(value, XL_FORM)
            yield from filterfalse(
                self.names.said_by.unattributed, map(lexical, filter(is_literal, values))
            )

    def _values(self, triples: Iterable[Triple]) -> Mapping[Iri, tuple[str, ...]]:
        """Return what tells entities of one name apart: IRIs and short texts, by property."""
        values: dict[Iri, tuple[str, ...]] = {}
        for _, predicate, value in list(triples)[:_MOST_VALUES]:
            if self._is_telling(predicate, value):
                name = bare(predicate)
                values[name] = (*values.get(name, ()), _text(value), *self._called(value))
        return values

    def _called(self, value: Term) -> tuple[str, ...]:
        """Return what another entity is called: a table has its name, and not its IRI."""
        if not is_iri(value) or not self.names.graph.label(value):
            return ()
        link = self.names.link(value)
        return () if link.is_claim else (link.label,)

    def _is_telling(self, predicate: Term, value: Term) -> bool:
        if predicate in LABELS or predicate in NOTES or predicate == RDF_TYPE:
            return False
        is_short = is_iri(value) or (is_literal(value) and len(value) <= _LONGEST_VALUE)
        return is_short and not bare(predicate).startswith(EV_NAMESPACE)

    @cached_property
    def _naming(self) -> frozenset[Term]:
        """The properties whose values are names, with those below them."""
        graph = self.names.graph
        naming = {*graph.label_properties, *FURTHER_LABELS, *OTHER_LABELS, *NAMING}
        pending = list(naming)
        while pending:
            below = {s for s, _, _ in graph.naming(pending.pop(), RDFS_SUBPROPERTY)} - naming
            naming |= below
            pending += below
        return frozenset(naming)

    def _with_classes_above(self, types: Iterable[Term]) -> frozenset[Term]:
        return frozenset[Term]().union(*map(self._classes_above, types))

    def _classes_above(self, class_: Term) -> frozenset[Term]:
        """Return a class and all above it."""
        if class_ not in self._above:
            classes, pending = {class_}, [class_]
            while pending:
                above = set(self.names.graph.objects(pending.pop(), RDFS_SUBCLASS)) - classes
                classes |= above
                pending += above
            self._above[class_] = frozenset(classes)
        return self._above[class_]


def _text(term: Term) -> str:
    return lexical(term) if is_literal(term) else bare(term)
