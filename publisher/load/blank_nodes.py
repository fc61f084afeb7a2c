"""Blank nodes: they have no name under which they could be published."""

from collections.abc import Sequence

from publisher.model import ANY, Term, Triple


def is_blank(term: Term) -> bool:
    return term.startswith("_:")


def has_blank(triple: Triple) -> bool:
    return triple[0].startswith("_:") or triple[2].startswith("_:")


def blank_node_uses(triples: Sequence[Triple]) -> list[Triple]:
    """Return one triple for each blank node, as a finding's `about`: the place that names it.

    A blank node that only another one leads to is reported with that one.
    """
    below = {value for _, _, value in triples if is_blank(value)}
    # If they only lead to each other in a circle, all are reported.
    roots = [triple for triple in triples if triple[0] not in below] or triples
    anonymous: dict[Term, Triple] = {}
    abouts: set[Triple] = set()
    for triple in roots:
        subject, predicate, value = (ANY if is_blank(term) else term for term in triple)
        about = (subject, predicate, value)
        if subject:
            abouts.add(about)
        else:
            other = anonymous.get(triple[0], about)
            anonymous[triple[0]] = min(about, other, key=lambda about: (not about[2], about))
    return sorted(abouts | set(anonymous.values()))
