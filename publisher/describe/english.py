"""Words of sentences in English: articles, names of classes, dates, and texts cut at a border."""

import re
from collections.abc import Sequence
from typing import Final

_TITLE_CASE: Final = re.compile(r"[A-Z][a-z]+")
_VOWEL_SOUND: Final = re.compile(
    r"(?:[aeio]|u(?!ni(?!n|m)|se|sa|su|ti|ro|ra|bi|fo|kr)|h(?:our|onou?r|eir|onest))", re.IGNORECASE
)
_CONSONANT_SOUND: Final = re.compile(r"eu|ew|one\b|once\b|ouija", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[A-Z][A-Z0-9]*(?![a-z])")
_SPOKEN_WITH_VOWEL: Final = frozenset("AEFHILMNORSX8")
_NO_PLURAL: Final = re.compile(r"(?:ss|us|is|ics|news|series|species|campus|lens|gas|atlas|bus)$")
_HEAD: Final = re.compile(r".+?(?=$| (?:of|for|in|on|with|to|by|at|from|that|or|and)\b| ?[(,;/])")
"""The part of a noun phrase whose last word is its noun: `group` of `group of persons`."""
_UNCOUNTED: Final = frozenset(
    {
        *("advice", "data", "equipment", "evidence", "furniture", "genera", "information"),
        *("legislation", "media", "music", "people", "research", "software", "staff", "taxa"),
    }
)
"""Nouns without an article."""
_SENTENCE_END: Final = re.compile(r"[.!?…。！？][\"”’»)]*(?=\s|$)")
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|cf|ca|approx|Inc|Ltd|Jr|Sr))\.$"
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE: Final = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?")
_SHORTEST: Final = 60
"""Characters of a text that is cut after a sentence: a shorter one says too little."""
_WORD_BORDER: Final = 20
"""Characters before the end in which a border of words is looked for."""


def noun(label: str, *, is_title_case: bool = False) -> str:
    """Return the label of a class as it stands in a sentence; empty if it cannot have an article.

    `Institution` → `institution`, `RDF list` → `RDF list`, `People` → ``. `is_title_case`: whether
    all words of the label are names of a vocabulary, whose capitals mean nothing.
    """
    words = " ".join(label.split()).split(" ")
    head = _HEAD.match(" ".join(words))
    last = head.group().rpartition(" ")[2].lower() if head else ""
    is_plural = last.endswith("s") and not _NO_PLURAL.search(last)
    if not last or is_plural or last in _UNCOUNTED or not words[0][0].isalpha():
        return ""
    if len(words) == 1 or is_title_case:
        words = [word.lower() if _TITLE_CASE.fullmatch(word) else word for word in words]
    return " ".join(words)


def with_article(words: str) -> str:
    """Return a noun with its article: `an institution`, `a university`, `an RDF list`."""
    letters = _LETTERS.match(words)
    if letters and (len(letters.group()) > 1 or words[1:2] in {"", "-", " "}):
        is_vowel = words[0] in _SPOKEN_WITH_VOWEL
    else:
        is_vowel = bool(_VOWEL_SOUND.match(words)) and not _CONSONANT_SOUND.match(words)
    return f"{'an' if is_vowel else 'a'} {words}"


def english_list(several: Sequence[str]) -> str:
    """Return texts as a list in a sentence: `A, B and C`."""
    *others, last = several
    return f"{', '.join(others)} and {last}" if others else last


def english_date(text: str) -> str:
    """Return a date as a reader writes it: `2015-03` → `March 2015`; empty if it is none."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return ""
    year, month, day = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= len(_MONTHS):
        return ""
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day else named


def ended(text: str) -> str:
    """Return a text with a full stop, unless it has an end, or is an address."""
    is_ended = not text or text[-1] in ".!?…。！？" or _closes(text)
    is_address = "://" in text and " " not in text
    return text if is_ended or is_address else f"{text}."


def _closes(text: str) -> bool:
    return len(text) > 1 and text[-1] in '”’"»)' and text[-2] in ".!?…"


def cut(text: str, size: int) -> str:
    """Return the beginning of a text: whole sentences if there are some, else whole words and `…`.

    White space is collapsed. The result has at most `size` characters.
    """
    text = " ".join(text.split())
    if len(text) <= size:
        return text
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text, 0, size + 1)
        if match.end() <= size and not _ABBREVIATION.search(text[: match.start() + 1])
    ]
    if ends and ends[-1] >= min(_SHORTEST, size // 2):
        return text[: ends[-1]]
    start = text[: size - 1]
    at = start.rfind(" ") if text[size - 1] != " " else size - 1
    # A script without spaces has no border of words.
    if at < len(start) - _WORD_BORDER * 2:
        at = len(start)
    return f"{start[:at].rstrip(' ,;:–—-')}…"
