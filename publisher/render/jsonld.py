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
    Tree,
    local_name_start,
)
from publisher.terms import lexical
from publisher.vocabulary import RDF_TYPE

_INDENT: Final = "\n      "
_STEP: Final = "  "
_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


class JsonLd:
    """A `GraphWriter`."""

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
        return _Node(written).object(subject, predicates)

    def tree(self, tree: Tree) -> TextChunk:
        written = self._written
        if len(written) > CACHED_TERMS:
            written.forget()
        node = _Node(written)
        # From the deepest up, because the text of a node contains those of the nodes in it.
        for blank, level in reversed(tree.levels.items()):
            if blank in tree.lists:
                node.add_list(blank, tree.lists[blank], level)
            else:
                node.add(blank, tree.nested[blank], level)
        texts = [node.object(*subject)[0] for subject in tree.subjects]
        return self.separator.join(texts), node.prefix_mask

    def graph(self, name: Term) -> tuple[str, str, int]:
        """Return the brackets of a named graph: https://www.w3.org/TR/json-ld11/#named-graphs"""
        return f'    {{"@id": {quoted(_identifier(name))}, "@graph": [\n', "\n    ]}", 0


class _Node:
    """Writes one node object, and remembers the text of the nodes and lists inside of it."""

    __slots__ = ("_texts", "_written", "prefix_mask")

    def __init__(self, written: "_WrittenTerms") -> None:
        self.prefix_mask = 0
        self._written = written
        self._texts: dict[Term, str] = {}

    def object(self, subject: Term, predicates: Predicates) -> TextChunk:
        """Return a node object with its identifier."""
        members = [f'"@id": {quoted(_identifier(subject))}', *self._members(predicates)]
        return f"    {{{f',{_INDENT}'.join(members)}}}", self.prefix_mask

    def add(self, node: Term, predicates: Predicates, level: int) -> None:
        # An empty object would be no node for some readers.
        members = self._members(predicates) or [f'"@id": {quoted(_identifier(node))}']
        self._texts[node] = f"{{{f',{_INDENT}{_STEP * level}'.join(members)}}}"

    def add_list(self, node: Term, members: list[Term], level: int) -> None:
        indent = f",{_INDENT}{_STEP * level}"
        self._texts[node] = f'{{"@list": [{indent.join(map(self._value, members))}]}}'

    def _members(self, predicates: Predicates) -> list[str]:
        written, masks = self._written, self._written.masks
        members = []
        mask = 0
        for predicate, values in predicates:
            # `@type` takes no literal.
            if predicate == RDF_TYPE and all(value.startswith("<") for value in values):
                key, objects = '"@type"', [written[value] for value in values]
                for value in values:
                    mask |= masks.get(value, 0)
            else:
                key, objects = written[predicate], [self._value(value) for value in values]
                mask |= masks.get(predicate, 0)
            shown = objects[0] if len(objects) == 1 else f"[{', '.join(objects)}]"
            members.append(f"{key}: {shown}")
        self.prefix_mask |= mask
        return members

    def _value(self, value: Term) -> str:
        if value.startswith("<"):
            return f'{{"@id": {quoted(value[1:-1])}}}'
        if not value.startswith('"'):
            return self._texts.get(value) or f'{{"@id": {quoted(value)}}}'
        end = value.rindex('"')
        text = quoted(value[1:end] if "\\" not in value else lexical(value))
        suffix = value[end + 1 :]
        if not suffix:
            return text
        if suffix.startswith("@"):
            language, _, direction = suffix[1:].partition("--")
            also = f', "@direction": "{direction}"' if direction else ""
            return f'{{"@value": {text}, "@language": "{language}"{also}}}'
        datatype = Term(suffix[2:])
        shown = self._written[datatype]
        self.prefix_mask |= self._written.masks.get(datatype, 0)
        return f'{{"@value": {text}, "@type": {shown}}}'


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
