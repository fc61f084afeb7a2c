"""How messages name resources."""

from publisher.dataset import Dataset
from publisher.model import ANY, Term, Triple
from publisher.terms import bare, is_blank


def path_shown(term: Term, graph: Dataset) -> str:
    """Return the path of an IRI below the base, or the IRI; of a blank node, whose it is.

    The label of a blank node says nothing to its author: no file has it.
    """
    if not is_blank(term):
        return bare(term).removeprefix(graph.base) or "the base itself"
    page = graph.page_of(term)
    return "a blank node" if is_blank(page) else f"a blank node of {path_shown(page, graph)}"


def about_shown(about: Triple, graph: Dataset) -> Triple:
    """Return what a finding is about, with what a file has in place of a blank node.

    In place of its subject, the IRI on which it hangs; in place of the node alone, or of what it
    lacks, the triple of that IRI which leads to it.
    """
    subject, predicate, value = about
    value = ANY if is_blank(value) else value
    if not is_blank(subject):
        return subject, predicate, value
    owner, leading = _owner(subject, graph)
    is_there = any(triple[1] == predicate for triple in graph.about(subject))
    return (owner, predicate, value) if is_there else (owner, leading, ANY)


def _owner(node: Term, graph: Dataset) -> tuple[Term, Term]:
    """Return the IRI on which a blank node hangs, and by which property; ANY if there is none."""
    seen, predicate = set[Term](), ANY
    while is_blank(node) and node not in seen:
        seen.add(node)
        for triple in graph.naming(node, size=1):
            node, predicate, _ = triple
    return (ANY, ANY) if is_blank(node) else (node, predicate)
