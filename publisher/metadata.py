"""What is said of a dataset as a whole: who publishes it, under which licence, since when.

The settings say it in `[tool.publisher.dataset]`; what they leave out, the data may say of itself.
Catalogue, VoID, pages, citations and feeds all read it from here. A text that is empty, and a None,
is not known: nothing is made up.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

DATASET_FRAGMENT: Final = "catalog#dataset"
# The datatypes of XML Schema that a catalogue takes: gYear, gYearMonth, date, dateTime.
_DATE: Final = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)


def dataset_iri(base: str) -> str:
    """Return the IRI of a dataset that has none of its own: it leads to the catalogue.

    >>> dataset_iri("https://example.org/")
    'https://example.org/catalog#dataset'
    """
    return f"{base}{DATASET_FRAGMENT}"


def is_iso_date(text: str) -> bool:
    """Return whether a text is a year, a month, a date, or a date with a time.

    >>> [is_date(text) for text in ("2026", "2026-11-27T10:00:00Z", "2026-02-30", "in 2026")]
    [True, True, False, False]
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        return bool(datetime.fromisoformat(text) if "T" in text else _first_day(text))
    except ValueError:
        return False


def _first_day(text: str) -> date:
    return date.fromisoformat(f"{text}-01-01"[:10])


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in a language; an empty one is the site's own."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person or a body that publishes."""

    name: str
    iri: str = ""
    type: str = ""
    """The IRI of its kind, such as http://purl.org/adms/publishertype/NationalAuthority."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask: by e-mail, by a form on the web, or both."""

    name: str
    email: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledIri:
    """An IRI of somebody's list of terms, such as a theme or a place, with its label."""

    iri: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time that the data speaks of: dates as `2008`, `2015-03` or `2015-03-01`, or empty."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetMetadata:
    """A dataset's own description. Dates are ISO 8601: `2026-11-27`, or with a time."""

    identifier: str = ""
    """Its identifier, such as a DOI; empty if its IRI is all it has."""
    version: str = ""
    issued: str = ""
    modified: str = ""
    """When the data changed last. Feeds and releases have this time, never that of a clock."""
    publisher: Agent | None = None
    creators: tuple[Agent, ...] = ()
    contact: Contact | None = None
    languages: tuple[str, ...] = ()
    """The languages of the data, as tags; empty if they are those of the site."""
    keywords: tuple[str, ...] = ()
    """Those in the site's language, or in none."""
    other_keywords: tuple[Text, ...] = ()
    """Keywords in other languages."""
    themes: tuple[LabelledIri, ...] = ()
    spatial: tuple[LabelledIri, ...] = ()
    temporal: Period | None = None
    frequency: str = ""
    """An IRI of the EU's table, such as …/authority/frequency/IRREG."""
    access_rights: str = ""
    """An IRI of the EU's table, such as …/authority/access-right/PUBLIC."""
    rights: str = ""
    """A sentence on rights, besides the licence."""


def metadata_members(metadata: DatasetMetadata) -> dict[str, Any]:
    """Return metadata as members of a JSON object, without what is not known."""
    return {name: value for name, value in asdict(metadata).items() if value}


def metadata_from(members: Mapping[str, Any]) -> DatasetMetadata:
    """Return the metadata that `metadata_members` wrote."""
    texts = ("identifier", "version", "issued", "modified", "frequency", "access_rights", "rights")
    return DatasetMetadata(
        **{name: str(members.get(name, "")) for name in texts},
        publisher=Agent(**members["publisher"]) if members.get("publisher") else None,
        creators=tuple(Agent(**each) for each in members.get("creators", ())),
        contact=Contact(**members["contact"]) if members.get("contact") else None,
        languages=tuple(members.get("languages", ())),
        keywords=tuple(members.get("keywords", ())),
        other_keywords=tuple(Text(**each) for each in members.get("other_keywords", ())),
        themes=tuple(LabelledIri(**each) for each in members.get("themes", ())),
        spatial=tuple(LabelledIri(**each) for each in members.get("spatial", ())),
        temporal=Period(**members["temporal"]) if members.get("temporal") else None,
    )
