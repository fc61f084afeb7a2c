"""Literals in the order of the languages that the site prefers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publisher.description import Link, Row, Value


def languages_row(property_: Link, values: Iterable[Value], *, languages: Sequence[str]) -> Row:
    """Return a row whose values in other languages stand apart.

    A quoted value, or one with an anchor, never stands apart. If no text is in a preferred
    language or without one, those of the first other language are shown.
    """
    shown, others = split(values, languages=languages)
    if others and not shown:
        first = others[0].language.lower()
        shown = tuple(value for value in others if value.language.lower() == first)
        others = others[len(shown) :]
    return Row(property=property_, values=told_apart(shown), others=others)


def told_apart(values: Sequence[Value]) -> tuple[Value, ...]:
    """Return the values with their short names if two terms have the same label.

    `Class, Class` → `owl:Class, rdfs:Class`
    """
    texts = Counter(value.text for value in values if value.href)
    if all(count == 1 for count in texts.values()):
        return tuple(values)
    return tuple(
        replace(value, text=value.title, language="")
        if texts[value.text] > 1 and value.title and "/" not in value.title
        else value
        for value in values
    )


def split(
    values: Iterable[Value], *, languages: Sequence[str]
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
    """Return the values to show, the preferred language first, and those in other languages."""
    preferred = [language.lower() for language in languages]
    ranked = [(_rank(value, preferred), value) for value in values]
    last = len(preferred)
    shown = [pair for pair in ranked if pair[0] < last or pair[1].anchor]
    others = [value for rank, value in ranked if rank == last and not value.anchor]
    others.sort(key=lambda value: value.language.lower())
    shown.sort(key=lambda pair: pair[0])
    return tuple(value for _, value in shown), tuple(others)


def _rank(value: Value, preferred: Sequence[str]) -> int:
    """Return the place of a value's language, 0 if it has none; the number of languages if other.

    `en-GB` has the place of `en`.
    """
    language = value.language.lower()
    if not language or value.href:
        return 0
    for at, tag in enumerate(preferred):
        if language == tag or language.startswith(f"{tag}-"):
            return at
    return len(preferred)
