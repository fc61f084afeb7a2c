"""Ask an endpoint which of its things have a name: in batches, with pauses, until a deadline."""

import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from publisher import limits
from publisher.errors import EndpointError, QueryError
from publisher.model import Term
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.results import result_rows
from publisher.terms import is_literal, lexical, literal

_log: Final = logging.getLogger(__name__)

_PREFIXES: Final = """\
PREFIX dbo: <http://dbpedia.org/ontology/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX gndo: <https://d-nb.info/standards/elementset/gnd#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sdo: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
"""
# An alternative of paths with the name given is quick in every store; a variable for the property
# is not.
_NAMES: Final = (
    "rdfs:label|skos:prefLabel|skos:altLabel|schema:name|sdo:name|foaf:name|dcterms:title"
)
_BORN: Final = "schema:birthDate|sdo:birthDate|wdt:P569|dbo:birthDate|gndo:dateOfBirth"
_DIED: Final = "schema:deathDate|sdo:deathDate|wdt:P570|dbo:deathDate|gndo:dateOfDeath"
_NAMED: Final = f"""{_PREFIXES}
SELECT DISTINCT ?item WHERE {{
  VALUES ?name {{ %s }}
  ?item {_NAMES} ?name .
  FILTER(ISIRI(?item))
  FILTER NOT EXISTS {{ ?item sdo:isPartOf ?site . ?item sdo:about ?topic }}
}}
ORDER BY ?item"""
# What is about a topic and part of a site is an article on it: Wikidata names those of Wikipedia.
_FACTS: Final = f"""{_PREFIXES}
SELECT DISTINCT ?item ?kind ?value WHERE {{
  VALUES ?item {{ %s }}
  {{ ?item {_NAMES} ?value . FILTER(LANG(?value) IN (%s)) BIND("name" AS ?kind) }}
  UNION {{ ?item rdf:type/rdfs:subClassOf* ?value . BIND("type" AS ?kind) }}
  UNION {{ ?item wdt:P31 ?value . BIND("type" AS ?kind) }}
  UNION {{ ?item {_BORN} ?value . BIND("born" AS ?kind) }}
  UNION {{ ?item {_DIED} ?value . BIND("died" AS ?kind) }}
}}
ORDER BY ?item ?kind ?value"""
_PAGE_SIZE: Final = 5_000
_ALL: Final = f"""{_PREFIXES}
SELECT DISTINCT ?item WHERE {{
  ?item {_NAMES} ?name .
  FILTER(ISIRI(?item))
}}
ORDER BY ?item
LIMIT {_PAGE_SIZE} OFFSET %d"""
_IRI: Final = re.compile(r"<https?://[^\x00-\x20<>\"{}|^`\\\\]+>", re.IGNORECASE)
_TOO_MANY: Final = 429
_UNAVAILABLE: Final = 503
_ATTEMPTS: Final = 3


@dataclass(kw_only=True)
class Thing:
    """Something that an endpoint has: names, types with those above them, dates of a life."""

    iri: Term
    names: list[str] = field(default_factory=list)
    types: list[Term] = field(default_factory=list)
    is_born: bool = False
    has_died: bool = False


class OutOfTimeError(QueryError):
    """The time for asking is over."""


class NameSearch:
    """The questions to one endpoint. `languages`: those of the names that are read."""

    def __init__(
        self,
        url: str,
        *,
        languages: Sequence[str],
        seconds: float = limits.SUGGEST_SECONDS,
        pause: float = limits.SUGGEST_PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        EndpointEngine(url)  # refuses what is no web address
        self._url = url
        self._languages = tuple(dict.fromkeys(("", *languages, "en", "mul")))
        self._end = time.monotonic() + seconds
        self._pause = pause
        self._sleep = sleep
        self._is_first = True

    def named(self, names: Iterable[str]) -> Iterator[Term]:
        """Yield the IRIs of the things that have one of some names. Raises QueryError."""
        texts = dict.fromkeys(names)
        literals = [literal(text, language=tag) for text in texts for tag in self._languages]
        for batch in _batches(literals, limits.SUGGEST_BATCH * len(self._languages)):
            for (item,) in self._rows(_NAMED % " ".join(batch)):
                if item and _is_safe(item):
                    yield item

    def all_named(self) -> Iterator[Term]:
        """Yield the IRIs of all things that have a name. Raises QueryError if they are too many."""
        count, offset = 0, 0
        while True:
            page = self._rows(_ALL % offset)
            count += len(page)
            if count > limits.SCANNED_NAMES:
                raise QueryError(
                    f"endpoint {self._url} has more than {limits.SCANNED_NAMES:,} things with a "
                    "name; leave out --scan, and it is asked by name"
                )
            yield from (item for (item,) in page if item and _is_safe(item))
            if len(page) < _PAGE_SIZE:
                return
            offset += _PAGE_SIZE

    def things(self, items: Iterable[Term]) -> Mapping[Term, Thing]:
        """Return what is known of some things. Raises QueryError."""
        things = {item: Thing(iri=item) for item in items}
        tags = ", ".join(literal(tag) for tag in self._languages)
        for batch in _batches(tuple(things), limits.SUGGEST_BATCH):
            for item, kind, value in self._rows(_FACTS % (" ".join(batch), tags)):
                if item in things and kind and value:
                    _add(things[item], lexical(kind), value)
        return things

    def _rows(self, query: str) -> Sequence[Sequence[Term | None]]:
        for attempt in range(1, _ATTEMPTS + 1):
            self._wait(0 if self._is_first else self._pause)
            self._is_first = False
            remaining = self._end - time.monotonic()
            timeout = max(1, min(limits.ENDPOINT_SECONDS, int(remaining)))
            try:
                answer = EndpointEngine(self._url, timeout=timeout).answer(query)
                return [tuple(row) for row in result_rows(answer)[1]]
            except EndpointError as error:
                if error.status not in {_TOO_MANY, _UNAVAILABLE} or attempt == _ATTEMPTS:
                    raise
                _log.info("the endpoint asks to wait: %s", error)
                self._wait(max(error.retry_after, self._pause))
        raise AssertionError

    def _wait(self, seconds: float) -> None:
        if time.monotonic() + seconds >= self._end:
            raise OutOfTimeError(f"endpoint {self._url}: the time for asking is over")
        if seconds:
            self._sleep(seconds)


def _batches(items: Sequence[Term], size: int) -> Iterator[Sequence[Term]]:
    return (items[first : first + size] for first in range(0, len(items), size))


def _is_safe(term: Term | None) -> bool:
    """Return whether a cell is an IRI that cannot be read as anything else in a query or a file."""
    return term is not None and _IRI.fullmatch(term) is not None


def _add(thing: Thing, kind: str, value: Term) -> None:
    if kind == "name" and is_literal(value):
        thing.names.append(lexical(value))
    elif kind == "type" and _is_safe(value):
        thing.types.append(value)
    elif kind == "born":
        thing.is_born = True
    elif kind == "died":
        thing.has_died = True
