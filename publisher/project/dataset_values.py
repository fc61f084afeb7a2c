"""Check the values of `[tool.publisher.dataset]`, and turn short forms into what they stand for."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Final, TypeVar

from publisher.errors import PublisherError
from publisher.eu_tables import code_of, codes_of
from publisher.metadata import Agent, Contact, LabelledIri, Period, Text, is_iso_date
from publisher.nearest import did_you_mean
from publisher.project.values import shown
from publisher.terms import NOT_XML
from publisher.well_formed import address_fault, is_language_tag

SettingValue = TypeVar("SettingValue")

_EMAIL: Final = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\]+\.[^\s@.<>\"(),:;]{2,}")
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_OPEN_ENDS: Final = frozenset({"", ".."})
_FROM_TO: Final = re.compile(r"(\d{4}(?:-\d\d){0,2})\s*(?:-|–|to)\s*(\d{4}(?:-\d\d){0,2}|)")
"""A period as people write it who do not know how ISO 8601 does."""
_FEW: Final = 15
"""Codes of a table that a message lists; of a longer one it names an example."""
_EXAMPLES: Final = MappingProxyType({"country": "FRA", "frequency": "ANNUAL"})
_GUESSABLE: Final = 4
"""Letters without which a word is near too many codes of a long table: `UK` is not Ukraine."""


class SettingError(PublisherError):
    """A value of a setting is wrong: what it is, and what to write instead."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint


def text_value(value: object) -> str:
    """Return a text that a page and XML can show."""
    if isinstance(value, list):
        raise SettingError("is a list", "give it one value")
    if not isinstance(value, str):
        raise SettingError("is not a text", "write it in quotes")
    if not value.strip():
        raise SettingError("is empty", "give it a text, or remove it")
    if bad := NOT_XML.search(value):
        raise SettingError(f"has U+{ord(bad.group()):04X}, which no page can show", "remove it")
    return value.strip()


def address_value(value: object) -> str:
    """Return an address of the web."""
    text = text_value(value)
    if fault := address_fault(text):
        raise SettingError(
            f"{shown(text)} is not a web address: {fault}", 'write it as "https://…"'
        )
    return text


def iri_value(value: object) -> str:
    """Return an IRI of any scheme."""
    text = text_value(value)
    if text.startswith(("http:", "https:")):
        return address_value(text)
    if not _IRI.fullmatch(text):
        raise SettingError(f"{shown(text)} is not an IRI", 'write it as "https://…"')
    return text


def email_of(value: object) -> str:
    text = text_value(value).removeprefix("mailto:")
    if not _EMAIL.fullmatch(text):
        raise SettingError(
            f"{shown(text)} is not an e-mail address", 'write it as "name@example.org"'
        )
    return text


