"""What a query's CSV holds, as CSV on the Web reads it: `NAME.csv-metadata.json`.

The standard looks for it at this address: https://www.w3.org/TR/tabular-data-model/#standard-file-metadata
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from publisher.description import SiteFrame
from publisher.model import File, ReadyQuery, SitePath, Term
from publisher.terms import datatype, is_iri, is_literal, language
from publisher.vocabulary import PREFIXES

SUFFIX: Final = "csv-metadata.json"
_XSD: Final = PREFIXES["xsd"]
# https://www.w3.org/TR/tabular-data-primer/#datatypes: the names that its readers know.
_DATATYPES: Final[Mapping[str, str]] = {
    f"<{_XSD}{name}>": name
    for name in (
        "boolean",
        "date",
        "dateTime",
        "decimal",
        "double",
        "gYear",
        "gYearMonth",
        "integer",
        "nonNegativeInteger",
        "time",
    )
}
_GUARD: Final = (
    "A text that a spreadsheet would take for a formula has an apostrophe in front; the JSON of "
    "the same query has it as it is."
)


def table_file(
    frame: SiteFrame,
    query: ReadyQuery,
    columns: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
) -> File:
    """Return the description of `queries/NAME.csv`, from the terms of its rows."""
    described = [_column(name, [row[at] for row in rows]) for at, name in enumerate(columns)]
    about = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": frame.language}],
        "@type": "Table",
        "url": f"{query.name}.csv",
        "dc:title": query.title,
        "dc:description": f"{query.description} {_GUARD}".strip(),
        "dc:publisher": frame.publisher,
        "dc:source": f"{query.name}.rq",
        **({"dc:license": {"@id": frame.license}} if frame.license else {}),
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {"columns": described},
    }
    content = json.dumps(about, ensure_ascii=False, indent=1).encode()
    return File(path=SitePath(f"queries/{query.name}.{SUFFIX}"), content=content)


def _column(name: str, cells: Iterable[Term | None]) -> dict[str, object]:
    """Return a column, with datatype and language if all of its terms have the same."""
    terms = [term for term in cells if term is not None]
    column: dict[str, object] = {"name": name, "titles": name, "datatype": _datatype(terms)}
    languages = {language(term) if is_literal(term) else "" for term in terms}
    if len(languages) == 1 and (only := languages.pop()):
        column["lang"] = only
    return column


def _datatype(terms: Sequence[Term]) -> str:
    kinds = {_kind(term) for term in terms}
    return kinds.pop() if len(kinds) == 1 else "string"


def _kind(term: Term) -> str:
    if is_iri(term):
        return "anyURI"
    return _DATATYPES.get(datatype(term), "string") if is_literal(term) else "string"
