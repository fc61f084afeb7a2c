"""Segments of paths: any text as a name that every file system and web server takes.

`escaped` is injective, and `unescaped` leads back. An escape is `~` and two lower-case hexadecimal
digits for each byte of UTF-8. What begins with `~` and is no escape (`~`, `~~`, `~p2`, `~blank`)
is therefore free for marks that no text can spell.
"""

import re
import unicodedata
from typing import Final

EMPTY_SEGMENT: Final = "~"
"""The segment for an empty text: `//` has one inside."""
INDEX: Final = "index"
"""The segment for an empty text at the end: what a web server shows for an address in `/`."""
MAX_SEGMENT: Final = 180
"""Bytes of a segment. File systems take 255, and a suffix such as `.annotations.jsonld.br` comes
behind it."""
MAX_PATH: Final = 600
"""Bytes of a path."""
FILE_SUFFIXES: Final = frozenset(
    {
        # Of a page's files.
        *("html", "ttl", "jsonld", "nt", "rdf", "trig", "nq", "txt"),
        *("claims", "annotations", "coverage"),
        # Of formats that it may have one day, so that no address moves when it has them.
        *("n3", "hdt", "trix", "rj", "ttls", "jelly"),
        # What web servers take for a coding or a program, even if another suffix follows.
        *("gz", "br", "zst", "bz2", "xz"),
        *("shtml", "php", "php3", "php4", "php5", "php7", "php8", "phtml", "phar"),
        *("cgi", "fcgi", "pl", "py", "rb", "asp", "aspx", "jsp", "jspx", "var", "htm"),
    }
)
"""The last dot of a segment is escaped if one of these follows it."""

_NICE: Final = re.compile(r"[a-z0-9_-]+")
# Letters, digits, and what RFC 3986 allows in a segment, without what Windows forbids (`*`, `:`).
_ODD: Final = re.compile(r"[^A-Za-z0-9\-._!$&'()+,;=@]")
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ESCAPES: Final = re.compile(r"(?:~[0-9a-f]{2})+")
_LAST_DOT: Final = re.compile(rf"\.(?=(?:{'|'.join(sorted(FILE_SUFFIXES))})$)", re.IGNORECASE)
_OUTER_DOTS: Final = re.compile(r"^\.|\.$")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
_DEVICE: Final = re.compile(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)


def escaped(text: str) -> str:
    """Return a text that is not empty as a segment.

    >>> escaped("person?id=1"), escaped("01.1"), escaped("a.html"), escaped("%C3")
    ('person~3fid=1', '01.1', 'a~2ehtml', '~25C3')
    """
    if _NICE.fullmatch(text) and text != INDEX and not _DEVICE.fullmatch(text):
        return text
    segment = _ODD.sub(_escaped_if_odd, text)
    if not unicodedata.is_normalized("NFC", segment):
        segment = _NOT_ASCII.sub(_escape, segment)
    segment = _OUTER_DOTS.sub(_escape, _LAST_DOT.sub(_escape, segment))
    if segment.casefold() == INDEX or _DEVICE.fullmatch(segment):
        return escaped_first(segment)
    return segment


def escaped_first(segment: str) -> str:
    """Return a segment with its first character escaped: `queries` → `~71ueries`."""
    return escape(segment[0]) + segment[1:]


def escape(text: str) -> str:
    """Return the escapes of a text's bytes."""
    # A lone surrogate is no character, but no text may be refused here.
    return "".join(f"~{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


def unescaped(segment: str) -> str | None:
    """Return the text of a segment; None if it has a `~` that begins no escape."""
    if "~" not in segment:
        return segment
    try:
        text = _ESCAPES.sub(_unescape, segment)
    except UnicodeDecodeError:
        return None
    return None if "~" in _ESCAPES.sub("", segment) else text


def escaped_case(path: str) -> str:
    """Return a path in which what case-folding would change is escaped: `Name` → `~4eame`.

    So it differs from each path that differs from the given one by case alone.
    """
    lower = "".join(letter if letter.casefold() == letter else escape(letter) for letter in path)
    return lower if folded_path(lower) == lower else _NOT_ASCII.sub(_escape, lower)


def folded_path(path: str) -> str:
    """Return a path without differences of case and Unicode form.

    Some file systems take paths for the same that have one result:
    https://www.unicode.org/versions/latest/core-spec/chapter-3/#G34145
    """
    if path.isascii():
        return path.lower()
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", path).casefold())
    return unicodedata.normalize("NFC", decomposed)


def is_too_long(segments: list[str]) -> bool:
    sizes = [len(segment) if segment.isascii() else len(segment.encode()) for segment in segments]
    return max(sizes) > MAX_SEGMENT or sum(sizes) + len(sizes) - 1 > MAX_PATH


def _escaped_if_odd(match: re.Match[str]) -> str:
    letter = match.group()
    # C: control, format, private use, unassigned, surrogate. Z: white space.
    is_kept = letter > "\x7f" and unicodedata.category(letter)[0] not in "CZ"
    return letter if is_kept else escape(letter)


def _escape(match: re.Match[str]) -> str:
    return escape(match.group())


def _unescape(match: re.Match[str]) -> str:
    return bytes.fromhex(match.group().replace("~", "")).decode("utf-8", "surrogatepass")
