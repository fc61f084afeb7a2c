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
    local_name_start,
)
from publisher.vocabulary import RDF_TYPE

# Narrower than PN_LOCAL, which needs escapes for much of what it allows:
# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


class Turtle:
    """A `Writer`."""

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
