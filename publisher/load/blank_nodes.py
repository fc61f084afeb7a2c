"""Blank nodes, which have no name to be published under."""

from collections.abc import Sequence

from publisher.model import ANY, Term, Triple


def is_blank(term: Term) -> bool:
    return term.startswith("_:")


def has_blank(triple: Triple) -> bool:
    return triple[0].startswith("_:") or triple[2].startswith("_:")


def blank_node_uses(triples: Sequence[Triple]) -> list[Triple]:
    """Where each blank node is named, once, as findings are about it.

    What hangs from a blank node goes with it.
    """
    below = {value for _, _, value in triples if is_blank(value)}
    # Where none is outside of a circle of them, all are reported.
    roots = [triple for triple in triples if triple[0] not in below] or triples
    found: dict[Term, Triple] = {}
    abouts: set[Triple] = set()
    for triple in roots:
        subject, predicate, value = (ANY if is_blank(one) else one for one in triple)
        about = (subject, predicate, value)
        if subject:
            abouts.add(about)
        else:
            other = found.get(triple[0], about)
            found[triple[0]] = min(about, other, key=lambda one: (not one[2], one))
    return sorted(abouts | set(found.values()))
