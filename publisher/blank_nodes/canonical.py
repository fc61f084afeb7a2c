"""RDFC-1.0: the canonical labels of the blank nodes of a whole dataset, and the digest of it.

The steps and their numbers: https://www.w3.org/TR/rdf-canon/#canonicalization. Its work grows with
the factorial of equal nodes, so that it is counted, and given up at a limit.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import merge
from itertools import permutations
from typing import Final

from publisher.blank_nodes.colours import Effort, EffortError
from publisher.blank_nodes.mentions import BlankNodeMentions, blank_nodes_in, relabelled
from publisher.model import Quad, Term
from publisher.ntriples import quad_line_of, quad_of

MOST_HASHES: Final = 400_000
"""Hashes of related nodes that are made for one dataset: some seconds."""
MOST_STEPS: Final = 250
"""How far the hash of a node follows equal nodes: each step is a call within a call."""

_SELF: Final = Term("_:a")
_OTHER: Final = Term("_:z")


def rdfc10_digest(read_lines: Callable[[], Iterable[bytes]]) -> str | None:
    """Return the SHA-256 of the canonical N-Quads of a dataset; None if it is too symmetrical.

    `read_lines` is called twice, so that no more is kept than the quads with blank nodes. It
    returns canonical N-Quads, each once, sorted by bytes.
    """
    digest = sha256()
    quads: list[Quad] = []
    for line in read_lines():
        digest.update(line)
        if _has_blank(line):
            quads.append(quad_of(line))
    if not quads:
        return digest.hexdigest()
    try:
        labels = canonical_labels(quads)
    except EffortError:
        return None
    plain = (line for line in read_lines() if not _has_blank(line))
    digest = sha256()
    for line in merge(plain, sorted(quad_line_of(relabelled(quad, labels)) for quad in quads)):
        digest.update(line)
    return digest.hexdigest()


def canonical_labels(quads: Sequence[Quad]) -> dict[Term, Term]:
    """Return the label that RDFC-1.0 gives to each blank node. Raises EffortError."""
    return _Canonicalization(mentions=BlankNodeMentions.of(quads)).labels()


@dataclass(slots=True)
class _Issuer:
    """Numbers nodes in the order in which they are asked for."""

    prefix: str
    issued: dict[Term, Term] = field(default_factory=dict)

    def label(self, node: Term) -> Term:
        if node not in self.issued:
            self.issued[node] = Term(f"{self.prefix}{len(self.issued)}")
        return self.issued[node]

    def copy(self) -> "_Issuer":
        return _Issuer(self.prefix, dict(self.issued))


@dataclass(slots=True, kw_only=True)
class _Canonicalization:
    mentions: BlankNodeMentions
    canonical: _Issuer = field(default_factory=lambda: _Issuer("_:c14n"))
    first_degree: dict[Term, str] = field(default_factory=dict)
    effort: Effort = field(default_factory=lambda: Effort(MOST_HASHES))

    def labels(self) -> dict[Term, Term]:
        """https://www.w3.org/TR/rdf-canon/#canon-algo-algo"""
        by_hash: dict[str, list[Term]] = {}
        for node in self.mentions.quads_of:
            self.first_degree[node] = self._hash_first_degree(node)
            by_hash.setdefault(self.first_degree[node], []).append(node)
        for _, nodes in sorted(by_hash.items()):
            if len(nodes) == 1:
                self.canonical.label(nodes[0])
        for _, nodes in sorted(by_hash.items()):
            results: list[tuple[str, _Issuer]] = []
            for node in nodes:
                if node not in self.canonical.issued:
                    issuer = _Issuer("_:b")
                    issuer.label(node)
                    results.append(self._hash_n_degree(node, issuer, steps=0))
            for _, issuer in sorted(results, key=lambda result: result[0]):
                for node in issuer.issued:
                    self.canonical.label(node)
        return self.canonical.issued

    def _hash_first_degree(self, node: Term) -> str:
        """https://www.w3.org/TR/rdf-canon/#hash-1d-quads"""
        names = {
            other: _SELF if other == node else _OTHER
            for quad in self.mentions.quads_of[node]
            for other in blank_nodes_in(quad)
        }
        lines = [quad_line_of(relabelled(quad, names)) for quad in self.mentions.quads_of[node]]
        return sha256(b"".join(sorted(lines))).hexdigest()

    def _hash_n_degree(self, node: Term, issuer: _Issuer, *, steps: int) -> tuple[str, _Issuer]:
        """https://www.w3.org/TR/rdf-canon/#hash-nd-quads"""
        if steps > MOST_STEPS:
            raise EffortError
        data: list[str] = []
        for hash_, related in sorted(self._related(node, issuer).items()):
            path, issuer = self._least_path(related, issuer, steps=steps)
            data += (hash_, path)
        return sha256("".join(data).encode()).hexdigest(), issuer

    def _least_path(
        self, related: Sequence[Term], issuer: _Issuer, *, steps: int
    ) -> tuple[str, _Issuer]:
        least: tuple[str, _Issuer] | None = None
        for order in permutations(related):
            self.effort.spend(len(order))
            attempt = self._path(order, issuer.copy(), least[0] if least else "", steps=steps)
            if attempt and (least is None or attempt[0] < least[0]):
                least = attempt
        return least or ("", issuer)

    def _path(
        self, order: Sequence[Term], issuer: _Issuer, least: str, *, steps: int
    ) -> tuple[str, _Issuer] | None:
        """Return the path of one order; None as soon as it is no less than the least one."""
        path = ""
        to_visit = []
        for node in order:
            if node in self.canonical.issued:
                path += self.canonical.issued[node]
            else:
                if node not in issuer.issued:
                    to_visit.append(node)
                path += issuer.label(node)
            if _is_no_less(path, least):
                return None
        for node in to_visit:
            hash_, visited = self._hash_n_degree(node, issuer, steps=steps + 1)
            path += f"{issuer.label(node)}<{hash_}>"
            issuer = visited
            if _is_no_less(path, least):
                return None
        return path, issuer

    def _related(self, node: Term, issuer: _Issuer) -> dict[str, list[Term]]:
        """Return the blank nodes beside a node in its quads, by the hash of their place there."""
        related: dict[str, list[Term]] = {}
        for subject, predicate, value, graph in self.mentions.quads_of[node]:
            places = (("s", predicate, subject), ("o", predicate, value), ("g", "", graph))
            for place, property_, other in places:
                if other.startswith("_:") and other != node:
                    self.effort.spend(1)
                    label = self.canonical.issued.get(other) or issuer.issued.get(other)
                    text = f"{place}{property_}{label or self.first_degree[other]}"
                    related.setdefault(sha256(text.encode()).hexdigest(), []).append(other)
        return related


def _is_no_less(path: str, least: str) -> bool:
    return bool(least) and len(path) >= len(least) and path > least


def _has_blank(line: bytes) -> bool:
    return b"_:" in line and bool(blank_nodes_in(quad_of(line)))
