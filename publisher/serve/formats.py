"""The format that a field of an address names: one rule for queries and for resources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from publisher.media_types import ALIASES, GRAPHS, TABLES
from publisher.serve.problems import Problem

_NAMES: Final[Mapping[str, Sequence[str]]] = {
    # Whoever says so means the form of query that has such a format.
    "json": (TABLES["json"], GRAPHS["jsonld"]),
    "xml": (TABLES["xml"], GRAPHS["rdf"]),
    # As SPARQLWrapper and rdflib call them.
    "turtle": (GRAPHS["ttl"],),
    "n3": (GRAPHS["ttl"],),
    "json-ld": (GRAPHS["jsonld"],),
    "ntriples": (GRAPHS["nt"],),
    "n-triples": (GRAPHS["nt"],),
    "rdf+xml": (GRAPHS["rdf"],),
    "rdfxml": (GRAPHS["rdf"],),
}
"""What a format may be called beside its suffix and its media type."""


def format_of(fields: Iterable[tuple[str, str]], *, names: Sequence[str]) -> str | Problem:
    """The format that the fields of these names ask for; empty if none does."""
    given = {value.strip() for name, value in fields if name in names} - {""}
    if len({one.lower() for one in given}) > 1:
        return Problem(
            status=400,
            title="The request is malformed",
            detail=f"It names more than one format: {', '.join(sorted(given))[:200]}. Name one.",
        )
    return next(iter(given), "")


def named(name: str, offers: Mapping[str, str]) -> str:
    """The suffix of the offer that a format's name means, of media types by suffix; empty if none.

    A name is a suffix, a media type or one of its other names, in upper case or lower.
    """
    # A "+" that was not escaped comes as a space.
    wanted = name.partition(";")[0].strip().lower().replace(" ", "+")
    if wanted in offers:
        return wanted
    suffixes = {media_type: suffix for suffix, media_type in reversed(tuple(offers.items()))}
    meant = (wanted, *_NAMES.get(wanted, ()), *ALIASES.get(wanted, ()))
    return next((suffixes[one] for one in meant if one in suffixes), "")
