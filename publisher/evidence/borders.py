"""Find the places of a text at which a quote may begin or end.

Word boundaries as Unicode has them (https://www.unicode.org/reports/tr29/#Word_Boundaries), and
none beside what joins words or numbers: a hyphen, an apostrophe, a thousands mark, a character that
nobody sees. In scripts without spaces any grapheme cluster may begin or end a quote.
"""

import unicodedata
from typing import Final

import regex

_FLAGS: Final = regex.VERSION1 | regex.VERBOSE
_WINDOW: Final = 64
"""Characters on each side that are looked at: no word or number that matters is longer."""

_HIDDEN: Final = r"[[\p{Cf}\p{Default_Ignorable_Code_Point}]--\p{Prepended_Concatenation_Mark}]"
UNSPACED: Final = (
    r"[[\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Yi}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\p{Javanese}\p{Balinese}\p{Line_Break=SA}\u30FC\uFF70]--\p{Nd}]"
)
_LETTER: Final = rf"[[\p{{L}}\p{{N}}]--{UNSPACED}]"
_HYPHEN: Final = r"[\-\u058A\u05BE\u1400\u1806\u2010-\u2012\u2212\u2E17\u30A0\uFE63\uFF0D]"
_APOSTROPHE: Final = r"['`\u00B4\u02B9\u02BC\u055A\u05F3\u2018\u2019\u201B\u2032\uFF07]"
_SIGN: Final = r"[+\-\u00B1\u2010-\u2013\u2212\uFE63\uFF0B\uFF0D]"
_SPACE: Final = r"[\ \u00A0\u2005-\u2009\u202F\u205F]"
_OPENING: Final = r"(?:^|[\s\p{Ps}\p{Pi}\p{Sc}<>=~\u2248"
_FRACTION: Final = (
    r"(?:[\p{No}--[\u00B2\u00B3\u00B9\u2070-\u209F]]|\p{Nd}{1,3}[/\u2044\u2215]\p{Nd})"
)

_LETTERS_JOINED: Final = regex.compile(
    rf"""
    (?<={_LETTER}\p{{M}}*)(?=(?:{_HYPHEN}|{_APOSTROPHE}){_LETTER})
  | (?<={_LETTER}\p{{M}}*(?:{_HYPHEN}|{_APOSTROPHE}))(?={_LETTER})
    # An en dash between two numbers is a range, of which each end may be quoted.
  | (?<={_LETTER}\p{{M}}*)(?=\u2013{_LETTER})(?<!\p{{Nd}}(?=\u2013\p{{Nd}}))
  | (?<={_LETTER}\p{{M}}*\u2013)(?={_LETTER})(?<!\p{{Nd}}\u2013(?=\p{{Nd}}))
    """,
    _FLAGS,
)
# A word that a hyphen divides at the end of a line: "un-" on one line, "lawful" on the next.
_DIVIDED: Final = regex.compile(
    rf"""
    (?<=\p{{L}}\p{{M}}*)(?={_HYPHEN}[^\S\n]*\n\s*[\p{{Ll}}\p{{Lo}}])
  | (?<=\p{{L}}\p{{M}}*{_HYPHEN}[^\S\n]*)(?=[^\S\n]*\n\s*[\p{{Ll}}\p{{Lo}}])
  | (?<=\p{{L}}\p{{M}}*{_HYPHEN}[^\S\n]*\n\s*)(?=\s*[\p{{Ll}}\p{{Lo}}])
    """,
    _FLAGS,
)
_NUMBER_JOINED: Final = regex.compile(
    rf"""
    (?<=\p{{Nd}})(?=[/\u2044\u2215:.,;\u00B7\u02D9\u2396\u066B\u066C_]\p{{Nd}})
  | (?<=\p{{Nd}}[/\u2044\u2215:.,;\u00B7\u02D9\u2396\u066B\u066C_])(?=\p{{Nd}})
  | (?<=\p{{Nd}})(?=\p{{No}})
  | (?<=\p{{Nd}})(?={_SPACE}{_FRACTION})
  | (?<=\p{{Nd}}{_SPACE})(?={_FRACTION})
    # A sign, or the point of ".5".
  | (?<={_OPENING}]){_SIGN})(?<!\p{{Nd}}\s*{_SIGN})(?=[.,]?\p{{Nd}})
  | (?<={_OPENING}+\-\u2212\u00B1])[.,\u00B7])(?=\p{{Nd}})
    """,
    _FLAGS,
)
_SPACED_NUMBER: Final = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}])(?<!\p{{N}}[.,])\p{{Nd}}{{1,3}}(?:{_SPACE}\p{{Nd}}{{3}})+(?!\p{{Nd}})",
    _FLAGS,
)
_SEEN: Final = regex.compile(rf"{_HIDDEN}+", _FLAGS)
_BOUNDARY: Final = regex.compile(r"(?w)\b")
_SENTENCES: Final = regex.compile(
    r"(?<=[\p{Ll}\p{Lo}\p{N}\p{Pe}\p{Pf}])(?=[.!?:]\p{Lu}\p{Ll})"
    r"|(?<=[\p{Ll}\p{Lo}\p{N}\p{Pe}\p{Pf}][.!?:])(?=\p{Lu}\p{Ll})"
)
"""Two sentences without white space between them: for Unicode "end.The" is one word."""
_UNSPACED_ONE: Final = regex.compile(rf"{UNSPACED}", _FLAGS)
_NUMBER_ENDS: Final = regex.compile(r"\p{Nd}\W?$")
_NUMBER_GOES_ON: Final = regex.compile(r"\W?\p{Nd}")
_CLUSTER: Final = regex.compile(r"\X")
_PICTURE: Final = regex.compile(r"\p{Extended_Pictographic}")


