"""The format that a field of an address names: one rule for queries and for resources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from publisher.media_types import ALIASES, DOCUMENTS, GRAPHS, TABLES
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
    """The format that the fields of these names ask for; empty if none does.

    Several may call one format by several names, as SPARQLWrapper's do.
    """
    given = [value.strip() for name, value in fields if name in names and value.strip()]
    if len(given) > 1 and not set.intersection(*map(_meanings, given)):
        listed = ", ".join(sorted(set(given)))[:200]
        return Problem(
            status=400,
            title="The request is malformed",
            detail=f"It names more than one format: {listed}. Name one.",
        )
    return next(iter(given), "")


def _meanings(name: str) -> set[str]:
    """The media types that a name may mean; the name itself if it means none."""
    found = {kind.get(named(name, kind), "") for kind in _KINDS}
    return found - {""} or {name.lower()}


_KINDS: Final = (TABLES, GRAPHS, {"html": DOCUMENTS["html"]})


def named(name: str, offers: Mapping[str, str]) -> str:
    """The suffix of the offer that a format's name means, of media types by suffix; empty if none.

    A name is a suffix, a media type or one of its other names, in upper case or lower; of several
    with commas between, which SPARQLWrapper sends, the first that means an offer.
    """
    suffixes = {media_type: suffix for suffix, media_type in reversed(tuple(offers.items()))}
    for one in name.lower().split(","):
        # A "+" that was not escaped comes as a space.
        wanted = one.partition(";")[0].strip().replace(" ", "+")
        if wanted in offers:
            return wanted
        meant = (wanted, *_NAMES.get(wanted, ()), *ALIASES.get(wanted, ()))
        found = next((suffixes[each] for each in meant if each in suffixes), "")
        if found:
            return found
    return ""
