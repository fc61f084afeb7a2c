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
from publisher.model import ANY, Term
from publisher.terms import datatype, is_literal, lexical, local_name
from publisher.vocabulary import RDF_OBJECT

EDTF: Final = "<http://id.loc.gov/datatypes/edtf/"
_LONGEST: Final = 200
_DAY: Final = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)")


def check_uncertain_dates(index: PredicateIndex) -> Iterator[Finding]:
    values = (one for one in index.values if is_literal(one) and datatype(one).startswith(EDTF))
    wrong = {one for one in values if not _is_well_formed(lexical(one))}
    asserted: set[Term] = set()
    # Where nothing is wrong, the graph need not be read again.
    for triple in index.graph if wrong else ():
        if triple[2] in wrong and triple[1] != RDF_OBJECT:
            asserted.add(triple[2])
            yield _finding(triple[2], triple)
    for value in sorted(wrong - asserted):
        yield _finding(value, (ANY, ANY, value))


def _finding(value: Term, about: tuple[Term, Term, Term]) -> Finding:
    shown = " ".join(lexical(value).split())
    return Finding(
        code="literal-ill-formed",
        message=f'expected the form of edtf:{local_name(datatype(value))} but received "{shown}"',
        hint='write it like "1887/1888", "[1887,1888]", "1887~" or "1887-06?"',
        about=about,
    )


def _is_well_formed(text: str) -> bool:
    # Loaded when there is a date to judge. It warns of its own grammar while it is loaded.
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
    """Whether a calendar has the day, which the parser does not ask of a 29 February."""
    # A calendar of four hundred years repeats; its year 0 is a leap year.
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year % 400 + 400, month)[1]  # noqa: PLR2004
