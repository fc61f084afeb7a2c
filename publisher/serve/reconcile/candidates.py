"""The candidates for each query of a batch.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#reconciliation-candidates
"""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request

from publisher.serve.reconcile.batch import Query
from publisher.serve.reconcile.lookups import look_up
from publisher.serve.reconcile.schema import Schema
from publisher.serve.site_state import SiteState


async def find(
    batch: Mapping[str, Query], request: Request, site: SiteState
) -> dict[str, dict[str, object]]:
    """Return the candidates of each query by its key. Raises Problem or PoolError."""
    if not batch:
        return {}
    lookup = {"find": [_lookup(query) for query in batch.values()]}
    answers = await look_up(lookup, request, site)
    return {
        key: {"result": [_candidate(each, site.schema) for each in found]}
        for key, found in zip(batch, answers, strict=True)
    }


def _lookup(query: Query) -> dict[str, object]:
    return {
        "text": query.text,
        "types": query.types,
        "strict": query.strict,
        "limit": query.limit,
        "properties": query.properties,
    }


def _candidate(members: Mapping[str, Any], schema: Schema) -> dict[str, object]:
    summary = members["summary"]
    return {
        "id": schema.space.identifier(members["iri"]),
        "name": members["label"],
        **({"description": summary} if summary else {}),
        "score": round(min(max(members["score"], 0.0), 100.0), 2),
        "match": members["match"],
        "type": type_references(members["types"], schema),
    }


def type_references(iris: Iterable[str], schema: Schema) -> list[dict[str, str]]:
    """Return the types of an entity with their names, first the one that says most.

    OpenRefine guesses the type of a column from the first ones.
    """
    known = [schema.types[iri] for iri in iris if iri in schema.types]
    known.sort(key=lambda each: each.count)
    return [{"id": each.iri, "name": each.name} for each in known]
