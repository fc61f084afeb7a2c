"""Descriptions as HTML pages. A page works without a script and without a server.

Links are relative to the page; `links.relative` decides what may be one. Templates and stylesheet
are read when this module is imported, so that a call touches no disk.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from publisher import policies
from publisher.addresses import percent_encoded
from publisher.description import Description, Link, SiteFrame
from publisher.model import File, SitePath
from publisher.render import links
from publisher.render.formats import FORMATS
from publisher.render.passages import entry, has_claims_beside, paragraphs, sentence, words
from publisher.render.rows import dated, recorded, unquoted
from publisher.terms import bare, fragment

# https://html.spec.whatwg.org/multipage/parsing.html#parse-error-control-character-in-input-stream
_HTML_CHARACTERS: Final = "\t\n\f\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17)
)
_IS_HTML: Final = re.compile(f"[{_HTML_CHARACTERS}]*")
_NOT_HTML: Final = re.compile(f"[^{_HTML_CHARACTERS}]")
# The bytes that every other character has in UTF-8; \xa0, Hangul and emoji have some of them too.
_SUSPECT: Final = bytes({*range(0x20), *b"\x7f\xc2\xed\xef", *range(0xF0, 0x100)} - {*b"\t\n\f\r"})
_CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/(?:deed\.\w+)?"
)
_STYLE: Final = files("publisher.render").joinpath("static", "site.css").read_bytes()
_ICON: Final = files("publisher.render").joinpath("static", "icon.svg").read_bytes()
_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("publisher.render"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.filters |= {
    "to": links.address,
    "a": links.link,
    "listed": links.listed,
    "value": links.value,
    "entry": entry,
    "sentence": sentence,
    "words": words,
    "recorded": recorded,
    "unquoted": unquoted,
    "dated": dated,
}
_ENVIRONMENT.tests |= {
    "claim": links.is_claim,
    "beside_claims": has_claims_beside,
}
_ENVIRONMENT.globals["policies"] = policies
_TEMPLATES: Final = {
    name: _ENVIRONMENT.get_template(name) for name in _ENVIRONMENT.list_templates(["html"])
}
# Jinja escapes as ever, by a function that does not copy what needs no escape.
for _template in _TEMPLATES.values():
    _template.root_render_func.__globals__["escape"] = links.escaped


def icon() -> File:
    """The sign of the site, for a browser's tab."""
    return File(path=SitePath("static/icon.svg"), content=_ICON)


def stylesheet() -> File:
    """The one stylesheet, named by its content; its path is the frame's `stylesheet`."""
    digest = hashlib.sha256(_STYLE).hexdigest()[:12]
    return File(path=SitePath(f"static/site.{digest}.css"), content=_STYLE)


def resource_page(
    frame: SiteFrame, description: Description, *, jsonld: bytes, number: int = 1, pages: int = 1
) -> File:
    """The page of a resource, a source (with its reader) or a claim, at `path` + ".html".

    `jsonld` is the resource's JSON-LD file, embedded. What is joined, the claims and the mentions
    are those of page `number` of `pages`; pages after the first, at `path.NUMBER.html`, show
    nothing else.
    """
    path = _numbered(description.path, number)
    label = _heading(description)
    source = description.source
    return framed(
        frame,
        "resource.html",
        path=path,
        title=label if number == 1 else f"{label}, page {number}",
        description=description,
        label=label,
        has_sources=frame.has_sources,
        parts=[(fragment(part.iri), part) for part in description.parts],
        address=links.address(percent_encoded(description.path), links.root_of(path)),
        formats=FORMATS,
        iri=bare(description.iri),
        jsonld=_script(jsonld) if number == 1 else "",
        number=number,
        pages=pages,
        coverage=links.address(
            f"{percent_encoded(description.path)}.coverage.html", links.root_of(path)
        ),
        numbered=[
            (n, _numbered(percent_encoded(description.path), n)) for n in _near(number, pages)
        ],
        paragraphs=paragraphs(source.text, passages=description.passages, headings=source.headings)
        if source and number == 1
        else (),
    )


def index_page(
    frame: SiteFrame,
    *,
    counts: Mapping[str, int],
    sources: Sequence[Link],
    queries: Sequence[Link],
    claimants: Sequence[Link] = (),
    downloads: Sequence[Link] = (),
) -> File:
    """`index.html`. `counts`: how many there are by a name in the plural, which a kind's label
    matches where it is one; `downloads`: dumps and catalogue, as the site has them.
    """
    return framed(
        frame,
        "index.html",
        path="index.html",
        title="",
        counts=counts,
        kind_labels={kind.label for kind in frame.kinds},
        sources=sources,
        queries=queries,
        claimants=claimants,
        downloads=downloads,
    )


