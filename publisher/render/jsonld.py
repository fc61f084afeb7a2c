"""Blocks in compact JSON-LD 1.1, context in the head: https://www.w3.org/TR/json-ld11/

Keys and datatypes are compacted, identifiers never are: an `@id` with a scheme that is also a
prefix would be read as a compact IRI. No number and no boolean is a JSON one, so that the lexical
form stays. The project's ontology is `@vocab`, since JSON-LD has no empty prefix.
"""

import re
from collections.abc import Collection, Mapping
from json.encoder import encode_basestring as quoted
from typing import Final

from publisher.model import Term
from publisher.render.grouping import REMEMBERED, Block, Predicates, split
from publisher.render.prefixes import Prefixes
from publisher.terms import lexical
from publisher.vocabulary import RDF_TYPE

_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class JsonLd:
    """Writes blocks; `namespaces`: prefix by namespace.

    `schemes`: those of the IRIs in the documents: none is a prefix of theirs.
    https://www.w3.org/TR/json-ld11/#compact-iris
    """

    joint = ",\n"
    tail = "\n  ]\n}\n"

    def __init__(self, namespaces: Mapping[str, str], *, schemes: Collection[str] = ()) -> None:
        misread = {"http", "https", *schemes}
        self._prefixes = Prefixes(
            {name: prefix for name, prefix in namespaces.items() if prefix not in misread}
        )
        self._names = _Names(self._prefixes)

    def block(self, subject: Term, predicates: Predicates) -> Block:
        names = self._names
        if len(names) > REMEMBERED:
            names.forget()
        parts = [f'    {{"@id": {quoted(subject[1:-1])}']
        used = 0
        for predicate, values in predicates:
            # `@type` takes no literal.
            if predicate == RDF_TYPE and all(value.startswith("<") for value in values):
                key, written = '"@type"', [names[value] for value in values]
                for value in values:
                    used |= names.bits.get(value, 0)
            else:
                key, written = names[predicate], []
                used |= names.bits.get(predicate, 0)
                for value in values:
                    text, bits = self._value(value)
                    written.append(text)
                    used |= bits
            shown = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
            parts.append(f",\n      {key}: {shown}")
        parts.append("}")
        return "".join(parts), used

    def head(self, used: int) -> str:
        context = ",\n".join(
            f"    {quoted(prefix or '@vocab')}: {quoted(namespace)}"
            for prefix, namespace in self._prefixes.declared(used)
        )
        return f'{{\n  "@context": {{\n{context}\n  }},\n  "@graph": [\n'

    def _value(self, value: Term) -> Block:
        if value.startswith("<"):
            return f'{{"@id": {quoted(value[1:-1])}}}', 0
        text = quoted(lexical(value))
        tail = value[value.rindex('"') + 1 :]
        if not tail:
            return text, 0
        if tail.startswith("@"):
            return f'{{"@value": {text}, "@language": "{tail[1:]}"}}', 0
        kind = Term(tail[2:])
        written = self._names[kind]
        return f'{{"@value": {text}, "@type": {written}}}', self._names.bits.get(kind, 0)


class _Names(dict[Term, str]):
    """How each key, type and datatype is written, found once; `bits`: of those with a prefix."""

    def __init__(self, prefixes: Prefixes) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._reserved = frozenset(prefixes.names.values())
        self.bits: dict[Term, int] = {}

    def forget(self) -> None:
        self.clear()
        self.bits.clear()

    def __missing__(self, term: Term) -> str:
        text = term[1:-1]
        at = split(text)
        namespace, name = text[:at], text[at:]
        prefix = self._prefixes.names.get(namespace)
        # A name that is also a prefix would be read as the prefix's namespace.
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(name) or name in self._reserved:
            written = quoted(text)
        else:
            self.bits[term] = self._prefixes.bit(namespace)
            written = quoted(f"{prefix}:{name}" if prefix else name)
        self[term] = written
        return written
