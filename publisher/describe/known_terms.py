"""The terms of usual vocabularies: their labels, their short names, and words made of any name.

`labels.tsv` has the labels that are not the words of the term's own name. All others are made of
the name, because in most vocabularies they are the same: `memberOf` → "member of".
"""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple
from urllib.parse import unquote

from publisher.model import Term
from publisher.terms import bare
from publisher.vocabulary import PREFIXES

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")
_HYPHEN: Final = re.compile(r"(?<=[a-z])-(?=[a-z])")
_DIGIT: Final = re.compile(r"\d")
_CAPITALISED: Final = re.compile(r"[A-Z][a-z]*")
_TERM: Final = re.compile(r"[^/#?:]+")
_XSD: Final = PREFIXES["xsd"]

# Names that tell a reader nothing: digests, UUIDs, and long mixtures of letters and digits.
_OPAQUE: Final = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}|(?=(?:.*\d){4})[\w~.-]{28,}|[^A-Za-z]*",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_HOST_ALONE: Final = re.compile(r"[A-Za-z][\w+.-]*:/*[^/#]*")
_INVISIBLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ufffd]")
_SHOWN: Final = 12
_LAST_SHOWN: Final = 4
"""Characters of an opaque name that tell it from others, and those of them at its end."""


class _Vocabulary(NamedTuple):
    prefix: str
    labels: dict[str, str]


def _read() -> dict[str, _Vocabulary]:
    """Return the vocabularies by namespace."""
    vocabularies: dict[str, _Vocabulary] = {}
    labels: dict[str, str] = {}
    text = files("publisher.describe").joinpath("labels.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("@ "):
            prefix, *namespaces = line[2:].split()
            labels = {}
            vocabularies.update(dict.fromkeys(namespaces, _Vocabulary(prefix, labels)))
        elif "\t" in line:
            name, label = line.split("\t")
            labels[name] = label
    return vocabularies


_VOCABULARIES: Final = _read()


def known_label(term: Term) -> str:
    """Return the label of a term of a usual vocabulary; empty for any other IRI."""
    namespace, name = _split(term)
    vocabulary = _VOCABULARIES.get(namespace)
    if vocabulary is None or not _TERM.fullmatch(name):
        return ""
    if namespace == _XSD:
        return name
    return vocabulary.labels.get(name) or in_words(name)


def short_name(term: Term) -> str:
    """Return a term of a usual vocabulary with its prefix, such as `schema:name`; empty if none."""
    namespace, name = _split(term)
    vocabulary = _VOCABULARIES.get(namespace)
    return f"{vocabulary.prefix}:{name}" if vocabulary and _TERM.fullmatch(name) else ""


def known_prefix(namespace: str) -> str:
    """Return the usual prefix of a usual vocabulary; empty for any other namespace."""
    vocabulary = _VOCABULARIES.get(namespace)
    return vocabulary.prefix if vocabulary else ""


def _split(term: Term) -> tuple[str, str]:
    """Return an IRI in two parts, behind its last `#` or `/`."""
    iri = bare(term)
    at = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:at], iri[at:]


def in_words(name: str) -> str:
    """Return a name in words.

    `altLabel` → `alt label`, `FormalOrganization` → `Formal Organization`, `an_ISBN` → `an ISBN`
    """
    # With a digit it is a code, such as `date-fa92b535`, whose hyphens belong to it.
    text = name if _DIGIT.search(name) else _HYPHEN.sub("_", name)
    first, *others = [word for word in _CAMEL.split(text) if word] or [name]
    if first[:1].islower():
        others = [word.lower() if _CAPITALISED.fullmatch(word) else word for word in others]
    return " ".join([first, *others])


@lru_cache(maxsize=4096)
def readable_name(iri: str) -> str:
    """Return the end of an IRI in words; with the part before it if that alone says nothing.

    `…/FormalOrganization` → `Formal Organization`, `…/code/01.1` → `code/01.1`,
    `https://example.org/` → `https://example.org/`
    """
    body = iri.rstrip("/#")
    if _HOST_ALONE.fullmatch(body):
        return iri
    *above, last = re.split("[/#]", body)
    name = _decoded(last)
    if not _OPAQUE.fullmatch(name):
        return in_words(name) if _TERM.fullmatch(name) else name
    if _LETTER.search(name) and not name.isascii():
        return in_words(name)
    if len(name) > 2 * _SHOWN:
        name = f"{name[: _SHOWN - _LAST_SHOWN]}…{name[-_LAST_SHOWN:]}"
    parent = _decoded(above[-1])
    return f"{parent}/{name}" if parent and not _HOST_ALONE.fullmatch("/".join(above)) else iri


def _decoded(segment: str) -> str:
    """Return a segment without percent-encoding, if nothing odd comes out."""
    text = unquote(segment)
    return segment if _INVISIBLE.search(text.replace(" ", "_")) else text
