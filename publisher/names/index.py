"""Find the entities that a name may mean, in the index of a release."""

import os
from collections.abc import Sequence
from typing import Final, NamedTuple

from publisher.limits import NAME_CANDIDATES, NAME_CHARACTERS
from publisher.names.certainty import KnownProperties, equal_entities
from publisher.names.entity import Candidate
from publisher.names.folding import core_words, fold_name
from publisher.names.keys import iri_key
from publisher.names.retrieval import COMPARED, NameQuery, alike_labels
from publisher.names.scope import Scope, within
from publisher.names.scoring import EQUAL, completions, scored
from publisher.names.store import NamesError, NameStore

__all__ = ["NameIndex", "NamesError"]

_LEAST: Final = 30.0
"""The least score of a candidate: names that are less alike have nothing to do with each other."""
_ACRONYM: Final = 70.0
"""The score of an entity whose words begin with the letters of the name."""
_LONGEST_ACRONYM: Final = 10


class _Likeness(NamedTuple):
    """How well an entity fits, and the number of the label that does; None for the first one."""

    score: float
    label: int | None = None


class NameIndex:
    """The names of a release. It never changes, and any thread or process may use it."""

    def __init__(self, store: NameStore) -> None:
        self._store = store

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> "NameIndex":
        """Open the `names.sqlite` of a release. Raises NamesError."""
        return cls(NameStore(path))

    def candidates(
        self,
        text: str,
        *,
        types: Sequence[str] = (),
        limit: int = 10,
        properties: KnownProperties = (),
    ) -> tuple[Candidate, ...]:
        """Return the entities that a name may mean, the likeliest first.

        `types`: only entities of one of these classes, or of one below it. `properties`: what else
        is known of the entity. At most one candidate has `match`, and then it is the first.
        """
        text, scope = text[:NAME_CHARACTERS].strip(), self._scope(types)
        if not text or scope.is_empty:
            return ()
        equal, certain = equal_entities(text, self._store, scope, properties)
        return self._ranked(equal, self._near(text, scope), certain=certain, limit=limit)

    def suggest(
        self, prefix: str, *, types: Sequence[str] = (), limit: int = 10
    ) -> tuple[Candidate, ...]:
        """Return the entities whose names may begin with a text, or have words that do."""
        text, scope = prefix[:NAME_CHARACTERS].strip(), self._scope(types)
        if not text or scope.is_empty:
            return ()
        equal, _ = equal_entities(text, self._store, scope, ())
        return self._ranked(equal, self._near(text, scope, is_open=True), limit=limit)

    def entity(self, iri: str) -> Candidate | None:
        """Return what the index has of an IRI; None if it has nothing."""
        # Another entity may be called the same elsewhere, and then it has the same key.
        (numbers,) = self._store.entities_with([iri_key(iri)])
        rows = self._store.entities(numbers)
        same = next((number for number, row in rows.items() if row.iri == iri), None)
        if same is None:
            return None
        return self._ranked((same,), {}, limit=1)[0]

    def _scope(self, types: Sequence[str]) -> Scope:
        return Scope.of(map(self._store.ranges, dict.fromkeys(types))) if types else Scope()

    def _near(self, text: str, scope: Scope, *, is_open: bool = False) -> dict[int, _Likeness]:
        """Return the entities that have a label like a name."""
        folded = fold_name(text)
        words = core_words(folded)
        near: dict[int, _Likeness] = {}
        if not words:
            return near
        if len(folded) <= _LONGEST_ACRONYM and len(words) == 1:
            called = within(self._store.entities_called(folded), scope.entities)
            near = dict.fromkeys(called[:COMPARED], _Likeness(_ACRONYM))
        query = NameQuery.of(words, self._store, is_open=is_open)
        rows = self._store.labels(alike_labels(query, self._store, scope))
        likenesses = (completions if is_open else scored)(words, rows, query.weights(self._store))
        for label, entity, likeness in likenesses:
            if likeness >= _LEAST and (entity not in near or likeness > near[entity].score):
                near[entity] = _Likeness(likeness, label)
        return near

    def _ranked(
        self,
        equal: Sequence[int],
        near: dict[int, _Likeness],
        *,
        certain: int | None = None,
        limit: int,
    ) -> tuple[Candidate, ...]:
        """Return the candidates in order: the certain one, those that are equal, all others."""
        likeness = near | {
            entity: _Likeness(EQUAL, near[entity].label if entity in near else None)
            for entity in equal
        }
        best = sorted(
            likeness, key=lambda entity: (entity != certain, -likeness[entity].score, entity)
        )
        best = best[: min(limit, NAME_CANDIDATES)]
        rows = self._store.entities(best)
        labels = {e: label for e in best if (label := likeness[e].label) is not None}
        texts = self._store.texts(list(labels.values()))
        return tuple(
            Candidate(
                iri=rows[entity].iri,
                label=rows[entity].label,
                score=round(likeness[entity].score, 1),
                match=entity == certain,
                types=self._store.types(rows[entity].type_set),
                matched=texts.get(labels.get(entity, -1)) or rows[entity].label,
            )
            for entity in best
        )
