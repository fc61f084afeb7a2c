"""What became of a resource, in words: for people who follow the changes."""

from collections.abc import Iterable

from publisher.addresses import percent_encoded
from publisher.describe.changes import ResourceChange
from publisher.describe.names import Names
from publisher.describe.summary import summary
from publisher.history import Entry, Version
from publisher.model import Term
from publisher.terms import bare, is_iri
from publisher.vocabulary import EV_ABOUT, EV_CLAIMANT

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
    elif change.is_claim:
        label = f"A claim of {_joined(page, EV_CLAIMANT, names) or 'somebody'}"
        about = _joined(page, EV_ABOUT, names)
        sentence = f"{label} about {about}." if about else f"{label}."
        href = names.link(page).href
    else:
        link = names.link(names.graph.head_of(page))
        label, href = link.label, names.link(page).href
        sentence = summary(names.graph.head_of(page), names=names)
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


def _joined(page: Term, predicate: Term, names: Names) -> str:
    """Return the labels of a claim's values, such as `the Office and the Council`."""
    return _listed([names.link(value).label for value in names.graph.objects(page, predicate)])


def _listed(labels: Iterable[str]) -> str:
    *first, last = [*labels] or [""]
    return f"{', '.join(first)} and {last}" if first else last