def is_border(text: str, at: int) -> bool:
    """Return whether a quote may begin or end at an offset."""
    return not cut_at(text, at)


def cut_at(text: str, at: int) -> str:
    """Return what a border at an offset would cut, "word" or "number"; empty if it cuts nothing."""
    left, right = seen_around(text, at)
    if left == 0 or right == len(text):
        return ""
    before = _SEEN.sub("", text[max(left - _WINDOW, 0) : left])
    after = _SEEN.sub("", text[right : right + _WINDOW])
    if _DIVIDED.match(before + after, len(before)):
        return "word"
    if _is_spaced(text[left - 1], text[right]):
        return ""
    return _cut(before, after, joiner="\u200d" if "\u200d" in text[left:right] else "")


def seen_around(text: str, at: int) -> tuple[int, int]:
    """Return the end of what is seen before an offset, and the start of what is seen after it."""
    left = right = at
    while left > 0 and is_hidden(text[left - 1]):
        left -= 1
    while right < len(text) and is_hidden(text[right]):
        right += 1
    return left, right


def is_hidden(letter: str) -> bool:
    """Return whether a character shows nothing: a soft hyphen, a zero-width joiner, …"""
    return not letter.isascii() and _SEEN.match(letter) is not None


def _is_spaced(before: str, after: str) -> bool:
    """Return whether white space parts two characters that can be no parts of one number."""
    return (before.isspace() and not after.isnumeric()) or (
        after.isspace() and not before.isnumeric()
    )


def _cut(before: str, after: str, *, joiner: str) -> str:
    text, at = before + after, len(before)
    if not _is_cluster_border(before, after, joiner=joiner):
        return "word"
    if _NUMBER_JOINED.match(text, at) or _in_spaced_number(text, at):
        return "number"
    if _is_unspaced(before) and _is_unspaced(after[0]):
        return ""
    is_joined = _LETTERS_JOINED.match(text, at) or not _BOUNDARY.match(text, at)
    if not is_joined or _SENTENCES.match(text, at):
        return ""
    return "number" if _NUMBER_ENDS.search(before) and _NUMBER_GOES_ON.match(after) else "word"


def _in_spaced_number(text: str, at: int) -> bool:
    return any(number.start() < at < number.end() for number in _SPACED_NUMBER.finditer(text))


def _is_unspaced(text: str) -> bool:
    """Return whether the last character of a text, its marks aside, is of such a script."""
    at = len(text) - 1
    while at > 0 and unicodedata.category(text[at]).startswith("M"):
        at -= 1
    return _UNSPACED_ONE.match(text[at]) is not None


def _is_cluster_border(before: str, after: str, *, joiner: str) -> bool:
    """Return whether a grapheme cluster ends between two texts, here or behind a joiner."""
    if before[-1].isascii() and after[0].isascii():
        return True
    if joiner and _PICTURE.match(after[0]):
        before += joiner
    text, at = before + after, len(before)
    start = max(before.rfind(" "), 0)
    return any(match.end() == at for match in _CLUSTER.finditer(text, start, at + 8))
