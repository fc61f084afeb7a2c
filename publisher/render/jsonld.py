"""Writer of compact JSON-LD 1.1, its context in the head: https://www.w3.org/TR/json-ld11/

Keys and datatypes are compacted, identifiers never are: an `@id` whose scheme is also a prefix
would be read as a compact IRI. No number and no boolean is written as a JSON one, so that the
lexical form stays. The project's ontology is `@vocab`, because JSON-LD has no empty prefix.
"""

import re
from json.encoder import encode_basestring as quoted
from typing import Final

from publisher.model import Term
from publisher.render.writer import (
    CACHED_TERMS,
    GraphTerms,
    Predicates,
    Prefixes,
    TextChunk,
    local_name_start,
)
from publisher.terms import lexical
from publisher.vocabulary import RDF_TYPE

_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class JsonLd:
    """A `Writer`."""

    separator = ",\n"
    tail = "\n  ]\n}\n"

    def __init__(self, terms: GraphTerms) -> None:
        # A scheme of an IRI in the file must be no prefix, because a reader would expand it:
        # https://www.w3.org/TR/json-ld11/#compact-iris
        schemes = {"http", "https", *terms.schemes}
        self._prefixes = Prefixes(
            {name: prefix for name, prefix in terms.namespaces.items() if prefix not in schemes}
        )
        self._written = _WrittenTerms(self._prefixes)

    def head(self, prefix_mask: int) -> str:
        context = ",\n".join(
            f"    {quoted(prefix or '@vocab')}: {quoted(namespace)}"
            for prefix, namespace in self._prefixes.declared(prefix_mask)
        )
        return f'{{\n  "@context": {{\n{context}\n  }},\n  "@graph": [\n'

    def chunk(self, subject: Term, predicates: Predicates) -> TextChunk:
        written = self._written
        if len(written) > CACHED_TERMS:
            written.forget()
        parts = [f'    {{"@id": {quoted(_identifier(subject))}']
        prefix_mask = 0
        for predicate, values in predicates:
            # `@type` takes no literal.
            if predicate == RDF_TYPE and all(value.startswith("<") for value in values):
                key, objects = '"@type"', [written[value] for value in values]
                for value in values:
                    prefix_mask |= written.masks.get(value, 0)
            else:
                key, objects = written[predicate], []
                prefix_mask |= written.masks.get(predicate, 0)
                for value in values:
                    text, mask = self._value(value)
                    objects.append(text)
                    prefix_mask |= mask
            shown = objects[0] if len(objects) == 1 else f"[{', '.join(objects)}]"
            parts.append(f",\n      {key}: {shown}")
        parts.append("}")
        return "".join(parts), prefix_mask

    def _value(self, value: Term) -> TextChunk:
        if not value.startswith('"'):
            return f'{{"@id": {quoted(_identifier(value))}}}', 0
        text = quoted(lexical(value))
        suffix = value[value.rindex('"') + 1 :]
        if not suffix:
            return text, 0
        if suffix.startswith("@"):
            return f'{{"@value": {text}, "@language": "{suffix[1:]}"}}', 0
        datatype = Term(suffix[2:])
        written = self._written[datatype]
        mask = self._written.masks.get(datatype, 0)
        return f'{{"@value": {text}, "@type": {written}}}', mask


def _identifier(term: Term) -> str:
    """Return an IRI without brackets, or the label of a blank node."""
    return term if term.startswith("_:") else term[1:-1]


class _WrittenTerms(dict[Term, str]):
    """The written form of each key, type and datatype, a cache that fills itself.

    `masks` has the prefix masks of the terms that use a prefix.
    """

    def __init__(self, prefixes: Prefixes) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._reserved = frozenset(prefixes.names.values())
        self.masks: dict[Term, int] = {}

    def forget(self) -> None:
        self.clear()
        self.masks.clear()

    def __missing__(self, term: Term) -> str:
        iri = term[1:-1]
        start = local_name_start(iri)
        namespace, name = iri[:start], iri[start:]
        prefix = self._prefixes.names.get(namespace)
        # A name that is also a prefix would be read as the prefix's namespace.
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(name) or name in self._reserved:
            written = quoted(iri)
        else:
            self.masks[term] = self._prefixes.masks[namespace]
            written = quoted(f"{prefix}:{name}" if prefix else name)
        self[term] = written
        return written
