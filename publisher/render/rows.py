"""What a page says of values: which are on record, which the editor's, and as of when."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from markupsafe import Markup

from publisher.description import Row, Value
from publisher.model import Term
from publisher.render.links import escaped, is_date
from publisher.terms import bare, datatype, is_literal, plain

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""Not those of the machine's language."""


def recorded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with their quoted values alone."""
    return _with(rows, is_quoted=True)


def unquoted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with the values that no source says."""
    return _with(rows, is_quoted=False)


def _with(rows: Iterable[Row], *, is_quoted: bool) -> tuple[Row, ...]:
    kept = (
        replace(row, values=tuple(one for one in row.values if bool(one.evidence) == is_quoted))
        for row in rows
    )
    return tuple(row for row in kept if row.values)


def dated(terms: Iterable[Term | Value]) -> Markup:
    """Dates as a reader says them, `"2015-03"^^xsd:gYearMonth` as March 2015, with "and"."""
    found = [_date(one.term if isinstance(one, Value) else one) for one in terms]
    return Markup(" and ".join(found))  # noqa: S704 -- each is escaped


def _date(term: Term) -> str:
    form = plain(term)
    if not is_literal(term) or not is_date(form, bare(datatype(term))):
        return f"<bdi>{escaped(form)}</bdi>"
    year, *rest = form.split("-")
    month = [_MONTHS[int(one) - 1] for one in rest[:1]]
    day = [str(int(one)) for one in rest[1:]]
    return f'<time datetime="{form}">{" ".join([*day, *month, year])}</time>'
