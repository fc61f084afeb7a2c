"""What changed of a resource, in words: the properties, and in an open graph short values.

If statements have sources, what was withdrawn may have been wrong: no value is said again.
"""

from typing import Final

from publisher.describe.changes import ResourceChange
from publisher.describe.names import Names
from publisher.describe.property_changes import PropertyChange
from publisher.model import Term
from publisher.terms import bare, is_iri, is_literal, lexical
from publisher.vocabulary import EV_CLAIM, EV_CONTENT_CLASS, EV_NAMESPACE, EV_RECORD, RDF_TYPE

_MOST: Final = 3
_LONGEST: Final = 60
_ABOUT_TRIPLES: Final = frozenset({EV_CLAIM, EV_CONTENT_CLASS, EV_RECORD})


def changed_words(change: ResourceChange, *, names: Names) -> str:
    """Return what changed as a sentence: `Changed: staff, website.`"""
    words = [_words(each, change, names) for each in _shown(change, names)]
    unique = list(dict.fromkeys(words))
    if not unique:
        return _without_property(change)
    left = len(unique) - _MOST
    more = f" and {left} more" if left > 0 else ""
    between = "; " if any(": " in each for each in unique[:_MOST]) else ", "
    return f"Changed: {between.join(unique[:_MOST])}{more}."


def _shown(change: ResourceChange, names: Names) -> list[PropertyChange]:
    """Return the properties of asserted triples in the order of pages, none of a claim."""
    types = names.graph.objects(names.graph.head_of(change.page), RDF_TYPE)
    if change.is_claim or not _ABOUT_TRIPLES.isdisjoint(types):
        return []
    plain = (each for each in change.properties if not bare(each.property).startswith(EV_NAMESPACE))
    return sorted(plain, key=lambda each: names.position(each.property))


def _words(changed: PropertyChange, change: ResourceChange, names: Names) -> str:
    label = names.link(changed.property).label
    if change.is_open:
        old, new = _value(changed.old, names), _value(changed.new, names)
        if old and new and old != new:
            return f"{label}: {new} (before: {old})"
    return label


def _value(term: Term, names: Names) -> str:
    """Return a literal or a label if it is short, else an empty text."""
    if is_literal(term):
        text = " ".join(lexical(term).split())
    elif term and is_iri(term) and names.graph.label(term):
        text = names.link(term).label
    else:
        text = ""
    return text if len(text) <= _LONGEST else ""


def _without_property(change: ResourceChange) -> str:
    if change.is_open:
        return "A part of its description changed."
    return "Its evidence changed." if change.is_of_evidence else "Its statements or claims changed."
