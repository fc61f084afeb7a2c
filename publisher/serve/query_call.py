"""A request of a ready query: `queries/NAME?parameter=value` as the query with its values."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from publisher import limits
from publisher.model import Parameter, ReadyQuery
from publisher.nearest import nearest
from publisher.serve.negotiation import Fields
from publisher.serve.problems import Problem
from publisher.sparql.paging import paged
from publisher.sparql.parameters import RESERVED, inject, parameter_term
from publisher.terms import plain

_COUNTERS: Final = re.compile(
    r"(?:utm|mtm|pk)_\w+|mc_[ce]id|_g[al]|(?:fb|g|d|y|tt|tw)clid|[gw]braid|msclkid|igshid|li_fat_id",
    re.IGNORECASE,
)
"""Names of fields that other sites and mails add to links in order to count visits."""
_MISSPELT: Final = 80.0
"""Of 100: how like a field's name is to the parameter's that it was meant for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryCall:
    """A ready query with values for its parameters, and the rows that are asked for.

    `fields` are those of the request as they came, without the page's and the format.
    """

    query: ReadyQuery
    text: str
    """The query with its values, of all rows."""
    values: Sequence[tuple[str, str, str]]
    """For each parameter its name, its type, and the text given or its default's."""
    fields: Fields
    format: str = ""
    offset: int = 0
    limit: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it asks for the whole answer with the defaults, which the site has as a file."""
        return not self.fields and self.limit is None and not self.offset

    def page(self, *, offset: int, limit: int | None) -> str:
        """Return the query for a page's rows."""
        return paged(self.text, offset=offset, limit=limit)

    def page_address(self, *, offset: int, limit: int, suffix: str = "") -> str:
        """Return the path and fields of another page, from the site's root."""
        page = [("limit", str(limit)), *([("offset", str(offset))] if offset else [])]
        given = [("format", self.format)] if self.format else []
        return self.address(suffix, [*self.fields, *given, *page])

    def address(self, suffix: str, fields: Fields) -> str:
        """Return the path and fields of this query in a format, from the site's root."""
        stem = f"queries/{quote(self.query.name)}"
        path = f"{stem}.{suffix}" if suffix else stem
        return f"{path}?{urlencode(fields)}" if fields else path


def ready_queries(description: Mapping[str, Any]) -> dict[str, ReadyQuery]:
    """Return the ready queries of a site's description by name."""
    return {
        query["name"]: ReadyQuery(
            name=query["name"],
            title=query["title"],
            description=query["description"],
            parameters=tuple(
                Parameter(name=each["name"], type=each["type"], default=each["term"])
                for each in query["parameters"]
            ),
            text=query["text"],
            file="",
        )
        for query in description.get("queries", ())
    }


def query_call(query: ReadyQuery, fields: Fields, *, base: str, is_file: bool = False) -> QueryCall:
    """Return the call that a request's fields make: each is known, comes once, has a fit value.

    Fields by which others count visits are ignored. `is_file`: the address has a suffix, as the
    site's own files have; then every field is ignored that is not the query's, unless it looks like
    a misspelt parameter. Raises Problem.
    """
    known = (*(parameter.name for parameter in query.parameters), *RESERVED)
    fields = [field for field in fields if not _is_foreign(field[0], known, is_file=is_file)]
    given = _by_name(fields, known)
    try:
        terms = {
            each.name: parameter_term(each, given[each.name], base=base)
            if each.name in given
            else each.default
            for each in query.parameters
        }
        text = inject(query.text, terms)
    except ValueError as error:
        # The message begins "parameter NAME: …".
        name = str(error).partition(":")[0].removeprefix("parameter ")
        raise _wrong(name, f"{error}.") from error
    return QueryCall(
        query=query,
        text=text,
        values=[
            (each.name, each.type, given.get(each.name, plain(each.default)))
            for each in query.parameters
        ],
        fields=[field for field in fields if field[0] not in RESERVED],
        format=given.get("format", ""),
        offset=_number(given, "offset", smallest=0, largest=limits.PAGE_OFFSET) or 0,
        limit=_number(given, "limit", smallest=1, largest=limits.PAGE_ROWS),
    )


def _is_foreign(name: str, known: Sequence[str], *, is_file: bool) -> bool:
    """Return whether a field has nothing to do with the query."""
    if name in known:
        return False
    is_misspelt = nearest(name, known, likeness=_MISSPELT)
    return bool(_COUNTERS.fullmatch(name)) or (is_file and not is_misspelt)


def _by_name(fields: Fields, known: Sequence[str]) -> dict[str, str]:
    """Return the fields by name. Raises Problem for one that is unknown, repeated or too long."""
    given: dict[str, str] = {}
    for name, text in fields:
        if name not in known:
            raise _wrong(name, _unknown(name, known))
        if name in given:
            raise _wrong(name, f"parameter {name}: it is given more than once.")
        if len(text) > limits.PARAMETER_CHARACTERS:
            raise _wrong(
                name,
                f"parameter {name}: it has more than {limits.PARAMETER_CHARACTERS:,} characters.",
            )
        given[name] = text
    return given


def _unknown(name: str, known: Sequence[str]) -> str:
    likely = nearest(name, known)
    meant = f" (did you mean {likely}?)" if likely else ""
    unknown = f"parameter {name[:60]}: the query has none of this name{meant}"
    return f"{unknown}; it takes {', '.join(known)}."


def _number(given: Mapping[str, str], name: str, *, smallest: int, largest: int) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(largest))
    if not is_number or not smallest <= int(text) <= largest:
        raise _wrong(
            name,
            f"parameter {name}: expected a whole number from {smallest} to {largest:,} "
            f"but received {text[:60]!r}.",
        )
    return int(text)


def _wrong(name: str, detail: str) -> Problem:
    return Problem(
        400,
        "A parameter is wrong",
        detail[:1].upper() + detail[1:],
        members={"parameter": name},
    )
