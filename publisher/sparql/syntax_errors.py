"""Say in words what is wrong with a query that does not parse, and at which place.

An engine's parser says how far it got and some of what it expected there, which often names neither
the fault nor its place. The tokens of the query show most faults better.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from publisher.errors import QueryError
from publisher.nearest import nearest
from publisher.sparql import slips
from publisher.sparql.slips import Slip
from publisher.sparql.tokens import FORMS, Token, tokenize
from publisher.vocabulary import PREFIXES

EMPTY: Final = "the query is empty"
_NO_PARSE: Final = "the query does not parse: "
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_PAIRS: Final[Mapping[str, str]] = {")": "(", "}": "{", "]": "["}
_USUAL: Final[Mapping[str, str]] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "bd": "http://www.bigdata.com/rdf#",
    "bibo": "http://purl.org/ontology/bibo/",
    "dbo": "http://dbpedia.org/ontology/",
    "dbp": "http://dbpedia.org/property/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "prov": "http://www.w3.org/ns/prov#",
    "ps": "http://www.wikidata.org/prop/statement/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "wikibase": "http://wikiba.se/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Usual prefixes whose declarations people leave out, as prefix.cc has them."""


def form_fault(query: str) -> QueryError | None:
    """Return what is wrong with the beginning of a query; None if it is one of the forms."""
    tokens = list(tokenize(query))
    if not tokens:
        return QueryError(EMPTY)
    fault = _beginning(tokens)
    return _error(query, slips.character_slip(query, tokens) or fault, prefix="") if fault else None


def syntax_error(query: str, message: str, *, base: str = "") -> QueryError:
    """Return a parser's error in one line: what is wrong, the text there, and the place.

    `message` is Oxigraph's. `base` is the site's: the prefix ":" usually names its ontology.
    """
    tokens = list(tokenize(query))
    if not tokens:
        return QueryError(EMPTY)
    match = _PLACE.match(message)
    at = _offset(query, int(match[1]), int(match[2])) if match else len(query)
    fault = _beginning(tokens)
    if fault:
        return _error(query, slips.character_slip(query, tokens) or fault, prefix="")
    expected = match[3] if match else message
    fault = (
        slips.character_slip(query, tokens)
        or _open_string(tokens)
        or _iri(query, at, expected)
        or _undeclared(tokens, at, base)
        or _brackets(tokens)
        or slips.word_slip(tokens)
        or slips.unknown_word(tokens)
        or _at(query, tokens, at, expected)
    )
    return _error(query, fault, prefix=_NO_PARSE)


_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def _error(query: str, fault: Slip, *, prefix: str) -> QueryError:
    line = query.count("\n", 0, fault.at) + 1
    column = fault.at - query.rfind("\n", 0, fault.at)
    return QueryError(prefix + fault.message, line=line, column=column)


def _offset(query: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = query.find("\n", start) + 1
    return start + column - 1


def _beginning(tokens: Sequence[Token]) -> Slip | None:
    """Return what is wrong if a query begins with none of the forms' keywords."""
    first = _after_prologue(tokens)
    if first is None:
        end = tokens[-1].end
        return Slip(message="the query has declarations alone; SELECT, ASK, … is missing", at=end)
    word = first.text.upper()
    if word in FORMS or (word in _DECLARATIONS and first.kind == "word"):
        return None
    keywords = (*sorted(FORMS), *_DECLARATIONS)
    near = nearest(word, keywords)
    meant = f"; did you mean {near}?" if near and word not in _UPDATES else ""
    message = "the query is not a SELECT, ASK, CONSTRUCT or DESCRIBE: it begins with "
    return Slip(message=f"{message}{_shown(first)}{meant}", at=first.start)


def _after_prologue(tokens: Sequence[Token]) -> Token | None:
    """Return the first token behind the declarations, or that of an incomplete declaration."""
    at = 0
    while at < len(tokens):
        kinds = _DECLARATIONS.get(tokens[at].text.upper(), ())
        following = tokens[at + 1 : at + 1 + len(kinds)]
        if not kinds or tuple(token.kind for token in following) != kinds:
            return tokens[at]
        at += 1 + len(kinds)
    return None


_DECLARATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "PREFIX": ("name", "iri"),
    "BASE": ("iri",),
    "VERSION": ("string",),
}


def _open_string(tokens: Sequence[Token]) -> Slip | None:
    quote = next(
        (token for token in tokens if token.kind == "other" and token.text in {'"', "'"}), None
    )
    message = "the string that begins here does not end, or has an escape that SPARQL does not have"
    return Slip(message=message, at=quote.start) if quote else None


