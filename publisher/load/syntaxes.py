"""Tell the syntax of a file: by its name, and by how it begins, because names are often wrong."""

import re
from enum import Enum
from pathlib import PurePosixPath
from typing import Final


class Syntax(Enum):
    """A way to write RDF, with the name that messages use."""

    TURTLE = "Turtle"
    TRIG = "TriG"
    N_TRIPLES = "N-Triples"
    N_QUADS = "N-Quads"
    N3 = "N3"
    RDF_XML = "RDF/XML"
    JSON_LD = "JSON-LD"
    HTML = "HTML"


SYNTAX_OF_SUFFIX: Final = {
    ".ttl": Syntax.TURTLE,
    ".turtle": Syntax.TURTLE,
    ".trig": Syntax.TRIG,
    ".nt": Syntax.N_TRIPLES,
    ".ntriples": Syntax.N_TRIPLES,
    ".nq": Syntax.N_QUADS,
    ".nquads": Syntax.N_QUADS,
    ".n3": Syntax.N3,
    ".rdf": Syntax.RDF_XML,
    ".rdfs": Syntax.RDF_XML,
    ".owl": Syntax.RDF_XML,
    ".xml": Syntax.RDF_XML,
    ".jsonld": Syntax.JSON_LD,
    ".json": Syntax.JSON_LD,
    ".html": Syntax.HTML,
    ".htm": Syntax.HTML,
    ".xhtml": Syntax.HTML,
}
"""The suffixes of files that are read."""
OFTEN_OTHER: Final = frozenset({".json", ".xml", ".html", ".htm", ".xhtml"})
"""Suffixes of files that mostly hold something other than RDF."""

_HEAD: Final = 8_192
_RDF_NAMESPACE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_COMMENTS: Final = re.compile(r"(?:\s+|#[^\n]*\n)*")
_DIRECTIVE: Final = re.compile(
    r"@prefix\s|@base\s|prefix\s+[^\s:]*:\s*<|base\s+<|version\s+[\"']", re.IGNORECASE
)
_TRIPLE: Final = re.compile(r"(?:<[^<>\"{}|^`\\\s]*>|_:\S+)\s+(?:<[^<>\"{}|^`\\\s]*>|a\s)")
_JSON_LD_KEY: Final = re.compile(r'"@(?:context|id|graph|type|value)"\s*:')
_COMMENT: Final = r"(?:<!--.*?-->\s*)*"
_XML: Final = re.compile(r"<(?:\?xml|!doctype|!--|[a-z_][\w.-]*(?::[\w.-]+)?[\s>/])", re.IGNORECASE)
_HTML: Final = re.compile(
    rf"(?:<\?xml.*?\?>\s*)?{_COMMENT}<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_OTHERS: Final = (
    (re.compile(r"<(?:\w+:)?Ontology\b[^>]*http://www\.w3\.org/2002/07/owl#"), "OWL/XML"),
    (re.compile(r"<(?:\w+:)?trix\b", re.IGNORECASE), "TriX"),
    (re.compile(r"^\s*Ontology\s*\(", re.MULTILINE), "OWL's functional syntax"),
    (re.compile(r"^\s*Ontology:\s", re.MULTILINE), "Manchester syntax"),
    (re.compile(r"^format-version:", re.MULTILINE), "OBO"),
)


def last_suffix(name: str) -> str:
    """Return the last suffix of a name in lower case: `.ttl`."""
    return PurePosixPath(name).suffix.lower()


def detect(name: str, text: str) -> Syntax | None:
    """Return the syntax of a text, None if it is no RDF as far as can be told.

    What the text begins with goes before the suffix: an `.owl` may be RDF/XML or Turtle.
    """
    by_name = SYNTAX_OF_SUFFIX.get(last_suffix(name))
    is_often_other = last_suffix(name) in OFTEN_OTHER
    head = text[:_HEAD].lstrip()
    if _HTML.match(head):
        return Syntax.HTML
    if by_name is Syntax.HTML and "<rdf:RDF" not in head and not _looks_like_turtle(head):
        return Syntax.HTML
    if _is_xml(head, by_name):
        is_rdf = _RDF_NAMESPACE in text or (by_name is Syntax.RDF_XML and not is_often_other)
        return Syntax.RDF_XML if is_rdf else None
    if head.startswith(("{", "[")) and _is_json(text, by_name):
        is_rdf = last_suffix(name) == ".jsonld" or _JSON_LD_KEY.search(text) is not None
        return Syntax.JSON_LD if is_rdf else None
    if by_name in {Syntax.RDF_XML, Syntax.JSON_LD, None} or is_often_other:
        is_turtle = _looks_like_turtle(head)
        return Syntax.TURTLE if is_turtle else None if is_often_other else by_name
    return by_name


def other_syntax(text: str) -> str:
    """Return the name of a syntax that is not read, if a text is written in one."""
    head = text[:_HEAD]
    return next((name for pattern, name in _OTHERS if pattern.search(head)), "")


def _is_xml(head: str, by_name: Syntax | None) -> bool:
    if by_name in {Syntax.RDF_XML, Syntax.HTML, None}:
        return _XML.match(head) is not None
    return head[:15].lower().startswith(("<?xml", "<!doctype", "<rdf:rdf"))


def _is_json(text: str, by_name: Syntax | None) -> bool:
    """Return whether a text that begins with a bracket is JSON; TriG may begin so too."""
    if by_name is Syntax.JSON_LD:
        return True
    return by_name in {Syntax.RDF_XML, Syntax.HTML, None} and _JSON_LD_KEY.search(text) is not None


def _looks_like_turtle(head: str) -> bool:
    start = _COMMENTS.match(head)
    at = start.end() if start else 0
    return _DIRECTIVE.match(head, at) is not None or _TRIPLE.match(head, at) is not None
