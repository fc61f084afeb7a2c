"""What kind of thing a resource is, in words: its classes, its concept scheme, an event's date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.describe.english import english_date, english_list, noun, with_article
from publisher.describe.known_terms import known_label
from publisher.describe.listing import IN_SCHEME, TOP_CONCEPT_OF
from publisher.describe.names import Names
from publisher.describe.schema_types import EVENT, broader_levels, schema_types
from publisher.model import Term
from publisher.terms import is_blank, is_iri, is_literal, language, lexical
from publisher.vocabulary import (
    OWL_ONTOLOGY,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    SKOS_CLOSE_MATCH,
    SKOS_CONCEPT,
    SKOS_EXACT_MATCH,
    vocabulary_terms,
)

_SAY_NOTHING: Final = frozenset(
    {
        *vocabulary_terms("owl", "NamedIndividual", "Thing"),
        *vocabulary_terms("rdfs", "Resource"),
    }
)
"""Classes of everything."""
_MOST_KINDS: Final = 2
_BROADER: Final = (RDFS_SUBPROPERTY, SKOS_EXACT_MATCH, SKOS_CLOSE_MATCH)
_DATES: Final = frozenset(
    {
        *vocabulary_terms("schema", "startDate", "endDate"),
        Term("<http://schema.org/startDate>"),
        Term("<http://schema.org/endDate>"),
        *vocabulary_terms("dcterms", "date"),
        Term("<http://purl.org/dc/elements/1.1/date>"),
        *vocabulary_terms("lode", "atTime"),
        Term("<http://purl.org/NET/c4dm/event.owl#time>"),
        *vocabulary_terms("prov", "startedAtTime", "endedAtTime"),
    }
)
_PLACES: Final = frozenset(
    {
        *vocabulary_terms("schema", "location"),
        Term("<http://schema.org/location>"),
        *vocabulary_terms("lode", "atPlace", "inSpace"),
        Term("<http://purl.org/NET/c4dm/event.owl#place>"),
        *vocabulary_terms("prov", "atLocation"),
        *vocabulary_terms("crm", "P7_took_place_at"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWords:
    """`labels` of classes as they are, the same as `nouns` of a sentence, and what belongs to them.

    `nouns` is empty if the labels cannot stand in an English sentence. `scheme`: the label of a
    concept's scheme. `when`, `where`: an event's.
    """

    labels: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    scheme: str = ""
    when: str = ""
    where: str = ""

    @property
    def is_english(self) -> bool:
        return bool(self.nouns)

    def sentence(self, label: str) -> str:
        """Return `LABEL is a meeting in Geneva (March 2015).`"""
        called = f"“{label}”" if label[:1].islower() and "://" not in label else label
        kinds = english_list([with_article(each) for each in self.nouns])
        of = f" of {self.scheme}" if self.scheme else ""
        where = f" in {self.where}" if self.where else ""
        when = f" ({self.when})" if self.when else ""
        return f"{called} is {kinds}{of}{where}{when}."

    def in_brackets(self, label: str) -> str:
        """Return `LABEL (Begriff, SCHEME).`, which reads well in any language."""
        inner = [*self.labels, *filter(None, (self.scheme, self.where, self.when))]
        return f"{label} ({', '.join(inner)})." if inner else f"{label}"


def kind_words(term: Term, types: Sequence[Term], *, names: Names) -> KindWords:
    """Return what kind of thing a resource is."""
    kinds = _most_exact(types, names)[:_MOST_KINDS]
    if not kinds:
        return _of_untyped(term, names=names)
    nouns = tuple(_noun(kind, names) for kind in kinds)
    is_event = any(each.endswith(EVENT) for each in schema_types(types, names.graph))
    return KindWords(
        labels=tuple(names.link(kind).label for kind in kinds),
        nouns=nouns if all(nouns) else (),
        scheme=_scheme(term, names=names) if SKOS_CONCEPT in types else "",
        when=_when(term, names=names) if is_event else "",
        where=_where(term, names=names) if is_event else "",
    )


def _of_untyped(term: Term, *, names: Names) -> KindWords:
    """Return what a thing without class is used as: a class, a property, the name of a graph."""
    graph = names.graph
    if is_blank(term):
        return KindWords()
    if term in graph.classes:
        return KindWords(labels=("Class",), nouns=("class",))
    if term in graph.predicates:
        return KindWords(labels=("Property",), nouns=("property",))
    if count := graph.count_in_graph(term):
        statements = f"named graph of {count:,} statement{'' if count == 1 else 's'}"
        return KindWords(labels=(statements,), nouns=(statements,))
    return KindWords()


def _most_exact(types: Iterable[Term], names: Names) -> list[Term]:
    """Return the classes that say something, without those above another one, sorted by label."""
    own = {each for each in types if is_iri(each) and each not in _SAY_NOTHING}
    above: set[Term] = set()
    for kind in own if len(own) > 1 else ():
        for level in broader_levels(kind, names.graph, by=(RDFS_SUBCLASS,)):
            above.update(level)
        above.discard(kind)
    # Of classes that are equivalent, each is above the other.
    kept = own - above or own
    return sorted(kept, key=lambda kind: (kind == OWL_ONTOLOGY, names.link(kind).label, kind))


def _noun(kind: Term, names: Names) -> str:
    """Return a class as a noun of an English sentence; empty if its label may be no English.

    Names of usual vocabularies are English. Of other names nobody knows the language.
    """
    if not _is_english(names.graph.languages[0]):
        return ""
    label = names.graph.label(kind)
    is_english = _is_english(language(label) or "en") if label else bool(known_label(kind))
    return noun(names.link(kind).label, is_title_case=label is None) if is_english else ""


def _is_english(tag: str) -> bool:
    return tag.lower().partition("-")[0] == "en"


def _scheme(concept: Term, *, names: Names) -> str:
    schemes = {
        scheme
        for predicate in (IN_SCHEME, TOP_CONCEPT_OF)
        for scheme in names.graph.objects(concept, predicate)
        if is_iri(scheme)
    }
    labels = sorted(names.link(scheme).label for scheme in schemes)
    return english_list(labels) if 0 < len(labels) <= _MOST_KINDS else ""


def event_dates(event: Term, *, names: Names) -> list[str]:
    """Return the dates of an event as they are written, sorted."""
    texts = (lexical(value) for value in _values(event, _DATES, names=names) if is_literal(value))
    return sorted({text for text in texts if english_date(text)})


def event_place(event: Term, *, names: Names) -> Term | None:
    """Return the place of an event; None if there is none, or several."""
    places = {
        place
        for place in _values(event, _PLACES, names=names)
        if is_iri(place) or is_literal(place)
    }
    return places.pop() if len(places) == 1 else None


def _when(event: Term, *, names: Names) -> str:
    """Return the date of an event, or its first and last one."""
    words = [english_date(text) for text in event_dates(event, names=names)]
    unique = list(dict.fromkeys(words))
    return " – ".join(unique if len(unique) <= _MOST_KINDS else (unique[0], unique[-1]))


def _where(event: Term, *, names: Names) -> str:
    place = event_place(event, names=names)
    if place is None:
        return ""
    return names.link(place).label if is_iri(place) else lexical(place)


def _values(event: Term, known: frozenset[Term], *, names: Names) -> Iterator[Term]:
    """Yield the values of some properties, and of properties that are below one of them."""
    for _, predicate, value in names.graph.about(event):
        levels = broader_levels(predicate, names.graph, by=_BROADER)
        if any(known.intersection(level) for level in levels):
            yield value