def date_of(value: object) -> str:
    """Return a date, a month, a year, or a date with a time, as ISO 8601 writes it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # A year without quotes is a number.
    text = str(value) if type(value) is int else text_value(value)
    if not is_iso_date(text):
        raise SettingError(
            f"{shown(text)} is not a date", 'write it as "2026-11-27", "2026-11" or "2026"'
        )
    return text


def period_of(value: object) -> Period:
    """Return a period: a table of start and end, an interval `2002/2026`, or one date."""
    if isinstance(value, Mapping):
        members = members_of(value, {"start": _end_of, "end": _end_of})
        period = Period(start=members.get("start", ""), end=members.get("end", ""))
    else:
        text = value if isinstance(value, str) else date_of(value)
        if meant := _FROM_TO.fullmatch(text.strip()):
            hint = f'write it as "{meant[1]}/{meant[2] or ".."}"'
            raise SettingError(f"{shown(text)} is not a period", hint)
        start, slash, end = text.strip().partition("/")
        start_date = _end_of(start)
        period = Period(start=start_date, end=_end_of(end) if slash else start_date)
    if not period.start and not period.end:
        raise SettingError("has neither a start nor an end", 'write { start = "2002" }')
    width = min(len(period.start), len(period.end))
    if width and period.start[:width] > period.end[:width]:
        raise SettingError(f"begins ({period.start}) after its end ({period.end})", "swap them")
    return period


def _end_of(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() in _OPEN_ENDS else date_of(value)


def term_of(table: str, value: object) -> str:
    """Return the IRI of a term of an EU table, of which a code will do, or another IRI."""
    text = text_value(value)
    code = code_of(table, text)
    if code:
        return code.iri
    if ":" in text:
        if text.startswith(("http://publications.europa.eu/", "http://purl.org/adms/")):
            raise _unknown_code(table, text)
        return iri_value(text)
    raise _unknown_code(table, text)


def _unknown_code(table: str, text: str) -> SettingError:
    codes = [each.code for each in codes_of(table)]
    is_short = len(codes) <= _FEW
    known = ", ".join(codes) if is_short else f"such as {_EXAMPLES.get(table, codes[0])}"
    word = text.rpartition("/")[2]
    is_guessed = is_short or len(word) >= _GUESSABLE
    hint = did_you_mean(word, codes).removeprefix("; ") if is_guessed else ""
    return SettingError(
        f"{shown(text)} is no code of the EU's table {table}",
        hint or f"write one of its codes ({known}), or the IRI of another list's term",
    )


def labelled_of(tables: Sequence[str]) -> Callable[[object], LabelledIri]:
    """Return a function that reads a term of one of some EU tables, or of any other list."""

    def read(value: object) -> LabelledIri:
        if isinstance(value, Mapping):
            members = members_of(value, {"iri": text_value, "label": text_value}, required=("iri",))
            term = read(members["iri"])
            return LabelledIri(iri=term.iri, label=members.get("label", term.label))
        text = text_value(value)
        for table in tables:
            code = code_of(table, text)
            if code:
                return LabelledIri(iri=code.iri, label=code.label)
        return LabelledIri(iri=term_of(tables[0], text))

    return read


def agent_of(value: object) -> Agent:
    """Return who publishes: a name, or a table with the name."""
    if isinstance(value, Mapping):
        readers = {
            "name": text_value,
            "iri": iri_value,
            "type": lambda each: term_of("publishertype", each),
        }
        return Agent(**members_of(value, readers, required=("name",)))
    return Agent(name=text_value(value))


def contact_of(value: object) -> Contact:
    """Return whom to ask: a table, or an e-mail address, or the address of a form."""
    if isinstance(value, Mapping):
        readers = {"name": text_value, "email": email_of, "form": address_value}
        members = members_of(value, readers)
    else:
        text = text_value(value)
        is_form = text.startswith(("http://", "https://"))
        if not is_form and "@" not in text:
            raise SettingError(
                f"{shown(text)} is not an e-mail address",
                'write it as "name@example.org", or the address of a form as "https://…"',
            )
        members = {"form": address_value(text)} if is_form else {"email": email_of(text)}
    if not members.keys() & {"email", "form"}:
        raise SettingError("has neither an e-mail address nor a form", 'add email = "…"')
    return Contact(**{"name": "", **members})


def keywords_of(value: object) -> tuple[Text, ...]:
    """Return keywords: a list of them, a text with commas, or a table of lists by language."""
    if isinstance(value, Mapping):
        for tag in value:
            if not is_language_tag(tag):
                raise SettingError(f"has {shown(tag)}, which is no language tag", 'write "en"')
        return tuple(
            Text(text=each.text, language=tag) for tag in value for each in keywords_of(value[tag])
        )
    texts = value.split(",") if isinstance(value, str) else value
    if not isinstance(texts, list):
        raise SettingError("is not a list", 'write it as ["a", "b"]')
    return tuple(Text(text=each) for each in dict.fromkeys(map(text_value, texts)))


def language_value(value: object) -> str:
    text = text_value(value)
    if not is_language_tag(text):
        raise SettingError(f"{shown(text)} is not a language tag", 'write it as "en" or "en-GB"')
    return text


def license_of(value: object) -> str:
    """Return the address of a licence, of which the usual short name will do: `CC BY 4.0`."""
    text = text_value(value)
    code = code_of("licence", text)
    if code and not text.startswith(("http://", "https://")):
        return code.names[0]
    if code is None and ":" not in text:
        raise SettingError(
            f"{shown(text)} is no licence that is known here",
            'write its address, such as "https://creativecommons.org/licenses/by/4.0/"',
        )
    return address_value(text)


def listed(read: Callable[[object], SettingValue]) -> Callable[[object], tuple[SettingValue, ...]]:
    """Return a function that reads one value or a list of them."""
    return lambda value: tuple(map(read, value if isinstance(value, list) else [value]))


def members_of(
    value: Mapping[str, object],
    readers: Mapping[str, Callable[[object], str]],
    *,
    required: Sequence[str] = (),
) -> dict[str, str]:
    """Return the members of a table, each read by its function."""
    for name in value:
        if name not in readers:
            hint = did_you_mean(name, readers, otherwise="").removeprefix("; ")
            known = ", ".join(readers)
            raise SettingError(f"has {shown(name)}, which is unknown", hint or f"known are {known}")
    for name in required:
        if name not in value:
            raise SettingError(f"has no {name}", f'add {name} = "…"')
    members = {}
    for name, each in value.items():
        try:
            members[name] = readers[name](each)
        except SettingError as fault:
            raise SettingError(f"{name} {fault.what}", fault.hint) from fault
    return members
