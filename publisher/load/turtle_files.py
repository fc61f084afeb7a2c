"""Parse a file of Turtle 1.2 strictly: triples, or the findings that say why there are none."""

import re
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from publisher import limits
from publisher.dataset import triple_of
from publisher.findings import Finding, Place
from publisher.load.turtle_tokens import Position, TurtleTokens
from publisher.model import Quad, Triple

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
    """A parsed file; `triples` in the file's order, triple terms as N-Triples 1.2 text.

    `quads`: what the file has in named graphs.
    """

    file: str
    text: str
    triples: tuple[Triple, ...]
    quads: tuple[Quad, ...] = ()


def parse_turtle(
    content: bytes, *, file: str, base: str
) -> tuple[TurtleFile | None, list[Finding]]:
    """Return the parsed file, or None and the findings that say why it cannot be parsed."""
    text, findings = decode(content, file=file)
    if not findings:
        findings = _refused(text, file=file)
    if findings:
        return None, findings
    try:
        # As N-Triples text at once, because to ask each term takes three times as long.
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
    """Return the text of a file, line ends as they are, or findings that say why it is none."""
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
        return "", [_encoding(file, *line_and_column(text, text.index("\0")), "the file has a NUL")]
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
    """Return whether a text may have a token that is refused. Few others are suspect.

    Three searches, because one expression for all has no first letter to jump to, and is slow.
    """
    return "<." in text or "/." in text or _BASE.search(text) is not None


def _refused_nesting(text: str, *, file: str) -> list[Finding]:
    """Refuse deeply nested triple terms, which overflow the parser's stack without an exception."""
    depth = 0
    for match in _TRIPLE_TERM.finditer(text):
        depth += 1 if match.group() == "<<(" else -1
        if depth > limits.NESTING:
            return [
                Finding(
                    code="triple-term-nested",
                    message=f"triple terms are nested more than {limits.NESTING} deep",
                    hint="name the inner statements and use their IRIs",
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
                    message="the file has a BASE",
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
    # It repeats characters of the file, which could end the line or move a terminal's cursor.
    message = _CONTROL.sub(lambda match: f"U+{ord(match.group()):04X}", message)
    line, column = error.lineno or 1, error.offset or 1
    if "\r" in text:  # The parser counts each as a line end; we count \n alone, as editors do.
        starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
        line, column = line_and_column(
            text, min(starts[min(line, len(starts)) - 1] + column - 1, len(text))
        )
    hint = _syntax_hint(message, text=text, line=line)
    if "Annotations should end" in message and (opened := _open_annotation(text, (line, column))):
        hint = f'close the annotation that opens on line {opened}, with "|}}"'
    return Finding(
        code="turtle-syntax",
        message=message[:300],
        hint=hint,
        place=Place(file=file, line=line, column=column),
    )


def _syntax_hint(message: str, *, text: str, line: int) -> str:
    if "Line jumps" in message:
        return "close the string with a quotation mark on the line where it opens"
    if _CURLY.search(message[:3]):
        return "write straight quotation marks"
    if "dot" in message:
        return 'end the triple before it with "." or, if more of the same subject follows, with ";"'
    if "prefix" in message.lower():
        return "declare it at the top: @prefix …"
    lines = text.split("\n")
    here = "\n".join(lines[max(line - 3, 0) : line])
    if "<<" in here and '"""' in here:
        return 'a """long string""" cannot stand inside << >>: write it on one line in " "'
    return ""


def _open_annotation(text: str, end: Position) -> int:
    """Return the line of the innermost `{|` that is not closed before `end`; 0 if there is none."""
    tokens = TurtleTokens(text=text)
    opened: list[int] = []
    while tokens.kind and tokens.position < end:
        if tokens.lexeme == "{|":
            opened.append(tokens.position[0])
        elif tokens.lexeme == "|}" and opened:
            opened.pop()
        tokens.next()
    return opened[-1] if opened else 0


def _at(text: str, offset: int, file: str) -> Place:
    line, column = line_and_column(text, offset)
    return Place(file=file, line=line, column=column)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
