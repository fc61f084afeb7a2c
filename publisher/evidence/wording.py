"""Compare words as a reader does: without case, typography and invisible characters."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from publisher.evidence.language import Language

_TYPOGRAPHY: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʻʹ`´′＇", "'"),
        **dict.fromkeys("“”„‟«»‹›″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"),
    }
)
_AROUND: Final = " \t\"'()[]{}<>,.;:!?-…·*_「」『』（）【】《》、。"
_TOKEN: Final = re.compile(r"\w+")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text without case, typography, invisible characters and runs of white space."""
    # Case folding can compose anew, so that the normal form comes last as well as first.
    plain = unicodedata.normalize("NFKC", text).translate(_TYPOGRAPHY).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).replace("\u0307", "").split())


@lru_cache(maxsize=4096)
def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded. `'Users’ Forum'` → `('users', 'forum')`."""
    return tuple(_TOKEN.findall(fold(text)))


def is_unspaced(text: str) -> bool:
    """Return whether the text is in a script that puts no space between words."""
    return _UNSPACED.search(text) is not None


def bare_name(text: str, language: Language) -> str:
    """Return a name without what may stand around it: article, title, quotation marks, brackets."""
    name = fold(text).strip(_AROUND)
    while True:
        opener = re.match(r"([^\s']+?)(?:\.\s*|\s+|(?<=\b[dl])')(?=\S)", name)
        if opener is None or opener[1].rstrip(".") not in language.openers:
            return name
        name = name[opener.end() :].strip(_AROUND)


def is_name_alone(words: str, name: str, language: Language) -> bool:
    """Return whether words of a source are a name with its article or title, and nothing more.

    The name may have a possessive ending, because a quote does not cut a word.
    """
    quoted, wanted = bare_name(words, language), bare_name(name, language)
    # A part of the name is not more than the name.
    if quoted and f" {quoted} " in f" {wanted} ":
        return True
    return (
        bool(wanted) and quoted.startswith(wanted) and quoted[len(wanted) :] in language.possessives
    )
