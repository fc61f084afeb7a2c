"""What is served at one time: a release, what answers its queries, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from publisher.description import Link, SiteFrame
from publisher.model import ReadyQuery
from publisher.querypool import QueryPool
from publisher.serve.cache import Cache
from publisher.serve.description import service_description
from publisher.serve.ready import ready_queries
from publisher.serve.release import Release
from publisher.serve.repeats import Repeats
from publisher.serve.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A request takes one of these at its start and keeps it: no answer mixes two releases."""

    release: Release
    pool: QueryPool
    cache: Cache
    repeats: Repeats
    root: str
    """The path of the site's root: `/`, or the base's own path."""
    frame: SiteFrame
    queries: Mapping[str, ReadyQuery]
    service: Mapping[str, bytes]
    """The endpoint's description by suffix."""
    settings: Settings
    engine: str = ""
    """The address of another engine that answers; its data may change at any time."""


def serve_release(
    release: Release, *, pool: QueryPool, settings: Settings, engine: str = ""
) -> Served:
    """A release with its pool, ready for requests. `engine`: who answers in its place."""
    frame = frame_of(release)
    void = release.entries["void.ttl"].file.read_bytes()
    return Served(
        release=release,
        pool=pool,
        cache=Cache(settings.cache),
        repeats=Repeats(),
        root=root_of(release.base),
        frame=frame,
        queries=ready_queries(release.description),
        service=service_description(frame, void=void, settings=settings),
        settings=settings,
        engine=engine,
    )


def root_of(base: str) -> str:
    """The path that a site is served at: its base's."""
    return urlsplit(base).path or "/"


def frame_of(release: Release) -> SiteFrame:
    """The frame of the pages that the server makes, as the site's own pages have it."""
    about: Mapping[str, Any] = release.description
    stylesheets = (path for path in release.entries if path.startswith("static/site."))
    return SiteFrame(
        base=release.base,
        title=about.get("title", ""),
        description=about.get("description", ""),
        publisher=about.get("publisher", ""),
        license=release.license,
        language=about.get("language", "en"),
        kinds=tuple(Link(label=one, href=f"{one}/index.html") for one in about.get("kinds", ())),
        has_sources=bool(about.get("has_sources")),
        stylesheet=next((path for path in stylesheets if path.endswith(".css")), ""),
    )
