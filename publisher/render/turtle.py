"""Blocks in Turtle: https://www.w3.org/TR/turtle/

With triple terms, in Turtle 1.2: https://www.w3.org/TR/rdf12-turtle/
"""

import re
from collections.abc import Mapping
from typing import Final

from publisher.model import Term
from publisher.reification import is_triple_term, triple_of_term
from publisher.render.grouping import REMEMBERED, Block, Predicates, split
from publisher.render.prefixes import Prefixes
from publisher.vocabulary import RDF_TYPE

# Narrower than PN_LOCAL, which needs escapes for much of what it allows:
# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


class Turtle:
    """Writes blocks; `namespaces`: prefix by namespace."""

    joint = "\n"
    tail = ""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self._prefixes = Prefixes(namespaces)
        self._names = _Names(self._prefixes)

    def block(self, subject: Term, predicates: Predicates) -> Block:
        names = self._names
        if len(names) > REMEMBERED:
            names.forget()
        bits = names.bits
        lines: list[str] = []
        name = names[subject]
        used = bits.get(subject, 0)
        for predicate, values in predicates:
            if predicate == RDF_TYPE:
                verb = "a"
            else:
                verb = names[predicate]
                used |= bits.get(predicate, 0)
            lines.append(f"  {verb} {' , '.join([names[value] for value in values])}")
            for value in values:
                if value in bits:
                    used |= bits[value]
        body = " ;\n".join(lines)
        return f"{name}\n{body} .\n", used

    def head(self, used: int) -> str:
        declared = self._prefixes.declared(used)
        lines = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in declared)
        return f"{lines}\n" if lines else ""


class _Names(dict[Term, str]):
    """How each term is written, found once; `bits`: of the prefixes of those that have one."""

    def __init__(self, prefixes: Prefixes) -> None:
        super().__init__()
        self._prefixes = prefixes
        self.bits: dict[Term, int] = {}

    def forget(self) -> None:
        self.clear()
        self.bits.clear()

    def __missing__(self, term: Term) -> str:
        bits = 0
        if is_triple_term(term):
            parts = triple_of_term(term)
            written = f"<<( {' '.join([self[part] for part in parts])} )>>"
            for part in parts:
                bits |= self.bits.get(part, 0)
        elif term.startswith("<"):
            written, bits = self._compact(term)
        elif term.endswith(">"):
            at = term.rindex('"') + 3
            kind, bits = self._compact(Term(term[at:]))
            written = term[:at] + kind
        else:
            written = term
        self[term] = written
        if bits:
            self.bits[term] = bits
        return written

    def _compact(self, term: Term) -> tuple[str, int]:
        text = term[1:-1]
        at = split(text)
        namespace = text[:at]
        prefix = self._prefixes.names.get(namespace)
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(text[at:]):
            return term, 0
        return f"{prefix}:{text[at:]}", self._prefixes.bit(namespace)