def _iri(query: str, at: int, expected: str) -> Slip | None:
    """Return what is wrong with the IRI that the parser could not read."""
    if "IRI parsing failed" not in expected:
        return None
    match = next((iri for iri in _IRI.finditer(query) if iri.end() + 1 >= at), None)
    if match is None:
        return None
    message = (
        f"{' '.join(match.group().split())[:200]} is not an IRI: a character of it must be escaped"
    )
    return Slip(message=message, at=match.start())


_IRI: Final = re.compile(r"<[^<>\n]*>")


def _undeclared(tokens: Sequence[Token], at: int, base: str) -> Slip | None:
    """Return the first name, up to the parser's place, whose prefix is not declared."""
    declared: set[str] = set()
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind != "name" or token.start > at:
            continue
        prefix = token.text.partition(":")[0]
        if before and before.is_word("PREFIX"):
            declared.add(prefix)
        elif prefix not in declared and prefix != "_":
            message = _declaration(prefix, token.text, base)
            return slips.address_slip(token, before) or Slip(message=message, at=token.start)
    return None


def _declaration(prefix: str, name: str, base: str) -> str:
    usual = PREFIXES.get(prefix) or _USUAL.get(prefix.lower(), "")
    if not prefix and base:
        usual = f"{base}ontology#"
    message = f"the prefix {prefix}: of {name[:60]} is not declared; write on top: "
    return f"{message}PREFIX {prefix}: <{usual or '…'}>"


def _brackets(tokens: Sequence[Token]) -> Slip | None:
    """Return the first bracket that is not closed, or closes none."""
    open_: list[Token] = []
    for token in [token for token in tokens if token.kind == "bracket"]:
        if token.text in "{([":
            open_.append(token)
        elif not open_:
            return Slip(message=f'this "{token.text}" closes no bracket', at=token.start)
        elif open_[-1].text != _PAIRS[token.text]:
            message = f'this "{open_[-1].text}" is not closed before a "{token.text}" comes'
            return Slip(message=message, at=open_[-1].start)
        else:
            open_.pop()
    return (
        Slip(message=f'this "{open_[-1].text}" is not closed', at=open_[-1].start)
        if open_
        else None
    )


_SENTENCE: Final = re.compile(r"(?:^|, |expected one of |expected )([A-Z][^,\[\]]*(?: [^,\[\]]*)+)")
_SIGN: Final = re.compile(r'"(?:[^"\\]|\\.)+"|\b[A-Z]{2,}\b')
_DIGIT: Final = "['0'..='9']"
_EXTENSIONS: Final = frozenset({"LATERAL", "SERVICE", "STRLANGDIR", "PREDICATE"})
_ALWAYS: Final = (["OPTIONAL"], ["DISTINCT"])
"""What the parser expects in every group and SELECT, and so says nothing about the fault."""
_MOST: Final = 8
"""If the parser expects more signs than these, none of them says what was meant."""


def _at(query: str, tokens: Sequence[Token], at: int, expected: str) -> Slip:
    """Return the token at which the parser stopped, and what it expected, if it says so."""
    sentence = _SENTENCE.search(expected)
    if sentence and "Prefix not found" not in sentence[1]:
        return Slip(message=" ".join(sentence[1].split())[:200], at=min(at, len(query)))
    token = next((token for token in tokens if token.start <= at <= token.end), tokens[-1])
    if token.text == "}":
        # The parser goes back to the beginning of a group that it cannot read, and says no more.
        message = (
            'the part before this "}" is not complete, or has a word that SPARQL does not have'
        )
        return Slip(message=message, at=token.start)
    is_end = token is tokens[-1] and at >= token.end
    fault = f"the query ends behind {_shown(token)}" if is_end else f"{_shown(token)} is wrong here"
    return Slip(message=fault + _expected(expected), at=token.start)


def _expected(expected: str) -> str:
    signs = _SIGN.findall(re.sub(r"\[[^\[\]]*\]", "", expected))
    wanted = [*(["a number"] if _DIGIT in expected else []), *signs]
    wanted = [sign for sign in wanted if sign not in _EXTENSIONS]
    if wanted in _ALWAYS:
        return ""
    return f"; expected {' or '.join(wanted)}" if 0 < len(wanted) <= _MOST else ""


def _shown(token: Token) -> str:
    text = " ".join(token.text.split())
    return f"“{text if len(text) <= 60 else f'{text[:60]}…'}”"  # noqa: PLR2004
