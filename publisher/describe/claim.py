"""A claim as every page words it: who claims it, how, in whose account, in which words."""

from publisher.describe.names import Names
from publisher.describe.statement import (
    Statements,
    content,
    contradicted,
    evidence_of,
    statements,
    value,
)
from publisher.description import Claim, Value
from publisher.model import Term
from publisher.terms import is_literal, lexical, page_iri
from publisher.vocabulary import (
    DCTERMS_PUBLISHER,
    EV_ABOUT,
    EV_ATTRIBUTION,
    EV_CLAIMANT,
    EV_CONTENT,
    EV_EVIDENCE,
    EV_INFERRED,
    EV_REPORTED_BY,
    RDF_OBJECT,
    RDF_SUBJECT,
    SKOS_EDITORIAL_NOTE,
)


def describe_claim(claim: Term, *, names: Names) -> Claim:
    """Return the claim as pages show it."""
    graph = names.graph
    reified = statements(
        triple for subject in graph.subjects_of(page_iri(claim)) for triple in graph.about(subject)
    )
    claimants = graph.objects(claim, EV_CLAIMANT)
    sources = {page_iri(passage) for passage in graph.objects(claim, EV_EVIDENCE)}
    contents = (content(statement, names=names) for statement in graph.objects(claim, EV_CONTENT))
    notes = graph.objects(claim, SKOS_EDITORIAL_NOTE)
    return Claim(
        page=names.link(claim),
        claimants=_values(claim, EV_CLAIMANT, names=names, reified=reified),
        reporters=tuple(names.link(source) for source in sorted(sources.difference(claimants))),
        evidence=evidence_of(claim, names=names),
        stance=names.stance(claim),
        is_inferred=EV_INFERRED in graph.objects(claim, EV_ATTRIBUTION),
        publishers=tuple(
            value(triple, names=names)
            for source in sorted(sources.intersection(claimants))
            for triple in graph.about(source)
            if triple[1] == DCTERMS_PUBLISHER
        ),
        retellers=_values(claim, EV_REPORTED_BY, names=names, reified=reified, but=sources),
        contents=tuple(complete for complete in contents if complete),
        about=tuple(names.link(topic) for topic in graph.objects(claim, EV_ABOUT)),
        contradicts=contradicted(claim, names=names),
        notes=tuple(lexical(note) for note in notes if is_literal(note)),
    )


def _values(
    claim: Term,
    predicate: Term,
    *,
    names: Names,
    reified: Statements,
    but: set[Term] | frozenset[Term] = frozenset(),
) -> tuple[Value, ...]:
    return tuple(
        value(triple, names=names, statement=reified.get(triple))
        for triple in names.graph.about(claim)
        if triple[1] == predicate and triple[2] not in but
    )


def claims_on(resource: Term, *, names: Names) -> tuple[Claim, ...]:
    """Return the claims about a resource, those that mention it, and those that it makes."""
    graph = names.graph
    claims = names.claimed.claims
    if not claims:
        return ()
    related: set[Term] = set()
    for predicate in (EV_ABOUT, EV_CLAIMANT, EV_REPORTED_BY):
        related.update(subject for subject, _, _ in graph.naming(resource, predicate))
    for predicate in (RDF_SUBJECT, RDF_OBJECT):
        for statement, _, _ in graph.naming(resource, predicate):
            related.update(claim for claim, _, _ in graph.naming(statement, EV_CONTENT))
    described = [
        describe_claim(claim, names=names) for claim in sorted(claims & related - {resource})
    ]
    return tuple(sorted(described, key=_in_source_order))


def _in_source_order(claim: Claim) -> tuple[str, int, int, str]:
    for first in claim.evidence[:1]:
        return first.source_href, first.start, first.end, claim.page.href
    return "", 0, 0, claim.page.href
