"""The values of a page: which are on record, which are the editor's, and as of when."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from markupsafe import Markup, escape

from publisher.description import Row, Value
from publisher.model import Term
from publisher.render.links import is_date
from publisher.terms import bare, datatype, is_literal, plain

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, because the machine may have another language."""


def recorded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with only those values that have a quotation."""
    return _with(rows, is_quoted=True)


def unquoted(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with only those values that have no quotation."""
    return _with(rows, is_quoted=False)


def _with(rows: Iterable[Row], *, is_quoted: bool) -> tuple[Row, ...]:
    kept = (
        replace(
            row, values=tuple(value for value in row.values if bool(value.evidence) == is_quoted)
        )
        for row in rows
    )
    return tuple(row for row in kept if row.values)


def dates(terms: Iterable[Term | Value]) -> Markup:
    """Return dates as a reader says them, joined with "and".

    `"2015-03"^^xsd:gYearMonth` → March 2015
    """
    return Markup(" and ").join(
        [_date(date.term if isinstance(date, Value) else date) for date in terms]
    )


def _date(term: Term) -> Markup:
    form = plain(term)
    if not is_literal(term) or not is_date(form, bare(datatype(term))):
        return Markup(f"<bdi>{escape(form)}</bdi>")  # noqa: S704 -- escaped
    year, *rest = form.split("-")
    month = [_MONTHS[int(digits) - 1] for digits in rest[:1]]
    day = [str(int(digits)) for digits in rest[1:]]
    shown = " ".join([*day, *month, year])
    return Markup(f'<time datetime="{form}">{shown}</time>')  # noqa: S704 -- digits and months
