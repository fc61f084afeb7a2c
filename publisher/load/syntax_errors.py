"""Say what the parser of Turtle and its kin found wrong, and what to do."""

import re
from typing import Final

from publisher.findings import Finding, Place
from publisher.load.decoding import line_and_column
from publisher.load.syntaxes import Syntax
from publisher.load.turtle_tokens import Position, TurtleTokens

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CURLY: Final = re.compile("[“”„«»‘’]")


def syntax_fault(error: SyntaxError, *, text: str, file: str, syntax: Syntax) -> Finding:
    """Return the finding for an error of the parser, with its place and, if known, a cure."""
    message = re.sub(r"^Parser error at line \d+ (?:column \d+|between .*?): ", "", error.msg)
    message = re.sub(r"^Parser error between .*?: ", "", message)
    message = one_line(message)
    line, column = error.lineno or 1, error.offset or 1
    if "\r" in text:  # The parser counts each as a line end; we count \n alone, as editors do.
        starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
        line, column = line_and_column(
            text, min(starts[min(line, len(starts)) - 1] + column - 1, len(text))
        )
    hint = _syntax_hint(message, text=text, line=line)
    if "Annotations should end" in message and (opened := _open_annotation(text, (line, column))):
        hint = f'close the annotation that opens on line {opened}, with "|}}"'
    if not hint and syntax is Syntax.N3:
        hint = "N3 is read as far as Turtle goes: without rules, formulas and variables"
    is_turtle = syntax is Syntax.TURTLE
    return Finding(
        code="turtle-syntax" if is_turtle else "rdf-syntax",
        message=message[:300] if is_turtle else f"not {syntax.value}: {message[:300]}",
        hint=hint,
        place=Place(file=file, line=line, column=column),
    )


def one_line(message: str) -> str:
    """Return a message with codes for what could end its line or move a terminal's cursor.

    Parsers repeat characters of the file.
    """
    return _CONTROL.sub(lambda match: f"U+{ord(match.group()):04X}", message)


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
