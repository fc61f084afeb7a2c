"""Split a query into tokens, so that words and braces are not taken from strings or comments.

https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
"""The forms whose answer is a graph."""
"""Tokens, without the data of VALUES: Oxigraph's stack overflows at twice as many "!" in a row."""

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A prefix is bounded: "a.a.a.…" without a colon would else be read again from each dot.
_TOKEN: Final = re.compile(
    r'(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*')"
    r"|(?P<iri><(?:[^<>\"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)"
    r"|(?P<comment>\#[^\n\r]*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<name>(?:[^\W\d][\w.\-]{0,200})?:(?:[\w.:\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])*)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<bracket>[{}()\[\]])"
    r"|(?P<other>\S)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """`kind` is string, iri, variable, language, name, word, bracket or other."""

    kind: str
    text: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.text.upper() in words


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a query in their order, without comments and white space."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "comment":
            yield Token(kind=kind, text=match.group(), start=match.start(), end=match.end())


def form(text: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE; empty if it is none of them."""
    words = (token.text.upper() for token in tokenize(text) if token.kind == "word")
    return next((word for word in words if word in FORMS), "")


def variables(text: str) -> frozenset[str]:
    """Return the names of the variables in a query."""
    return frozenset(token.text[1:] for token in tokenize(text) if token.kind == "variable")


def depth(text: str) -> int:
    """Return how deep brackets of all kinds are nested."""
    deepest = now = 0
    for token in tokenize(text):
        if token.kind == "bracket":
            now += 1 if token.text in "{([" else -1
            deepest = max(deepest, now)
    return deepest


def length(text: str) -> int:
    """Return the number of tokens; of a VALUES, those of its data are not counted."""
    count = 0
    awaits_data = in_data = False
    for token in tokenize(text):
        if token.text == "{" and awaits_data:
            awaits_data, in_data = False, True
        elif token.text == "}":
            in_data = False
        awaits_data = awaits_data or token.is_word("VALUES")
        count += not in_data
    return count


def has_service(text: str) -> bool:
    r"""Return whether a query asks another endpoint, even if `\u` escapes hide the word.

    Rather too often than too seldom. This makes a better message and protects nothing: queries of
    strangers run in a process without network.
    """
    plain = _ESCAPE.sub(_unescaped, text)
    return any(_names_service(version) for version in {text, plain})


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else match.group()  # noqa: PLR2004


def _names_service(text: str) -> bool:
    before = Token(kind="other", text="", start=0, end=0)
    for token in tokenize(text):
        if token.kind == "word" and token.text.upper().startswith("SERVICE"):
            return True
        # Oxigraph reads SERVICEex:endpoint { … }, and in FILTER(?a<?b)SERVICE#> sees no IRI.
        if (
            token.text == "{"
            and before.kind == "name"
            and before.text.upper().startswith("SERVICE")
        ):
            return True
        if token.kind == "iri" and re.search(r"\)\.?service#", token.text, re.IGNORECASE):
            return True
        before = token
    return False
