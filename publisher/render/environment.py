"""The templates, and what they can call. `render_page` makes every page of the site.

Templates and filters are prepared when this module is imported, so that a call touches no disk.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from publisher import policies
from publisher.addresses import percent_encoded
from publisher.description import Link, Row, SiteFrame, Value
from publisher.model import File, SitePath
from publisher.render import markup
from publisher.render.characters import html_bytes
from publisher.render.passages import entry_anchor, has_claims_beside, sentence, words

_CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/(?:deed\.\w+)?"
)
_SITE_PARTS: Final = ("links", "header", "footer")


def render_page(frame: SiteFrame, template: str, *, path: str, **variables: object) -> File:
    """Return the page of a template at a path of the site.

    The template has `frame`, `root` (the way from the page to the site's root) and `variables`.
    """
    root = markup.root_of(path)
    text = _TEMPLATES[template].render(
        frame=frame,
        canonical=frame.base + percent_encoded(path),
        site=_site_parts(frame, root),
        root=root,
        **variables,
    )
    return File(path=SitePath(path), content=html_bytes(text))


@lru_cache(maxsize=64)
def _site_parts(frame: SiteFrame, root: str) -> dict[str, Markup]:
    """Return what is the same on every page of one depth: links in the head, header, footer."""
    licence = Link(label=_licence_name(frame.license), href=frame.license)
    variables = {"frame": frame, "root": root, "licence": licence}
    return {
        part: Markup(_TEMPLATES[f"site_{part}.html"].render(variables))  # noqa: S704 -- a template
        for part in _SITE_PARTS
    }


def _licence_name(address: str) -> str:
    """Return a licence as a reader knows it: a Creative Commons one by its short name.

    `"https://creativecommons.org/licenses/by/4.0/"` → `"CC BY 4.0"`
    """
    match = _CREATIVE_COMMONS.fullmatch(address)
    return f"CC {match[1].upper()} {match[2]}" if match else address


@pass_context
def _url(context: Context, href: str) -> Markup:
    return markup.url(href, context["root"])


@pass_context
def _path_url(context: Context, path: str) -> Markup:
    """Return the address of a file of the site. `path`: not percent-encoded."""
    return markup.url(percent_encoded(path), context["root"])


@pass_context
def _link(context: Context, link: Link) -> Markup:
    return markup.link_markup(link, context["root"])


@pass_context
def _links(context: Context, several: Iterable[Link]) -> Markup:
    return markup.links_markup(several, context["root"])


@pass_context
def _markup(context: Context, value: Value) -> Markup:
    return markup.value_markup(value, context["root"])


def _recorded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with only those values that have a quotation."""
    return _only(rows, is_quoted=True)


def _unquoted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with only those values that have no quotation."""
    return _only(rows, is_quoted=False)


def _only(rows: Iterable[Row], *, is_quoted: bool) -> tuple[Row, ...]:
    kept = (
        replace(
            row, values=tuple(value for value in row.values if bool(value.evidence) == is_quoted)
        )
        for row in rows
    )
    return tuple(row for row in kept if row.values)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("publisher.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "url": _url,
        "path_url": _path_url,
        "link": _link,
        "links": _links,
        "markup": _markup,
        "entry_anchor": entry_anchor,
        "sentence": sentence,
        "words": words,
        "recorded": _recorded,
        "unquoted": _unquoted,
        "dates": markup.dates,
    }
    environment.tests |= {
        "claim": markup.is_claim,
        "beside_claims": has_claims_beside,
    }
    environment.globals["policies"] = policies
    return environment


_ENVIRONMENT: Final = _environment()
_TEMPLATES: Final = {
    name: _ENVIRONMENT.get_template(name) for name in _ENVIRONMENT.list_templates(["html"])
}
