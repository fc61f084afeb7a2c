"""Which resources differ between two releases, from the lines that only one of them has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from publisher.addresses import anchor_of, is_passage
from publisher.dataset import Dataset
from publisher.describe.property_changes import PropertyChange, property_changes
from publisher.describe.retired import was_claim
from publisher.history import Action
from publisher.line_changes import ChangedLine
from publisher.model import Term
from publisher.ntriples import quad_of
from publisher.terms import fragment, is_blank, is_literal, language, lexical, page_iri
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_CLAIM,
    EV_CONTENT_CLASS,
    EV_EVIDENCE,
    EV_HEADING,
    EV_NAMESPACE,
    EV_PREFIX,
    EV_QUOTE,
    EV_RECORD,
    EV_SOURCE,
    EV_SUFFIX,
    LABELS,
    OWL_DEPRECATED,
    OWL_SAME_AS,
    RDF_TYPE,
)

_ACTIONS: Final[tuple[Action, ...]] = ("new", "changed", "retired", "gone")
_EV: Final = f"<{EV_NAMESPACE}".encode()
_OF_RETIRED: Final = frozenset({OWL_DEPRECATED, DCTERMS_REPLACED_BY, OWL_SAME_AS})
_OF_EVIDENCE: Final = frozenset({EV_EVIDENCE, EV_HEADING, EV_PREFIX, EV_SOURCE, EV_SUFFIX})


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceChange:
    """A resource, by its page, that one of two releases has or describes otherwise.

    `label`: what the old release called it, if it is gone and no claim. `properties`: those of the
    resource itself whose values changed. `is_open`: neither release has sources or claims, so that
    values may be shown. `is_of_evidence`: nothing but evidence changed.
    """

    page: Term
    action: Action
    is_claim: bool = False
    label: str = ""
    properties: tuple[PropertyChange, ...] = ()
    is_open: bool = False
    is_of_evidence: bool = False


def all_new(dataset: Dataset) -> Iterator[ResourceChange]:
    """Yield all resources, as new: there is no release before."""
    claims = _claims(dataset)
    for page in dataset.pages():
        # A named graph of which nothing is said has a page, too.
        is_there = any(map(dataset.is_subject, _content(page, dataset)))
        if is_there and page not in dataset.retired:
            yield ResourceChange(page=page, action="new", is_claim=page in claims)


def resource_changes(lines: Iterable[ChangedLine], dataset: Dataset) -> list[ResourceChange]:
    """Return the resources of a new dataset, and of the old one, that changed lines are about.

    `lines`: of N-Quads. A quoted passage is no change of its source: it belongs to what rests on
    it. The memory that this takes grows with the number of changed subjects.
    """
    tally = _Tally.of(lines, dataset)
    pages: dict[Term, set[Term]] = {}
    for subject in (*tally.added, *tally.removed):
        for page in _pages(subject, tally, dataset):
            pages.setdefault(page, set()).add(subject)
    claims = _claims(dataset)
    changes = (_change(page, subjects, tally, dataset, claims) for page, subjects in pages.items())
    # What is retired from its first release on was never there.
    shown = (each for each in changes if each.action != "new" or each.page not in dataset.retired)
    return sorted(shown, key=feed_order)


def feed_order(change: ResourceChange) -> tuple[bool, int, Term]:
    """Return a key that sorts claims behind records, and both by what became of them."""
    return change.is_claim, _ACTIONS.index(change.action), change.page


def content_subjects(page: Term, dataset: Dataset) -> tuple[Term, ...]:
    """Return the subjects that are what a page says itself, without the passages of a source."""
    return tuple(_content(page, dataset))


def _claims(dataset: Dataset) -> frozenset[Term]:
    """Return the claims; with sources also retired ones, of which nothing but the IRI is left."""
    claims = frozenset(dataset.instances(EV_CLAIM))
    if not dataset.sources:
        return claims
    return claims | {page for page in dataset.retired if was_claim(page, dataset)}


@dataclass(kw_only=True)
class _Tally:
    """How many lines of each subject changed, and what is known of those that are gone."""

    added: Counter[Term] = field(default_factory=Counter)
    removed: Counter[Term] = field(default_factory=Counter)
    owners: dict[Term, Term] = field(default_factory=dict)
    """By a blank node, the subject of a line that is gone and named it."""
    labels: dict[Term, tuple[int, bool, str]] = field(default_factory=dict)
    claims: set[Term] = field(default_factory=set)
    properties: dict[Term, tuple[PropertyChange, ...]] = field(default_factory=dict)
    is_open: bool = True

    @classmethod
    def of(cls, lines: Iterable[ChangedLine], dataset: Dataset) -> "_Tally":
        tally = cls(is_open=_is_open(dataset))
        for subject, run in groupby(lines, key=_subject):
            changed = tuple(run)
            for line, is_added in changed:
                if is_added:
                    tally.added[subject] += 1
                else:
                    tally.removed[subject] += 1
                    tally.note_old(line)
            if found := property_changes(subject, changed, dataset):
                tally.properties[subject] = found
        return tally

    def note_old(self, line: bytes) -> None:
        subject, predicate, value, _ = quad_of(line)
        if _EV in line:
            self.is_open = False
        if is_blank(value):
            self.owners[value] = subject
        elif predicate == RDF_TYPE and value == EV_CLAIM:
            self.claims.add(subject)
        elif predicate in LABELS and is_literal(value):
            rank = LABELS.index(predicate), not language(value).startswith("en"), lexical(value)
            self.labels[subject] = min(self.labels.get(subject, rank), rank)


def _subject(changed: ChangedLine) -> Term:
    return Term(changed.line.split(b" ", 1)[0].decode())


def _is_open(dataset: Dataset) -> bool:
    """Return whether nothing in a dataset has a source or is claimed."""
    kinds = EV_RECORD, EV_CLAIM, EV_CONTENT_CLASS
    return not dataset.sources and not any(dataset.instances(kind, size=1) for kind in kinds)


def _content(page: Term, dataset: Dataset) -> Iterator[Term]:
    is_source = page in dataset.sources
    for subject in dataset.subjects_of(page):
        if not (is_source and _is_of_passage(subject)):
            yield subject


def _is_of_passage(subject: Term) -> bool:
    """Return whether a subject is a quoted passage or a selector of one."""
    return fragment(subject).startswith(("char=", "quote=", "position="))


def _pages(subject: Term, tally: _Tally, dataset: Dataset) -> Iterator[Term]:
    """Yield the pages to which a changed subject belongs."""
    if is_blank(subject) and not dataset.is_subject(subject):
        subject = _owner(subject, tally, dataset)
    page = dataset.page_of(subject)
    if page in dataset.sources and _is_of_passage(subject):
        passage = Term(f"{page_iri(subject)[:-1]}#{anchor_of(fragment(subject))}>")
        if is_passage(passage):
            yield from {dataset.page_of(each) for each in dataset.resting_on(passage)}
        return
    document = page_iri(subject)
    if subject != document and not dataset.is_subject(subject) and dataset.is_large(document):
        yield subject  # It had a page of its own.
    elif not _is_of_tool(page, dataset):
        yield page


def _is_of_tool(page: Term, dataset: Dataset) -> bool:
    """Return whether a page is of the tool's own vocabulary, which is no resource of the data."""
    return not dataset.has_page(page) and page_iri(EV_CLAIM) == page


