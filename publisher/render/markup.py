"""Links as HTML; the one place that decides what may be a link."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from publisher.description import Link
from publisher.render.literals import language_attributes

_ELSEWHERE: Final = ("https://", "http://", "mailto:", "tel:")
_ALLOWED: Final = (*_ELSEWHERE, "geo:")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Browsers drop these, or read `\` as `/`: `java\tscript:` would be a scheme again.
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]|^/")
_CLAIM: Final = Markup('<span class="claimed">claim:</span> ')
# A snippet of a search engine must not show a claim's words without who claims it:
# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag#data-nosnippet-attr
_CLAIM_LINK: Final = Markup("<span data-nosnippet>{}{}</span>")


def relative(href: str, root: str) -> str:
    """Return the address to write for `href`; `root` is the way from the page to the site's root.

    An href is a path from the site's root, a fragment of the page itself, or has one of the allowed
    schemes. For any other scheme, an absolute path or a control character return "": no link.
    """
    if not href or _UNSAFE.search(href):
        return ""
    if href.startswith((*_ALLOWED, "#")):
        return href
    return "" if _SCHEME.match(href) else root + href


# Cached, as `_anchor` is: page after page links to the same few places.
@lru_cache(maxsize=8192)
def url(href: str, root: str) -> Markup:
    """Return `relative`, escaped for an attribute."""
    return escape(relative(href, root))


def root_of(path: str) -> str:
    """Return the way from a page to the site's root: `"a/b.html"` → `"../"`."""
    return "../" * path.count("/")


def link_markup(link: Link, root: str) -> Markup:
    """Return a link's label, linked if its href may be a link; a claim's says that it is one."""
    shown = _anchor(link.label, link.href, root, link.title, link.language)
    if not link.is_claim or link.href.endswith("/index.html"):
        return shown
    return _CLAIM_LINK.format(_CLAIM if needs_claim(link) else "", shown)


def links_markup(links: Iterable[Link], root: str) -> Markup:
    """Return links with commas between them."""
    return Markup(", ").join([link_markup(link, root) for link in links])


def is_reserved(href: str) -> bool:
    """Return whether an address is one of a claim, in a project with sources.

    A retired claim has nothing left but the address.
    """
    return href.startswith("claim/")


def needs_claim(link: Link) -> bool:
    """Return whether a link leads to a claim (not to the list of them) and does not say so."""
    is_list = link.href.endswith("/index.html")
    return link.is_claim and not is_list and not says_claim(link.label)


def says_claim(label: str) -> bool:
    """Return whether a label says that it is a claim's."""
    return label.startswith(("Claim:", "Claim ("))


# Cached: the labels of properties, kinds and sources come back on page after page.
@lru_cache(maxsize=8192)
def _anchor(label: str, href: str, root: str, title: str = "", language: str = "") -> Markup:
    address = url(href, root)
    attributes = f' title="{escape(title)}"' if title else ""
    attributes += language_attributes(language)
    if not address:
        return Markup(f"<bdi{attributes}>{escape(label)}</bdi>")  # noqa: S704
    rel = ' rel="external"' if href.startswith(_ELSEWHERE) else ""
    # Every part is escaped; Markup.format takes four times as long.
    return Markup(f'<a href="{address}"{rel}{attributes}>{escape(label)}</a>')  # noqa: S704
