"""Which entities a name is equal to, and whether it can mean only one.

A match is certain only by a key that one entity alone has, and never by a score.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, TypeAlias

from publisher.names.folding import fold_name
from publisher.names.keys import all_keys, bracketed, folded_key, hashed, property_keys
from publisher.names.scope import Scope, within
from publisher.names.store import EntityRow, NameStore
from publisher.names.tables import unpacked_keys
from publisher.vocabulary import RDF_TYPE

KnownProperties: TypeAlias = Sequence[tuple[str, str]]
"""What is known of an entity besides its name: each a property, and its value as IRI or text."""

_TYPE: Final = RDF_TYPE[1:-1]
_MOST: Final = 1_000
"""Entities of one name that are looked at."""


def equal_entities(
    text: str, store: NameStore, scope: Scope, properties: KnownProperties
) -> tuple[tuple[int, ...], int | None]:
    """Return the entities that a name is equal to, and the one that it means for certain.

    The strictest key that anything has decides. If several entities have it, only what else is
    known can decide between them; and an entity that is not known to have it is not certain.
    """
    equal: dict[int, None] = {}
    certain: int | None = None
    for position, entities in enumerate(filter(None, _entities(text, store, scope))):
        equal.update(dict.fromkeys(entities[:_MOST]))
        if position == 0:
            agreeing = _agreeing(entities, properties, store)
            certain = agreeing[0] if len(agreeing) == 1 else None
    return tuple(equal), certain


def _entities(text: str, store: NameStore, scope: Scope) -> Iterator[Sequence[int]]:
    """Yield the entities that have each key of a name, the strictest key first."""
    for entities in store.entities_with(all_keys(text)):
        yield within(entities, scope.entities)[:_MOST]
    if parts := bracketed(text):
        # "University of Oran 1 (UO1)": both are names of it.
        named, other = store.entities_with([folded_key(part) for part in parts])
        others = {*other, *store.entities_called(fold_name(parts[1]))}
        yield [each for each in within(named, scope.entities)[:_MOST] if each in others]


def _agreeing(entities: Sequence[int], properties: KnownProperties, store: NameStore) -> list[int]:
    """Return the entities that are known to have every one of some properties."""
    if not properties:
        return list(entities)
    wanted = [set(_keys(name, value, store)) for name, value in properties]
    return [
        entity
        for entity, row in store.entities(entities).items()
        if _has_all(_stated(row, store), wanted)
    ]


def _has_all(stated: AbstractSet[int], wanted: Sequence[AbstractSet[int]]) -> bool:
    return not any(stated.isdisjoint(keys) for keys in wanted)


def _stated(row: EntityRow, store: NameStore) -> frozenset[int]:
    """Return the hashed keys of the properties of an entity; its classes are one."""
    types = (
        hashed(key) for type_ in store.types(row.type_set) for key in property_keys(_TYPE, type_)
    )
    return unpacked_keys(row.properties or b"").union(types)


def _keys(name: str, value: str, store: NameStore) -> Iterator[int]:
    """Yield the keys of a property and its value, or what has the value as its name."""
    yield from map(hashed, property_keys(name, value))
    named = {entity for group in store.entities_with(all_keys(value)) for entity in group[:_MOST]}
    for row in store.entities(sorted(named)).values():
        yield from map(hashed, property_keys(name, row.iri))
