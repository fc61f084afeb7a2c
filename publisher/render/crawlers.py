"""What crawlers read: sitemap, robots, and the prefixes of the site as a JSON-LD context."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from publisher.addresses import percent_encoded
from publisher.description import SiteFrame
from publisher.model import File, SitePath

SITEMAP_SIZE: Final = 50_000
"""Addresses in one sitemap, at most: https://www.sitemaps.org/protocol.html"""


def sitemap_files(frame: SiteFrame, paths: Iterable[str]) -> Iterator[File]:
    """Yield `sitemap.xml` of the pages; with more than SITEMAP_SIZE, several and their index."""
    pages = sorted(paths)
    parts = [pages[at : at + SITEMAP_SIZE] for at in range(0, len(pages), SITEMAP_SIZE)]
    if len(parts) <= 1:
        yield _sitemap("sitemap.xml", "urlset", "url", frame.base, pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, "urlset", "url", frame.base, part)
    yield _sitemap("sitemap.xml", "sitemapindex", "sitemap", frame.base, names)


def robots_file(frame: SiteFrame) -> File:
    """Return `robots.txt`: crawlers may fetch all but queries, to which too many links lead.

    https://www.rfc-editor.org/rfc/rfc9309
    """
    root = urlsplit(frame.base).path or "/"
    text = (
        f"User-agent: *\nDisallow: {root}sparql?\nDisallow: {root}queries/*?\n"
        f"Disallow: {root}reconcile?\nDisallow: {root}reconcile/\nAllow: /\n\n"
        f"Sitemap: {frame.base}sitemap.xml\n"
    )
    return File(path=SitePath("robots.txt"), content=text.encode())


def context_file(prefixes: Mapping[str, str]) -> File:
    """Return the prefixes of the site's files as a JSON-LD context."""
    context = {name: prefixes[name] for name in sorted(prefixes) if name}
    content = json.dumps({"@context": context}, ensure_ascii=False, indent=2)
    return File(path=SitePath("context.jsonld"), content=f"{content}\n".encode())


def _sitemap(name: str, root: str, entry: str, base: str, paths: Iterable[str]) -> File:
    lines = "".join(
        f"<{entry}><loc>{escape(base + percent_encoded(path))}</loc></{entry}>\n" for path in paths
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'
    )
    return File(path=SitePath(name), content=content.encode())
