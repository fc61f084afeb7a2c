"""Descriptions as HTML pages. A page works without a script and without a server.

Links are relative to the page; `markup.relative` decides what may be one.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from typing import Final
from urllib.parse import unquote

from publisher.addresses import percent_encoded
from publisher.description import Description, Link, SiteFrame
from publisher.head import Head
from publisher.media_types import FORMATS, OTHERS, Format
from publisher.model import File, SitePath
from publisher.navigation import Surroundings, page_path
from publisher.render import markup
from publisher.render.environment import render_page
from publisher.render.lists import page_numbers, pager
from publisher.render.passages import paragraphs
from publisher.render.schema_dataset import dataset_head
from publisher.signposting import WHOLE_DUMPS, TypedLink, landing_links, linkset_links, linkset_path
from publisher.terms import bare, fragment, is_iri

_STYLE: Final = files("publisher.render").joinpath("static", "site.css").read_bytes()
_ICON: Final = files("publisher.render").joinpath("static", "icon.svg").read_bytes()


def icon() -> File:
    """Return the sign of the site, for a browser's tab."""
    return File(path=SitePath("static/icon.svg"), content=_ICON)


def stylesheet() -> File:
    """Return the one stylesheet, named by its content; its path is the frame's `stylesheet`."""
    digest = hashlib.sha256(_STYLE).hexdigest()[:12]
    return File(path=SitePath(f"static/site.{digest}.css"), content=_STYLE)


def resource_page(
    frame: SiteFrame,
    description: Description,
    *,
    formats: Sequence[Format] = FORMATS,
    number: int = 1,
    pages: int = 1,
    place: Surroundings | None = None,
) -> File:
    """Return the page of a resource, a source (with its reader) or a claim, at `path` + ".html".

    `formats`: those in which its data is there. The joined nodes, the claims and the mentions are
    those of page `number` of `pages`; pages after the first, at `path~pNUMBER.html`, show nothing
    else. `place`: where the resource stands; without it, it is in the list of its kind.
    """
    path = page_path(description.path, number)
    label = _heading(frame, description)
    title = description.title or label
    source = description.source
    address = markup.url(percent_encoded(description.path), markup.root_of(path))
    return render_page(
        frame,
        "root.html" if place and place.home else "resource.html",
        path=path,
        title=title if number == 1 else f"{title}, page {number}",
        head=_head(frame, description, formats, place=place, number=number),
        description=description,
        label=label,
        parts=[(fragment(part.iri), part) for part in description.parts],
        address=address,
        formats=formats,
        iri=bare(description.iri) if is_iri(description.iri) else "",
        language=description.label_language,
        elsewhere=Link(label=bare(description.iri), href=bare(description.iri)),
        place=place,
        number=number,
        pages=pages,
        coverage=address + ".coverage.html",
        numbered=_numbered(description, number, pages),
        paragraphs=paragraphs(source.text, passages=description.passages, headings=source.headings)
        if source and number == 1
        else (),
    )


def _head(
    frame: SiteFrame,
    description: Description,
    formats: Sequence[Format],
    *,
    place: Surroundings | None,
    number: int,
) -> Head:
    """Return what the page of a resource says of itself; a page after the first, of the first."""
    kind = (description.kind,) if description.kind.label else ()
    trail = place.trail if place else kind
    if number > 1:
        first = description.title or description.label
        text = f"Page {number} of what names {first}, in {frame.title}."
        return Head(description=text, trail=trail)
    head = Head(
        description=description.summary,
        trail=trail,
        data=description.schema_nodes,
        links=tuple(_landing_links(frame, description, formats)),
        is_about_thing=True,
    )
    if place is None or place.home is None:
        return head
    whole = dataset_head(frame, place.home.dumps)
    data, links = (*whole.data, *head.data), (*whole.links, *head.links)
    return replace(whole, data=data, links=tuple(dict.fromkeys(links)))


