"""The order of labels in a language: its alphabet, then accents, then capitals.

Letters that a language counts as its own stand at their place of its alphabet (`å` behind `z` in
Swedish, `ə` behind `e` in Azerbaijani). All other letters sort as the letter without its accent.
Limits: digraphs (`ch` in Czech) are two letters, and scripts without a line in ALPHABETS are in
the order of Unicode.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

Key: TypeAlias = tuple[str, str]
"""What sorts a label: its letters by their place in the alphabet, then the label itself."""

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS: Final[Mapping[str, str]] = {
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "cs": "abcčdefghijklmnopqrřsštuvwxyzž",
    "da": f"{_LATIN}æøå",
    "eo": "abcĉdefgĝhĥijĵklmnoprsŝtuŭvz",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "fi": f"{_LATIN}åäö",
    "fo": f"{_LATIN}æø",
    "hr": "abcčćdđefghijklmnopqrsštuvwxyzž",
    "hu": "abcdefghijklmnoöpqrstuüvwxyz",
    "is": "abcdðefghijklmnopqrstuvwxyzþæö",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "lt": "abcčdefghiyjklmnopqrsštuvwxzž",
    "lv": "abcčdeēfgģhiījkķlļmnņoprsštuūvzž",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
    "nb": f"{_LATIN}æøå",
    "nn": f"{_LATIN}æøå",
    "no": f"{_LATIN}æøå",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "sk": "aäbcčdefghijklmnoôpqrsštuvwxyzž",
    "sl": "abcčdefghijklmnopqrsštuvwxyzž",
    "sq": "abcçdeëfghijklmnopqrstuvxyz",
    "sr": "абвгдђежзијклљмнњопрстћуфхцчџш",
    "sv": f"{_LATIN}åäö",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "tt": "аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
"""The alphabet of languages that have letters of their own, in lower case."""
_EXPANDED: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not take apart, in languages to which they do not belong."""
_DOTTED: Final = frozenset({"az", "tr"})
_DIGITS: Final = re.compile(r"\d+")
_FIRST_PLACE: Final = 0x41
"""The character that stands for the first place of an alphabet: behind the digits, and before the
letters of all other scripts.
"""


@lru_cache(maxsize=20_000)
def sort_key(label: str, language: str) -> Key:
    """Return what sorts a label among others in a language; numbers by their value.

    `Äpfel` sorts as `apfel` in German and behind `z` in Swedish; `2` before `10`.
    """
    places = _places(language.partition("-")[0].lower())
    text = lowered(label, is_dotted=language.startswith(tuple(_DOTTED))).translate(places)
    return _DIGITS.sub(_number, " ".join(text.split())), label


def first_letter(label: str, language: str) -> str:
    """Return the heading of a label in an index: a letter, `0–9`, or `#`.

    Ideographs and syllables have one heading for each script, because there are thousands.
    """
    tag = language.partition("-")[0].lower()
    for character in lowered(label, is_dotted=tag in _DOTTED):
        if character.isdecimal():
            return "0–9"
        if character.isalpha():
            return _heading(character, tag)
    return "#"


def lowered(label: str, *, is_dotted: bool) -> str:
    """Return a label in lower case; if the language has a dotless i, with it."""
    text = unicodedata.normalize("NFC", label)
    if is_dotted:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()


def _number(match: re.Match[str]) -> str:
    """Return digits so that a shorter number comes first: `10` → `210`, one digit for the size."""
    digits = match.group().lstrip("0") or "0"
    return f"{min(len(digits), 9)}{digits}"


class _Places(dict[int, str]):
    """The place of each character in a language, found once: a table for `str.translate`."""

    def __init__(self, order: Mapping[str, str]) -> None:
        super().__init__({ord(letter): place for letter, place in order.items()})
        self._order = order

    def __missing__(self, code: int) -> str:
        character = chr(code)
        letters = _without_accents(character) if character.isalnum() else ""
        place = "".join(self._order.get(letter, letter) for letter in letters) or " "
        self[code] = place
        return place


@lru_cache(maxsize=64)
def _places(language: str) -> _Places:
    return _Places(_order(language))


@lru_cache(maxsize=4096)
def _without_accents(character: str) -> str:
    parts = unicodedata.normalize("NFKD", character.translate(_EXPANDED))
    return "".join(part for part in parts if not unicodedata.combining(part)) or character


@lru_cache(maxsize=64)
def _order(language: str) -> Mapping[str, str]:
    """Return the place of each letter of a language's alphabet, as a character."""
    alphabet = ALPHABETS.get(language, "")
    latin = alphabet if "z" in alphabet else _LATIN
    # Letters that the alphabet lacks, such as q in Azerbaijani names, stand where Latin has them.
    for before, letter in pairwise(_LATIN):
        if letter not in latin:
            at = latin.index(before) + 1
            latin = latin[:at] + letter + latin[at:]
    letters = latin + (alphabet if alphabet and "z" not in alphabet else "")
    return {letter: chr(_FIRST_PLACE + at) for at, letter in enumerate(letters)}


@lru_cache(maxsize=4096)
def _heading(character: str, language: str) -> str:
    if character in ALPHABETS.get(language, ""):
        return "İ" if character == "i" and language in _DOTTED else character.upper()
    script = unicodedata.name(character, "").split(" ", 1)[0]
    if script in {"CJK", "HANGUL", "YI", "ETHIOPIC", "CUNEIFORM", "EGYPTIAN", "TANGUT"}:
        return "漢字" if script == "CJK" else script.capitalize()
    bare = _without_accents(character)[0].upper()
    return bare if bare.isalpha() else "#"
