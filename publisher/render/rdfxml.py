"""Writer of RDF/XML: https://www.w3.org/TR/rdf-syntax-grammar/"""

import re
from typing import Final

from publisher.model import Term
from publisher.render.writer import (
    FormatError,
    GraphTerms,
    Predicates,
    Prefixes,
    TextChunk,
    local_name_start,
)
from publisher.terms import is_xml_name, lexical, xml_name
from publisher.vocabulary import PREFIXES

_RDF: Final = PREFIXES["rdf"]
# https://www.w3.org/TR/xml/#NT-Char
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_ATTRIBUTE: Final = _TEXT | {ord('"'): "&quot;"}


class RdfXml:
    """A `Writer`."""

    separator = ""
    tail = "</rdf:RDF>\n"

    def __init__(self, terms: GraphTerms) -> None:
        prefixes = {
            namespace: prefix
            for namespace, prefix in terms.namespaces.items()
            if prefix != "rdf" and not prefix.lower().startswith("xml")
        } | {_RDF: "rdf"}
        self._names: dict[Term, str] = {}
        namespaces: dict[Term, str] = {}
        for predicate in sorted(set(terms.predicates)):
            parts = _namespace_and_name(predicate, prefixes)
            if parts:
                namespace, name = parts
                # Not `ns0`: a prefix of the project's own must not be bound twice.
                prefix = prefixes.setdefault(namespace, f"_{len(prefixes)}")
                namespaces[predicate] = namespace
                self._names[predicate] = f"{prefix}:{name}" if prefix else name
        self._prefixes = Prefixes(prefixes)
        self._masks = {term: self._prefixes.masks[name] for term, name in namespaces.items()}

    def head(self, prefix_mask: int) -> str:
        declarations = "".join(
            f' {"xmlns:" if prefix else "xmlns"}{prefix}="{_attribute(namespace)}"'
            for prefix, namespace in self._prefixes.declared(
                prefix_mask | self._prefixes.masks[_RDF]
            )
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{declarations}>\n'

    def chunk(self, subject: Term, predicates: Predicates) -> TextChunk:
        """Return the triples of a subject as an element, with its prefix mask.

        A predicate that the graph was not said to have declares its namespace itself.
        Raises FormatError if no XML name ends a predicate, or a text has a character that is not
        in XML.
        """
        node = _node_attribute(subject, "about")
        parts = [f"<rdf:Description {node}>\n"]
        prefix_mask = 0
        for predicate, values in predicates:
            name = self._names.get(predicate)
            if name is None:
                name, namespace = _unforeseen(predicate)
                parts += [_element(name, value, namespace) for value in values]
            else:
                prefix_mask |= self._masks[predicate]
                parts += [_element(name, value) for value in values]
        parts.append("</rdf:Description>\n")
        text = "".join(parts)
        _refuse_other_characters(text)
        return text, prefix_mask


def _unforeseen(predicate: Term) -> tuple[str, str]:
    """Return the element's name of a predicate that is none of the graph, and its declaration.

    Raises FormatError if no XML name ends it.
    """
    parts = _namespace_and_name(predicate, {})
    if parts is None:
        raise FormatError(f"RDF/XML cannot write {predicate} as a predicate: no XML name ends it")
    return f"_x:{parts[1]}", f' xmlns:_x="{_attribute(parts[0])}"'


def _namespace_and_name(predicate: Term, prefixes: dict[str, str]) -> tuple[str, str] | None:
    """Return namespace and XML name of a predicate; None if no XML name ends it."""
    longest = xml_name(predicate)
    if not longest:
        return None
    iri = predicate[1:-1]
    start = local_name_start(iri)
    if iri[:start] in prefixes and is_xml_name(iri[start:]):
        return iri[:start], iri[start:]
    return iri[: -len(longest)], longest


def _refuse_other_characters(text: str) -> None:
    refused = _NOT_XML.search(text)
    if refused:
        before = text[max(0, refused.start() - 30) : refused.start()]
        raise FormatError(
            f"XML has no character U+{ord(refused.group()):04X}, met after {before!r}"
        )


def _element(name: str, value: Term, namespace: str = "") -> str:
    """Return the element of a value. `namespace`: its declaration, if the head has none."""
    if value.startswith("<"):
        return f'  <{name}{namespace} rdf:resource="{_attribute(value[1:-1])}"/>\n'
    if value.startswith("_:"):
        return f"  <{name}{namespace} {_node_attribute(value, 'resource')}/>\n"
    end = value.rindex('"')
    suffix = value[end + 1 :]
    if not suffix:
        attribute = ""
    elif suffix.startswith("@"):
        if "--" in suffix:
            raise FormatError("RDF/XML cannot write the direction of a text")
        attribute = f' xml:lang="{suffix[1:]}"'
    else:
        attribute = f' rdf:datatype="{_attribute(suffix[3:-1])}"'
    text = value[1:end] if "\\" not in value else lexical(value)
    # Asked first: most texts have none of these, and `translate` takes ten times as long.
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.translate(_TEXT)
    return f"  <{name}{namespace}{attribute}>{text}</{name}>\n"


def _node_attribute(term: Term, name: str) -> str:
    """Return the attribute that names a node: `rdf:nodeID` for a blank one."""
    if term.startswith("_:"):
        return f'rdf:nodeID="{term[2:]}"'
    return f'rdf:{name}="{_attribute(term[1:-1])}"'


def _attribute(text: str) -> str:
    return text.translate(_ATTRIBUTE) if "&" in text or '"' in text or "<" in text else text
