"""A request of a ready query as the call that it is, or what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from publisher import limits
from publisher.errors import PublisherError
from publisher.model import Parameter, ReadyQuery
from publisher.nearest import nearest
from publisher.serve.messages import Request
from publisher.serve.problems import Problem
from publisher.sparql.paging import paged
from publisher.sparql.parameters import RESERVED, inject, parameter_term
from publisher.terms import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A ready query with values for its parameters, and the rows that are asked for.

    `fields` are those of the request as they came, without the page's and the format.
    """

    query: ReadyQuery
    text: str
    """The query with its values, of all rows."""
    values: Sequence[tuple[str, str, str]]
    """Of each parameter its name, its type, and the text given or its default's."""
    fields: Sequence[tuple[str, str]]
    format: str = ""
    offset: int = 0
    limit: int | None = None

    def page(self, *, offset: int, limit: int | None) -> str:
        """The query for a page's rows."""
        return paged(self.text, offset=offset, limit=limit)

    def address(self, *, offset: int, limit: int, suffix: str = "") -> str:
        """The path and fields of another page, from the site's root."""
        page = [("limit", str(limit)), *([("offset", str(offset))] if offset else [])]
        given = [("format", self.format)] if self.format else []
        return self.path(suffix, [*self.fields, *given, *page])

    def path(self, suffix: str, fields: Sequence[tuple[str, str]]) -> str:
        """The path and fields of this query in a format, from the site's root."""
        stem = f"queries/{quote(self.query.name)}"
        path = f"{stem}.{suffix}" if suffix else stem
        return f"{path}?{urlencode(fields)}" if fields else path


def ready_queries(description: Mapping[str, Any]) -> dict[str, ReadyQuery]:
    """The ready queries of a site's description by name."""
    return {
        one["name"]: ReadyQuery(
            name=one["name"],
            title=one["title"],
            description=one["description"],
            parameters=tuple(
                Parameter(name=each["name"], type=each["type"], default=each["term"])
                for each in one["parameters"]
            ),
            text=one["text"],
            file="",
        )
        for one in description.get("queries", ())
    }


def call_of(
    query: ReadyQuery, request: Request, *, base: str, is_file: bool = False
) -> Call | Problem:
    """What a request asks of a query: each field is known, comes once, and has a fit value.

    Fields by which others count visits are passed over. `is_file`: the address has a suffix, as
    the site's own files have, so that all fields are passed over that are not of the query, unless
    one looks like a parameter that is misspelt.
    """
    try:
        fields = request.parameters()
    except ValueError:
        return _wrong("", "The fields are not UTF-8, or there are more than a hundred.")
    known = (*(one.name for one in query.parameters), *RESERVED)
    fields = [one for one in fields if not _is_foreign(one[0], known, is_file=is_file)]
    try:
        given = _once(fields, query)
        texts = {one.name: given.get(one.name, plain(one.default)) for one in query.parameters}
        terms = {
            one.name: parameter_term(one, given[one.name], base=base)
            if one.name in given
            else one.default
            for one in query.parameters
        }
        return Call(
            query=query,
            text=inject(query.text, terms),
            values=[(one.name, one.type, texts[one.name]) for one in query.parameters],
            fields=[one for one in fields if one[0] not in RESERVED],
            format=given.get("format", ""),
            offset=_number(given, "offset", smallest=0, largest=limits.PAGE_OFFSET) or 0,
            limit=_number(given, "limit", smallest=1, largest=limits.PAGE_ROWS),
        )
    except _FieldError as error:
        return _wrong(error.name, str(error))
    except ValueError as error:
        # The text begins "parameter NAME: …".
        said = str(error)
        return _wrong(said.partition(":")[0].removeprefix("parameter "), f"{said}.")


_COUNTERS: Final = re.compile(
    r"(?:utm|mtm|pk)_\w+|mc_[ce]id|_g[al]|(?:fb|g|d|y|tt|tw)clid|[gw]braid|msclkid|igshid|li_fat_id",
    re.IGNORECASE,
)
"""Names of fields that other sites and mails put into the links to this one."""
_MISSPELT: Final = 80.0
"""Of 100: how like a field's name is to a parameter's that it was meant for."""


def _is_foreign(name: str, known: Sequence[str], *, is_file: bool) -> bool:
    """Whether a field has nothing to do with the query."""
    if name in known:
        return False
    is_misspelt = nearest(name, known, likeness=_MISSPELT)
    return bool(_COUNTERS.fullmatch(name)) or (is_file and not is_misspelt)


class _FieldError(PublisherError):
    """A field that this query does not take so. `name` is the field's."""

    def __init__(self, name: str, said: str) -> None:
        super().__init__(said)
        self.name = name


def _once(fields: Sequence[tuple[str, str]], query: ReadyQuery) -> dict[str, str]:
    """The fields by name."""
    known = (*(one.name for one in query.parameters), *RESERVED)
    found: dict[str, str] = {}
    for name, text in fields:
        if name not in known:
            raise _FieldError(name, _unknown(name, known))
        if name in found:
            raise _FieldError(name, f"parameter {name}: it is given more than once.")
        if len(text) > limits.PARAMETER_CHARACTERS:
            raise _FieldError(
                name,
                f"parameter {name}: it has more than {limits.PARAMETER_CHARACTERS:,} characters.",
            )
        found[name] = text
    return found


def _unknown(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    meant = f" (did you mean {near}?)" if near else ""
    said = f"parameter {name[:60]}: the query has none of this name{meant}"
    return f"{said}; it takes {', '.join(known)}."


def _number(given: Mapping[str, str], name: str, *, smallest: int, largest: int) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(largest))
    if not is_number or not smallest <= int(text) <= largest:
        raise _FieldError(
            name,
            f"parameter {name}: expected a whole number from {smallest} to {largest:,} "
            f"but received {text[:60]!r}.",
        )
    return int(text)


def _wrong(name: str, detail: str) -> Problem:
    return Problem(
        status=400,
        title="A parameter is wrong" if name else "The request is malformed",
        detail=detail[:1].upper() + detail[1:],
        members={"parameter": name} if name else {},
    )
