"""The candidates for each query of a batch.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#reconciliation-candidates
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from starlette.requests import Request

from publisher.serve.reconcile.batch import Query
from publisher.serve.reconcile.lookups import look_up
from publisher.serve.reconcile.schema import ReconcileSchema
from publisher.serve.site_state import SiteState

_AT_ONCE: Final = 10
"""Names that one job looks up: some hundredths of a second."""


async def find(
    batch: Mapping[str, Query], request: Request, site: SiteState
) -> dict[str, dict[str, object]]:
    """Return the candidates of each query by its key. Raises Problem or PoolError."""
    answers: dict[str, dict[str, object]] = {}
    for some in _parts(tuple(batch.items())):
        lookup = {"find": [_lookup(query) for _, query in some]}
        found = await look_up(lookup, request, site)
        for (key, _), candidates in zip(some, found, strict=True):
            answers[key] = {"result": [_candidate(each, site.schema) for each in candidates]}
    return answers


def _parts(queries: Sequence[tuple[str, Query]]) -> Iterator[Sequence[tuple[str, Query]]]:
    """Yield a few queries at a time, because a worker answers others between two jobs."""
    for first in range(0, len(queries), _AT_ONCE):
        yield queries[first : first + _AT_ONCE]


def _lookup(query: Query) -> dict[str, object]:
    return {
        "text": query.text,
        "types": query.types,
        "strict": query.strict,
        "limit": query.limit,
        "properties": query.properties,
    }


def _candidate(members: Mapping[str, Any], schema: ReconcileSchema) -> dict[str, object]:
    summary = members["summary"]
    return {
        "id": schema.space.identifier(members["iri"]),
        "name": members["label"],
        **({"description": summary} if summary else {}),
        "score": round(min(max(members["score"], 0.0), 100.0), 2),
        "match": members["match"],
        "type": type_references(members["types"], schema),
    }


def type_references(iris: Iterable[str], schema: ReconcileSchema) -> list[dict[str, str]]:
    """Return the types of an entity with their names, first the one that says most.

    OpenRefine guesses the type of a column from the first ones.
    """
    known = [schema.types[iri] for iri in iris if iri in schema.types]
    known.sort(key=lambda each: each.count)
    return [{"id": each.iri, "name": each.name} for each in known]
