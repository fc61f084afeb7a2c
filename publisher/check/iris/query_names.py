"""The names of ready queries, which become addresses and names of files."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from publisher.check.iris.iris import why_unfit
from publisher.findings import Finding, Place
from publisher.model import ReadyQuery

# Letters, digits and three marks of ASCII, and everything beyond ASCII, as other scripts need it.
_NAME: Final = re.compile(r"[A-Za-z0-9_\u00a1-\U0010ffff][A-Za-z0-9_.\-\u00a1-\U0010ffff]*")
_SUFFIXED: Final = re.compile(r".*(\.(?:csv|tsv|json|xml|rq|csv-metadata))", re.IGNORECASE)


def check_query_names(queries: Iterable[ReadyQuery]) -> Iterator[Finding]:
    """Yield the queries whose name no address can have, and those with the name of another."""
    known: dict[str, ReadyQuery] = {}
    for query in queries:
        key = unicodedata.normalize("NFC", query.name).casefold()
        other = known.setdefault(key, query)
        if reason := _why_unfit(query.name):
            yield _bad_name(query, f"{query.name} cannot be the name of a query: {reason}")
        elif other is not query:
            yield _bad_name(query, f"the query has the same name as {other.file}")


def _why_unfit(name: str) -> str:
    if reason := why_unfit(name):
        return reason
    if not _NAME.fullmatch(name):
        return "it has a character that is no letter, digit, hyphen or dot"
    if suffix := _SUFFIXED.fullmatch(name):
        return f'it ends with "{suffix[1]}", like the address of a file'
    return ""


def _bad_name(query: ReadyQuery, message: str) -> Finding:
    return Finding(
        code="query-name",
        message=message,
        hint="rename its file, with lower-case letters, digits and hyphens",
        place=Place(file=query.file, line=1, column=1),
    )
