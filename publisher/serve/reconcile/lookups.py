"""Ask the workers: for names, by the index of the release, and for triples, by SPARQL."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request

from publisher.querypool import Job
from publisher.serve.answers import run_in_pool
from publisher.serve.site_state import SiteState


async def look_up(lookup: Mapping[str, object], request: Request, site: SiteState) -> Any:  # noqa: ANN401 -- JSON
    """Return the answer of the index of names. Raises Problem or PoolError."""
    text = json.dumps(lookup, ensure_ascii=False)
    return json.loads(await _whole(Job(query=text, is_lookup=True), request, site))


async def about(
    iris: Iterable[str], request: Request, site: SiteState
) -> dict[str, dict[str, Any]]:
    """Return label, types and summary of those IRIs that the index has."""
    wanted = list(dict.fromkeys(iris))
    if not wanted:
        return {}
    known: dict[str, dict[str, Any]] = await look_up({"about": wanted}, request, site)
    return known


async def select(query: str, request: Request, site: SiteState) -> list[dict[str, dict[str, str]]]:
    """Return the rows of a SPARQL query. Raises Problem or PoolError."""
    answer = json.loads(await _whole(Job(query=query, table="json", graph=""), request, site))
    rows: list[dict[str, dict[str, str]]] = answer["results"]["bindings"]
    return rows


async def _whole(job: Job, request: Request, site: SiteState) -> bytes:
    answer = await run_in_pool(job, request, site)
    try:
        if answer.whole is not None:
            return answer.whole
        return b"".join([chunk async for chunk in answer])
    finally:
        await answer.aclose()
