"""Where a link leads, seen from a page; the one place that decides what may be a link."""

import re
from collections.abc import Callable
from typing import Final, TypeAlias

from markupsafe import Markup, escape

from publisher.model import Value
from publisher.terms import is_literal, lexical

To: TypeAlias = Callable[[str], str]

_ALLOWED: Final = ("https://", "http://", "mailto:")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Browsers drop these, or read `\` as `/`: `java\tscript:` would be a scheme again.
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]|^/")
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def relative(href: str, *, root: str) -> str:
    """The address to write for `href`, `root` being the way from the page to the site's root.

    An href is a path from the site's root, or has one of three schemes; any other, an absolute
    path and a control character give "": no link.
    """
    if not href or _UNSAFE.search(href):
        return ""
    if href.startswith(_ALLOWED):
        return href
    return "" if _SCHEME.match(href) else root + href


def root_of(path: str) -> str:
    """The way from a page to the site's root: "" or `../` for each folder."""
    return "../" * path.count("/")


def links_from(path: str) -> To:
    """`relative` for the page at `path`; each address is decided once."""
    root, known = root_of(path), dict[str, str]()

    def to(href: str) -> str:
        found = known.get(href)
        if found is None:
            found = known[href] = relative(href, root=root)
        return found

    return to


def anchor(to: To) -> Callable[[str, str], Markup]:
    """The function by which templates write a label, linked where its href may be a link."""

    def written(label: str, href: str) -> Markup:
        address = to(href)
        if not address:
            return Markup("<bdi>") + label + Markup("</bdi>")
        rel = ' rel="external"' if href.startswith(_ALLOWED) else ""
        # Every part is escaped here; Markup.format takes four times as long.
        return Markup(f'<a href="{escape(address)}"{rel}>{escape(label)}</a>')  # noqa: S704

    return written


def value(to: To) -> Callable[[Value], Markup]:
    """The function by which templates write a value: a link, a date, or text in its language."""
    linked = anchor(to)

    def written(value: Value) -> Markup:
        if value.href:
            return linked(value.text, value.href)
        if value.datatype and is_literal(value.term):
            form = lexical(value.term)
            if _DATE.fullmatch(form):
                return Markup(f'<time datetime="{form}">{escape(value.text)}</time>')  # noqa: S704
        language = f' lang="{escape(value.language)}"' if value.language else ""
        return Markup(f"<bdi{language}>{escape(value.text)}</bdi>")  # noqa: S704

    return written
