"""Read RDF/XML by a parser that reads UTF-8 alone and expands entities without a limit."""

import re
from collections import Counter
from typing import Final
from xml.parsers import expat

import pyoxigraph as ox

from publisher import limits
from publisher.findings import Finding, Place
from publisher.load.decoding import line_and_column
from publisher.load.rdf_file import Outcome
from publisher.load.syntax_errors import one_line
from publisher.load.turtle_files import parsed_lines, too_long
from publisher.vocabulary import PREFIXES

_DECLARATION: Final = re.compile(r"\s*<\?xml\b.*?\?>", re.DOTALL)
_ENTITY: Final = re.compile(r"<!ENTITY\s+([^\s%\"'>]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_MANY: Final = 1 << 60
_NAMESPACE: Final = re.compile(r"\bxmlns:([A-Za-z][\w.-]*)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_HEAD: Final = 20_000
"""Characters at whose beginning the root element stands."""
_REFERENCE: Final = re.compile(r"&([^\s;&#<>]+);")
_PARTS: Final = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(?P<end>/)[^<>]*>"
    r"|<(?P<start>[^\s!?/<>](?:[^\"'<>]|\"[^\"<]*\"|'[^'<]*')*)>",
    re.DOTALL,
)
_BARE: Final = re.compile(r"(\s)((?:about|ID|parseType|resource|type)\s*=\s*[\"'])")
_XML_LITERAL: Final = re.compile(r"parseType\s*=\s*[\"']Literal")
_TWICE: Final = re.compile(rb'(<[^<>]*? xmlns=(\\"[^"<>]*\\")[^<>]*?) xmlns=\2(?=[ />])')
_CUT_OFF: Final = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


def parse_rdfxml(text: str, *, file: str, base: str) -> Outcome:
    """Return what a text in RDF/XML says."""
    findings = _refused(text, file=file)
    if findings:
        return Outcome(findings=tuple(findings))
    try:
        lines = _lines(text, base)
    except SyntaxError as error:
        return Outcome(findings=(_fault(text, str(error.msg), file=file),))
    except (ValueError, MemoryError) as error:
        return Outcome(findings=(too_long(file, str(error)),))
    if not _is_whole(text):
        return Outcome(findings=(_fault(text, "the file ends inside an element", file=file),))
    return parsed_lines(lines, file=file, prefixes=_prefixes(text))


def _lines(text: str, base: str) -> bytes:
    """Return what a text says, as N-Quads."""
    try:
        return _parsed(text, base)
    except SyntaxError:
        if (named := _with_names(text)) == text:
            raise
        return _parsed(named, base)


def _parsed(text: str, base: str) -> bytes:
    parser = ox.parse(
        _without_declaration(text).encode(), format=ox.RdfFormat.RDF_XML, base_iri=base
    )
    lines = ox.serialize(parser, format=ox.RdfFormat.N_QUADS) or b""
    if b"#XMLLiteral>" not in lines:
        return lines
    # The parser declares the default namespace of an XML literal twice, which is no XML.
    return b"".join(
        _TWICE.sub(rb"\1", line) if b"#XMLLiteral>" in line else line
        for line in lines.splitlines(keepends=True)
    )


def _with_names(text: str) -> str:
    """Return a text whose attributes of RDF without a prefix have one, as RSS 1.0 writes them.

    https://www.w3.org/TR/rdf-syntax-grammar/#section-Namespace
    """
    prefix = next((name for name, iri in _prefixes(text).items() if iri == PREFIXES["rdf"]), None)
    if prefix is None or _XML_LITERAL.search(text):
        return text
    return _PARTS.sub(
        lambda part: _BARE.sub(rf"\1{prefix}:\2", part[0]) if part["start"] else part[0], text
    )


def _is_whole(text: str) -> bool:
    """Return whether every element is closed: the parser does not ask."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(_without_declaration(text).encode(), True)  # noqa: FBT003 -- it takes no name
    except expat.ExpatError as error:
        return error.code not in _CUT_OFF
    return True


def _prefixes(text: str) -> dict[str, str]:
    """Return the prefixes that the beginning of the text declares."""
    entities = {match[1]: match[2] or match[3] or "" for match in _ENTITY.finditer(text[:_HEAD])}
    found: dict[str, str] = {}
    for match in _NAMESPACE.finditer(text[:_HEAD]):
        value = _REFERENCE.sub(lambda part: entities.get(part[1], ""), match[2] or match[3])
        found.setdefault(match[1], value)
    return found


def _without_declaration(text: str) -> str:
    """Return XML without its declaration, whose encoding holds no longer; its lines stay."""
    match = _DECLARATION.match(text)
    return re.sub(r"[^\n]", " ", match.group()) + text[match.end() :] if match else text


def _refused(text: str, *, file: str) -> list[Finding]:
    """Return a finding if entities expand too far, or elements are nested too deep."""
    most = max(limits.ENTITY_BYTES, limits.ENTITY_GROWTH * len(text))
    if "<!ENTITY" in text and _expanded(text) > most:
        return [_limit(file, f"the entities of the file expand to more than {most:,} characters")]
    if text.count("<") > limits.XML_NESTING and _nesting(text) > limits.XML_NESTING:
        return [_limit(file, f"elements are nested more than {limits.XML_NESTING:,} deep")]
    return []


def _expanded(text: str) -> int:
    """Return how many characters the declared entities, and all that name them, expand to.

    Nothing is expanded: lengths are added up.
    """
    lengths: dict[str, int] = {}
    total = 0
    for match in _ENTITY.finditer(text):
        value = match[2] if match[2] is not None else match[3]
        length = len(value) + sum(lengths.get(name, 0) for name in _REFERENCE.findall(value))
        # Bounded, because numbers of many thousand digits would be slow themselves. The longest
        # counts if a name is declared twice.
        length = min(max(length, lengths.get(match[1], 0)), _MANY)
        lengths[match[1]] = length
        total += length
    uses = Counter(_REFERENCE.findall(text))
    return total + sum(count * lengths.get(name, 0) for name, count in uses.items())


def _nesting(text: str) -> int:
    """Return how deep elements are nested, up to one more than is allowed."""
    depth = deepest = 0
    for match in _PARTS.finditer(text):
        if match["end"]:
            depth -= 1
        elif match["start"] and not match["start"].endswith("/"):
            depth += 1
            deepest = max(deepest, depth)
            if deepest > limits.XML_NESTING:
                break
    return deepest


def _fault(text: str, message: str, *, file: str) -> Finding:
    """Return the finding for an error of the parser, which tells no place."""
    line, column = _ill_formed(text) or _quoted_place(text, message) or (0, 0)
    return Finding(
        code="rdf-syntax",
        message=f"not RDF/XML: {one_line(message)[:300]}",
        place=Place(file=file, line=line, column=column),
    )


def _ill_formed(text: str) -> tuple[int, int] | None:
    """Return the place at which a text is no XML, None if it is."""
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(_without_declaration(text).encode(), True)  # noqa: FBT003 -- it takes no name
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None


def _quoted_place(text: str, message: str) -> tuple[int, int] | None:
    """Return the place of the IRI that an error quotes: `error while parsing IRI 'a b': …`."""
    quoted = re.search(r"'([^']+)'", message)
    at = text.find(quoted[1]) if quoted else -1
    return line_and_column(text, at) if at >= 0 else None


def _limit(file: str, message: str) -> Finding:
    return Finding(
        code="input-limit",
        message=message,
        hint="write the file without them",
        place=Place(file=file, line=1, column=1),
    )
