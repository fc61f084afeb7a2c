"""What the page "Link to us" and `llms.txt` say, as values: `describe` makes them, `render` shows.

All are made of the site's own data, so that each example works.
"""

from dataclasses import dataclass

from publisher.citation import Reference
from publisher.description import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class IriPattern:
    """How some IRIs of a site are made: `https://example.org/network/{name}`."""

    pattern: str
    count: int
    example: Link
    is_elsewhere: bool = False
    """Whether the IRIs are those of other hosts, so that their pages have addresses here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiExample:
    """An address of the site that programs ask, with a command that works.

    `command` is a line for a shell. `is_file`: whether a host without a server answers too.
    """

    anchor: str
    title: str
    text: str
    command: str
    is_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationExample:
    """A citation to show in every format, and what it cites in a few words."""

    title: str
    citation: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTarget:
    """Something to link to: the IRI that names it, and where it is shown."""

    title: str
    text: str
    iri: str
    page: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGuide:
    """All that a page on linking shows."""

    patterns: tuple[IriPattern, ...] = ()
    targets: tuple[LinkTarget, ...] = ()
    negotiation: tuple[ApiExample, ...] = ()
    apis: tuple[ApiExample, ...] = ()
    citations: tuple[CitationExample, ...] = ()
    snippets: tuple[tuple[str, str], ...] = ()
    """The name of a language of markup, and a link to the first target in it."""
