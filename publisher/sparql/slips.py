"""Find the usual slips in a query that does not parse, which the parser cannot name."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from publisher.nearest import nearest
from publisher.sparql.tokens import Token

_QUOTES: Final = frozenset("“”„‟‘’‚‛«»‹›`´")
_SPACES: Final = frozenset(" \t\r\n")
_COMMENT: Final = re.compile(r"#[^\n\r]*")
_SCHEMES: Final = frozenset({"http", "https", "urn", "mailto", "ftp", "file", "tag", "doi"})
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SURROGATES: Final = range(0xD800, 0xE000)
_CHARACTERS: Final = 0x110000
_LIKE: Final = 70.0
"""Of 100: how like a function a word must be to be a misspelling of it."""
_AGGREGATES: Final = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_FUNCTIONS: Final = _AGGREGATES | frozenset(
    (
        "ABS",
        "ADJUST",
        "BNODE",
        "BOUND",
        "CEIL",
        "COALESCE",
        "CONCAT",
        "CONTAINS",
        "DATATYPE",
        "DAY",
        "ENCODE_FOR_URI",
        "EXISTS",
        "FLOOR",
        "HASLANG",
        "HASLANGDIR",
        "HOURS",
        "IF",
        "IRI",
        "ISBLANK",
        "ISIRI",
        "ISLITERAL",
        "ISNUMERIC",
        "ISTRIPLE",
        "ISURI",
        "LANG",
        "LANGDIR",
        "LANGMATCHES",
        "LCASE",
        "MD5",
        "MINUTES",
        "MONTH",
        "NOW",
        "OBJECT",
        "PREDICATE",
        "RAND",
        "REGEX",
        "REPLACE",
        "ROUND",
        "SAMETERM",
        "SAMEVALUE",
        "SECONDS",
        "SHA1",
        "SHA256",
        "SHA384",
        "SHA512",
        "STR",
        "STRAFTER",
        "STRBEFORE",
        "STRDT",
        "STRENDS",
        "STRLANG",
        "STRLANGDIR",
        "STRLEN",
        "STRSTARTS",
        "STRUUID",
        "SUBJECT",
        "SUBSTR",
        "TIMEZONE",
        "TRIPLE",
        "TZ",
        "UCASE",
        "URI",
        "UUID",
        "YEAR",
    )
)
_BEFORE_BRACKETS: Final = frozenset(
    (
        "A",
        "AS",
        "ASC",
        "BIND",
        "BY",
        "DESC",
        "DISTINCT",
        "FILTER",
        "HAVING",
        "IN",
        "LATERAL",
        "NOT",
        "REDUCED",
        "SELECT",
        "UNDEF",
        "VALUES",
        "WHERE",
    )
)
"""Words before a round bracket that are no functions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    message: str
    at: int
    """The offset in the query."""


def character_slip(query: str, tokens: Sequence[Token]) -> Slip | None:
    """Return a character that no query has outside of strings, such as a curly quotation mark or a
    no-break space, or an escape that stands for no character.
    """
    for token in tokens:
        if token.kind == "other" and token.text in _QUOTES:
            message = f"{token.text} is not a quotation mark of SPARQL; write a straight one"
            return Slip(message=message, at=token.start)
        if token.kind == "other" and unicodedata.category(token.text) in {"Cc", "Cf"}:
            return Slip(
                message=f"{_named(token.text)} is not allowed here; delete it", at=token.start
            )
    return _space(query, tokens) or _escape(query)


def _space(query: str, tokens: Sequence[Token]) -> Slip | None:
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(query)]
    for end, start in zip(ends, starts, strict=True):
        gap = _COMMENT.sub(lambda comment: " " * len(comment.group()), query[end:start])
        for offset, character in enumerate(gap):
            if character not in _SPACES:
                message = f"{_named(character)} is not allowed here; write a plain space"
                return Slip(message=message, at=end + offset)
    return None


def _named(character: str) -> str:
    name = unicodedata.name(character, "a control character").lower()
    return f"a character that is not seen, U+{ord(character):04X} ({name}),"


def _escape(query: str) -> Slip | None:
    for match in _ESCAPE.finditer(query):
        code = int(match[1] or match[2], 16)
        if code in _SURROGATES or code >= _CHARACTERS:
            why = "half of a character" if code < _CHARACTERS else "beyond the last character"
            message = f"{match.group()} is {why}; write the character itself"
            return Slip(message=message, at=match.start())
    return None


def address_slip(token: Token, before: Token | None) -> Slip | None:
    """Return a name that is the beginning of an address, which needs angle brackets."""
    if token.text.partition(":")[0].lower() not in _SCHEMES:
        return None
    if before and before.text == "<":
        return Slip(message='the IRI that begins here does not end with ">"', at=before.start)
    return Slip(message=f"“{token.text}” begins an IRI; write it between < and >", at=token.start)


def word_slip(tokens: Sequence[Token]) -> Slip | None:
    """Return a construct of another language, or a word that SPARQL does not have."""
    for at, (token, following) in enumerate(pairwise(tokens)):
        slip = None
        if token.is_word("SELECT"):
            slip = _projection(tokens[at + 1 :])
        elif token.is_word("FILTER"):
            slip = _filter(following)
        elif token.is_word("NOT") and following.is_word("EXIST", "EXITS", "EXITST"):
            slip = Slip(message="NOT is followed by EXISTS or IN", at=following.start)
        elif token.kind == "word" and following.text == "(":
            slip = _function(token)
        if slip:
            return slip
    return None


def _projection(rest: Sequence[Token]) -> Slip | None:
    """Return what is wrong between SELECT and WHERE: a comma, or an expression without a name."""
    for group in _projected(rest):
        first = group[0]
        if first.text == ",":
            return Slip(message="write the variables after SELECT without commas", at=first.start)
        if first.is_word(*_FUNCTIONS):
            message = f"an expression has brackets and a name: ({first.text.upper()}(…) AS ?name)"
            return Slip(message=message, at=first.start)
        if first.text == "(" and group[-1].text == ")" and not _is_named(group):
            return Slip(message="an expression needs a name: (… AS ?name)", at=first.start)
    return None


def _is_named(group: Sequence[Token]) -> bool:
    return any(token.is_word("AS") for token in group)


def _projected(rest: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield what is selected: single tokens, and bracketed expressions as a whole."""
    group: list[Token] = []
    depth = 0
    for token in rest:
        if not depth and (token.text == "{" or token.is_word("WHERE", "FROM")):
            return
        group.append(token)
        depth += (token.text == "(") - (token.text == ")")
        if depth <= 0:
            yield group
            group, depth = [], 0


def _filter(following: Token) -> Slip | None:
    if following.kind in {"variable", "string"} or following.text == "!":
        return Slip(message="a condition has brackets: FILTER(…)", at=following.start)
    return None


def _function(token: Token) -> Slip | None:
    name = token.text.upper()
    if name in _FUNCTIONS or name in _BEFORE_BRACKETS:
        return None
    near = nearest(name, sorted(_FUNCTIONS), likeness=_LIKE)
    meant = f"; did you mean {near}?" if near else ""
    return Slip(message=f"SPARQL has no function “{token.text[:60]}”{meant}", at=token.start)
