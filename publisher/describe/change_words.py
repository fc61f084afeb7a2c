"""What became of a resource, in words: for people who follow the changes."""

from publisher.addresses import percent_encoded
from publisher.correction import Correction
from publisher.describe.changed_words import changed_words
from publisher.describe.changes import ResourceChange
from publisher.describe.corrections import corrections
from publisher.describe.english import english_list
from publisher.describe.names import Names
from publisher.describe.retired import merged_into, was_claim
from publisher.describe.summary import summary
from publisher.history import ChangeEntry, Version, time_of_date
from publisher.model import Term
from publisher.terms import bare, is_iri
from publisher.vocabulary import DCTERMS_REPLACED_BY, EV_CLAIMANT

_GONE: dict[bool, str] = {
    False: "It is no longer described.",
    True: "A claim that this site no longer reports.",
}


def entry_of(
    change: ResourceChange, version: Version, *, names: Names, gone_path: str = ""
) -> ChangeEntry:
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
        is_retired = change.action == "retired"
        sentence = _retired(head, names) if is_retired else summary(head, names=names)
        if change.is_claim:
            label = _claim_of(page, names)
    return ChangeEntry(
        iri=bare(page) if is_iri(page) else "",
        action=change.action,
        label=label,
        sentence=sentence,
        href=href,
        is_claim=change.is_claim,
        version=bare(version.iri),
        change=changed_words(change, names=names) if change.action == "changed" else "",
    )


def correction_entries(names: Names, *, most: int) -> list[tuple[str, ChangeEntry]]:
    """Return the newest corrections that have a date, each with its time, the newest first."""
    return [
        (time, _correction_entry(each, names))
        for each in corrections(names.graph)[:most]
        if is_iri(each.iri) and (time := time_of_date(each.date))
    ]


def _retired(term: Term, names: Names) -> str:
    """Return that a resource is retired, and what stands for it now."""
    graph = names.graph
    replaced = [each for each in graph.objects(term, DCTERMS_REPLACED_BY) if is_iri(each)]
    labels = sorted({_label_of(each, names, article="a") for each in replaced})
    if not labels:
        return "Retired."
    by = english_list(labels)
    if merged_into(term, graph) is not None:
        return f"Merged into {by}."
    return f"Retired; replaced by {by}."


def _correction_entry(correction: Correction, names: Names) -> ChangeEntry:
    """Return what is right now, and why. What was said before is withdrawn, and not said again."""
    link = names.link(correction.iri)
    pages = [_label_of(page, names) for page in correction.pages]
    on = f" On {english_list(pages)}." if pages else ""
    return ChangeEntry(
        iri=bare(correction.iri),
        action="new",
        label=link.label,
        sentence=f"{' '.join(correction.reasons)}{on}".strip() or f"{link.label}.",
        href=link.href,
        version=bare(correction.iri),
    )


def _label_of(page: Term, names: Names, *, article: str = "A") -> str:
    """Return the label of a page; of a claim, whose it is."""
    link = names.link(page)
    is_claim = link.is_claim or was_claim(page, names.graph)
    return _claim_of(page, names, article=article) if is_claim else link.label


def _readable(page: Term) -> str:
    return bare(page) if is_iri(page) else "A resource without an IRI"


def _claim_of(claim: Term, names: Names, *, article: str = "A") -> str:
    """Return whose a claim is: `A claim of the Office`. Its label may be its words."""
    claimants = names.graph.objects(claim, EV_CLAIMANT)
    labels = [names.link(claimant).label for claimant in claimants]
    return f"{article} claim of {english_list(labels)}" if labels else f"{article} claim"
