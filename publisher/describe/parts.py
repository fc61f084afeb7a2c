"""The parts of the dataset that are published apart, from the graph alone.

Of the dumps, `asserted` are the plain asserted triples; `records` these, and of each quoted one the
statement, the passage and the source; `claims` the claims with all that belongs to them. The
document of a resource is what its `.nt` file has.
"""

from collections.abc import Callable, Iterable
from typing import Final

from publisher.dataset import Dataset, line_of
from publisher.describe.names import Names, text_of
from publisher.describe.resource import describe
from publisher.model import Term
from publisher.terms import iri, is_blank, page_iri
from publisher.vocabulary import (
    DCTERMS_PUBLISHER,
    EV_CLAIM,
    EV_EVIDENCE,
    EV_VOICE,
    OA_HAS_SELECTOR,
    OA_HAS_SOURCE,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    RDF_STATEMENT,
)

_STRUCTURAL: Final = frozenset(
    {RDF_STATEMENT, OA_SPECIFIC_RESOURCE, OA_QUOTE_SELECTOR, OA_POSITION_SELECTOR},
)


def asserted_subjects(graph: Dataset) -> dict[Term, None]:
    """Return the subjects of the plain triples, in order: no claim, no statement, no passage."""
    claims = _claims(graph)
    structural = {subject for kind in _STRUCTURAL for subject in graph.instances(kind)}
    return {
        subject: None
        for subject in graph.subjects()
        if subject not in structural and _document(subject, graph) not in claims
    }


def record_subjects(graph: Dataset) -> dict[Term, None]:
    """Return the asserted subjects, the statements about their triples, and the quoted words."""
    claims = _claims(graph)
    statements = [
        statement
        for statement in graph.instances(RDF_STATEMENT)
        if page_iri(statement) not in claims
    ]
    chosen = {*asserted_subjects(graph), *statements, *_evidence(statements, graph)}
    return _in_order(chosen, graph)


def claim_subjects(graph: Dataset) -> dict[Term, None]:
    """Return the claims, their contents, their claimants' statements, and the quoted words.

    Their voices and the sources of the words come with them.
    """
    return closure_of_claims(_claims(graph), graph)


def closure_of_claims(claims: Iterable[Term], graph: Dataset) -> dict[Term, None]:
    """Return some claims with all that belongs to them, in order; see `claim_subjects`."""
    subjects = [subject for claim in claims for subject in graph.subjects_of(claim)]
    voices = {voice for subject in subjects for voice in graph.objects(subject, EV_VOICE)}
    evidence = _evidence(subjects, graph)
    sources = {source for node in evidence for source in graph.objects(node, OA_HAS_SOURCE)}
    return _in_order({*subjects, *voices, *evidence, *sources}, graph)


def account_of(graph: Dataset) -> str:
    """Return one sentence that says whose account the asserted triples are; empty without sources.

    Example: `What the source “Annual report” of Harbour Office states, …`
    """
    if not graph.sources:
        return ""
    named = " and ".join(_source_named(source, graph) for source in sorted(graph.sources))
    plural = len(graph.sources) > 1
    return (
        f"What the source{'s' if plural else ''} {named} state{'' if plural else 's'}, "
        f"taken over as plain triples without the words: {'their' if plural else 'its'} account, "
        "not a neutral one. The dump “records” shows the words of each triple; what is only "
        "claimed is in the dump “claims”. Types, labels, notes and links are the editor's."
    )


def _source_named(source: Term, graph: Dataset) -> str:
    label = graph.label(source)
    publishers = [graph.label(publisher) for publisher in graph.objects(source, DCTERMS_PUBLISHER)]
    by = " and ".join(text_of(label) for label in publishers if label)
    title = f"“{text_of(label)}”" if label else source
    return f"{title} of {by}" if by else title


def _claims(graph: Dataset) -> frozenset[Term]:
    return frozenset(graph.instances(EV_CLAIM))


def _evidence(subjects: Iterable[Term], graph: Dataset) -> set[Term]:
    """Return the passages that statements or claims rest on, and the selectors of these."""
    passages = {passage for subject in subjects for passage in graph.objects(subject, EV_EVIDENCE)}
    return passages | {
        selector for passage in passages for selector in graph.objects(passage, OA_HAS_SELECTOR)
    }


def _blank_values(subject: Term, graph: Dataset) -> set[Term]:
    # By bytes first: most subjects name no blank node.
    if b" _:" not in graph.lines_of(subject):
        return set()
    return {value for _, _, value in graph.read(subject) if is_blank(value)}


def _document(subject: Term, graph: Dataset) -> Term:
    """Return the document of an IRI, or that on which a blank node is shown."""
    return graph.page_of(subject) if is_blank(subject) else page_iri(subject)


def _in_order(chosen: set[Term], graph: Dataset) -> dict[Term, None]:
    """Return some subjects, and the blank nodes that hang on them, in the graph's order."""
    pending = list(chosen)
    while pending:
        values = _blank_values(pending.pop(), graph) - chosen
        chosen |= values
        pending += values
    return {subject: None for subject in graph.subjects() if subject in chosen}


def documents_of(names: Names) -> Callable[[str], bytes | None]:
    """Return a function from an IRI to the N-Triples of its document, or to None without one."""

    def document(text: str) -> bytes | None:
        page = iri(text)
        return _lines(page, names) if names.graph.has_page(page) else None

    return document


def _lines(page: Term, names: Names) -> bytes:
    graph = names.graph
    description = describe(page, names=names)
    labels = (line_of(triple) for named in description.named for triple in graph.labels(named))
    return b"".join([*map(graph.lines_of, description.subjects), *labels])
