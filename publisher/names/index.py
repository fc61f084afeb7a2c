"""Find the entities that a name may mean, in the index of a release."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from publisher.limits import NAME_CANDIDATES, NAME_CHARACTERS
from publisher.names.certainty import KnownProperties, equal_entities
from publisher.names.entity import Candidate
from publisher.names.folding import core_words, fold_name
from publisher.names.grams import grams
from publisher.names.keys import hashed, iri_key
from publisher.names.scope import Scope, within
from publisher.names.scoring import EQUAL, score
from publisher.names.store import NamesError, NameStore

__all__ = ["NameIndex", "NamesError"]

_COUNTED: Final = 12_000
"""Labels that are counted for one name: enough that none is missed, and a millisecond's work."""
_FEWEST_GRAMS: Final = 3
_COMPARED: Final = 80
"""Labels that are compared letter by letter."""
_LEAST: Final = 30.0
"""The least score of a candidate: names that are less alike have nothing to do with each other."""
_ACRONYM: Final = 70.0
"""The score of an entity whose words begin with the letters of the name."""
_LONGEST_ACRONYM: Final = 10


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
        near = self._near(text, scope, is_open=False)
        return self._ranked(equal, near, certain, limit=limit)

    def suggest(
        self, prefix: str, *, types: Sequence[str] = (), limit: int = 10
    ) -> tuple[Candidate, ...]:
        """Return the entities whose names may begin with a text, or have words that do."""
        text, scope = prefix[:NAME_CHARACTERS].strip(), self._scope(types)
        if not text or scope.is_empty:
            return ()
        equal, _ = equal_entities(text, self._store, scope, ())
        return self._ranked(equal, self._near(text, scope, is_open=True), None, limit=limit)

    def entity(self, iri: str) -> Candidate | None:
        """Return what the index has of an IRI; None if it has nothing."""
        # Another entity may be called the same elsewhere, and then it has the same key.
        for entity in self._store.entities_with(hashed(iri_key(iri))):
            if self._store.entity(entity).iri == iri:
                return self._candidate(entity, EQUAL, 0, match=False)
        return None

    def _scope(self, types: Sequence[str]) -> Scope:
        return Scope.of(map(self._store.ranges, dict.fromkeys(types))) if types else Scope()

    def _near(self, text: str, scope: Scope, *, is_open: bool) -> dict[int, tuple[float, int]]:
        """Return entities with a label that is like a name: the score and the label of each."""
        folded = fold_name(text)
        words = sorted(core_words(folded))
        near: dict[int, tuple[float, int]] = {}
        if not words:
            return near
        query = " ".join(words)
        numbers = self._alike(grams(words, is_open=is_open), scope)
        for label, entity, core in self._store.labels(numbers):
            found = (score(query, core), -label)
            if found[0] >= _LEAST and found > near.get(entity, (0.0, 0)):
                near[entity] = found
        if len(folded) <= _LONGEST_ACRONYM and len(words) == 1:
            for entity in within(self._store.entities_called(folded), scope.entities)[:_COMPARED]:
                near[entity] = max(near.get(entity, (0.0, 0)), (_ACRONYM, 0))
        return near

    def _alike(self, runs: Iterable[str], scope: Scope) -> list[int]:
        """Return the labels that have the most runs of letters in common with a name.

        The rarest runs are counted first; those that nearly every label has are left out.
        """
        counts: Counter[int] = Counter()
        counted = 0
        for used, (_, gram) in enumerate(self._store.sizes(runs)):
            labels = within(self._store.labels_with(gram), scope.labels)
            if used >= _FEWEST_GRAMS and counted + len(labels) > _COUNTED:
                break
            counts.update(labels[:_COUNTED])
            counted += len(labels)
        return [label for label, _ in counts.most_common(_COMPARED)]

    def _ranked(
        self,
        equal: Sequence[int],
        near: dict[int, tuple[float, int]],
        certain: int | None,
        *,
        limit: int,
    ) -> tuple[Candidate, ...]:
        scores = {entity: near.get(entity, (0.0, 0)) for entity in (*equal, *near)}
        scores |= {entity: (EQUAL, scores[entity][1]) for entity in equal}
        best = sorted(scores, key=lambda entity: (entity != certain, -scores[entity][0], entity))
        return tuple(
            self._candidate(entity, *scores[entity], match=entity == certain)
            for entity in best[: min(limit, NAME_CANDIDATES)]
        )

    def _candidate(self, entity: int, likeness: float, label: int, *, match: bool) -> Candidate:
        row = self._store.entity(entity)
        return Candidate(
            iri=row.iri,
            label=row.label,
            score=round(likeness, 1),
            match=match,
            types=self._store.types(row.type_set),
            matched=self._store.text(-label) if label else row.label,
        )
