"""The types and properties that the reconciliation service knows: `reconcile.json` of a release."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from publisher.names.folding import fold_name
from publisher.serve.reconcile.identifiers import IdentifierSpace
from publisher.serve.release import Release

SCHEMA_PATH: Final = "reconcile.json"
_BEST: Final = 12
"""Types that are offered first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaTerm:
    """A type or a property. `count`: how many entities have it."""

    iri: str
    name: str
    description: str = ""
    count: int = 0
    broader: tuple[str, ...] = ()
    """Of a type: the classes directly above it."""
    properties: tuple[str, ...] = ()
    """Of a type: the properties that its entities have, the commonest first."""
    range: str = ""
    """Of a property: the type that most of its values have; empty if they are texts."""


@dataclass(frozen=True, kw_only=True)
class ReconcileSchema:
    """The vocabulary of a release, and where its identifiers begin."""

    space: IdentifierSpace
    vocabulary: IdentifierSpace
    """IRIs of types and properties are sent whole; relative ones are understood too."""
    types: Mapping[str, SchemaTerm] = field(default_factory=dict)
    """By IRI, the commonest first."""
    properties: Mapping[str, SchemaTerm] = field(default_factory=dict)

    def type_iri(self, identifier: str) -> str:
        """Return the IRI of a type that a client names, whether or not there is one."""
        return self._known(identifier, self.types)

    def property_iri(self, identifier: str) -> str:
        return self._known(identifier, self.properties)

    def _known(self, identifier: str, terms: Mapping[str, SchemaTerm]) -> str:
        if identifier in terms:
            return identifier
        iris = self.vocabulary.iris(identifier)
        return next((iri for iri in iris if iri in terms), identifier)

    def best_types(self) -> list[SchemaTerm]:
        return list(self.types.values())[:_BEST]

    def matching(self, text: str, terms: Mapping[str, SchemaTerm]) -> list[SchemaTerm]:
        """Return the terms of which a word begins with a text, the best first.

        First those whose name begins so. Terms of one rank are in the order of `terms`.
        """
        wanted = fold_name(text)
        if not wanted:
            return list(terms.values()) if not text.strip() else []
        ranked = ((_rank(wanted, self._folded[iri]), term) for iri, term in terms.items())
        found = [(rank, term) for rank, term in ranked if rank is not None]
        return [term for _, term in sorted(found, key=lambda each: each[0])]

    @cached_property
    def _folded(self) -> dict[str, tuple[str, str]]:
        """Return each term's name and the last part of its IRI, folded."""
        terms = {**self.types, **self.properties}
        return {
            iri: (fold_name(term.name), fold_name(_last_part(iri))) for iri, term in terms.items()
        }


def _rank(wanted: str, names: Iterable[str]) -> int | None:
    ranks = []
    for name in names:
        if name.startswith(wanted):
            ranks.append(0 if name == wanted else 1)
        elif f" {wanted}" in f" {name}":
            ranks.append(2)
    return min(ranks, default=None)


def _last_part(iri: str) -> str:
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def read_schema(release: Release) -> ReconcileSchema:
    """Return the vocabulary of a release; an empty one if it was built without."""
    file = release.files.get(SCHEMA_PATH)
    members: Mapping[str, Any] = json.loads(file.location.read_bytes()) if file else {}
    return ReconcileSchema(
        space=IdentifierSpace(members.get("identifierSpace", release.base)),
        vocabulary=IdentifierSpace(members.get("schemaSpace", release.base)),
        types=_terms(members.get("types", ())),
        properties=_terms(members.get("properties", ())),
    )


def _terms(members: Iterable[Mapping[str, Any]]) -> dict[str, SchemaTerm]:
    return {
        each["id"]: SchemaTerm(
            iri=each["id"],
            name=each["name"],
            description=each.get("description", ""),
            count=each.get("count", 0),
            broader=tuple(each.get("broader", ())),
            properties=tuple(each.get("properties", ())),
            range=each.get("range", ""),
        )
        for each in members
    }
