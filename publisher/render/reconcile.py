"""The preview of an entity: a small page that another site shows in a frame."""

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.description import SiteFrame
from publisher.model import File
from publisher.render.environment import render_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a preview shows. `href`: the address of the entity's page, from the site's root.

    Of a claim `quotes` are the words and `claimants` those who say so; it has no facts.
    """

    label: str
    href: str
    iri: str
    types: Sequence[str] = ()
    summary: str = ""
    facts: Sequence[tuple[str, Sequence[str]]] = ()
    claimants: Sequence[str] = ()
    quotes: Sequence[str] = ()
    stance: str = ""

    @property
    def is_claim(self) -> bool:
        return bool(self.stance)


def preview_page(frame: SiteFrame, preview: Preview, *, path: str) -> File:
    """Return the page of a preview at a path of the site."""
    return render_page(frame, "preview.html", path=path, title=preview.label, preview=preview)
