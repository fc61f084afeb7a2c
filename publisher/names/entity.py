"""The values of names: what is found, and what a search for it returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that has names. All texts are as the graph has them.

    `labels`: its names in all languages, the one that is shown first. `types`: its classes and all
    classes above them. `identifiers`: what it is called elsewhere, as an IRI (`owl:sameAs`) or a
    text (`"Q42"`). `values`: IRIs and texts by property, which tell entities of one name apart.
    """

    iri: Iri
    labels: tuple[str, ...]
    types: tuple[Iri, ...] = ()
    identifiers: tuple[str, ...] = ()
    values: Mapping[Iri, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity that a name may mean.

    `label` is the one that is shown, `matched` the one that is like the name. `score`: 0 to 100.
    `match`: whether the name means this entity and no other, by a key that it alone has.
    """

    iri: Iri
    label: str
    score: float
    match: bool = False
    types: tuple[Iri, ...] = ()
    matched: str = ""
