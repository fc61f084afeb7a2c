"""Links, values and dates as HTML; the one place that decides what may be a link."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from publisher.description import Link, Value
from publisher.model import Term
from publisher.terms import bare, datatype, is_literal, lexical, plain

_ALLOWED: Final = ("https://", "http://", "mailto:")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Browsers drop these, or read `\` as `/`: `java\tscript:` would be a scheme again.
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]|^/")
# https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value
_DATES: Final = {
    "http://www.w3.org/2001/XMLSchema#gYear": "{}-01-01",
    "http://www.w3.org/2001/XMLSchema#gYearMonth": "{}-01",
    "http://www.w3.org/2001/XMLSchema#date": "{}",
}
"""The datatypes of dates, each with what makes a day of one."""
_CLAIM: Final = Markup('<span class="claimed">claim:</span> ')
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def relative(href: str, root: str) -> str:
    """Return the address to write for `href`; `root` is the way from the page to the site's root.

    An href is a path from the site's root, a fragment of the page itself, or has one of three
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
    shown = _anchor(link.label, link.href, root)
    return _CLAIM + shown if needs_claim(link) else shown


def links_markup(links: Iterable[Link], root: str) -> Markup:
    """Return links with commas between them."""
    return Markup(", ").join([link_markup(link, root) for link in links])


def value_markup(value: Value, root: str) -> Markup:
    """Return a value as a link, a date, or text in its language."""
    if value.href:
        return link_markup(Link(label=value.text, href=value.href, is_claim=value.is_claim), root)
    if value.datatype and is_literal(value.term):
        form = lexical(value.term)
        if is_date(form, value.datatype):
            return Markup(f'<time datetime="{form}">{escape(value.text)}</time>')  # noqa: S704
    language = f' lang="{escape(value.language)}"' if value.language else ""
    return Markup(f"<bdi{language}>{_text(value)}</bdi>")  # noqa: S704


def _text(value: Value) -> str:
    """Return the text of a value with the words of claims marked."""
    shown, at = [], 0
    for span in value.claimed:
        words = escape(value.text[span.start : span.end])
        shown += [escape(value.text[at : span.start]), f'<mark class="of-claim">{words}</mark>']
        at = span.end
    return "".join([*shown, escape(value.text[at:])])


def is_date(form: str, datatype: str) -> bool:
    """Return whether HTML takes a text for a date: `1040`, if its datatype says so; no offset."""
    day = _DATES.get(datatype, "").format(form)
    if not _DAY.fullmatch(day):
        return False
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def is_claim(link: Link) -> bool:
    """Return whether a link leads to a claim, whose label is no statement of this site.

    `claim` is a reserved kind, of which a retired claim has nothing left but the address.
    """
    return link.is_claim or link.href.startswith("claim/")


def needs_claim(link: Link) -> bool:
    """Return whether a link leads to a claim (not to the list of them) and does not say so."""
    is_list = link.href.endswith("/index.html")
    return is_claim(link) and not is_list and not says_claim(link.label)


def says_claim(label: str) -> bool:
    """Return whether a label says that it is a claim's."""
    return label.startswith(("Claim:", "Claim ("))


# Cached: the labels of properties, kinds and sources come back on page after page.
@lru_cache(maxsize=8192)
def _anchor(label: str, href: str, root: str) -> Markup:
    address = url(href, root)
    if not address:
        return Markup(f"<bdi>{escape(label)}</bdi>")  # noqa: S704
    rel = ' rel="external"' if href.startswith(_ALLOWED) else ""
    # Every part is escaped; Markup.format takes four times as long.
    return Markup(f'<a href="{address}"{rel}>{escape(label)}</a>')  # noqa: S704


_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, because the machine may have another language."""


def dates(terms: Iterable[Term | Value]) -> Markup:
    """Return dates as a reader says them, joined with "and".

    `"2015-03"^^xsd:gYearMonth` → March 2015
    """
    return Markup(" and ").join(
        [_date(date.term if isinstance(date, Value) else date) for date in terms]
    )


def _date(term: Term) -> Markup:
    form = plain(term)
    if not is_literal(term) or not is_date(form, bare(datatype(term))):
        return Markup(f"<bdi>{escape(form)}</bdi>")  # noqa: S704 -- escaped
    year, *rest = form.split("-")
    month = [_MONTHS[int(digits) - 1] for digits in rest[:1]]
    day = [str(int(digits)) for digits in rest[1:]]
    shown = " ".join([*day, *month, year])
    return Markup(f'<time datetime="{form}">{shown}</time>')  # noqa: S704 -- digits and months
