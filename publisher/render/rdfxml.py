"""Blocks in RDF/XML: https://www.w3.org/TR/rdf-syntax-grammar/"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from publisher.model import Term
from publisher.render.grouping import Block, Predicates, split
from publisher.render.prefixes import Prefixes
from publisher.terms import is_xml_name, lexical, xml_name
from publisher.vocabulary import PREFIXES

_RDF: Final = PREFIXES["rdf"]
# https://www.w3.org/TR/xml/#NT-Char
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_ATTRIBUTE: Final = _TEXT | {ord('"'): "&quot;"}


class RdfXml:
    """Writes blocks; `namespaces`: prefix by namespace, `predicates`: all that blocks will have."""

    joint = ""
    tail = "</rdf:RDF>\n"

    def __init__(self, namespaces: Mapping[str, str], *, predicates: Iterable[Term]) -> None:
        known = {
            namespace: prefix
            for namespace, prefix in namespaces.items()
            if prefix != "rdf" and not prefix.lower().startswith("xml")
        } | {_RDF: "rdf"}
        self._names: dict[Term, str] = {}
        found: dict[Term, str] = {}
        for predicate in sorted(set(predicates)):
            parts = _parts(predicate, known)
            if parts:
                namespace, name = parts
                # Not `ns0`: a prefix of the project's own must not be bound twice.
                prefix = known.setdefault(namespace, f"_{len(known)}")
                found[predicate] = namespace
                self._names[predicate] = f"{prefix}:{name}" if prefix else name
        self._prefixes = Prefixes(known)
        self._bits = {term: self._prefixes.bit(namespace) for term, namespace in found.items()}

    def block(self, subject: Term, predicates: Predicates) -> Block:
        """Raises ValueError for what XML cannot say: a predicate's end, a character."""
        parts = [f'<rdf:Description rdf:about="{_attribute(subject[1:-1])}">\n']
        used = 0
        for predicate, values in predicates:
            name = self._names.get(predicate)
            if name is None:
                raise ValueError(
                    f"RDF/XML cannot write {predicate} as a predicate: no XML name ends it"
                )
            used |= self._bits[predicate]
            parts += [_element(name, value) for value in values]
        parts.append("</rdf:Description>\n")
        text = "".join(parts)
        refused = _NOT_XML.search(text)
        if refused:
            near = text[max(0, refused.start() - 30) : refused.start()]
            raise ValueError(
                f"XML has no character U+{ord(refused.group()):04X}, met after {near!r}"
            )
        return text, used

    def head(self, used: int) -> str:
        declarations = "".join(
            f' {"xmlns:" if prefix else "xmlns"}{prefix}="{_attribute(namespace)}"'
            for prefix, namespace in self._prefixes.declared(used | self._prefixes.bit(_RDF))
        )
        return f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{declarations}>\n'


def _parts(predicate: Term, known: dict[str, str]) -> tuple[str, str] | None:
    """Namespace and XML name of a predicate; None if it has none."""
    longest = xml_name(predicate)
    if not longest:
        return None
    text = predicate[1:-1]
    at = split(text)
    if text[:at] in known and is_xml_name(text[at:]):
        return text[:at], text[at:]
    return text[: -len(longest)], longest


def _element(name: str, value: Term) -> str:
    if value.startswith("<"):
        return f'  <{name} rdf:resource="{_attribute(value[1:-1])}"/>\n'
    end = value.rindex('"')
    tail = value[end + 1 :]
    if not tail:
        attribute = ""
    elif tail.startswith("@"):
        attribute = f' xml:lang="{tail[1:]}"'
    else:
        attribute = f' rdf:datatype="{_attribute(tail[3:-1])}"'
    text = value[1:end] if "\\" not in value else lexical(value)
    # Asked first: most texts have none of these, and `translate` takes ten times as long.
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        text = text.translate(_TEXT)
    return f"  <{name}{attribute}>{text}</{name}>\n"


def _attribute(text: str) -> str:
    return text.translate(_ATTRIBUTE) if "&" in text or '"' in text or "<" in text else text
