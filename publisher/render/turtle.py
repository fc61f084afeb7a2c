"""Writer of Turtle: https://www.w3.org/TR/turtle/

With triple terms, of Turtle 1.2: https://www.w3.org/TR/rdf12-turtle/
"""

import re
from typing import Final

from publisher.model import Term
from publisher.reification import is_triple_term, triple_of_term
from publisher.render.writer import (
    CACHED_TERMS,
    GraphTerms,
    Predicates,
    Prefixes,
    TextChunk,
    Tree,
    local_name_start,
)
from publisher.vocabulary import RDF_TYPE

# Narrower than PN_LOCAL, which needs escapes for much of what it allows:
# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


_LINE: Final = 80
"""Characters of a list's members in one line, at most."""


class Turtle:
    """A `GraphWriter`: TriG is Turtle with named graphs."""

    separator = "\n"
    tail = ""

    def __init__(self, terms: GraphTerms) -> None:
        self._prefixes = Prefixes(terms.namespaces)
        self._written = _WrittenTerms(self._prefixes)

    def head(self, prefix_mask: int) -> str:
        declared = self._prefixes.declared(prefix_mask)
        lines = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in declared)
        return f"{lines}\n" if lines else ""

    def chunk(self, subject: Term, predicates: Predicates) -> TextChunk:
        written = self._written
        if len(written) > CACHED_TERMS:
            written.forget()
        masks = written.masks
        lines: list[str] = []
        first_line = written[subject]
        prefix_mask = masks.get(subject, 0)
        for predicate, values in predicates:
            if predicate == RDF_TYPE:
                verb = "a"
            else:
                verb = written[predicate]
                prefix_mask |= masks.get(predicate, 0)
            lines.append(f"  {verb} {' , '.join([written[value] for value in values])}")
            for value in values:
                if value in masks:
                    prefix_mask |= masks[value]
        body = " ;\n".join(lines)
        return f"{first_line}\n{body} .\n", prefix_mask

    def tree(self, tree: Tree) -> TextChunk:
        written = self._written
        if len(written) > CACHED_TERMS:
            written.forget()
        nested = _NestedTerms(written)
        # From the deepest up, because the text of a node contains those of the nodes in it.
        for node, level in reversed(tree.levels.items()):
            if node in tree.lists:
                nested.add_list(node, tree.lists[node], level)
            else:
                nested.add(node, tree.nested[node], level)
        statements = [
            f"{written[subject]}\n{nested.body(predicates, 0)} .\n"
            for subject, predicates in tree.subjects
        ]
        nested.prefix_mask |= written.masks.get(tree.subjects[0][0], 0)
        return self.separator.join(statements), nested.prefix_mask

    def graph(self, name: Term) -> tuple[str, str, int]:
        """Return the braces of a named graph: https://www.w3.org/TR/trig/"""
        written = self._written[name]
        return f"{written} {{\n", "}\n", self._written.masks.get(name, 0)


class _NestedTerms:
    """The text of blank nodes that are written in place of their name, and all that uses them."""

    def __init__(self, written: "_WrittenTerms") -> None:
        self.prefix_mask = 0
        self._written = written
        self._texts: dict[Term, str] = {}

    def add(self, node: Term, predicates: Predicates, level: int) -> None:
        body = self.body(predicates, level)
        self._texts[node] = f"[\n{body}\n{'  ' * level}]" if body else "[]"

    def add_list(self, node: Term, members: list[Term], level: int) -> None:
        texts = [self._text(member) for member in members]
        line = " ".join(texts)
        if len(line) <= _LINE and "\n" not in line:
            self._texts[node] = f"( {line} )"
        else:
            indent = "\n" + "  " * level
            self._texts[node] = f"({indent}  {f'{indent}  '.join(texts)}{indent})"

    def body(self, predicates: Predicates, level: int) -> str:
        """Return predicates and objects, indented below their subject."""
        indent = "  " * (level + 1)
        lines: list[str] = []
        for predicate, values in predicates:
            verb = "a" if predicate == RDF_TYPE else self._text(predicate)
            lines.append(f"{indent}{verb} {' , '.join([self._text(value) for value in values])}")
        return " ;\n".join(lines)

    def _text(self, term: Term) -> str:
        text = self._texts.get(term)
        if text is None:
            text = self._written[term]
            self.prefix_mask |= self._written.masks.get(term, 0)
        return text


class _WrittenTerms(dict[Term, str]):
    """The written form of each term, a cache that fills itself.

    `masks` has the prefix masks of the terms that use a prefix.
    """

    def __init__(self, prefixes: Prefixes) -> None:
        super().__init__()
        self._prefixes = prefixes
        self.masks: dict[Term, int] = {}

    def forget(self) -> None:
        self.clear()
        self.masks.clear()

    def __missing__(self, term: Term) -> str:
        mask = 0
        if is_triple_term(term):
            parts = triple_of_term(term)
            written = f"<<( {' '.join([self[part] for part in parts])} )>>"
            for part in parts:
                mask |= self.masks.get(part, 0)
        elif term.startswith("<"):
            written, mask = self._compact(term)
        elif term.endswith(">"):
            start = term.rindex('"') + 3
            datatype, mask = self._compact(Term(term[start:]))
            written = term[:start] + datatype
        else:
            written = term
        self[term] = written
        if mask:
            self.masks[term] = mask
        return written

    def _compact(self, term: Term) -> tuple[str, int]:
        iri = term[1:-1]
        start = local_name_start(iri)
        namespace = iri[:start]
        prefix = self._prefixes.names.get(namespace)
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(iri[start:]):
            return term, 0
        return f"{prefix}:{iri[start:]}", self._prefixes.masks[namespace]
