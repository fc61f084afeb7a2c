"""By which properties a subject differs between two releases, from its lines that changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from publisher.dataset import Dataset
from publisher.line_changes import ChangedLine
from publisher.model import Quad, Term
from publisher.ntriples import quad_of

_NONE: Final = Term("")
_LONGEST: Final = 400
"""Characters of a value that is kept: a longer one is never shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyChange:
    """A property whose values changed; `old` and `new` only if one value stands for another."""

    property: Term
    old: Term = _NONE
    new: Term = _NONE


def property_changes(
    subject: Term, lines: Iterable[ChangedLine], dataset: Dataset
) -> tuple[PropertyChange, ...]:
    """Return the properties whose values changed, sorted; none if the subject is new or gone.

    `lines`: all changed lines of the subject. `dataset`: the new one. A triple that only went from
    one graph to another is no change of a value.
    """
    if not dataset.is_subject(subject):
        return ()
    added, removed = set[Quad](), set[Quad]()
    for line, is_added in lines:
        (added if is_added else removed).add(quad_of(line))
    now = set(dataset.quads_of(subject))
    before = (now - added) | removed
    if not before and subject not in dataset.retired:
        return ()
    return tuple(_changes(_pairs(before), _pairs(now)))


def _pairs(quads: Iterable[Quad]) -> set[tuple[Term, Term]]:
    return {(predicate, value) for _, predicate, value, _ in quads}


def _changes(
    before: set[tuple[Term, Term]], now: set[tuple[Term, Term]]
) -> Iterator[PropertyChange]:
    old, new = _by_property(before - now), _by_property(now - before)
    for predicate in sorted({*old, *new}):
        values = *old.get(predicate, ()), *new.get(predicate, ())
        is_pair = len(old.get(predicate, ())) == len(new.get(predicate, ())) == 1
        if is_pair and max(map(len, values)) <= _LONGEST:
            yield PropertyChange(property=predicate, old=values[0], new=values[1])
        else:
            yield PropertyChange(property=predicate)


def _by_property(pairs: Iterable[tuple[Term, Term]]) -> dict[Term, list[Term]]:
    found: dict[Term, list[Term]] = {}
    for predicate, value in pairs:
        found.setdefault(predicate, []).append(value)
    return found
