"""Check that texts of a project's configuration are web addresses or language tags."""

import re
import unicodedata
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import urlsplit

_WEB: Final = re.compile(r"https?://")
_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
# https://www.rfc-editor.org/rfc/rfc3987#section-2.2, without the characters that nobody sees
_IRI: Final = re.compile(
    r"[A-Za-z0-9\-._~!$&'()*+,;=:@/?#%\[\]"
    r"\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd]"
)
INVISIBLE: Final = re.compile(r"[\s\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""White space, and characters that nobody sees: a line of text looks the same without them."""
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.IGNORECASE)
_LONGEST_HOST: Final = 253
_LARGEST_PORT: Final = 65_535

_EXTENSION: Final = r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)"
_PRIVATE: Final = r"x(?:-[a-z0-9]{1,8})+"
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_LANGUAGE: Final = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    rf"{_EXTENSION}*(?:-{_PRIVATE})?|{_PRIVATE}"
    r"|en-gb-oed|i-(?:ami|bnn|default|enochian|hak|klingon|lux|mingo|navajo|pwn|tao|tay|tsu)"
    r"|sgn-(?:be-fr|be-nl|ch-de)|art-lojban|cel-gaulish|no-bok|no-nyn|zh-(?:guoyu|hakka|min|xiang)"
    r"|zh-min-nan",
    re.IGNORECASE | re.ASCII,
)


def is_language_tag(text: str) -> bool:
    """Return whether a text is well-formed as RFC 5646 has it: https://www.rfc-editor.org/info/bcp47"""
    return _LANGUAGE.fullmatch(text) is not None


def address_fault(text: str) -> str:
    """Return what forbids a text to be an address of the web, or an empty text.

    >>> address_fault("https://user@example.org/")
    'it has a user name or a password'
    """
    if not _WEB.match(text):
        return "it does not begin with https:// or http://"
    if odd := _odd_character(text):
        return f"no IRI has {character(odd)}"
    if _PERCENT.search(text):
        return "a % is not followed by two hexadecimal digits"
    try:
        parts = urlsplit(text)
    except ValueError:
        return "its host is not valid"
    if {".", ".."} & set(parts.path.split("/")):
        return 'it has "." or ".." as a segment'
    return _authority_fault(parts.netloc)


def _odd_character(text: str) -> str:
    """Return the first character that no IRI has at its place, or an empty text."""
    for at, letter in enumerate(text):
        # Brackets stand about an IPv6 address alone, before any path.
        is_bracket = letter in "[]" and "/" in text[:at].partition("://")[2]
        if is_bracket or not _IRI.match(letter) or INVISIBLE.match(letter):
            return letter
    return ""


def character(letter: str) -> str:
    """Return a character as a message names it: it may be one that nobody sees."""
    name = unicodedata.name(letter, "")
    return f"U+{ord(letter):04X} ({name})" if name else f"U+{ord(letter):04X}"


def _authority_fault(authority: str) -> str:
    if "@" in authority:
        return "it has a user name or a password"
    host, _, port = authority.rpartition(":")
    if authority.endswith("]") or ":" not in authority:
        host, port = authority, "443"
    if not port.isascii() or not port.isdigit() or not 0 < int(port[:6]) <= _LARGEST_PORT:
        return f"its port is not a number from 1 to {_LARGEST_PORT:,}"
    return "" if _is_host(host) else "its host is not valid"


def _is_host(host: str) -> bool:
    try:
        if host.startswith("["):
            return host.endswith("]") and "%" not in host and bool(IPv6Address(host[1:-1]))
        name = host.encode("idna").decode()
        if name.replace(".", "").isdigit():
            return bool(IPv4Address(name))
    except (AddressValueError, UnicodeError):
        return False
    labels = name.removesuffix(".").split(".")
    return len(name) <= _LONGEST_HOST and all(map(_LABEL.fullmatch, labels))


def is_utf8(name: str) -> bool:
    """Return whether a file's name is UTF-8: a system may have others, which Python reads too."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)
