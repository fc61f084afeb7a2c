"""One Turtle 1.2 file into triples, strictly, or the findings that say why not."""

import re
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from publisher import limits
from publisher.dataset import triple_of
from publisher.findings import Finding, Place
from publisher.model import Triple

_TOKENS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<(?P<iri>[^<>\"\s]*)>"
    r"|\#[^\n]*"
    r"|(?P<base>@base\b|(?<![\w:-])(?i:base)(?=\s*<))",
    re.DOTALL,
)
_BASE: Final = re.compile(r"[bB](?i:ase)\b")
_TRIPLE_TERM: Final = re.compile(r"<<\(|\)>>")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CURLY: Final = re.compile("[“”„«»‘’]")
_WRONG_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class TurtleFile:
    """A parsed file; `triples` in the file's order, triple terms as N-Triples 1.2 text."""

    file: str
    text: str
    triples: tuple[Triple, ...]


def parse_turtle(
    content: bytes, *, file: str, base: str
) -> tuple[TurtleFile | None, list[Finding]]:
    """The file, or None with the findings that forbid it."""
    text, findings = decode(content, file=file)
    if not findings:
        findings = _refused(text, file=file)
    if findings:
        return None, findings
    try:
        # N-Triples text straight from the parser: a third of the time of asking each term.
        lines = ox.serialize(
            ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri=base),
            format=ox.RdfFormat.N_TRIPLES,
        )
    except SyntaxError as error:
        return None, [_syntax(error, text=text, file=file)]
    except (ValueError, MemoryError, OSError) as error:
        message = str(error) or "a literal is too long"
        return None, [
            Finding(
                code="turtle-syntax",
                message=message,
                hint="split or shorten it",
                place=Place(file=file, line=1, column=1),
            )
        ]
    triples = tuple(map(triple_of, (lines or b"").splitlines(keepends=True)))
    return TurtleFile(file=file, text=text, triples=triples), []


def decode(content: bytes, *, file: str) -> tuple[str, list[Finding]]:
    """The text of a file, with no newline translation: offsets are in the bytes as decoded."""
    if content.startswith(_WRONG_MARKS):
        return "", [_encoding(file, 1, 1, "the file is UTF-16")]
    if content.startswith(b"\xef\xbb\xbf"):
        return "", [_encoding(file, 1, 1, "the file begins with a byte-order mark")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        wrong = content[error.start]
        return "", [_encoding(file, line, column, f"byte 0x{wrong:02X} is not UTF-8")]
    if "\0" in text:
        return "", [_encoding(file, *position(text, text.index("\0")), "the file has a NUL")]
    return text, []


def _encoding(file: str, line: int, column: int, message: str) -> Finding:
    return Finding(
        code="encoding",
        message=message,
        hint="save it as UTF-8 without byte-order mark",
        place=Place(file=file, line=line, column=column),
    )


def _refused(text: str, *, file: str) -> list[Finding]:
    if not text.strip():
        return [
            Finding(
                code="file-empty",
                message="the file is empty",
                hint="write triples into it or remove it",
                place=Place(file=file, line=1, column=1),
            )
        ]
    start = text.lstrip()[:15].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        return [
            Finding(
                code="turtle-syntax",
                message="the file is HTML or XML, not Turtle",
                hint="save the Turtle itself, not the page that shows it",
                place=Place(file=file, line=1, column=1),
            )
        ]
    if text.count("<<(") > limits.NESTING and (nested := _refused_nesting(text, file=file)):
        return nested
    return _refused_tokens(text, file=file) if _is_suspect(text) else []


def _is_suspect(text: str) -> bool:
    """Whether there is what stands in every file that is refused for its tokens, and in few others.

    Three searches: in one the expression would have no first letter to leap to.
    """
    return "<." in text or "/." in text or _BASE.search(text) is not None


def _refused_nesting(text: str, *, file: str) -> list[Finding]:
    """Triple terms deep in each other overflow the parser's stack, which no exception tells."""
    depth = 0
    for match in _TRIPLE_TERM.finditer(text):
        depth += 1 if match.group() == "<<(" else -1
        if depth > limits.NESTING:
            return [
                Finding(
                    code="triple-term-nested",
                    message=f"triple terms stand more than {limits.NESTING} deep in each other",
                    hint="name the inner statements and speak of their IRIs",
                    place=_at(text, match.start(), file),
                )
            ]
    return []


def _refused_tokens(text: str, *, file: str) -> list[Finding]:
    findings = []
    for match in _TOKENS.finditer(text):
        if match["base"]:
            findings.append(
                Finding(
                    code="base-in-file",
                    message="BASE stands in the file",
                    hint="remove it: the base is configured once, in pyproject.toml",
                    place=_at(text, match.start(), file),
                )
            )
        elif match["iri"] and {".", ".."} & set(re.split(r"[/?#]", match["iri"])):
            findings.append(
                Finding(
                    code="iri-relative-dots",
                    message=f'IRI <{match["iri"]}> has "." or ".." as a segment',
                    hint="write the path from the base: <kind/slug>",
                    place=_at(text, match.start(), file),
                )
            )
    return findings


def _syntax(error: SyntaxError, *, text: str, file: str) -> Finding:
    message = re.sub(r"^Parser error at line \d+ (?:column \d+|between .*?): ", "", error.msg)
    message = re.sub(r"^Parser error between .*?: ", "", message)
    # It repeats the file's own characters, which could end the line or move a terminal's cursor.
    message = _CONTROL.sub(lambda match: f"U+{ord(match.group()):04X}", message)
    line, column = error.lineno or 1, error.offset or 1
    if "\r" in text:  # The parser begins a line after each, we after \n alone, as editors do.
        starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
        line, column = position(
            text, min(starts[min(line, len(starts)) - 1] + column - 1, len(text))
        )
    hint = _syntax_hint(message, text=text, line=line)
    return Finding(
        code="turtle-syntax",
        message=message[:300],
        hint=hint,
        place=Place(file=file, line=line, column=column),
    )


def _syntax_hint(message: str, *, text: str, line: int) -> str:
    if "Line jumps" in message:
        return 'close the string with " on the line where it opens'
    if _CURLY.search(message[:3]):
        return 'write straight quotation marks: "'
    if "dot" in message:
        return "end what stands before with . or, if more of the same subject follows, with ;"
    if "prefix" in message.lower():
        return "declare it at the top: @prefix …"
    lines = text.split("\n")
    here = "\n".join(lines[max(line - 3, 0) : line])
    if "<<" in here and '"""' in here:
        return 'a """long string""" cannot stand inside << >>: write it on one line in " "'
    return ""


def _at(text: str, offset: int, file: str) -> Place:
    line, column = position(text, offset)
    return Place(file=file, line=line, column=column)


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