def _landing_links(
    frame: SiteFrame, description: Description, formats: Sequence[Format]
) -> Iterator[TypedLink]:
    """Yield the typed links of the page of a resource."""
    stem = percent_encoded(description.path)
    iri = description.iri
    yield from landing_links(
        bare(iri) if is_iri(iri) else f"{frame.base}{stem}.html",
        stem,
        {each.suffix: each.media_type for each in formats},
        types=description.schema_types,
    )
    if description.source:
        yield TypedLink(rel="item", href=f"{stem}.txt", type=OTHERS["txt"])
    yield from linkset_links(linkset_path(description.path, frame.linkset_count))


def _numbered(description: Description, number: int, pages: int) -> list[tuple[int, str]]:
    """Return the numbers of a resource's pages that page `number` offers, with their paths."""
    path = percent_encoded(description.path)
    return [(shown, page_path(path, shown)) for shown in page_numbers(number, pages)]


def index_page(
    frame: SiteFrame,
    *,
    counts: Mapping[str, int],
    sources: Sequence[Link],
    queries: Sequence[Link],
    claimants: Sequence[Link] = (),
    downloads: Sequence[Link] = (),
    dumps: Mapping[str, str] = WHOLE_DUMPS,
) -> File:
    """Return `index.html`.

    `counts`: how many there are, by a name in the plural, which is a kind's label if it counts
    that kind. `downloads`: dumps and catalogue, as the site has them. `dumps`: the media types of
    those of the whole dataset, by path.
    """
    return render_page(
        frame,
        "index.html",
        path="index.html",
        title="",
        head=dataset_head(frame, dumps),
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
    count: int | None = None,
    number: int = 1,
    pages: int = 1,
) -> File:
    """Return a page of `KIND/index.html`, to which `kind.href` leads.

    It has each member with a few words on it. `retired`: the retired resources of this kind.
    `count`: the members on all pages, if there are several.
    """
    address = unquote(f"{kind.href}index.html" if kind.href.endswith("/") else kind.href)
    path = address.removesuffix(".html")
    in_all = len(members) if count is None else count
    return render_page(
        frame,
        "kind.html",
        path=page_path(path, number),
        title=kind.label,
        head=Head(description=f"{kind.label}: {in_all:,} in all, in {frame.title}."),
        kind=kind,
        members=members,
        retired=retired,
        count=in_all,
        pager=pager(path, number, pages),
    )


def gone_page(frame: SiteFrame, iri: str, *, path: SitePath) -> File:
    """Return the page of what an earlier release described."""
    head = Head(
        description=f"{iri} was described here once, and is no longer described.", is_findable=False
    )
    return render_page(frame, "gone.html", path=f"{path}.html", title=iri, head=head, iri=iri)


def ontology_page(
    frame: SiteFrame,
    terms: Sequence[Description],
    ontology: Description,
    *,
    formats: Sequence[Format] = FORMATS,
) -> File:
    """Return the page of an ontology at its `path` + ".html".

    Each term has a section whose anchor is the fragment of its IRI, in the order given, under the
    label of its kind.
    """
    groups: dict[str, list[tuple[str, Description]]] = {}
    for term in terms:
        groups.setdefault(term.kind.label, []).append((fragment(term.iri), term))
    return render_page(
        frame,
        "ontology.html",
        path=f"{ontology.path}.html",
        title=ontology.label,
        head=_head(frame, ontology, formats, place=None, number=1),
        description=ontology,
        groups=groups,
        address=markup.url(percent_encoded(ontology.path), markup.root_of(ontology.path)),
        formats=formats,
        iri=bare(ontology.iri),
        bare=bare,
    )


def _heading(frame: SiteFrame, description: Description) -> str:
    """Return the label; that of a claim, which alone would read like a fact, says what it is."""
    label = description.label
    # A retired claim has nothing left to show but its address.
    is_retired_claim = frame.has_sources and markup.is_reserved(description.path)
    is_claim = description.claim or is_retired_claim
    return f"Claim: {label}" if is_claim and not markup.says_claim(label) else label
