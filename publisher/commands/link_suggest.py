"""`publisher links suggest`: ask an endpoint for things of the same name. It adds nothing."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher import limits
from publisher.authorities import canonical_iri, linkset_name
from publisher.commands.link_candidates import (
    LinkCandidate,
    candidates_of,
    candidates_turtle,
    is_person,
    says_death,
)
from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.describe.named import named_entities
from publisher.identity_links import link_triples
from publisher.load import load
from publisher.model import Iri, Term
from publisher.names import Entity, NameIndex, write_index
from publisher.names.folding import fold_name
from publisher.project import Project
from publisher.property_groups import CORRECTION_CLASSES, SAME_LINKS
from publisher.sparql.name_search import NameSearch, OutOfTimeError, Thing
from publisher.terms import bare, iri, page_iri
from publisher.vocabulary import CLASS_TYPES, EV_SOURCE_CLASS, PROPERTY_TYPES

_log: Final = logging.getLogger(__name__)
_NO_THINGS: Final = frozenset(
    map(bare, (EV_SOURCE_CLASS, *CLASS_TYPES, *PROPERTY_TYPES, *CORRECTION_CLASSES))
)
"""Classes of what has no counterpart to link to: terms, sources, corrections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """The candidates as Turtle, and a sentence on them."""

    turtle: str
    summary: str
    count: int


def suggest_links(
    project: Project,
    *,
    endpoint: str,
    has_persons: bool = False,
    is_scanned: bool = False,
    seconds: float = limits.SUGGEST_SECONDS,
    least: float = limits.SUGGEST_SCORE,
    pause: float = limits.SUGGEST_PAUSE,
) -> Suggested:
    """Return candidates for links from the project's things to those of an endpoint.

    `has_persons`: persons too who may be alive. `is_scanned`: all names of the endpoint are read,
    and not only those that are equal. Raises QueryError if the endpoint gives no answer.
    """
    loaded = load(project)
    names = Names(graph=loaded.graph, vocabulary=loaded.vocabulary)
    entities = [each for each in named_entities(names) if _is_linked(each, names)]
    asked = [each for each in entities if has_persons or not _may_live(each, loaded.graph)]
    search = NameSearch(endpoint, languages=loaded.graph.languages, seconds=seconds, pause=pause)
    finder = _Finder(search=search, entities=asked, is_scanned=is_scanned)
    things, pairs = finder.found()
    candidates = [
        each
        for each in candidates_of(asked, things, _new(pairs, loaded.graph))
        if each.score >= least and (has_persons or not _thing_may_live(things[iri(each.theirs)]))
    ]
    shown = list(_best(candidates))
    notes = (*finder.notes, *_left_out(len(entities) - len(asked)))
    return Suggested(
        turtle=candidates_turtle(shown, endpoint=endpoint, notes=notes),
        summary=f"{len(shown)} candidates for links, {len(asked)} things asked for; "
        "nothing was added",
        count=len(shown),
    )


def _left_out(persons: int) -> Iterator[str]:
    if persons:
        yield (
            f"{persons} persons of whom no date of death is known were left out; --persons asks "
            "for them too."
        )


def _is_linked(entity: Entity, names: Names) -> bool:
    """Return whether a thing can have a counterpart: no term, no source, nothing only claimed."""
    graph = names.graph
    term = iri(entity.iri)
    is_ours = graph.addresses.is_own(term) and page_iri(term) != f"<{graph.base}ontology>"
    types = [iri(kind) for kind in entity.types]
    return is_ours and _NO_THINGS.isdisjoint(entity.types) and not names.is_only_claimed(types)


def _may_live(entity: Entity, graph: Dataset) -> bool:
    """Return whether somebody may be alive: a person of whom no death is stated."""
    predicates = {predicate for _, predicate, _ in graph.read(iri(entity.iri))}
    return is_person(map(iri, entity.types)) and not says_death(predicates)


def _thing_may_live(thing: Thing) -> bool:
    return (is_person(thing.types) or thing.is_born) and not thing.has_died


@dataclass(kw_only=True)
class _Finder:
    """Asks an endpoint, and keeps what is known if the time is over."""

    search: NameSearch
    entities: Sequence[Entity]
    is_scanned: bool
    notes: tuple[str, ...] = ()

    def found(self) -> tuple[Mapping[Term, Thing], list[tuple[Iri, Term]]]:
        """Return the things that were found, and the pairs whose names may be alike."""
        items: dict[Term, None] = {}
        things: Mapping[Term, Thing] = {}
        try:
            for item in self._items():
                items[item] = None
        except OutOfTimeError as error:
            self._stopped(error)
        try:
            things = self.search.things(items)
        except OutOfTimeError as error:
            self._stopped(error)
        pairs = self._alike(things) if self.is_scanned else self._equal(things)
        return things, pairs

    def _items(self) -> Iterator[Term]:
        if self.is_scanned:
            return self.search.all_named()
        return self.search.named(label for each in self.entities for label in each.labels)

    def _stopped(self, error: OutOfTimeError) -> None:
        _log.info("%s", error)
        self.notes = ("The time was over before all was asked: ask again with more --seconds.",)

    def _equal(self, things: Mapping[Term, Thing]) -> list[tuple[Iri, Term]]:
        by_name: dict[str, set[Term]] = {}
        for thing in things.values():
            for name in thing.names:
                by_name.setdefault(fold_name(name), set()).add(thing.iri)
        return [
            (entity.iri, theirs)
            for entity in self.entities
            for theirs in sorted(
                {theirs for label in entity.labels for theirs in by_name.get(fold_name(label), ())}
            )
        ]

    def _alike(self, things: Mapping[Term, Thing]) -> list[tuple[Iri, Term]]:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "names.sqlite"
            write_index(
                (Entity(iri=bare(each.iri), labels=tuple(each.names)) for each in things.values()),
                file,
            )
            index = NameIndex.open(file)
            return [
                (entity.iri, iri(candidate.iri))
                for entity in self.entities
                for label in entity.labels
                for candidate in index.candidates(label, limit=limits.SUGGEST_CANDIDATES)
            ]


def _new(pairs: Iterable[tuple[Iri, Term]], graph: Dataset) -> list[tuple[Iri, Term]]:
    """Return the pairs of which no link says anything: neither to the thing nor to its like."""
    linked: set[tuple[Iri, str]] = set()
    for subject, predicate, value in link_triples(graph):
        for ours, theirs in ((subject, value), (value, subject)):
            linked.add((bare(ours), canonical_iri(bare(theirs))))
            if predicate in SAME_LINKS:
                linked.add((bare(ours), linkset_name(bare(theirs))))
    return [
        (ours, theirs)
        for ours, theirs in dict.fromkeys(pairs)
        if (ours, canonical_iri(bare(theirs))) not in linked
        and (ours, linkset_name(bare(theirs))) not in linked
        and not graph.addresses.is_own(theirs)
    ]


def _best(candidates: Iterable[LinkCandidate]) -> Iterator[LinkCandidate]:
    """Yield the best candidates of each thing."""
    by_ours: dict[Iri, list[LinkCandidate]] = {}
    for candidate in candidates:
        by_ours.setdefault(candidate.ours, []).append(candidate)
    for several in by_ours.values():
        ordered = sorted(several, key=lambda each: (-each.score, each.theirs))
        yield from ordered[: limits.SUGGEST_CANDIDATES]
