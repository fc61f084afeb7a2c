"""The codes of the EU's authority tables that catalogues use, with their IRIs and labels.

`eu_tables.tsv` has a line for each: table, code, English label, and other names for it: for a
country and a language their code of two letters (`EL` and `UK`, as the EU writes, as well), for a
licence its address and its SPDX name, for a format the suffix of its files.
https://op.europa.eu/en/web/eu-vocabularies/authority-tables
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
_ADMS: Final = "http://purl.org/adms/"
_OF_ADMS: Final = frozenset({"licencetype", "publishertype"})
"""Tables of ADMS, whose schemes have their version as last segment."""
SCHEME_TITLES: Final = MappingProxyType(
    {
        "access-right": "Access right",
        "continent": "Continent",
        "country": "Country",
        "data-theme": "Data theme",
        "file-type": "File type",
        "frequency": "Frequency",
        "language": "Language",
        "licence": "Licence",
        "licencetype": "Licence type",
        "planned-availability": "Planned availability",
        "publishertype": "Publisher type",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A term of a table. `names`: what else it is called."""

    table: str
    code: str
    label: str
    names: tuple[str, ...] = ()

    @property
    def iri(self) -> str:
        return f"{_start(self.table)}{self.code}"

    @property
    def scheme(self) -> str:
        """Return the IRI of the table."""
        return f"{_ADMS}{self.table}/1.0" if self.table in _OF_ADMS else f"{AUTHORITY}{self.table}"


def code_of(table: str, text: str) -> Code | None:
    """Return the code that a text means: the code itself, its IRI, its label or another name.

    >>> code_of("country", "az").iri
    'http://publications.europa.eu/resource/authority/country/AZE'
    """
    return _BY_NAME.get((table, _folded(table, text)))


def code_of_iri(iri: str) -> Code | None:
    """Return the code with an IRI, of any table."""
    return _BY_IRI.get(iri)


def language_code(tag: str) -> Code | None:
    """Return the language of a tag such as `en-GB`."""
    return code_of("language", tag.partition("-")[0])


def codes_of(table: str) -> tuple[Code, ...]:
    """Return all codes of a table that are known here."""
    return _TABLES[table]


def _start(table: str) -> str:
    return f"{_ADMS}{table}/" if table in _OF_ADMS else f"{AUTHORITY}{table}/"


def _folded(table: str, text: str) -> str:
    """Return a text without what people write in different ways: `CC BY 4.0` → `ccby40`."""
    folded = text.strip().casefold()
    folded = re.sub(r"^https?://(www\.)?", "", folded)
    folded = folded.removeprefix(_start(table).removeprefix("http://"))
    return re.sub(r"[\s_./-]+|(?<=/)(deed|legalcode)(\.\w+)?$", "", folded)


def _read() -> Iterator[Code]:
    text = files("publisher").joinpath("eu_tables.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        table, code, label, names = line.split("\t")
        yield Code(table=table, code=code, label=label, names=tuple(names.split()))


_CODES: Final = tuple(_read())
_TABLES: Final[Mapping[str, tuple[Code, ...]]] = MappingProxyType(
    {table: tuple(each for each in _CODES if each.table == table) for table in SCHEME_TITLES}
)
_BY_IRI: Final = MappingProxyType({each.iri: each for each in _CODES})
_BY_NAME: Final = MappingProxyType(
    {
        (each.table, _folded(each.table, name)): each
        # The code last, because it wins over a name that is the same.
        for of_code in (False, True)
        for each in _CODES
        for name in ((each.code,) if of_code else (each.label, *each.names))
    }
)
