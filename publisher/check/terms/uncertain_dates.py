"""Dates of the Extended Date/Time Format: intervals, sets, uncertain and approximate dates.

https://www.loc.gov/standards/datetime/
"""

import calendar
import re
import warnings
from collections.abc import Iterator
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.terms import datatype, is_literal, lexical, local_name
from publisher.vocabulary import RDF_OBJECT

EDTF: Final = "<http://id.loc.gov/datatypes/edtf/"
"""How the IRIs of the datatypes begin."""
_LONGEST: Final = 200
"""Characters of a date, at most."""
_DAY: Final = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)")


def check_uncertain_dates(index: PredicateIndex) -> Iterator[Finding]:
    """Yield a finding for each triple with a date that is not of the format."""
    dates = (
        value for value in index.values if is_literal(value) and datatype(value).startswith(EDTF)
    )
    ill_formed = {date for date in dates if not _is_well_formed(lexical(date))}
    asserted: set[Term] = set()
    # If all dates are well-formed, the graph need not be read again.
    for triple in index.graph if ill_formed else ():
        if triple[2] in ill_formed and triple[1] != RDF_OBJECT:
            asserted.add(triple[2])
            yield _finding(triple[2], triple)
    for date in sorted(ill_formed - asserted):
        yield _finding(date, (ANY, ANY, date))


def _finding(date: Term, about: Triple) -> Finding:
    shown = " ".join(lexical(date).split())
    return Finding(
        code="literal-ill-formed",
        message=f'expected a valid edtf:{local_name(datatype(date))} but received "{shown}"',
        hint='write it like "1887/1888", "[1887,1888]", "1887~" or "1887-06?"',
        about=about,
    )


def _is_well_formed(text: str) -> bool:
    # Imported only if there is a date to check. The import warns about the parser's own grammar.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415

    if text != text.strip() or not 0 < len(text) <= _LONGEST:
        return False
    try:
        parse_edtf(text)
    except (EDTFParseException, ValueError, RecursionError):
        return False
    return all(_is_day(*map(int, day.groups())) for day in _DAY.finditer(text))


def _is_day(year: int, month: int, day: int) -> bool:
    """Return whether the calendar has a day, because the parser accepts each 29 February."""
    # The calendar repeats after four hundred years; its year 0 is a leap year.
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year % 400 + 400, month)[1]  # noqa: PLR2004
