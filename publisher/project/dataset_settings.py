"""Read `[tool.publisher.dataset]`: what a project says of its dataset as a whole.

Every fault is a finding of its own with the line of the setting: one hides no other.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from publisher.findings import Finding, Place
from publisher.metadata import Agent, DatasetMetadata
from publisher.nearest import did_you_mean
from publisher.project.dataset_values import (
    SettingError,
    agent_of,
    contact_of,
    date_of,
    keywords_of,
    labelled_of,
    language_value,
    license_of,
    listed,
    period_of,
    term_of,
    text_value,
)
from publisher.project.values import CONFIGURATION

DATASET_TABLE: Final = "tool.publisher.dataset"
_DAY: Final = len("2026-11-27")
_ABOVE: Final = "tool.publisher"
_HEADER: Final = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+\s*(?:#.*)?")
_INLINE: Final = re.compile(r"\s*dataset\s*=")
_TABLE_LINE: Final = re.compile(r"\s*(?:\[tool\.publisher\.dataset\b|dataset\s*[.=])")
_READERS: Final[Mapping[str, Callable[[object], Any]]] = MappingProxyType(
    {
        "title": text_value,
        "description": text_value,
        "publisher": agent_of,
        "license": license_of,
        "creators": listed(agent_of),
        "contact": contact_of,
        "languages": listed(language_value),
        "keywords": keywords_of,
        "themes": listed(labelled_of(["data-theme"])),
        "frequency": lambda value: term_of("frequency", value),
        "spatial": listed(labelled_of(["country", "continent"])),
        "temporal": period_of,
        "issued": date_of,
        "modified": date_of,
        "version": text_value,
        "identifier": text_value,
        "access_rights": lambda value: term_of("access-right", value),
        "rights": text_value,
    }
)
_OTHER_NAMES: Final = MappingProxyType(
    {
        "licence": "license",
        "creator": "creators",
        "language": "languages",
        "keyword": "keywords",
        "theme": "themes",
    }
)
"""What else a setting may be called."""
DATASET_KEYS: Final = frozenset({*_READERS, *_OTHER_NAMES})
_AT_THE_TOP: Final = ("title", "description", "publisher", "license")
"""Settings that may stand in [tool.publisher] as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetSettings:
    """What the settings say of the dataset. `texts`: those that may stand at the top as well."""

    metadata: DatasetMetadata = field(default_factory=DatasetMetadata)
    texts: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def dataset_of(
    settings: Mapping[str, object], *, top: Mapping[str, str], language: str, text: str
) -> DatasetSettings:
    """Return what the settings say of the dataset.

    `top`: the texts of [tool.publisher]. `language`: the site's. `text`: that of the file, in which
    a fault has its line.
    """
    values: dict[str, Any] = {}
    findings = []
    for key, value in settings.items():
        name = _OTHER_NAMES.get(key, key)
        try:
            values[name] = _read(key, name, value, values=values, top=top)
        except SettingError as fault:
            findings.append(_finding(key, fault, text))
    if wrong_order := _order_fault(values):
        findings.append(_finding("modified", wrong_order, text))
    texts: dict[str, str] = {
        name: values[name].name if name == "publisher" else values[name]
        for name in _AT_THE_TOP
        if name in values
    }
    return DatasetSettings(
        metadata=_metadata(values, language=language), texts=texts, findings=tuple(findings)
    )


def _read(
    key: str, name: str, value: object, *, values: Mapping[str, Any], top: Mapping[str, str]
) -> object:
    if name not in _READERS:
        known = ", ".join(sorted(_READERS))
        hint = did_you_mean(key, DATASET_KEYS, otherwise="").removeprefix("; ")
        raise SettingError("is unknown", hint or f"known are {known}")
    if name in values:
        raise SettingError("is the same setting as one above", "keep one of them")
    read = _READERS[name](value)
    said = read.name if isinstance(read, Agent) else read
    if name in top and said != top[name]:
        raise SettingError(
            f"differs from {name} in [tool.publisher], which says {top[name]!r}",
            "keep one of them",
        )
    return read


def _order_fault(values: Mapping[str, Any]) -> SettingError | None:
    """Return what is wrong if the data changed last before it was published first."""
    issued: str = values.get("issued", "")
    modified: str = values.get("modified", "")
    width = min(len(issued), len(modified), _DAY)
    if issued[:width] <= modified[:width]:
        return None
    return SettingError(f"({modified}) is before issued ({issued})", "swap them, or correct one")


def _metadata(values: Mapping[str, Any], *, language: str) -> DatasetMetadata:
    keywords = values.get("keywords", ())
    own = tuple(each.text for each in keywords if each.language in {"", language})
    contact, publisher = values.get("contact"), values.get("publisher")
    if contact and not contact.name:
        name = publisher.name if publisher else contact.email or contact.form
        contact = replace(contact, name=name)
    same = {name: each for name, each in values.items() if name not in {*_AT_THE_TOP, "keywords"}}
    return DatasetMetadata(
        **{
            **same,
            "publisher": publisher,
            "contact": contact,
            "keywords": own,
            "other_keywords": tuple(
                each for each in keywords if each.language not in {"", language}
            ),
        }
    )


def _finding(key: str, fault: SettingError, text: str) -> Finding:
    return Finding(
        code="dataset-setting",
        message=f"[{DATASET_TABLE}]: {key} {fault.what}",
        hint=fault.hint,
        place=Place(file=CONFIGURATION, line=setting_line(key, text)),
    )


def setting_line(key: str, text: str) -> int:
    """Return the line of a setting of the table in the text of the file; 0 if it is not found."""
    wanted = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[.=]""")
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if match := _HEADER.fullmatch(line):
            table = match[1].replace(" ", "")
            if table == f"{DATASET_TABLE}.{key}":
                return number
        elif (table == DATASET_TABLE and wanted.match(line)) or (
            table == _ABOVE and _INLINE.match(line)
        ):
            return number
    return 0


def table_line(text: str) -> int:
    """Return the line at which the table begins, 1 if it is not found."""
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if _TABLE_LINE.match(line)), 1)
