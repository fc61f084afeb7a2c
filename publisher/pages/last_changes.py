"""When each page changed last, as the data says; nothing if it says nothing, never by the clock."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from publisher.model import SitePath, Term
from publisher.pages.context import Context
from publisher.terms import is_literal, lexical
from publisher.vocabulary import vocabulary_terms

_MODIFIED: Final = (
    *vocabulary_terms("dcterms", "modified"),
    *vocabulary_terms("schema", "dateModified"),
    Term("<http://schema.org/dateModified>"),
)
_DATE: Final = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(T[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?"
)
"""A date as a sitemap may have it: https://www.w3.org/TR/NOTE-datetime"""


def last_changes(context: Context, paths: Iterable[str]) -> dict[str, str]:
    """Return the date of the last change of each page by its path, empty if it is not known.

    A resource may have one of its own; any other page is as old as the dataset.
    """
    whole = sitemap_date(context.frame.metadata.modified)
    has_own = any(each in context.dataset.predicates for each in _MODIFIED)
    return {path: (_own(context, path) if has_own else "") or whole for path in paths}


def _own(context: Context, path: str) -> str:
    """Return the latest date that the data gives for the resource of a page."""
    dataset = context.dataset
    page = dataset.addresses.page(SitePath(path.removesuffix(".html")))
    if page is None or not dataset.has_page(page):
        return ""
    head = dataset.head_of(page)
    values = (value for each in _MODIFIED for value in dataset.objects(head, each))
    return max((sitemap_date(lexical(value)) for value in values if is_literal(value)), default="")


def sitemap_date(text: str) -> str:
    """Return a date as a sitemap may have it; without its time if that has no zone; else nothing.

    >>> sitemap_date("2026-11-27T10:00:00")
    '2026-11-27'
    """
    match = _DATE.match(text.strip())
    if not match:
        return ""
    year, month, day, _ = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return match.group()
