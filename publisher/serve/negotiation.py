"""The format of an answer: by a field of the address, else by the `Accept` header.

One rule for resources, for the SPARQL endpoint and for ready queries.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from starlette.requests import Request

from publisher.media_types import ALIASES, DOCUMENTS, GRAPHS, TABLES
from publisher.negotiation import accepted, prefers_page
from publisher.serve.problems import Problem
from publisher.sparql.tokens import GRAPH_FORMS, form

Fields = Sequence[tuple[str, str]]

MAX_FIELDS: Final = 100
_PAGE: Final = {"html": DOCUMENTS["html"]}
_KINDS: Final = (TABLES, GRAPHS, _PAGE)
_NAMES: Final[Mapping[str, Sequence[str]]] = {
    # Clients that send these mean the form of query that has such a format.
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
"""Names of formats besides their suffixes and media types."""


class AnswerFormats(NamedTuple):
    """The suffix of a table (SELECT, ASK) and of a graph (CONSTRUCT, DESCRIBE), or of a page.

    A suffix is empty if the client accepts no format of that kind.
    """

    table: str
    graph: str
    is_page: bool


def header_of(request: Request, name: str) -> str:
    """Return a header's value; several of one name are joined by commas, as HTTP allows."""
    wanted = name.encode()
    values = [value for key, value in request.scope["headers"] if key == wanted]
    return b", ".join(values).decode("latin-1")


def query_fields(request: Request) -> list[tuple[str, str]]:
    """Return the fields of the address in their order. Raises Problem if they are malformed."""
    return parse_fields(request.scope["query_string"].decode("latin-1"))


def parse_fields(text: str) -> list[tuple[str, str]]:
    """Return the fields of a form or of an address. Raises Problem if they are malformed."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise Problem(
            400,
            "The request is malformed",
            "Its fields are not UTF-8, or there are more than a hundred.",
        ) from error


def requested_format(fields: Iterable[tuple[str, str]], *, names: Sequence[str]) -> str:
    """Return the format that the fields of these names ask for; empty if none does.

    Several may name one format in different ways, as SPARQLWrapper's do. Raises Problem if they
    name different ones.
    """
    given = [value.strip() for name, value in fields if name in names and value.strip()]
    if len(given) > 1 and not set.intersection(*map(_meanings, given)):
        listed = ", ".join(sorted(set(given)))[:200]
        raise Problem(
            400, "The request is malformed", f"It names more than one format: {listed}. Name one."
        )
    return next(iter(given), "")


def _meanings(name: str) -> set[str]:
    """Return the media types that a name may mean, or the name itself if it means none."""
    media_types = {kind.get(suffix_of(name, kind), "") for kind in _KINDS}
    return media_types - {""} or {name.lower()}


def suffix_of(name: str, offers: Mapping[str, str]) -> str:
    """Return the suffix of the offer (media types by suffix) that a format's name means.

    A name is a suffix, a media type or one of its other names, in any case. SPARQLWrapper sends
    several, separated by commas: the first that means an offer counts. Empty if none does.
    """
    suffixes = {media_type: suffix for suffix, media_type in reversed(tuple(offers.items()))}
    for part in name.lower().split(","):
        # A "+" that was not escaped arrives as a space.
        wanted = part.partition(";")[0].strip().replace(" ", "+")
        if wanted in offers:
            return wanted
        meanings = (wanted, *_NAMES.get(wanted, ()), *ALIASES.get(wanted, ()))
        suffix = next((suffixes[each] for each in meanings if each in suffixes), "")
        if suffix:
            return suffix
    return ""


def answer_formats(name: str, *, accept: str, query: str) -> AnswerFormats:
    """Return the formats of the answer to a query, by the format's name or else by `accept`.

    Raises Problem if the client accepts no format at all.
    """
    if name:
        formats = AnswerFormats(
            suffix_of(name, TABLES), suffix_of(name, GRAPHS), bool(suffix_of(name, _PAGE))
        )
    else:
        formats = _accepted_formats(accept, query)
    if not any(formats):
        offered = ", ".join((*TABLES.values(), *GRAPHS.values(), "text/html"))
        raise Problem(
            406,
            "Not in this format",
            f"An answer comes as one of {offered}: send one of them in Accept.",
            members={"available": [*TABLES.values(), *GRAPHS.values(), "text/html"]},
        )
    return formats


def _accepted_formats(accept: str, query: str) -> AnswerFormats:
    table, graph = _accepted_suffixes(accept)
    # Every name of HTML contains it. Without it the query's form need not be found.
    if "html" not in accept.lower():
        return AnswerFormats(table, graph, is_page=False)
    offers = GRAPHS if form(query) in GRAPH_FORMS else TABLES
    return AnswerFormats(table, graph, prefers_page(accept, tuple(offers.values())))


@lru_cache(maxsize=4096)
def _accepted_suffixes(accept: str) -> tuple[str, str]:
    return accepted(accept, TABLES), accepted(accept, GRAPHS)
