"""Text as bytes of an HTML page, which has not every character."""

import re
from typing import Final

from markupsafe import Markup

# https://html.spec.whatwg.org/multipage/parsing.html#parse-error-control-character-in-input-stream
_HTML_CHARACTERS: Final = "\t\n\f\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17)
)
_IS_HTML: Final = re.compile(f"[{_HTML_CHARACTERS}]*")
_NOT_HTML: Final = re.compile(f"[^{_HTML_CHARACTERS}]")
# The bytes that every other character has in UTF-8; \xa0, Hangul and emoji have some of them too.
_SUSPECT: Final = bytes({*range(0x20), *b"\x7f\xc2\xed\xef", *range(0xF0, 0x100)} - {*b"\t\n\f\r"})


def html_bytes(text: str) -> bytes:
    """Return a page in UTF-8, with U+FFFD for each character that is not in HTML."""
    content = text.encode(errors="surrogatepass")
    if _is_html(content, text):
        return content
    return _NOT_HTML.sub("\ufffd", text).encode()


def json_script(json: bytes) -> Markup:
    r"""Return JSON for a script element: no `<`, which could end it, and only HTML's characters.

    JSON has `<` and these characters inside of strings only, so `\u` is always an escape.
    """
    text = json.decode().replace("<", "\\u003c")
    if not _is_html(json, text):
        text = _NOT_HTML.sub(_json_escape, text)
    return Markup(text)  # noqa: S704  # Safe: only `<` can end a script element.


def _is_html(content: bytes, text: str) -> bool:
    """Return whether HTML has every character of `text`, which `content` is in UTF-8.

    Most texts have no suspect byte. The table finds that out in a third of the expression's time.
    """
    return len(content.translate(None, _SUSPECT)) == len(content) or bool(_IS_HTML.fullmatch(text))


def _json_escape(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
