"""A citation as a value: `describe/citations.py` makes it, `render/cite.py` writes it.

It has no date of access, because a site is the same on every build and each citation names the
version that it cites.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from publisher.media_types import CSL_JSON, OTHERS

CitationKind: TypeAlias = Literal["dataset", "page", "statement", "claim", "query"]

CITATION_FORMATS: Final = {
    "text": OTHERS["txt"],
    "bibtex": OTHERS["bib"],
    "csl": CSL_JSON,
    "ris": OTHERS["ris"],
}
"""The formats of a citation by name, with their media types."""
SUFFIXES: Final = {"text": "txt", "bibtex": "bib", "csl": "json", "ris": "ris"}
"""The suffix of the file of each format."""

_DIGITS: Final = 10
_LONGEST_NAME: Final = 40
_NOT_IN_A_KEY: Final = re.compile(r"[^a-z0-9]+")
_WEB: Final = re.compile(r"^[a-z][a-z0-9+.\-]*:/*(?:[^/?#]*/)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is cited, in which version, and whose it is. An empty text is not known.

    The title of a claim names its claimant, and never says what is claimed.
    """

    kind: CitationKind
    iri: str
    title: str
    address: str
    """Where it is read; the IRI itself if that leads there."""
    creators: tuple[str, ...] = ()
    container: str = ""
    """The title of the dataset that it is a part of."""
    publisher: str = ""
    version: str = ""
    date: str = ""
    """The day of the version: `2026-11-27`, or `2026-11`, or `2026`."""
    licence: str = ""
    identifier: str = ""
    """A DOI, without the address of its resolver."""
    language: str = ""
    notes: tuple[str, ...] = ()
    """Sentences: the quote with its source, and whose words they are."""

    @property
    def key(self) -> str:
        """Return a key that no other IRI and no other version has.

        >>> Citation(kind="page", iri="https://e.org/network/enoc", title="", address="").key
        'network-enoc-01f1b2c3d4'
        """
        name = _NOT_IN_A_KEY.sub("-", _WEB.sub("", self.iri.lower())).strip("-")
        digest = hashlib.sha256(f"{self.iri}\n{self.version}\n{self.date}".encode()).hexdigest()
        return f"{name[-_LONGEST_NAME:].strip('-') or self.kind}-{digest[:_DIGITS]}"
