"""What became of a resource, in words: for people who follow the changes."""

from publisher.addresses import percent_encoded
from publisher.describe.changes import ResourceChange
from publisher.describe.english import joined
from publisher.describe.names import Names
from publisher.describe.summary import summary
from publisher.history import Entry, Version
from publisher.model import Term
from publisher.terms import bare, is_iri
from publisher.vocabulary import EV_CLAIMANT

_GONE: dict[bool, str] = {
    False: "It is no longer described.",
    True: "A claim that this site no longer reports.",
}


def entry_of(
    change: ResourceChange, version: Version, *, names: Names, gone_path: str = ""
) -> Entry:
    """Return what a release says of one resource. A claim is named by its claimant, not its words.

    `gone_path`: the path of the page of what is gone, empty if it has none.
    """
    page = change.page
    if change.action == "gone":
        label = "A claim" if change.is_claim else change.label or _readable(page)
        sentence, href = _GONE[change.is_claim], percent_encoded(gone_path)
    else:
        head = names.graph.head_of(page)
        label, href = names.link(head).label, names.link(page).href
        sentence = summary(head, names=names)
        if change.is_claim:
            label = _claim_of(page, names)
    return Entry(
        iri=bare(page) if is_iri(page) else "",
        action=change.action,
        label=label,
        sentence=sentence,
        href=href,
        is_claim=change.is_claim,
        version=bare(version.iri),
    )


def _readable(page: Term) -> str:
    return bare(page) if is_iri(page) else "A resource without an IRI"


def _claim_of(claim: Term, names: Names) -> str:
    """Return whose a claim is: `A claim of the Office`. Its label may be its words."""
    claimants = names.graph.objects(claim, EV_CLAIMANT)
    labels = [names.link(claimant).label for claimant in claimants]
    return f"A claim of {joined(labels)}" if labels else "A claim of somebody"
