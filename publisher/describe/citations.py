"""What to cite: a page, a statement with its quote, a claim with its claimant, an answer.

A claim is cited as "Claim of X, reported in Y", never by what is claimed; its words stand in the
notes alone, as the claimant's.
"""

from dataclasses import replace

from publisher.addresses import anchor_of, is_passage, percent_encoded
from publisher.citation import CitationKind, Reference
from publisher.describe.claim import describe_claim
from publisher.describe.names import Names
from publisher.describe.said import triple_in_words
from publisher.describe.statement import evidence_of
from publisher.description import Claim, Evidence, SiteFrame
from publisher.model import ReadyQuery, Term
from publisher.terms import bare, fragment, is_iri, page_iri
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, RDF_SUBJECT, RDF_TYPE

_DOI = ("https://doi.org/", "http://dx.doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:")
_STANCES = {
    "denies": "The claimant denies it",
    "doubts": "The claimant doubts it",
    "asks": "The claimant asks it",
}
_NOBODY = "an unnamed claimant"


def dataset_citation(frame: SiteFrame) -> Reference:
    """Return how to cite the dataset as a whole."""
    metadata = frame.metadata
    return Reference(
        kind="dataset",
        iri=frame.dataset,
        title=frame.title,
        address=frame.dataset,
        creators=tuple(creator.name for creator in metadata.creators),
        publisher=metadata.publisher.name if metadata.publisher else frame.publisher,
        version=metadata.version,
        date=metadata.modified or metadata.issued,
        licence=frame.license,
        identifier=_doi(metadata.identifier),
        language=frame.language,
    )


def query_citation(frame: SiteFrame, query: ReadyQuery, *, fields: str = "") -> Reference:
    """Return how to cite the answer to a ready query. `fields`: its parameters, as in an address.

    Without them it is the answer with the defaults.
    """
    address = f"{frame.base}queries/{percent_encoded(query.name)}"
    title = f"Answer to the query: {query.title}"
    return _part(
        frame,
        kind="query",
        iri=f"{address}?{fields}" if fields else address,
        title=f"{title}, with {fields}" if fields else title,
    )


def citation_of(term: Term, *, names: Names, frame: SiteFrame, path: str = "") -> Reference | None:
    """Return how to cite what an IRI names: a resource, a statement, a passage, a claim.

    `path`: that of its page, if the graph has only a part of the site's pages. None if the graph
    does not describe it.
    """
    graph = names.graph
    # The file of a page may have nothing with its IRI as subject, as that of a named graph.
    has_page = graph.has_page(term) or graph.addresses.path(term) == path
    if not is_iri(term) or not (graph.is_subject(term) or has_page):
        return None
    page = graph.page_of(term)
    citation = _part(frame, kind="page", iri=bare(term), title=names.link(term).label)
    citation = replace(
        citation, address=_address(term, frame=frame, path=path or graph.addresses.path(page))
    )
    for claim in _claims(term, names=names):
        return _of_claim(citation, describe_claim(claim, names=names))
    if is_passage(term):
        source = names.link(page_iri(term)).label
        return replace(citation, kind="statement", title=f"A passage of {source}")
    if graph.objects(term, RDF_SUBJECT):
        evidence = evidence_of(term, names=names)
        title = triple_in_words(term, names=names)
        notes = tuple(map(_quoted, evidence))
        return replace(citation, kind="statement", title=f"Statement: {title}", notes=notes)
    if names.is_only_claimed(graph.objects(term, RDF_TYPE)):
        note = "Whether this took place is claimed, not recorded"
        return replace(citation, notes=(note,))
    return citation


def _part(frame: SiteFrame, *, kind: CitationKind, iri: str, title: str) -> Reference:
    """Return a citation of a part of the dataset, which has the dataset's makers and version."""
    whole = dataset_citation(frame)
    # A DOI leads to the whole.
    return replace(
        whole, kind=kind, iri=iri, address=iri, title=title, container=frame.title, identifier=""
    )


def _address(term: Term, *, frame: SiteFrame, path: str) -> str:
    """Return where a page of the site shows a term: its IRI, if that is an address of the site."""
    if bare(term).startswith(frame.base):
        return bare(term)
    address = f"{frame.base}{percent_encoded(path)}.html"
    is_section = fragment(term) and "~~/" not in path
    return f"{address}#{anchor_of(fragment(term))}" if is_section else address


def _claims(term: Term, *, names: Names) -> tuple[Term, ...]:
    """Return the claims that a term belongs to: itself, or those whose content it is."""
    graph = names.graph
    page = page_iri(term)
    if is_passage(term):
        return ()
    for claim in (term, page):
        if EV_CLAIM in graph.objects(claim, RDF_TYPE):
            return (claim,)
    return tuple(claim for claim, _, _ in graph.naming(term, EV_CONTENT))


def _of_claim(citation: Reference, claim: Claim) -> Reference:
    claimants = " and ".join(value.text for value in claim.claimants) or _NOBODY
    inferred = " (as the editor infers)" if claim.is_inferred else ""
    sources = list(dict.fromkeys(evidence.source_label for evidence in claim.evidence))
    reported = f", reported in {' and '.join(sources)}" if sources else ""
    notes = [
        "A claim, not a statement of the publisher of this dataset",
        *([_STANCES[claim.stance]] if claim.stance in _STANCES else []),
        *(f"{_stem(claim.stance)} {claimants}: {_quoted(each)}" for each in claim.evidence),
    ]
    return replace(
        citation,
        kind="claim",
        title=f"Claim of {claimants}{inferred}{reported}",
        notes=tuple(notes),
    )


def _stem(stance: str) -> str:
    return "Words of the denial by" if stance == "denies" else "Words of the claim of"


def _quoted(evidence: Evidence) -> str:
    """Return a quote with its source."""
    words = " ".join(evidence.exact.split())
    return f"“{words}” ({evidence.source_label})" if words else f"Source: {evidence.source_label}"


def _doi(identifier: str) -> str:
    """Return a DOI without its resolver; empty if the identifier is none."""
    for start in _DOI:
        if identifier.lower().startswith(start):
            return identifier[len(start) :]
    return identifier if identifier.startswith("10.") and "/" in identifier else ""
