"""The tokens of a text in Turtle, TriG, N-Triples or N-Quads, with line and column.

https://www.w3.org/TR/rdf12-turtle/#sec-grammar
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Position: TypeAlias = tuple[int, int]

_BASE_CHARS: Final = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_CHARS: Final = rf"{_BASE_CHARS}_0-9\u00B7\u0300-\u036F\u203F\u2040\-"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_SPACE: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_TOKEN: Final = re.compile(
    rf"""
    (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<long>\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*+\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*+''')
  | (?P<short>"(?:[^"\\\r\n]|\\.)*+"|'(?:[^'\\\r\n]|\\.)*+')
  | (?P<at>@[A-Za-z]++(?:--?[A-Za-z0-9]++)*+)
  | (?P<double>[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]++)
  | (?P<decimal>[+-]?[0-9]*+\.[0-9]++)
  | (?P<integer>[+-]?[0-9]++)
  | (?P<blank>_:[{_BASE_CHARS}_0-9](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+)
  | (?P<name>(?:[{_BASE_CHARS}](?:[{_CHARS}]|\.++(?=[{_CHARS}]))*+)?
      :(?:(?:[{_BASE_CHARS}_:0-9]|{_ESCAPED})
        (?:[{_CHARS}:]|{_ESCAPED}|\.++(?=[{_CHARS}:%\\]))*+)?)
  | (?P<word>[A-Za-z]++)
  | (?P<mark><<\(|\)>>|<<|>>|\{{\||\|\}}|\^\^|[.;,~()\[\]{{}}])
    """,
    re.VERBOSE,
)


@dataclass(slots=True, kw_only=True)
class TurtleTokens:
    """A text and its current token. `kind` is empty at the end, and at a fault."""

    text: str
    kind: str = ""
    lexeme: str = ""
    _start: int = 0
    _end: int = 0
    _lines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self.next()

    def next(self) -> str:
        """Go to the next token, and return the one before."""
        left = self.lexeme
        space = _SPACE.match(self.text, self._end)
        self._start = space.end() if space else self._end
        match = _TOKEN.match(self.text, self._start)
        self.kind = (match.lastgroup or "") if match else ""
        self.lexeme = match.group() if match else ""
        self._end = match.end() if match else self._start
        return left

    def take(self, mark: str) -> bool:
        """Go to the next token if this one is the mark, and return whether it is."""
        taken = self.kind == "mark" and self.lexeme == mark
        if taken:
            self.next()
        return taken

    def expect(self, mark: str) -> None:
        """Go to the next token. Raises ValueError if this one is not the mark."""
        if not self.take(mark):
            raise ValueError(mark)

    @property
    def position(self) -> Position:
        """Line and column of the token, from 1."""
        line = bisect_right(self._lines, self._start)
        return line, self._start - self._lines[line - 1] + 1
