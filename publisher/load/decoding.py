"""Decode the bytes of a file: strictly as UTF-8, or in whichever encoding a file of RDF is."""

import re
from typing import Final

from publisher.findings import Finding, Place

_UTF8_MARK: Final = b"\xef\xbb\xbf"
_WRONG_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARED: Final = re.compile(rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]+)[\"']")
_ENCODINGS: Final = re.compile(
    r"utf-?(8|16|32)(-?[lb]e)?|us-ascii|ascii|(iso-?)?8859[-_]\d+|iso[-_]8859[-_]\d+|latin-?\d"
    r"|(windows-|cp)\d+|koi8-[ru]|shift[-_]jis|euc-(jp|kr)|gb(2312|k|18030)|big5|tis-620|mac\w+",
    re.IGNORECASE,
)
"""Those of text: Python knows others that are slow, or none of XML."""
_MARKS: Final = (
    # The longer ones first: that of UTF-16 is the beginning of that of UTF-32.
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)


def decode_any(content: bytes, *, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file of RDF, without byte-order mark, or a finding.

    In UTF-8, in UTF-16 or UTF-32 with a mark, or as XML declares it; line ends as they are.
    """
    encoding = _encoding(content)
    if encoding.lower() in {"utf-8", "utf8"}:
        return decode(content.removeprefix(_UTF8_MARK), file=file)
    fault = f"the encoding {encoding} is not known"
    if _ENCODINGS.fullmatch(encoding):
        try:
            return content.decode(encoding).removeprefix("\ufeff"), []
        except UnicodeDecodeError as error:
            fault = f"byte 0x{content[error.start]:02X} is not {encoding.upper()}"
        except LookupError:
            pass
    return "", [encoding_fault(file, 1, 1, fault, hint="save it as UTF-8")]


def _encoding(content: bytes) -> str:
    """Return the encoding that a mark, or the declaration of XML, names; else UTF-8."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    declared = _DECLARED.match(content)
    if marked or not declared:
        return marked or "utf-8"
    encoding = declared[1].decode()
    # Bytes that can be read as ASCII are not UTF-16, whatever the declaration says.
    return "utf-8" if encoding.lower().startswith(("utf-16", "utf-32")) else encoding


def decode(content: bytes, *, file: str) -> tuple[str, list[Finding]]:
    """Return the text of a file, line ends as they are, or findings that say why it is none."""
    if content.startswith(_WRONG_MARKS):
        return "", [encoding_fault(file, 1, 1, "the file is UTF-16")]
    if content.startswith(_UTF8_MARK):
        return "", [encoding_fault(file, 1, 1, "the file begins with a byte-order mark")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        wrong = content[error.start]
        return "", [encoding_fault(file, line, column, f"byte 0x{wrong:02X} is not UTF-8")]
    if "\0" in text:
        return "", [
            encoding_fault(file, *line_and_column(text, text.index("\0")), "the file has a NUL")
        ]
    return text, []


def encoding_fault(
    file: str,
    line: int,
    column: int,
    message: str,
    *,
    hint: str = "save it as UTF-8 without byte-order mark",
) -> Finding:
    return Finding(
        code="encoding",
        message=message,
        hint=hint,
        place=Place(file=file, line=line, column=column),
    )


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
