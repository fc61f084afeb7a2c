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
ENDLESS: Final = (
    *("sparql?", "queries/*?", "cite?", "lookup?", "sameas?", "search?"),
    *("reconcile$", "reconcile?", "reconcile/", "mcp$", "mcp?", "mcp/"),
)
"""The addresses that the server answers in endless variety, as patterns of `robots.txt`."""


def sitemap_files(frame: SiteFrame, changed: Mapping[str, str]) -> Iterator[File]:
    """Yield `sitemap.xml` of the pages; with more than SITEMAP_SIZE, several and their index.

    `changed`: the date of the last change of each page by its path, empty if it is not known.
    """
    pages = [(path, changed[path]) for path in sorted(changed)]
    parts = [pages[at : at + SITEMAP_SIZE] for at in range(0, len(pages), SITEMAP_SIZE)]
    if len(parts) <= 1:
        yield _sitemap("sitemap.xml", "urlset", "url", frame.base, pages)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _sitemap(name, "urlset", "url", frame.base, part)
    listed = [
        (name, max(date for _, date in part)) for name, part in zip(names, parts, strict=True)
    ]
    yield _sitemap("sitemap.xml", "sitemapindex", "sitemap", frame.base, listed)


def robots_file(frame: SiteFrame) -> File:
    """Return `robots.txt`: crawlers may fetch all but what the server makes for each request.

    To such addresses too many links lead: https://www.rfc-editor.org/rfc/rfc9309
    """
    root = urlsplit(frame.base).path or "/"
    refused = "".join(f"Disallow: {root}{pattern}\n" for pattern in ENDLESS)
    text = f"User-agent: *\n{refused}Allow: /\n\nSitemap: {frame.base}sitemap.xml\n"
    return File(path=SitePath("robots.txt"), content=text.encode())


def context_file(prefixes: Mapping[str, str]) -> File:
    """Return the prefixes of the site's files as a JSON-LD context."""
    context = {name: prefixes[name] for name in sorted(prefixes) if name}
    content = json.dumps({"@context": context}, ensure_ascii=False, indent=2)
    return File(path=SitePath("context.jsonld"), content=f"{content}\n".encode())


def _sitemap(name: str, root: str, entry: str, base: str, pages: Iterable[tuple[str, str]]) -> File:
    lines = "".join(
        f"<{entry}><loc>{escape(base + percent_encoded(path))}</loc>"
        f"{f'<lastmod>{date}</lastmod>' if date else ''}</{entry}>\n"
        for path, date in pages
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'
    )
    return File(path=SitePath(name), content=content.encode())
