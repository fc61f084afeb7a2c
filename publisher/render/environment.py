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
from publisher.description import Description, Link, Row, SiteFrame, Value
from publisher.head import Head
from publisher.model import File, SitePath
from publisher.render import literals, markup, values
from publisher.render.characters import html_bytes
from publisher.render.head import head_variables
from publisher.render.passages import entry_anchor, has_claims_beside, sentence, words
from publisher.terms import bare

_CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/(?:deed\.\w+)?"
)
_SITE_PARTS: Final = ("links", "header", "footer")


def render_page(
    frame: SiteFrame,
    template: str,
    *,
    path: str,
    title: str,
    head: Head | None = None,
    **variables: object,
) -> File:
    """Return the page of a template at a path of the site.

    `title`: empty on the front page. `head`: what the page says of itself to search engines and
    programs; without it, they get the title. The template has `frame`, `title`, `head`, `root` (the
    way from the page to the site's root) and `variables`.
    """
    root = markup.root_of(path)
    text = _TEMPLATES[template].render(
        frame=frame,
        canonical=frame.base + percent_encoded(path),
        site=_site_parts(frame, root),
        root=root,
        title=title,
        head=head_variables(frame, head or Head(), path=path, title=title, root=root),
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
    return markup.link_markup(_marked(link, context["frame"]), context["root"])


@pass_context
def _links(context: Context, several: Iterable[Link]) -> Markup:
    frame = context["frame"]
    return markup.links_markup([_marked(link, frame) for link in several], context["root"])


@pass_context
def _markup(context: Context, value: Value) -> Markup:
    frame = context["frame"]
    if markup.is_reserved(value.href) and frame.has_sources:
        value = replace(value, is_claim=True)
    # With sources, the page is full of quotes in its own language: a tag at each would be noise.
    plain_language = frame.language if frame.has_sources else ""
    return values.value_markup(value, context["root"], plain_language=plain_language)


@pass_context
def _in_graphs(context: Context, value: Value) -> Markup:
    return values.graphs_markup(value.graphs, context["root"])


def _heading_language(language: str) -> Markup:
    """Return the attributes of a heading: the language of its text, and the direction."""
    return Markup(literals.language_attributes(language) or ' dir="auto"')  # noqa: S704 -- escaped


def _languages(of: Iterable[Value]) -> str:
    """Return the languages of some texts, as a list for a reader."""
    return ", ".join(sorted({value.language for value in of}))


def _iri(description: Description) -> str:
    return bare(description.iri)


@pass_context
def _is_claim(context: Context, link: Link) -> bool:
    return _marked(link, context["frame"]).is_claim


def _marked(link: Link, frame: SiteFrame) -> Link:
    """Return a link that says that it leads to a claim, if only its address says so.

    `claim` is a reserved kind in a project with sources alone.
    """
    is_reserved = frame.has_sources and markup.is_reserved(link.href)
    return replace(link, is_claim=True) if is_reserved else link


def _recorded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with only those values that have a quotation."""
    return _only(rows, is_quoted=True)


def _unquoted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with only those values that have no quotation."""
    return _only(rows, is_quoted=False)


def _only(rows: Iterable[Row], *, is_quoted: bool) -> tuple[Row, ...]:
    kept = (
        replace(
            row,
            values=tuple(value for value in row.values if bool(value.evidence) == is_quoted),
            others=() if is_quoted else row.others,
        )
        for row in rows
    )
    return tuple(row for row in kept if row.values or row.others)


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
        "dates": literals.dates,
        "heading_language": _heading_language,
        "in_graphs": _in_graphs,
        "iri": _iri,
        "languages": _languages,
    }
    environment.tests |= {
        "claim": _is_claim,
        "beside_claims": has_claims_beside,
    }
    environment.globals["policies"] = policies
    return environment


_ENVIRONMENT: Final = _environment()
_TEMPLATES: Final = {
    name: _ENVIRONMENT.get_template(name) for name in _ENVIRONMENT.list_templates(["html"])
}
