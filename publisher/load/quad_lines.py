"""Read what a parser found, canonical N-Triples or N-Quads, as terms."""

import hashlib
import re
from dataclasses import dataclass, field
from typing import Final, cast

from publisher.model import Quad, Term, Triple

_TRIPLE_TERM: Final = "<<("
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>( ]*>|_:[^\s]+')
_DIGITS: Final = 10


def triples_and_quads(lines: bytes, *, file: str) -> tuple[tuple[Triple, ...], tuple[Quad, ...]]:
    """Return the triples of the default graph and the quads of the named graphs, in their order.

    Blank nodes get labels that no other file has: those of two files are not the same nodes.
    """
    relabel = _Labels(prefix=_prefix(file)).relabel
    triples: list[Triple] = []
    quads: list[Quad] = []
    # Not splitlines: a literal may hold characters that it takes for line ends.
    for line in lines.decode().split("\n")[:-1]:
        terms = _terms(line)
        if "_:" in line:
            terms = cast("Quad", tuple(relabel(term) for term in terms))
        if terms[3]:
            quads.append(terms)
        else:
            triples.append(terms[:3])
    return tuple(triples), tuple(quads)


def _prefix(file: str) -> str:
    digest = hashlib.sha256(file.encode("utf-8", "surrogateescape")).hexdigest()
    return f"_:f{digest[:_DIGITS]}n"


def _terms(line: str) -> Quad:
    """Return the terms of a line; the last is empty in the default graph."""
    subject, predicate, rest = line[:-2].split(" ", 2)
    # No IRI holds a quotation mark, so that the last one closes a literal.
    if rest[0] == '"':
        end = rest.rfind('"')
    elif rest.startswith(_TRIPLE_TERM):
        end = rest.rfind(")>>")
    else:
        end = 0
    space = rest.find(" ", end)
    value, graph = (rest, "") if space < 0 else (rest[:space], rest[space + 1 :])
    return Term(subject), Term(predicate), Term(value), Term(graph)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labels:
    """The new labels of a file's blank nodes, numbered as they come up."""

    prefix: str
    labels: dict[str, str] = field(default_factory=dict)

    def relabel(self, term: Term) -> Term:
        if term.startswith("_:"):
            return Term(self._label(term))
        if term.startswith(_TRIPLE_TERM):
            return Term(_TOKEN.sub(self._within, term))
        return term

    def _within(self, token: re.Match[str]) -> str:
        text = token.group()
        return self._label(text) if text.startswith("_:") else text

    def _label(self, label: str) -> str:
        return self.labels.setdefault(label, f"{self.prefix}{len(self.labels)}")