def kind_page(
    frame: SiteFrame,
    kind: Link,
    members: Sequence[tuple[Link, str]],
    *,
    retired: Sequence[Link] = (),
) -> File:
    """`KIND/index.html`, which is where `kind.href` leads: each member, with a few words on it.

    `retired`: what was of this kind.
    """
    path = unquote(f"{kind.href}index.html" if kind.href.endswith("/") else kind.href)
    return framed(
        frame, "kind.html", path=path, title=kind.label, kind=kind, members=members, retired=retired
    )


def ontology_page(
    frame: SiteFrame,
    terms: Sequence[Description],
    ontology: Description,
    *,
    jsonld: bytes,
) -> File:
    """The page of an ontology at its `path` + ".html": each term a section, its IRI's fragment
    the anchor, in the order given, under the label of its kind.
    """
    groups: dict[str, list[tuple[str, Description]]] = {}
    for term in terms:
        groups.setdefault(term.kind.label, []).append((fragment(term.iri), term))
    return framed(
        frame,
        "ontology.html",
        path=f"{ontology.path}.html",
        title=ontology.label,
        description=ontology,
        groups=groups,
        address=links.address(percent_encoded(ontology.path), links.root_of(ontology.path)),
        formats=FORMATS,
        iri=bare(ontology.iri),
        bare=bare,
        jsonld=_script(jsonld),
    )


def framed(frame: SiteFrame, template: str, *, path: str, **context: object) -> File:
    """A page of the site by a template, which gets `frame`, `root` and the context."""
    root = links.root_of(path)
    text = _TEMPLATES[template].render(
        frame=frame,
        canonical=frame.base + percent_encoded(path),
        same=_same(frame, root),
        root=root,
        **context,
    )
    return File(path=SitePath(path), content=_encoded(text))


def _heading(description: Description) -> str:
    """The label; a claim's, which reads like a fact where it stands alone, says what it is."""
    label = description.label
    # A retired claim has nothing left to show but its address.
    is_claim = description.claim or links.is_claim(Link(label=label, href=description.path))
    return f"Claim: {label}" if is_claim and not links.says_claim(label) else label


def _near(number: int, pages: int) -> list[int]:
    """The first and last page and those about this one: a hub has hundreds."""
    about = range(max(number - 3, 1), min(number + 3, pages) + 1)
    return sorted({1, pages, *about})


def _numbered(path: str, number: int) -> str:
    return f"{path}.html" if number == 1 else f"{path}.{number}.html"


@lru_cache(maxsize=64)
def _same(frame: SiteFrame, root: str) -> dict[str, Markup]:
    """The parts of a page that its frame and its depth decide, by their macros' names."""
    parts = vars(_TEMPLATES["same.html"].module)
    licence = Link(label=_licence(frame.license), href=frame.license)
    return {
        "links": parts["links"](frame, root),
        "header": parts["header"](frame, root),
        "footer": parts["footer"](frame, root, licence),
    }


def _encoded(text: str) -> bytes:
    """UTF-8, with U+FFFD for each character that HTML has not."""
    content = text.encode(errors="surrogatepass")
    if _is_html(content, text):
        return content
    return _NOT_HTML.sub("\ufffd", text).encode()


def _is_html(content: bytes, text: str) -> bool:
    """Whether HTML has every character of a text, which `content` is in UTF-8.

    Most texts have no suspect byte, which a table tells in a third of an expression's time.
    """
    return len(content.translate(None, _SUSPECT)) == len(content) or bool(_IS_HTML.fullmatch(text))


def _script(jsonld: bytes) -> Markup:
    r"""JSON for a script element: no `<` to end it, and no character that HTML has not.

    Outside of its strings JSON has neither, so `\u` is an escape wherever it is put.
    """
    text = jsonld.decode().replace("<", "\\u003c")
    if not _is_html(jsonld, text):
        text = _NOT_HTML.sub(_json_escape, text)
    return Markup(text)  # noqa: S704  # Safe: a script element ends by `<` alone.


def _json_escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _licence(license_: str) -> str:
    """A licence as a reader knows it: Creative Commons by its short name, others as given."""
    match = _CREATIVE_COMMONS.fullmatch(license_)
    return f"CC {match[1].upper()} {match[2]}" if match else license_