def _owner(node: Term, tally: _Tally, dataset: Dataset) -> Term:
    """Return who named a blank node that is gone, by way of others; itself if nobody did."""
    seen = {node}
    while is_blank(node) and not dataset.is_subject(node):
        above = tally.owners.get(node) or next(
            (triple[0] for triple in dataset.naming(node, first=0, size=1)), None
        )
        if above is None or above in seen:
            break
        seen.add(above)
        node = above
    return node


def _change(
    page: Term, subjects: set[Term], tally: _Tally, dataset: Dataset, claims: frozenset[Term]
) -> ResourceChange:
    if not dataset.has_page(page):
        is_claim = page in tally.claims
        label = tally.labels.get(page)
        return ResourceChange(
            page=page,
            action="gone",
            is_claim=is_claim,
            label=label[2] if label and not is_claim else "",
        )
    added = sum(tally.added[subject] for subject in subjects)
    is_new = not any(tally.removed[subject] for subject in subjects) and added >= sum(
        _count(subject, dataset) for subject in _content(page, dataset)
    )
    is_claim = page in claims or page in tally.claims
    head = dataset.head_of(page)
    properties = tally.properties.get(head, ())
    is_retired = head in dataset.retired and any(
        each.property in _OF_RETIRED for each in properties
    )
    return ResourceChange(
        page=page,
        action="new" if is_new else "retired" if is_retired else "changed",
        is_claim=is_claim,
        properties=() if is_new else properties,
        is_open=tally.is_open,
        is_of_evidence=all(_is_of_evidence(each, page, tally, dataset) for each in subjects),
    )


def _is_of_evidence(subject: Term, page: Term, tally: _Tally, dataset: Dataset) -> bool:
    """Return whether what changed of a subject is what a statement on a page rests on."""
    if dataset.page_of(subject) != page and dataset.page_of(subject) in dataset.sources:
        return True
    # The quote of a record is its evidence; that of a claim is what is claimed.
    is_record = EV_RECORD in dataset.objects(subject, RDF_TYPE)
    evidence = _OF_EVIDENCE | {EV_QUOTE} if is_record else _OF_EVIDENCE
    changed = {each.property for each in tally.properties.get(subject, ())}
    return bool(changed) and changed <= evidence


def _count(subject: Term, dataset: Dataset) -> int:
    lines = dataset.quad_lines_of(subject) if dataset.quads else dataset.lines_of(subject)
    return lines.count(b"\n")
