"""Look names up in the index of a release, in a worker process.

A lookup is JSON, and so is its answer:

    {"find": [{"text": "ENOC", "types": [], "strict": "any", "limit": 3, "properties": []}, …]}
        → [[{"iri": …, "label": …, "score": 100.0, "match": true, "types": […]}, …], …]
    {"suggest": {"text": "eur", "types": [], "strict": "should", "limit": 10, "offset": 0}}
        → [{"iri": …, "label": …, "types": […]}, …]
    {"about": [IRI, …]}
        → {IRI: {"label": …, "types": […], "summary": …}, …} of those that the index has
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

from publisher.names import NAMES_FILE, Candidate, NameIndex
from publisher.querypool.errors import FailureCause, PoolError
from publisher.querypool.wire import WHOLE_ANSWER, message
from publisher.summaries import Summaries

LookUp: TypeAlias = Callable[[str], bytes]
"""Return the answer to a lookup."""

_HEADER: Final = b"LOOKUP json\n"
SUMMARIES_FILE: Final = "summaries.sqlite"
_LESS: Final = 0.9
"""What is left of the score of a candidate that has not the type that it should have."""
_ALL: Final = 4
"""How many times as many candidates are looked at if each must have all of several types."""


class _Index(NamedTuple):
    names: NameIndex
    summaries: Summaries | None

    def summaries_of(self, iris: Iterable[str]) -> dict[str, str]:
        return self.summaries.of(iris) if self.summaries else {}


def look_up_in(site: str) -> LookUp:
    """Return the function that looks up names in the release whose files are in a folder.

    It raises PoolError if the release has no index of names.
    """
    names, summaries = Path(site, NAMES_FILE), Path(site, SUMMARIES_FILE)
    if not site or not names.exists():
        return _without_index
    index = _Index(NameIndex.open(names), Summaries(summaries) if summaries.exists() else None)

    def look_up(text: str) -> bytes:
        return json.dumps(_answer(json.loads(text), index), ensure_ascii=False).encode()

    return look_up


def write_lookup(text: str, look_up: LookUp) -> bytes:
    """Return the messages of a lookup's answer. Raises PoolError."""
    try:
        return message(WHOLE_ANSWER, _HEADER + look_up(text))
    except sqlite3.Error as error:
        raise PoolError(
            503,
            "The index of names cannot be read",
            "Its operator builds the site again.",
            cause=FailureCause.SERVER,
            log_detail=str(error),
        ) from error


def _without_index(_text: str) -> bytes:
    raise PoolError(
        503,
        "There is no index of names",
        "The site was built without one; its operator builds it again.",
        cause=FailureCause.SERVER,
    )


def _answer(lookup: Mapping[str, Any], index: _Index) -> object:
    if "find" in lookup:
        return [_members(_find(query, index), index) for query in lookup["find"]]
    if "suggest" in lookup:
        return _members(_suggest(lookup["suggest"], index), index)
    return _about(lookup["about"], index)


def _find(query: Mapping[str, Any], index: _Index) -> Sequence[Candidate]:
    """Return the candidates of one query, the best first."""
    types, limit = query["types"], query["limit"]
    # Each value has to agree, also of several of one property.
    properties = [(iri, value) for iri, values in query["properties"] for value in values]

    def candidates(of: Sequence[str], size: int) -> Sequence[Candidate]:
        return index.names.candidates(query["text"], types=of, limit=size, properties=properties)

    if not types or query["strict"] == "any":
        return candidates(types, limit)
    if query["strict"] == "all":
        several = candidates(types[:1], limit * _ALL)
        return [each for each in several if set(types).issubset(each.types)][:limit]
    preferred = candidates(types, limit)
    if len(preferred) >= limit:
        return preferred
    return _with_others(preferred, candidates((), limit), limit)


def _with_others(
    preferred: Sequence[Candidate], others: Sequence[Candidate], limit: int
) -> Sequence[Candidate]:
    """Return candidates, those behind that have not the type that they should have.

    None of these is a match, because what the client knows of its type speaks against it.
    """
    known = {each.iri for each in preferred}
    behind = (
        replace(each, score=each.score * _LESS, match=False)
        for each in others
        if each.iri not in known
    )
    return sorted((*preferred, *behind), key=lambda each: (not each.match, -each.score))[:limit]


def _suggest(query: Mapping[str, Any], index: _Index) -> Sequence[Candidate]:
    """Return what a text may be the beginning of, from `offset` on."""
    end = query["offset"] + query["limit"]
    return index.names.suggest(query["text"], types=query["types"], limit=end)[query["offset"] :]


def _members(candidates: Sequence[Candidate], index: _Index) -> list[dict[str, object]]:
    summaries = index.summaries_of(each.iri for each in candidates)
    return [
        {
            "iri": each.iri,
            "label": each.label,
            "score": each.score,
            "match": each.match,
            "types": each.types,
            "summary": summaries.get(each.iri, ""),
        }
        for each in candidates
    ]


def _about(iris: Iterable[str], index: _Index) -> dict[str, dict[str, object]]:
    entities = [each for iri in dict.fromkeys(iris) if (each := index.names.entity(iri))]
    summaries = index.summaries_of(each.iri for each in entities)
    return {
        each.iri: {
            "label": each.label,
            "types": each.types,
            "summary": summaries.get(each.iri, ""),
        }
        for each in entities
    }
