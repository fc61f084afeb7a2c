"""Parse Turtle and its kin: triples and quads, or the findings that say why there are none."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from publisher import limits
from publisher.findings import Finding, Place
from publisher.load.decoding import decode, line_and_column
from publisher.load.quad_lines import triples_and_quads
from publisher.load.rdf_file import Outcome, RdfFile
from publisher.load.syntax_errors import syntax_fault
from publisher.load.syntaxes import Syntax

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
_FORMATS: Final = {
    Syntax.TURTLE: ox.RdfFormat.TURTLE,
    Syntax.TRIG: ox.RdfFormat.TRIG,
    Syntax.N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    Syntax.N_QUADS: ox.RdfFormat.N_QUADS,
    # As far as Turtle goes: N3's rules and formulas are no RDF.
    Syntax.N3: ox.RdfFormat.TURTLE,
}
_WIDER: Final = {
    Syntax.TURTLE: Syntax.TRIG,
    Syntax.N_TRIPLES: Syntax.TURTLE,
    Syntax.N_QUADS: Syntax.TRIG,
}
"""What a file may be that is not what its suffix says."""


def parse_turtle(content: bytes, *, file: str, base: str) -> tuple[RdfFile | None, list[Finding]]:
    """Return a file of Turtle in UTF-8, or None and the findings that say why it is none."""
    text, findings = decode(content, file=file)
    if findings:
        return None, findings
    outcome = parse_text(text, file=file, base=base, syntax=Syntax.TURTLE)
    findings = [*outcome.findings, *own_bases(text, file=file)]
    return (None, findings) if findings else (outcome.rdf, [])


def parse_text(text: str, *, file: str, base: str, syntax: Syntax) -> Outcome:
    """Return what a text in Turtle, TriG, N-Triples, N-Quads or N3 says."""
    findings = _refused(text, file=file)
    if findings:
        return Outcome(findings=tuple(findings))
    try:
        return _parsed(text, file=file, base=base, syntax=syntax)
    except SyntaxError as error:
        try:
            return _parsed(text, file=file, base=base, syntax=_WIDER.get(syntax, syntax))
        except (SyntaxError, ValueError, MemoryError):
            return Outcome(findings=(syntax_fault(error, text=text, file=file, syntax=syntax),))
    except (ValueError, MemoryError) as error:
        return Outcome(findings=(too_long(file, str(error)),))


def parsed_lines(
    lines: bytes, *, file: str, text: str = "", prefixes: Mapping[str, str] = MappingProxyType({})
) -> Outcome:
    """Return what canonical N-Triples or N-Quads say. `text`: the file, if it is in Turtle.

    `prefixes`: the namespaces that the file declares.
    """
    if len(lines) > limits.LITERAL_BYTES and any(
        len(line) > limits.LITERAL_BYTES for line in lines.splitlines()
    ):
        return Outcome(findings=(too_long(file),))
    triples, quads = triples_and_quads(lines, file=file)
    return Outcome(
        rdf=RdfFile(
            file=file, text=text, triples=triples, quads=quads, prefixes=tuple(prefixes.items())
        )
    )


def too_long(file: str, message: str = "") -> Finding:
    """Report a literal that is longer than any parser reads."""
    return Finding(
        code="input-limit",
        message=message or "a literal is too long",
        hint="split or shorten it",
        place=Place(file=file, line=1, column=1),
    )


def _parsed(text: str, *, file: str, base: str, syntax: Syntax) -> Outcome:
    # As text at once, because to ask each term takes three times as long.
    parser = ox.parse(text.encode(), format=_FORMATS[syntax], base_iri=base)
    lines = ox.serialize(parser, format=ox.RdfFormat.N_QUADS) or b""
    is_turtle = syntax in {Syntax.TURTLE, Syntax.N3}
    return parsed_lines(lines, file=file, text=text if is_turtle else "", prefixes=parser.prefixes)


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
        return [no_turtle(file)]
    if text.count("<<(") > limits.NESTING and (nested := _refused_nesting(text, file=file)):
        return nested
    return []


def no_turtle(file: str) -> Finding:
    """Report a page that was saved in place of the Turtle that it shows."""
    return Finding(
        code="turtle-syntax",
        message="the file is HTML or XML, not Turtle",
        hint="save the Turtle itself, not the page that shows it",
        place=Place(file=file, line=1, column=1),
    )


def own_bases(text: str, *, file: str) -> list[Finding]:
    """Return a finding for each base in a Turtle file, and each IRI with dots as segments.

    Where facts are written, one line of the configuration decides where all of them are published.
    """
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


def _at(text: str, offset: int, file: str) -> Place:
    line, column = line_and_column(text, offset)
    return Place(file=file, line=line, column=column)
