"""Make an engine's XML well-formed: Oxigraph writes characters and names that XML cannot have.

https://www.w3.org/TR/xml/#charsets, https://www.w3.org/TR/rdf-syntax-grammar/#section-Serialising
"""

import re
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from publisher.errors import UnwritableError

# In UTF-8: control characters, surrogates, U+FFFE and U+FFFF.
_NO_CHARACTER: Final = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]"
)


def escape_carriage_returns(content: bytes) -> bytes:
    """Return XML with carriage returns as references, because readers turn others into line feeds.

    https://www.w3.org/TR/xml/#sec-line-ends
    """
    return content.replace(b"\r", b"&#13;") if b"\r" in content else content


def xml_parser() -> XMLParserType:
    """Return a parser for `check_xml`, which may get the parts of one document one by one."""
    return ParserCreate(namespace_separator=" ")


def check_xml(parser: XMLParserType, content: bytes, *, is_last: bool, instead: str) -> None:
    """Raise UnwritableError if a part of a document is no XML; `instead` can write the answer."""
    try:
        parser.Parse(content, is_last)
    except ExpatError as error:
        raise UnwritableError(f"XML cannot write {_fault(content)}; ask for {instead}") from error


def _fault(content: bytes) -> str:
    match = _NO_CHARACTER.search(content)
    if match is None:
        return "a predicate of this answer, no part of which is an XML name"
    character = match.group().decode("utf-8", "surrogatepass")
    return f"U+{ord(character):04X}, a character of this answer"
