"""The authorities whose identifiers portals link by: their forms and normal forms.

Links, names, VoID's linksets and checks read the same table, so that `http://` and `https://`, and
`Q42` and `wd:Q42`, are one identifier everywhere.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from publisher.check_digits import BASE32, isni_fault, orcid_fault, ror_fault

_DASHES: Final = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SAFE_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
MAX_IDENTIFIER: Final = 500
"""Characters of a text that is read as an identifier: nobody's is longer."""


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Somebody who gives identifiers to things.

    `addresses`: regular expressions of an IRI behind `http://` or `https://`, with the identifier
    as the group `id`. `form`: that of an identifier alone. `template`: the normal IRI with `{}`.
    """

    name: str
    """The short name, which is the name of its linkset: `wikidata`."""
    title: str
    prefixes: tuple[str, ...]
    """What may stand before an identifier and a colon, in lower case: `wd:Q42`."""
    addresses: tuple[str, ...]
    form: str
    template: str
    normal: Callable[[str], str] = str
    """Return an identifier as the authority writes it: without spaces, in its case."""
    fault: Callable[[str], str] = lambda _: ""
    """Return why a normal identifier of the right form cannot be one, or an empty text."""
    home: str = ""
    """The address of the authority itself."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self.form})", re.IGNORECASE | re.ASCII)

    @cached_property
    def address_patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(each, re.IGNORECASE | re.ASCII) for each in self.addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """An identifier of an authority, in its normal form."""

    authority: Authority
    value: str

    @property
    def iri(self) -> str:
        """The one IRI that stands for all forms of the identifier."""
        return self.authority.template.format(self.value)

    @property
    def key(self) -> str:
        """Return the identifier as a key that is equal for all its forms: `wikidata:Q42`."""
        return f"{self.authority.name}:{self.value}"

    @property
    def fault(self) -> str:
        """Return why nobody can have given this identifier, or an empty text."""
        if not self.authority.pattern.fullmatch(self.value):
            return f"it has not the form of an identifier of {self.authority.title}"
        return self.authority.fault(self.value)


@lru_cache(maxsize=4096)
def identifier_of_iri(iri: str) -> Identifier | None:
    """Return the identifier that an IRI of a known authority holds, whatever its fault.

    >>> identifier_of_iri("https://www.wikidata.org/wiki/Q42").iri
    'http://www.wikidata.org/entity/Q42'
    """
    scheme, separator, rest = iri[: MAX_IDENTIFIER + 1].strip().partition("://")
    if not separator or scheme.lower() not in {"http", "https"} or len(iri) > MAX_IDENTIFIER:
        return None
    for authority in AUTHORITIES:
        for pattern in authority.address_patterns:
            if match := pattern.fullmatch(rest):
                return _identifier(authority, unquote(match["id"]))
    return None


def identifiers_in(text: str) -> tuple[Identifier, ...]:
    """Return what a text may mean as an identifier: an IRI, `wd:Q42`, `Q42`, `0000 0004 0441 2096`.

    A number alone may be one of several authorities. Only identifiers without a fault are returned.
    """
    if len(text) > MAX_IDENTIFIER:
        return ()
    given = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip().strip("<>").strip()
    if "://" in given:
        found = identifier_of_iri(given)
        return (found,) if found and not found.fault else ()
    prefix, separator, rest = given.removeprefix("urn:").partition(":")
    if separator:
        named = [each for each in AUTHORITIES if prefix.strip().lower() in each.prefixes]
        return _readings(named, rest)
    word, _, rest = given.partition(" ")
    named = [each for each in AUTHORITIES if word.lower() in each.prefixes]
    return _readings(named, rest) or _readings(AUTHORITIES, given)


def linkset_name(iri: str) -> str:
    """Return the name of the linkset that a link to an IRI is in: its authority's, else its host.

    >>> linkset_name("https://sws.geonames.org/587116/"), linkset_name("https://dbpedia.org.example/x")
    ('geonames', 'dbpedia.org.example')
    """
    identifier = identifier_of_iri(iri)
    if identifier:
        return identifier.authority.name
    try:
        host = (urlsplit(iri).hostname or "").encode("idna").decode().removeprefix("www.").lower()
    except (ValueError, UnicodeError):
        return "other"
    # A host must not have the name of an authority: a link to http://viaf/ is no link to VIAF.
    return host if "." in host and _SAFE_HOST.fullmatch(host) else "other"


def canonical_iri(iri: str) -> str:
    """Return the normal IRI of a known authority's identifier; another IRI with `https://`.

    Two IRIs mean the same identifier if these are equal.
    """
    identifier = identifier_of_iri(iri)
    if identifier:
        return identifier.iri
    scheme, separator, rest = iri.partition("://")
    return f"https://{rest}" if separator and scheme.lower() in {"http", "https"} else iri


def _readings(authorities: Sequence[Authority], text: str) -> tuple[Identifier, ...]:
    readings = (_identifier(authority, text) for authority in authorities)
    return tuple(each for each in readings if not each.fault)


def _identifier(authority: Authority, text: str) -> Identifier:
    return Identifier(authority=authority, value=authority.normal(text.strip()))


