"""Candidates for links: pairs of things with names alike, and reasons, as Turtle to review."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.model import Iri, Term
from publisher.names import Entity
from publisher.names.folding import core_words, fold_name
from publisher.names.scoring import scored
from publisher.sparql.name_search import Thing
from publisher.terms import bare, iri, local_name

_EQUAL: Final = 100.0
_EQUAL_FOLDED: Final = 98.0
_EQUAL_CORE: Final = 96.0
_PERSON: Final = re.compile(r"(?:^|[a-z])Person$|^Individual$|^E21_Person$|^Q5$")
"""The ends of the IRIs of classes of persons: of FOAF, schema.org, GND, CIDOC CRM, Wikidata."""
_DEATH: Final = re.compile(r"death|died|^P570$", re.IGNORECASE)
_MOST_TYPES: Final = 4
_LONGEST_NAME: Final = 200
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCandidate:
    """A thing of ours and one elsewhere that may be the same, with the names that are alike."""

    ours: Iri
    theirs: Iri
    our_name: str
    their_name: str
    score: float
    reasons: tuple[str, ...]


def is_person(types: Iterable[Term]) -> bool:
    return any(_PERSON.search(local_name(kind)) for kind in types)


def says_death(predicates: Iterable[Term]) -> bool:
    """Return whether one of some properties is the date or the place of a death."""
    return any(_DEATH.search(local_name(predicate)) for predicate in predicates)


def candidates_of(
    entities: Sequence[Entity], things: Mapping[Term, Thing], pairs: Iterable[tuple[Iri, Term]]
) -> Iterator[LinkCandidate]:
    """Yield a candidate for each pair of an entity of ours and a thing elsewhere."""
    by_iri = {entity.iri: entity for entity in entities}
    for ours, theirs in pairs:
        entity, thing = by_iri[ours], things.get(theirs)
        if thing is None or not thing.names:
            continue
        score, our_name, their_name, reason = _likeness(entity.labels, thing.names)
        yield LinkCandidate(
            ours=ours,
            theirs=bare(theirs),
            our_name=our_name,
            their_name=their_name,
            score=round(score, 1),
            reasons=(reason, _types(entity, thing)),
        )


def _likeness(ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, str, str, str]:
    """Return the score of the two names that are most alike, both names, and why."""
    best = (0.0, ours[0], theirs[0], "")
    for our_name in ours:
        for their_name in sorted(theirs):
            score, reason = _alike(our_name, their_name)
            if score > best[0]:
                best = (score, our_name, their_name, reason)
    return best


def _alike(ours: str, theirs: str) -> tuple[float, str]:
    if ours == theirs:
        return _EQUAL, "the same name"
    folded, other = fold_name(ours), fold_name(theirs)
    if folded and folded == other:
        return _EQUAL_FOLDED, "the same name but for case, accents or punctuation"
    words, others = core_words(folded), core_words(other)
    if words and sorted(words) == sorted(others):
        return _EQUAL_CORE, "the same words"
    rows = [(0, 0, " ".join(sorted(others)))]
    found = [score for *_, score in scored(sorted(words), rows, dict.fromkeys(words, 1.0))]
    return min(max(found, default=0.0), _EQUAL_CORE - 1), "a name that is nearly the same"


def _types(entity: Entity, thing: Thing) -> str:
    ours = _listed(map(iri, entity.types))
    theirs = _listed(thing.types)
    return f"types here: {ours or 'none'}; there: {theirs or 'none'}"


def _listed(types: Iterable[Term]) -> str:
    names = sorted({local_name(kind) for kind in types})
    more = f" and {len(names) - _MOST_TYPES} more" if len(names) > _MOST_TYPES else ""
    return ", ".join(names[:_MOST_TYPES]) + more


def candidates_turtle(
    candidates: Sequence[LinkCandidate], *, endpoint: str, notes: Iterable[str]
) -> str:
    """Return the candidates as statements that are commented out, each with its reasons."""
    ours = Counter(candidate.ours for candidate in candidates)
    theirs = Counter(candidate.theirs for candidate in candidates)
    head = [
        f"# Candidates for links, found by their names at {_on_a_line(endpoint)}",
        "# Nothing was added. A name alone proves nothing: compare both things, take the # away",
        "# from the statements that are true, and say in the note what you compared, and when.",
        *(f"# {_on_a_line(note)}" for note in notes),
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "",
    ]
    ordered = sorted(candidates, key=lambda each: (each.ours, -each.score, each.theirs))
    for candidate in ordered:
        reasons = list(candidate.reasons)
        if ours[candidate.ours] > 1:
            reasons.append(f"one of {ours[candidate.ours]} candidates for this thing")
        if theirs[candidate.theirs] > 1:
            reasons.append(f"a candidate for {theirs[candidate.theirs]} things here")
        head += [
            f"# score {candidate.score:.1f}: {_on_a_line('; '.join(reasons))}",
            f"#   here:  {_on_a_line(candidate.our_name)}",
            f"#   there: {_on_a_line(candidate.their_name)}",
            f"# <{candidate.ours}> skos:exactMatch <{candidate.theirs}>",
            '#   {| skos:editorialNote "Compared with …, on …."@en |} .',
            "",
        ]
    return "\n".join(head)


def _on_a_line(text: str) -> str:
    """Return a text of somebody else so that it cannot end its comment."""
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))[:_LONGEST_NAME]
