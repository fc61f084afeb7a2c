"""The tables as a data package of Frictionless: https://specs.frictionlessdata.io/."""

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from publisher.description import SiteFrame
from publisher.model import File, SitePath

DATA_PACKAGE: Final = SitePath("datapackage.json")
_NOT_IN_NAME: Final = re.compile(r"[^a-z0-9]+")
_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                *("integer", "int", "long", "short", "byte", "nonNegativeInteger"),
                *("positiveInteger", "nonPositiveInteger", "negativeInteger"),
                *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
            ),
            "integer",
        ),
        **dict.fromkeys(("decimal", "double", "float"), "number"),
        "boolean": "boolean",
        "date": "date",
        "time": "time",
        "gYear": "year",
        "gYearMonth": "yearmonth",
    }
)
"""https://specs.frictionlessdata.io/table-schema/#types-and-formats; all others are strings."""


def datapackage_file(
    frame: SiteFrame, tables: Sequence[tuple[str, Mapping[str, Any], int, str]]
) -> File:
    """Return `datapackage.json`.

    `tables`: of each its path, what CSV on the Web says of it, its bytes and its SHA-256.
    """
    metadata = frame.metadata
    about: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": _name(frame.base),
        "id": frame.dataset,
        "title": frame.title,
        "description": frame.description,
        "homepage": frame.base,
        "version": metadata.version,
        "keywords": list(metadata.keywords),
        "licenses": [{"path": frame.license}] if frame.license else [],
        "resources": [_resource(*table) for table in tables],
    }
    content = json.dumps(
        {name: value for name, value in about.items() if value}, ensure_ascii=False, indent=1
    )
    return File(path=DATA_PACKAGE, content=f"{content}\n".encode())


def _resource(path: str, described: Mapping[str, Any], size: int, sha256: str) -> dict[str, Any]:
    schema = described["tableSchema"]
    name = path.rpartition("/")[2].removesuffix(".csv")
    return {
        "profile": "tabular-data-resource",
        "name": name.lower(),
        "path": path,
        "title": described["dc:title"],
        "description": described["dc:description"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": {
            "fields": [_field(column) for column in schema["columns"]],
            **({"primaryKey": schema["primaryKey"]} if "primaryKey" in schema else {}),
        },
    }


def _field(column: Mapping[str, Any]) -> dict[str, Any]:
    separator = column.get("separator", "")
    note = f"Several values are separated by {separator.strip()!r}." if separator else ""
    about = {
        "name": column["name"],
        # A list of values is no value of a type.
        "type": "string" if separator else _TYPES.get(column["datatype"], "string"),
        "title": column.get("dc:title", ""),
        "description": note,
        "rdfType": column.get("propertyUrl", ""),
    }
    return {name: value for name, value in about.items() if value}


def _name(base: str) -> str:
    """Return an address as a name: `https://example.org/data/` → `example-org-data`."""
    parts = urlsplit(base)
    return _NOT_IN_NAME.sub("-", f"{parts.netloc}{parts.path}".lower()).strip("-") or "data"
