"""Names in one spelling: small ASCII letters, without what people add, leave out or abbreviate."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from publisher.limits import NAME_CHARACTERS
from publisher.names.legal_forms import with_short_forms

_ELISION: Final = re.compile(r"(?<![^\W_])([dl])['’ʼ](?=\w)", re.IGNORECASE)
_APOSTROPHES: Final = re.compile(r"['`]")
_INITIALS: Final = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}(?:[a-z](?![a-z0-9]))?")
_AND: Final = re.compile(r"\s*&\s*|\+")
_SEPARATORS: Final = re.compile(r"[^a-z0-9]+")
_DROPPED: Final = frozenset({"Cf", "Cc", "So", "Sk", "Cs", "Co"})
"""Unicode categories of what nobody reads as a part of a name: direction marks, controls, emoji."""

STOP_WORDS: Final = frozenset(
    # English, French, Spanish and Portuguese, Italian, German, Dutch. No letter alone but of
    # elisions: "i" and "v" are numbers, "y" and "e" initials.
    [
        *("the", "of", "and", "for", "in", "on", "at", "to", "by"),
        *("de", "la", "le", "les", "du", "des", "et", "au", "aux"),
        *("el", "los", "las", "del", "do", "da", "dos", "das"),
        *("di", "della", "delle", "dei", "degli"),
        *("der", "die", "und", "fur", "im", "am", "zu", "zur", "zum", "von", "vom"),
        *("van", "het", "d", "l"),
    ]
)
_SPELLINGS: Final = (
    (re.compile(r"(?<=[a-z]{2})is(?=ations?$|ational$|ed$|ing$)"), "iz"),
    (re.compile(r"^(cent|theat)res?$"), r"\1er"),
    (re.compile(r"^(lab|harb|col|hon)our"), r"\1or"),
    (re.compile(r"^(def|off)ence$"), r"\1ense"),
    (re.compile(r"^programmes?$"), "program"),
    (re.compile(r"^(an|arch|p|encyclop|gyn|orthop)ae(?=[a-z]{3})"), r"\1e"),
)
"""British and American spellings of words that are common in names."""


@lru_cache(maxsize=1_000)
def fold_name(text: str) -> str:
    """Return a name in small ASCII letters and digits, with one space between words.

    `"Azərbaycan Milli Konservatoriyası"` → `"azerbaycan milli konservatoriyasi"`,
    `"U.N."` → `"un"`, `"Procter & Gamble"` → `"procter and gamble"`
    """
    text = unicodedata.normalize("NFKC", text[:NAME_CHARACTERS])
    if not text.isascii():
        text = "".join(
            letter
            for letter in text
            if letter.isascii() or unicodedata.category(letter) not in _DROPPED
        )
    text = _ELISION.sub(r"\1 ", text)
    text = _APOSTROPHES.sub("", anyascii(text)).lower()
    text = _INITIALS.sub(_joined, text)
    return _SEPARATORS.sub(" ", _AND.sub(" and ", text)).strip()


def _joined(initials: re.Match[str]) -> str:
    return initials.group().replace(".", "") + " "


def core_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded name that tell it from others, in their order.

    Legal forms are in their shortest spelling. A name of nothing but small words keeps them.
    """
    words = with_short_forms([spelt(word) for word in folded.split()])
    core = tuple(word for word in words if word not in STOP_WORDS)
    return core or tuple(words)


@lru_cache(maxsize=50_000)
def spelt(word: str) -> str:
    """Return a folded word in the spelling that is American: `organisation` → `organization`."""
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word
