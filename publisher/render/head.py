"""The head of a page: what search engines, previews and programs read of it.

https://ogp.me/, https://schema.org/BreadcrumbList and https://signposting.org/FAIR/
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from publisher.addresses import percent_encoded
from publisher.description import Link, SiteFrame
from publisher.head import Head
from publisher.render import markup
from publisher.render.characters import json_script
from publisher.signposting import TypedLink, authors_of, common_links

SCHEMA_CONTEXT: Final = "https://schema.org"
_FRONT_PAGE: Final = "index.html"
_LONGEST: Final = 200
_LOCALES: Final = MappingProxyType(
    {
        name.partition("_")[0]: name
        for line in (
            "ar_AR az_AZ be_BY bg_BG ca_ES cs_CZ cy_GB da_DK de_DE el_GR en_US es_ES et_EE eu_ES",
            "fa_IR fi_FI fr_FR ga_IE gl_ES he_IL hi_IN hr_HR hu_HU hy_AM is_IS it_IT ja_JP ka_GE",
            "kk_KZ ko_KR lt_LT lv_LV mk_MK mt_MT nb_NO nl_NL nn_NO no_NO pl_PL pt_PT ro_RO ru_RU",
            "sk_SK sl_SI sq_AL sr_RS sv_SE th_TH tr_TR uk_UA ur_PK vi_VN zh_CN",
        )
        for name in line.split()
    }
)
"""The locales that previews know, by language."""
_TAG_PARTS: Final = 2


def head_variables(
    frame: SiteFrame, head: Head, *, path: str, title: str, root: str
) -> dict[str, object]:
    """Return what the template of the head shows. `title`: the page's own; empty on the front."""
    description = head.description or _default_description(frame, title)
    address = frame.base + percent_encoded(path)
    data = head.data or (_page_node(frame, title, description, address),)
    crumbs = breadcrumbs(frame, head.trail, title=title, address=address, path=path)
    links = [*head.links, *common_links(frame.license, authors_of(frame.metadata))]
    return {
        "title": title or frame.title,
        "description": description,
        "kind": "article" if head.is_about_thing else "website",
        "locale": locale(frame.language),
        "is_findable": head.is_findable,
        "links": list(_link_elements(links, root)),
        "blocks": [_script(block) for block in (*data, crumbs)],
    }


def locale(tag: str) -> str:
    """Return a language as previews name it: `en` → `en_US`; empty if that is not known."""
    parts = tag.split("-")
    if len(parts) == _TAG_PARTS and len(parts[1]) == len("GB") and len(parts[0]) == len("en"):
        return f"{parts[0].lower()}_{parts[1].upper()}"
    return _LOCALES.get(parts[0].lower(), "")


def breadcrumbs(
    frame: SiteFrame, trail: Sequence[Link], *, title: str, address: str, path: str
) -> dict[str, Any]:
    """Return the way from the front page to a page, as search engines show it.

    https://schema.org/BreadcrumbList
    """
    steps = [(frame.title, frame.base)]
    if path != _FRONT_PAGE:
        steps += [
            (link.label, frame.base + link.href)
            for link in trail
            if link.href and markup.relative(link.href, "/").startswith("/")
        ]
        steps.append((title, address))
    return {
        "@context": SCHEMA_CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": item}
            for position, (name, item) in enumerate(steps, start=1)
        ],
    }


def _default_description(frame: SiteFrame, title: str) -> str:
    """Return what a page without a sentence of its own is: its title, and the site's."""
    sentence = f"{title} – {frame.title}" if title else frame.title
    text = f"{sentence}. {frame.description}" if frame.description else f"{sentence}."
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _page_node(frame: SiteFrame, title: str, description: str, address: str) -> dict[str, Any]:
    """Return a page that is about no resource: https://schema.org/WebPage"""
    return {
        "@context": SCHEMA_CONTEXT,
        "@type": "WebPage",
        "name": title or frame.title,
        "description": description,
        "url": address,
        "inLanguage": frame.language,
        "isPartOf": {"@type": "WebSite", "name": frame.title, "url": frame.base},
    }


def _link_elements(links: Sequence[TypedLink], root: str) -> Iterator[TypedLink]:
    """Yield links whose addresses fit a page; what may be no link is left out."""
    for link in links:
        # The front page has an empty path, and is written as a file, for folders on a disk.
        address = markup.relative(link.href or _FRONT_PAGE, root)
        if address:
            yield TypedLink(rel=link.rel, href=address, type=link.type)


def _script(block: Mapping[str, Any]) -> Markup:
    text = json.dumps(block, ensure_ascii=False, separators=(",", ":"))
    return json_script(text.encode(errors="replace"))
