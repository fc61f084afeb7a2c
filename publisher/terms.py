"""Make terms, which are N-Triples text, and take them apart.

https://www.w3.org/TR/n-triples/#grammar-production-literal
"""

import re
from typing import Final

from publisher.model import Iri, Term
from publisher.vocabulary import PREFIXES, RDF_LANG_STRING, XSD_STRING

NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML can have, and so no RDF/XML: https://www.w3.org/TR/xml/#charsets"""
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_TO_ESCAPE: Final = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    ord("\t"): "\\t",
    ord("\b"): "\\b",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\f"): "\\f",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}

_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
# https://www.w3.org/TR/xml-names/#NT-NCName
_NCNAME: Final = re.compile(f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*$")
_RDF: Final = PREFIXES["rdf"]
_XMLNS: Final = "<http://www.w3.org/2000/xmlns/"
# https://www.w3.org/TR/rdf-syntax-grammar/#propertyElementURIs: the parser would read syntax.
_NOT_A_PROPERTY: Final = frozenset(
    f"<{_RDF}{name}>"
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li"),
        *("Description", "aboutEach", "aboutEachPrefix", "bagID"),
    )
)


def is_iri(term: Term) -> bool:
    return term.startswith("<")


def is_blank(term: Term) -> bool:
    return term.startswith("_:")


def is_literal(term: Term) -> bool:
    return term.startswith('"')


def iri(text: str) -> Term:
    return Term(f"<{text}>")


def bare(term: Term) -> Iri:
    """Return the IRI of an IRI term."""
    return Iri(term[1:-1])


def literal(text: str, *, datatype: Term = XSD_STRING, language: str = "") -> Term:
    quoted = f'"{text.translate(_TO_ESCAPE)}"'
    if language:
        return Term(f"{quoted}@{language}")
    return Term(quoted if datatype == XSD_STRING else f"{quoted}^^{datatype}")


def lexical(term: Term) -> str:
    """Return the lexical form of a literal, unescaped."""
    body = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescape, body) if "\\" in body else body


def plain(term: Term) -> str:
    """Return what a caller would write: an IRI without brackets, a literal's text without type."""
    return bare(term) if is_iri(term) else lexical(term)


def _unescape(match: re.Match[str]) -> str:
    short, long, letter = match.groups()
    if letter is not None:
        return _ESCAPED.get(letter, letter)
    return chr(int(short or long, 16))


def language(term: Term) -> str:
    """Return the language tag of a literal, empty if it has none."""
    tail = term[term.rindex('"') + 1 :]
    return tail[1:] if tail.startswith("@") else ""


def datatype(term: Term) -> Term:
    """Return the datatype of a literal: xsd:string and rdf:langString are said by no suffix."""
    tail = term[term.rindex('"') + 1 :]
    if tail.startswith("^^"):
        return Term(tail[2:])
    return RDF_LANG_STRING if tail else XSD_STRING


def page_iri(term: Term) -> Term:
    """Return the IRI without its fragment."""
    at = term.find("#")
    return term if at < 0 else Term(f"{term[:at]}>")


def fragment(term: Term) -> str:
    at = term.find("#")
    return "" if at < 0 else term[at + 1 : -1]


def local_name(term: Term) -> str:
    """Return the part of an IRI behind its last `#` or `/`."""
    return term[max(term.rfind("#"), term.rfind("/"), 0) + 1 : -1]


def prefixed(term: Term, *, base: str) -> str:
    """Return an IRI as its author may write it: `:since`, `ev:quote`, `<network/enoc>`."""
    text = bare(term)
    for prefix, namespace in (("", f"{base}ontology#"), *PREFIXES.items()):
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return f"<{text.removeprefix(base)}>"


def is_xml_name(text: str) -> bool:
    """Return whether a text can be the local name of an XML element."""
    return _NCNAME.fullmatch(text) is not None


def xml_name(predicate: Term) -> str:
    """Return the longest XML name at a predicate's end; empty if RDF/XML cannot write it.

    It cannot write names that it reads as its own syntax either, such as `rdf:li`.
    """
    if predicate in _NOT_A_PROPERTY or predicate.startswith(_XMLNS):
        return ""
    match = _NCNAME.search(predicate[1:-1])
    return match.group() if match else ""
