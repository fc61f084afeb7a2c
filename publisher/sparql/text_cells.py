"""Texts in cells that no spreadsheet takes for a formula.

https://owasp.org/www-community/attacks/CSV_Injection
"""

import re
from typing import Final

_FORMULA: Final = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0]")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def as_text_cell(text: str) -> str:
    """Return a text, with an apostrophe in front if a spreadsheet would take it for a formula.

    A number is no formula, whatever its sign.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
