"""Parameters of ready queries: make terms of texts, and put terms into queries."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from publisher.model import Parameter, Term
from publisher.sparql.tokens import Token, tokenize
from publisher.terms import iri, literal
from publisher.vocabulary import PREFIXES

RESERVED: Final = ("limit", "offset", "format")
"""Names that are reserved in requests of ready queries."""

_XSD: Final = PREFIXES["xsd"]
_IRI: Final = re.compile(r'[^\x00-\x20\x7f-\x9f<>"{}|\\^`]+')
_TERM: Final = re.compile(
    r'<[^\x00-\x20<>"{}|\\^`]+>'
    r'|"(?:[^"\\\n\r]|\\(?:[tbnrf"\'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))*"'
    r'(?:@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^<[^\x00-\x20<>"{}|\\^`]+>)?'
)
_NAME: Final = re.compile(r"[A-Za-z_]\w*")


def parameter_term(parameter: Parameter, text: str, *, base: str) -> Term:
    """Return the term that a caller's text stands for.

    Raises ValueError, naming the parameter and what it expects.
    """
    return typed_term(parameter.type, text, name=parameter.name, base=base)


def typed_term(kind: str, text: str, *, name: str, base: str) -> Term:
    """Return a text as a term of one of TYPES: an IRI, relative to the base or not, or a literal.

    Numbers become canonical, as stores keep them. Raises ValueError.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"parameter {name}: its value is not UTF-8") from error
    term = _iri(text, base=base) if kind == "iri" else _LITERALS[kind](text)
    if term is None:
        raise ValueError(f"parameter {name}: expected {EXPECTED[kind]} but received {_short(text)}")
    return term


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:60]}…")  # noqa: PLR2004


def _iri(text: str, *, base: str) -> Term | None:
    inner = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if not _IRI.fullmatch(inner):
        return None
    try:
        # The parser resolves and validates as RFC 3987 has it.
        turtle = f"<{inner}> <x:x> <x:x> ."
        (quad,) = ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=base)
    except (SyntaxError, ValueError):
        return None
    return Term(str(quad.subject))


def _string(text: str) -> Term | None:
    return None if "\0" in text else literal(text)


def _integer(text: str) -> Term | None:
    match = re.fullmatch(r"([+-]?)0*([0-9]{1,18})", text)
    return _typed(f"{match[1]}{match[2]}", "integer", zero="0") if match else None


def _decimal(text: str) -> Term | None:
    match = re.fullmatch(r"([+-]?)0*([0-9]{0,18})(?:\.([0-9]{0,18}?)0*)?", text)
    if not match or not re.search(r"[0-9]", text):
        return None
    whole, part = match[2] or "0", match[3]
    return _typed(f"{match[1]}{whole}.{part}" if part else f"{match[1]}{whole}", "decimal")


def _typed(text: str, kind: str, *, zero: str = "0") -> Term:
    canonical = text.removeprefix("+")
    return literal(zero if canonical == "-0" else canonical, datatype=iri(f"{_XSD}{kind}"))


def _boolean(text: str) -> Term | None:
    word = {"true": "true", "1": "true", "false": "false", "0": "false"}.get(text)
    return literal(word, datatype=iri(f"{_XSD}boolean")) if word else None


def _date(text: str) -> Term | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        date.fromisoformat(text)
    except ValueError:
        return None
    return literal(text, datatype=iri(f"{_XSD}date"))


def _year(text: str) -> Term | None:
    match = re.fullmatch(r"-?(?:[1-9][0-9]{3,8}|0[0-9]{3})", text)
    return literal(text, datatype=iri(f"{_XSD}gYear")) if match else None


def _month(text: str) -> Term | None:
    match = re.fullmatch(r"[0-9]{4}-(?:0[1-9]|1[0-2])", text)
    return literal(text, datatype=iri(f"{_XSD}gYearMonth")) if match else None


def _language(text: str) -> Term | None:
    match = re.fullmatch(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8}", text)
    return literal(text.lower()) if match else None


_LITERALS: Final[Mapping[str, Callable[[str], Term | None]]] = MappingProxyType(
    {
        "string": _string,
        "integer": _integer,
        "decimal": _decimal,
        "boolean": _boolean,
        "date": _date,
        "gYear": _year,
        "gYearMonth": _month,
        "language": _language,
    }
)
EXPECTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "iri": "an IRI, such as kind/slug or https://…",
        "string": "a text without NUL",
        "integer": "a whole number of at most 18 digits",
        "decimal": "a decimal number, such as 0.5",
        "boolean": "true or false",
        "date": "a date, written YYYY-MM-DD",
        "gYear": "a year, such as 2008",
        "gYearMonth": "a month, written YYYY-MM",
        "language": "a language tag, such as en",
    }
)
TYPES: Final = tuple(EXPECTED)


def inject(text: str, bindings: Mapping[str, Term]) -> str:
    """Return the query with VALUES for some variables at the start of its outermost group.

    It means the same on every engine. Raises ValueError if the query has no such group, if a name
    is no variable, or if a value is neither IRI nor literal.
    """
    if not bindings:
        return text
    at = _group(text)
    names = " ".join(f"?{_checked(name, _NAME)}" for name in bindings)
    terms = " ".join(_escaped(Term(_checked(term, _TERM))) for term in bindings.values())
    return f"{text[:at]} VALUES ({names}) {{ ({terms}) }}{text[at:]}"


def with_base(text: str, base: str) -> str:
    """Return the query with its BASE on the first line, so that it runs on every engine."""
    if any(token.is_word("BASE") for token in _prologue(text)):
        return text
    return f"BASE <{base}>\n{text}"


def _prologue(text: str) -> list[Token]:
    declarations: list[Token] = []
    for token in tokenize(text):
        if token.is_word("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            break
        declarations.append(token)
    return declarations


def _checked(text: str, pattern: re.Pattern[str]) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(f"{text!r} is not a term, and cannot be put into a query")
    return text


def _escaped(term: Term) -> str:
    r"""Return a term for engines that read `\u` before all else, as the standard has it.

    https://www.w3.org/TR/sparql11-query/#codepointEscape Some do so behind a backslash too, so that
    `\\u0022` would end the string; and rdflib takes eight digits after `\u`.
    """
    return re.sub(r"\\\\([uU])|\\(.)", _escape, term)


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\\\\\U{ord(match[1]):08X}"
    return "\\U0000" if match[2] == "u" else match.group()


def _group(text: str) -> int:
    """Return the offset behind the brace that opens the outermost WHERE group."""
    tokens = [token for token in tokenize(text) if token.kind in {"word", "bracket"}]
    depth, form, before, templates = 0, "", "", 0
    for at, token in enumerate(tokens):
        if token.text == "{" and depth == 0 and form:
            if form != "CONSTRUCT" or templates:
                return _plain(tokens, at)
            if before == "WHERE":
                raise ValueError("CONSTRUCT WHERE takes no parameters; write its template out")
            templates += 1
        if token.kind == "bracket":
            depth += 1 if token.text in "{([" else -1
        elif token.is_word("SELECT", "ASK", "CONSTRUCT", "DESCRIBE") and not form:
            form = token.text.upper()
        before = token.text.upper()
    raise ValueError("the query has no WHERE { … } to put its parameters into")


def _plain(tokens: list[Token], at: int) -> int:
    following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if following.is_word("SELECT"):
        raise ValueError("its WHERE is a SELECT itself; put braces around that, in one group more")
    return tokens[at].end
