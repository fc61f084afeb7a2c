"""The consonants of names, by which they are still alike when vowels or scripts differ.

Arabic and Hebrew write few vowels, and each language puts others in place of foreign ones:
`tbryz` and `Tabriz`, `Mosul` and `Mûsil`, `Bruenn` and `Brno`.
"""

import re
from functools import lru_cache
from typing import Final

_SILENT: Final = re.compile(r"(?<=[cdgkstz])h|(?<=t)s|(?<=d)[zj]|(?<=[^aeiouy])w(?=[^aeiouy])")
"""The second letters of digraphs, and a `w` that is a vowel, as in transliterated Arabic."""
_ALIKE: Final = str.maketrans("bcdgqvwxz", "pktkkffks", "aeiouyhj")
_REPEATED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return the consonants of a folded word, one letter for those that languages confuse.

    `tabriz` → `tprs`, `mosul` → `msl`; a word without consonants, or with digits, stays.
    """
    if not word.isalpha():
        return word
    consonants = _SILENT.sub("", word.replace("ph", "f")).translate(_ALIKE)
    return _REPEATED.sub(r"\1", consonants) or word
