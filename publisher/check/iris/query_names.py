"""The names of ready queries: each is an address and the name of files."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from publisher.check.iris.iris import why_unfit
from publisher.findings import Finding, Place
from publisher.model import ReadyQuery

# Of ASCII, letters, digits and three marks; of other scripts, also what is written over letters.
_NAME: Final = re.compile(r"[A-Za-z0-9_\u00a1-\U0010ffff][A-Za-z0-9_.\-\u00a1-\U0010ffff]*")
_SUFFIXED: Final = re.compile(r".*(\.(?:csv|tsv|json|xml|rq|csv-metadata))", re.IGNORECASE)


def check_query_names(queries: Iterable[ReadyQuery]) -> Iterator[Finding]:
    """Of queries with a name that no address can have, and of two with one name."""
    known: dict[str, ReadyQuery] = {}
    for query in queries:
        key = unicodedata.normalize("NFC", query.name).casefold()
        other = known.setdefault(key, query)
        if reason := _why_unfit(query.name):
            yield _finding(query, f"{query.name} cannot be the name of a query: {reason}")
        elif other is not query:
            yield _finding(query, f"the query has the name of {other.file}")


def _why_unfit(name: str) -> str:
    if reason := why_unfit(name):
        return reason
    if not _NAME.fullmatch(name):
        return "it has another character than letters, digits, hyphens and dots"
    if suffix := _SUFFIXED.fullmatch(name):
        return f'it ends in "{suffix[1]}", as the address of a file does'
    return ""


def _finding(query: ReadyQuery, message: str) -> Finding:
    return Finding(
        code="query-name",
        message=message,
        hint="name its file in lower-case letters, digits and hyphens",
        place=Place(file=query.file, line=1, column=1),
    )
