"""Keys of names: two names with one key are equal but for how they are written.

Only keys make a match certain, and no score does. So a key keeps every word, and their order:
"Miami University" is not the "University of Miami", and "Vodafone" is not "Vodafone Ltd".
"""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from publisher.authorities import identifiers_in
from publisher.limits import NAME_CHARACTERS
from publisher.names.folding import STOP_WORDS, core_words, fold_name, spelt
from publisher.names.legal_forms import with_form_last, with_short_forms

_AND: Final = frozenset({"and", "und", "et"})
_COMMA: Final = re.compile(r"([^,]+),([^,]+)")
_BRACKETED: Final = re.compile(r"(.+?)\s*[(\[“\"«]\s*([^()\[\]“”\"«»]+?)\s*[)\]”\"»]\s*")
_IDEOGRAPH: Final = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTERS: Final = re.compile(r"[^\W_]+")
_DATE: Final = re.compile(r"((-?\d{4,})-\d\d)(?:-\d\d)?(?!\d)")
_DIGIT: Final = re.compile(r"\d")
_ACRONYM: Final = re.compile(r"[a-z0-9]{2,10}")
_FEWEST_INITIALS: Final = 2
_ISNI: Final = 16
"""Digits of the shortest number that is an identifier by itself, because it has a check digit."""


def exact_key(text: str) -> str:
    """Return a name without the differences of case, width and white space."""
    text = unicodedata.normalize("NFKC", text[:NAME_CHARACTERS])
    return "=" + " ".join(text.casefold().split())


def folded_key(text: str) -> str:
    """Return a name without accents, punctuation, spaces and spellings; empty if nothing is left.

    Ideographs stay, because many of them have one reading.
    """
    if _IDEOGRAPH.search(text):
        letters = _LETTERS.findall(unicodedata.normalize("NFKC", text[:NAME_CHARACTERS]))
        return "~" + "".join(letters).casefold()
    words = with_short_forms([spelt(word) for word in fold_name(text).split()])
    words = [word for word in words if word != "the"] or words
    letters = ["and" if word in _AND else word for word in with_form_last(words)]
    return "~" + "".join(letters) if letters else ""


def all_keys(text: str) -> tuple[str, ...]:
    """Return the keys of what somebody wrote, be it an IRI, an identifier or a name."""
    return (iri_key(text), *identifier_keys(text), *name_keys(text))


def iri_key(text: str) -> str:
    return f"<{text.strip().removeprefix('<').removesuffix('>')}"


def identifier_keys(text: str) -> Iterator[str]:
    """Yield the keys of a text as an identifier of an authority: `Q42` → `wikidata:Q42`.

    A number alone is none, because several authorities have it, and a year is one too.
    """
    # Every identifier has a digit.
    if _DIGIT.search(text) and (not text.isdecimal() or len(text) >= _ISNI):
        yield from (identifier.key for identifier in identifiers_in(text))


def property_keys(name: str, value: str) -> Iterator[str]:
    """Yield the keys of a property with a value, which is an IRI or a text."""
    folded = "" if "://" in value else folded_key(value)
    values = (value, *identifier_keys(value), folded)
    yield from (f"{name}\n{each}" for each in dict.fromkeys(values) if each)


def stated_keys(name: str, value: str) -> Iterator[str]:
    """Yield the keys of a property that the graph states: of a date, those of its year too."""
    yield from property_keys(name, value)
    if match := _DATE.match(value):
        yield from property_keys(name, match[1])
        yield from property_keys(name, match[2])


def name_keys(text: str) -> tuple[str, ...]:
    """Return the keys of a name, the strictest first."""
    return tuple(dict.fromkeys(filter(None, (exact_key(text), *_folded_keys(text)))))


def _folded_keys(text: str) -> Iterator[str]:
    text = text[:NAME_CHARACTERS]
    yield folded_key(text)
    if match := _COMMA.fullmatch(text):
        # "Aliyev, Ilham", "Ombudspersons for Children, European Network of"
        yield folded_key(f"{match[2]} {match[1]}")
    if (match := _BRACKETED.fullmatch(text)) and is_acronym(match[2], of=match[1]):
        yield folded_key(match[1])


def bracketed(text: str) -> tuple[str, str] | None:
    """Return a name and what is in brackets behind it; None if nothing is."""
    match = _BRACKETED.fullmatch(text[:NAME_CHARACTERS])
    return (match[1], match[2]) if match else None


def is_acronym(text: str, *, of: str) -> bool:
    """Return whether a text is made of the first letters of a name: `SNU`, `CoE`, `UoM`."""
    letters = fold_name(text)
    return len(letters) >= _FEWEST_INITIALS and letters in initials(of)


def initials(text: str) -> frozenset[str]:
    """Return the first letters of a name's words, with and without those of small words."""
    folded = fold_name(text)
    words = folded.split()
    of_all = "".join(word[0] for word in words)
    of_core = "".join(word[0] for word in words if word not in STOP_WORDS and word != "and")
    of_formless = "".join(word[0] for word in core_words(folded))
    return frozenset(
        letters for letters in (of_all, of_core, of_formless) if _ACRONYM.fullmatch(letters)
    )


def hashed(key: str) -> int:
    """Return a key as a number of 64 bits, as the index has it."""
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
