"""What is served at one time: a release, the pool that runs its queries, and its cache."""

import asyncio
import gc
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from publisher.description import Link, SiteFrame
from publisher.metadata import metadata_from
from publisher.model import ReadyQuery
from publisher.querypool import QueryLimits, QueryPool, make_store, verify_store
from publisher.render.corrections import CORRECTIONS_PATH
from publisher.render.query_examples import QUERIES_PATH
from publisher.serve.limits import ClientLimits
from publisher.serve.query_call import ready_queries
from publisher.serve.reconcile.schema import ReconcileSchema, read_schema
from publisher.serve.release import Release
from publisher.serve.response_cache import ResponseCache
from publisher.serve.service_description import service_description
from publisher.serve.settings import Network, Settings, limits_header
from publisher.sparql.graphs import GraphSource

MAX_GRAPH_IN_MEMORY: Final = 64 << 20
"""Bytes of N-Triples that the workers share in memory, in which queries run twice as fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteState:
    """A request takes the current one at its start and keeps it: no answer mixes two releases."""

    release: Release
    pool: QueryPool
    cache: ResponseCache
    limits: ClientLimits
    """The budgets of all clients, which go on from one release to the next."""
    root: str
    """The path of the site's root: `/`, or the base's own path."""
    frame: SiteFrame
    queries: Mapping[str, ReadyQuery]
    service: Mapping[str, bytes]
    """The endpoint's description by suffix."""
    schema: ReconcileSchema
    """The types and properties of the reconciliation service."""
    settings: Settings
    limits_header: str
    trusted: tuple[Network, ...]
    """Networks of proxies whose X-Forwarded-For is believed."""
    engine: str = ""
    """The address of another engine that answers; its data may change at any time."""


def site_state(
    release: Release, *, pool: QueryPool, limits: ClientLimits, settings: Settings, engine: str = ""
) -> SiteState:
    """Return the state of a release whose pool has started."""
    frame = _frame(release)
    void = release.files["void.ttl"].location.read_bytes()
    queries = release.files.get(QUERIES_PATH)
    return SiteState(
        release=release,
        pool=pool,
        cache=ResponseCache(settings.cache),
        limits=limits,
        root=urlsplit(release.base).path or "/",
        frame=frame,
        queries=ready_queries(release.description),
        service=service_description(
            frame,
            void=void,
            queries=queries.location.read_bytes() if queries else b"",
            settings=settings,
            has_whole_default_graph=not graph_source(release).is_partial,
        ),
        schema=read_schema(release),
        settings=settings,
        limits_header=limits_header(settings),
        trusted=settings.trusted(),
        engine=engine,
    )


async def start_site(
    release: Release, *, limits: ClientLimits, settings: Settings, engine: str = ""
) -> SiteState:
    """Start the workers of a release, and return its state when its queries are answered.

    Raises PoolError or StoreError.
    """
    source = graph_source(release)
    store = None if engine else await asyncio.to_thread(_store, release, source)
    pool = QueryPool(
        source=None if engine else source,
        store=store,
        site=release.folder / "site",
        engine=engine,
        base=release.base,
        limits=QueryLimits(
            fast=settings.fast,
            deadline=settings.deadline,
            rows=settings.rows,
            size=settings.size,
            text=settings.query_size,
            queue=settings.queue,
            memory=settings.memory,
        ),
        fast=settings.workers or (os.cpu_count() or 1) + 1,
        slow=settings.slow_workers,
    )
    try:
        await pool.start()
    except BaseException:
        await pool.close(grace=0)
        raise
    state = site_state(release, pool=pool, limits=limits, settings=settings, engine=engine)
    _tune_garbage_collector()
    return state


def graph_source(release: Release) -> GraphSource:
    """Return the dumps of a release, and what its queries see of them."""
    dumps = release.folder / "site" / "dumps"
    return GraphSource(
        lines=dumps / "all.nt",
        quads=release.quads,
        default_graph=release.description.get("default_graph", "union"),
        namespaces=tuple(release.description.get("namespaces", {release.base: ""})),
    )


def _store(release: Release, source: GraphSource) -> Path | None:
    """Return the folder of a store for queries; None if the memory can hold the dumps.

    Make the store if it is not there yet. Raises StoreError.
    """
    files = [Path(dump) for dump in (source.lines, source.quads) if isinstance(dump, Path)]
    if sum(dump.stat().st_size for dump in files) <= MAX_GRAPH_IN_MEMORY:
        return None
    store = release.folder / "store"
    if store.exists():
        verify_store(store)
        return store
    unfinished = release.folder / f".store-{os.getpid()}"
    make_store(source, unfinished)
    with suppress(OSError):  # another server was quicker
        unfinished.rename(store)
    shutil.rmtree(unfinished, ignore_errors=True)
    return store


def _frame(release: Release) -> SiteFrame:
    """Return the frame of the pages that the server makes, as the site's own pages have it."""
    description: Mapping[str, Any] = release.description
    stylesheets = (path for path in release.files if path.startswith("static/site."))
    return SiteFrame(
        base=release.base,
        title=description.get("title", ""),
        description=description.get("description", ""),
        publisher=description.get("publisher", ""),
        license=release.license,
        language=description.get("language", "en"),
        kinds=tuple(
            Link(label=kind, href=f"{kind}/index.html") for kind in description.get("kinds", ())
        ),
        menu=tuple(Link(**link) for link in description.get("menu", ())),
        ontology=description.get("ontology", ""),
        dataset=release.dataset,
        metadata=metadata_from(description.get("metadata", {})),
        has_sources=bool(description.get("has_sources")),
        corrections=CORRECTIONS_PATH if CORRECTIONS_PATH in release.files else "",
        stylesheet=next((path for path in stylesheets if path.endswith(".css")), ""),
    )


def _tune_garbage_collector() -> None:
    """Let the collector skip what lives as long as the release, and run often.

    No request is answered while it works, and it takes a microsecond for each object.
    """
    gc.set_threshold(5_000, 10, 10)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