def _sixteen(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _hyphened(text: str) -> str:
    digits = _sixteen(text)
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


_SIXTEEN: Final = r"\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{3}[\dX]"

AUTHORITIES: Final[tuple[Authority, ...]] = (
    Authority(
        name="wikidata",
        title="Wikidata",
        prefixes=("wd", "wikidata", "wde"),
        addresses=(
            r"(?:www\.|m\.)?wikidata\.org/entity/(?P<id>[^/?#.]*)(?:\.\w+)?/?",
            r"(?:www\.|m\.)?wikidata\.org/wiki/(?:[A-Z]\w+[:/])*(?P<id>[QPL]\d[^/?#.]*)(?:\.\w+)?/?",
        ),
        form=r"[QPL][1-9]\d{0,11}",
        template="http://www.wikidata.org/entity/{}",
        normal=str.upper,
        home="http://www.wikidata.org/",
    ),
    Authority(
        name="ror",
        title="ROR",
        prefixes=("ror",),
        addresses=(r"(?:www\.)?ror\.org/(?P<id>0[^/?#]*|[^/?#]{9})/?",),
        form=rf"0[{BASE32[10:]}0-9]{{6}}\d{{2}}",
        template="https://ror.org/{}",
        normal=str.lower,
        fault=ror_fault,
        home="https://ror.org/",
    ),
    Authority(
        name="isni",
        title="ISNI",
        prefixes=("isni",),
        addresses=(r"(?:www\.)?isni\.org/(?:isni/)?(?P<id>\d[^/?#]*)/?",),
        form=_SIXTEEN,
        template="https://isni.org/isni/{}",
        normal=_sixteen,
        fault=isni_fault,
        home="https://isni.org/",
    ),
    Authority(
        name="orcid",
        title="ORCID",
        prefixes=("orcid",),
        addresses=(r"(?:www\.)?orcid\.org/(?P<id>\d[^/?#]*)/?",),
        form=_SIXTEEN,
        template="https://orcid.org/{}",
        normal=_hyphened,
        fault=orcid_fault,
        home="https://orcid.org/",
    ),
    Authority(
        name="geonames",
        title="GeoNames",
        prefixes=("geonames", "gn"),
        addresses=(
            r"sws\.geonames\.org/(?P<id>[^/?#]+)(?:/(?:about\.rdf)?)?",
            r"(?:www\.)?geonames\.org/(?P<id>\d[^/?#]*)(?:/[^?#]*)?",
        ),
        form=r"[1-9]\d{0,9}",
        template="https://sws.geonames.org/{}/",
        home="https://www.geonames.org/",
    ),
    Authority(
        name="viaf",
        title="VIAF",
        prefixes=("viaf",),
        addresses=(r"(?:www\.)?viaf\.org/viaf/(?P<id>[^/?#]+)(?:/[^?#]*)?",),
        form=r"[1-9]\d{0,21}",
        template="http://viaf.org/viaf/{}",
        home="http://viaf.org/",
    ),
    Authority(
        name="gnd",
        title="GND",
        prefixes=("gnd", "d-nb"),
        addresses=(r"(?:www\.)?d-nb\.info/gnd/(?P<id>[^/?#]+)(?:/about[^?#]*)?/?",),
        form=r"1[0-3]?\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]|3\d{7}[\dX]",
        template="https://d-nb.info/gnd/{}",
        normal=str.upper,
        home="https://d-nb.info/",
    ),
    Authority(
        name="lcnaf",
        title="Library of Congress names",
        prefixes=("lcnaf", "loc", "lccn"),
        addresses=(r"id\.loc\.gov/authorities/names/(?P<id>[^/?#.]+)(?:\.\w+)*/?",),
        form=r"n[abrs]?\d{8,10}|no\d{8,10}",
        template="http://id.loc.gov/authorities/names/{}",
        normal=str.lower,
        home="http://id.loc.gov/authorities/names",
    ),
    Authority(
        name="lcsh",
        title="Library of Congress subjects",
        prefixes=("lcsh", "loc"),
        addresses=(r"id\.loc\.gov/authorities/subjects/(?P<id>[^/?#.]+)(?:\.\w+)*/?",),
        form=r"sh\d{8,10}",
        template="http://id.loc.gov/authorities/subjects/{}",
        normal=str.lower,
        home="http://id.loc.gov/authorities/subjects",
    ),
    Authority(
        name="bnf",
        title="Bibliothèque nationale de France",
        prefixes=("bnf",),
        addresses=(r"(?:data\.bnf\.fr|catalogue\.bnf\.fr)/ark:/12148/(?P<id>[^/?#.]+)/?",),
        form=r"cb\d{8}[0-9bcdfghjkmnpqrstvwxz]",
        template="http://data.bnf.fr/ark:/12148/{}",
        normal=str.lower,
        home="https://data.bnf.fr/",
    ),
    Authority(
        name="doi",
        title="DOI",
        prefixes=("doi",),
        addresses=(r"(?:dx\.|www\.)?doi\.org/(?P<id>[^?#]+)",),
        form=r"10\.\d{4,9}(?:\.\d+)*/\S+",
        template="https://doi.org/{}",
        normal=str.lower,
        home="https://doi.org/",
    ),
)
"""The authorities that are known by name. A link to another place is known by its host."""
