"""A claim as every page words it: who claims it, how, in whose account, in which words."""

from publisher.describe.names import Names
from publisher.describe.statement import content, evidence_of, statements, value
from publisher.model import Claim, Link, Term
from publisher.terms import document, is_literal, lexical
from publisher.vocabulary import (
    EV_ABOUT,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_DISPUTED_BY,
    EV_EVIDENCE,
    EV_VOICE,
    RDF_OBJECT,
    RDF_SUBJECT,
    RDF_TYPE,
    SKOS_EDITORIAL_NOTE,
)


def describe_claim(claim: Term, *, names: Names) -> Claim:
    graph = names.graph
    own = graph.about(claim)
    reified = statements(
        triple for subject in graph.subjects_of(document(claim)) for triple in graph.about(subject)
    )
    claimants = [triple for triple in own if triple[1] == EV_CLAIMANT]
    voices = graph.objects(claim, EV_VOICE)
    sources = sorted({document(passage) for passage in graph.objects(claim, EV_EVIDENCE)})
    contents = (content(one, names=names) for one in graph.objects(claim, EV_CONTENT))
    notes = graph.objects(claim, SKOS_EDITORIAL_NOTE)
    return Claim(
        page=names.link(claim),
        claimants=tuple(
            value(triple, names=names, statement=reified.get(triple)) for triple in claimants
        ),
        voice=names.link(voices[0]) if voices else Link(label="", href=""),
        reporters=tuple(
            names.link(source)
            for source in sources
            if source not in {claimant for _, _, claimant in claimants}
        ),
        evidence=evidence_of(claim, names=names),
        contents=tuple(one for one in contents if one),
        about=tuple(names.link(one) for one in graph.objects(claim, EV_ABOUT)),
        disputed_by=tuple(names.link(one) for one in graph.objects(claim, EV_DISPUTED_BY)),
        notes=tuple(lexical(note) for note in notes if is_literal(note)),
    )


def claims_on(resource: Term, *, names: Names) -> tuple[Claim, ...]:
    """The claims about a resource, that name it in what they claim, or that it makes."""
    graph = names.graph
    found: set[Term] = set()
    for subject, predicate, _ in graph.naming(resource):
        if predicate in {EV_ABOUT, EV_CLAIMANT} or (
            predicate in {RDF_SUBJECT, RDF_OBJECT}
            and EV_CLAIM in graph.objects(document(subject), RDF_TYPE)
            and subject in graph.objects(document(subject), EV_CONTENT)
        ):
            found.add(document(subject))
    described = [describe_claim(claim, names=names) for claim in sorted(found - {resource})]
    return tuple(sorted(described, key=_in_source_order))


def _in_source_order(claim: Claim) -> tuple[str, int, int, str]:
    for first in claim.evidence[:1]:
        return first.source_href, first.start, first.end, claim.page.href
    return "", 0, 0, claim.page.href
