"""What a dataset holds in numbers, counted in one pass over its sorted lines.

https://www.w3.org/TR/void/#statistics
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from publisher import limits
from publisher.model import Term
from publisher.property_groups import MAPPING_LINKS
from publisher.vocabulary import RDF_TYPE

_TYPE: Final = RDF_TYPE.encode()
_LINKING: Final = frozenset(predicate.encode() for predicate in MAPPING_LINKS)
_SPACE: Final = re.compile(
    r"https?://(?:www\.)?(?:wikidata\.org/entity/|isni\.org/isni/|viaf\.org/viaf/|d-nb\.info/gnd/)"
    r"|https?://[^/?#]+/|urn:[^:]+:|[A-Za-z][A-Za-z0-9+.-]*:"
)
"""With what the IRIs of a data set begin, as far as its address tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCounts:
    """`entities`: instances. `properties`: how many triples of these have each property."""

    entities: int
    triples: int
    properties: Mapping[Term, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyCounts:
    """`objects`: how many differ; None if there are so many triples that it was not counted."""

    triples: int
    subjects: int
    objects: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """The numbers of a graph. `links`: triples by property and the URI space that they lead to."""

    triples: int
    subjects: int
    objects: int | None
    entities: int
    """IRIs in the graph's own namespaces that are subjects."""
    classes: Mapping[Term, ClassCounts]
    properties: Mapping[Term, PropertyCounts]
    links: Mapping[tuple[Term, str], int]


def statistics(pieces: Iterable[bytes], *, triples: int, own: tuple[str, ...]) -> Statistics:
    """Return the numbers of a graph. `pieces`: its sorted N-Triples, in pieces of whole lines.

    `triples`: about how many there are: of a large graph no distinct objects are counted, because
    all of them would have to be remembered. `own`: with what the IRIs of the graph's own begin.
    """
    counter = _Counter(
        own=tuple(f"<{space}".encode() for space in own),
        has_objects=triples <= limits.COUNTED_OBJECTS,
    )
    for piece in pieces:
        for line in piece.splitlines():
            counter.add(line)
    counter.end_subject()
    return counter.result()


@dataclass(slots=True, kw_only=True)
class _Counter:
    own: tuple[bytes, ...]
    has_objects: bool
    triples: int = 0
    subjects: int = 0
    entities: int = 0
    current: bytes = b""
    types: list[bytes] = field(default_factory=list)
    predicates: Counter[bytes] = field(default_factory=Counter)
    """Of the current subject."""
    class_entities: Counter[bytes] = field(default_factory=Counter)
    class_properties: dict[bytes, Counter[bytes]] = field(default_factory=dict)
    property_triples: Counter[bytes] = field(default_factory=Counter)
    property_subjects: Counter[bytes] = field(default_factory=Counter)
    property_objects: dict[bytes, set[bytes]] = field(default_factory=dict)
    links: Counter[tuple[bytes, str]] = field(default_factory=Counter)

    def add(self, line: bytes) -> None:
        subject, predicate, rest = line.split(b" ", 2)
        if subject != self.current:
            self.end_subject()
            self.current = subject
        self.triples += 1
        self.predicates[predicate] += 1
        if predicate == _TYPE:
            self.types.append(rest[:-2])
        elif predicate in _LINKING and rest.startswith(b"<") and not rest.startswith(self.own):
            match = _SPACE.match(rest[1:-3].decode())
            if match:
                self.links[predicate, match.group()] += 1
        if self.has_objects:
            self.property_objects.setdefault(predicate, set()).add(rest)

    def end_subject(self) -> None:
        """Add the counts of the current subject, whose lines are all together, to those of all."""
        if not self.current:
            return
        self.subjects += 1
        self.entities += self.current.startswith(self.own)
        self.property_triples.update(self.predicates)
        self.property_subjects.update(self.predicates.keys())
        for class_ in self.types:
            self.class_entities[class_] += 1
            self.class_properties.setdefault(class_, Counter()).update(self.predicates)
        self.predicates.clear()
        self.types.clear()

    def result(self) -> Statistics:
        return Statistics(
            triples=self.triples,
            subjects=self.subjects,
            objects=len(set().union(*self.property_objects.values())) if self.has_objects else None,
            entities=self.entities,
            classes={
                _term(class_): self._class(class_)
                for class_ in sorted(self.class_entities)
                if not class_.startswith(b'"')
            },
            properties={
                _term(property_): self._property(property_)
                for property_ in sorted(self.property_triples)
            },
            links={
                (_term(predicate), space): count
                for (predicate, space), count in sorted(self.links.items())
            },
        )

    def _class(self, class_: bytes) -> ClassCounts:
        properties = self.class_properties[class_]
        return ClassCounts(
            entities=self.class_entities[class_],
            triples=properties.total(),
            properties={_term(each): properties[each] for each in sorted(properties)},
        )

    def _property(self, property_: bytes) -> PropertyCounts:
        return PropertyCounts(
            triples=self.property_triples[property_],
            subjects=self.property_subjects[property_],
            objects=len(self.property_objects[property_]) if self.has_objects else None,
        )


def _term(text: bytes) -> Term:
    return Term(text.decode())
