"""What a page says of itself in its head, to search engines, previews and programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publisher.description import Link
from publisher.signposting import TypedLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """`description`: a sentence. `trail`: the pages above the page, without the front page.

    `data`: what the page is about, as JSON-LD in the terms of schema.org. `links`: typed links.
    `is_about_thing`: whether it is the page of a resource, and not a list or a tool.
    """

    description: str = ""
    trail: tuple[Link, ...] = ()
    data: tuple[Mapping[str, Any], ...] = ()
    links: tuple[TypedLink, ...] = ()
    is_about_thing: bool = False
    is_findable: bool = True
    """Whether search engines may list the page."""
