"""The values that pages show, made by `describe` and written by `render`.

A `path` and an `href` begin at the site's root. An `href` with a scheme leads to another site, an
empty one nowhere.
"""

from dataclasses import dataclass

from publisher.model import Source, Span, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quote inside its whole sentence: `before` + `exact` + `after` is the source's own text."""

    source_label: str
    source_href: str
    href: str
    before: str
    exact: str
    after: str
    start: int
    end: int
    claimed: tuple[Span, ...] = ()
    """The parts of the sentence that are the words of claims: apart, in order, and counted from
    the sentence's beginning.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`is_claim`: it leads to a claim or a part of one, whose label is no statement of the site."""

    label: str
    href: str
    is_claim: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """An object of a statement; `anchor` is its statement's fragment, empty without evidence.

    `as_of`: the times for which its source supports it; `readings`: why it differs from the words.
    """

    term: Term
    text: str
    href: str = ""
    language: str = ""
    datatype: str = ""
    anchor: str = ""
    evidence: tuple[Evidence, ...] = ()
    is_claim: bool = False
    claimed: tuple[Span, ...] = ()
    """The parts of `text` that are words of claims."""
    as_of: tuple[Term, ...] = ()
    readings: tuple[str, ...] = ()
    contradicts: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    property: Link
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One statement of a claim. It is not asserted, and its claimant may deny it."""

    anchor: str
    subject: Link
    property: Link
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as every page words it: who, how, in whose account, in which words."""

    page: Link
    claimants: tuple[Value, ...]
    reporters: tuple[Link, ...]
    """The sources that report the claim; empty where the claimant is the source itself."""
    evidence: tuple[Evidence, ...]
    stance: str = "asserts"
    """What the claimant does with the contents: asserts, denies, doubts or asks."""
    is_inferred: bool = False
    """Whether the editor infers who claims it; the notes say why."""
    publishers: tuple[Value, ...] = ()
    """Those of the source that is the claimant itself."""
    retellers: tuple[Value, ...] = ()
    """Who reports the claim within a source, with the words that say so."""
    contents: tuple[Content, ...] = ()
    about: tuple[Link, ...] = ()
    contradicts: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A node that joins this resource to others (a membership), with its values."""

    node: Link
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Who names this resource, by which property."""

    subject: Link
    property: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A statement that is no longer stated: its anchor stays on the page."""

    anchor: str
    replaced_by: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quoted passage of a source's page, and what rests on it: records, claims, or both."""

    start: int
    end: int
    exact: str
    anchor: str
    supports: tuple[Link, ...]
    is_recorded: bool = True
    is_claimed: bool = False
    claimed: tuple[Span, ...] = ()
    """The parts of `exact` that are words of claims, counted from its beginning."""
    statements: tuple[Term, ...] = ()
    """The IRIs of what `supports` links to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who entered and who reviewed the statements of a source, and when."""

    entered_by: tuple[Value, ...] = ()
    entered_on: tuple[Value, ...] = ()
    reviewed_by: tuple[Value, ...] = ()
    reviewed_on: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """All that a resource's files show.

    Its RDF is all triples of `subjects`, and the labels of `named`. The rest is the page's.
    `claims`, `joined` and `mentions` are in HTML alone, since they grow with the graph.
    """

    iri: Term
    path: str
    """Without suffix: `network/enoc`."""
    label: str
    kind: Link
    subjects: tuple[Term, ...] = ()
    """The resource, its statements, their evidence."""
    named: tuple[Term, ...] = ()
    """What these name and has labels; sorted."""
    types: tuple[Value, ...] = ()
    alternative_labels: tuple[Value, ...] = ()
    notes: tuple[str, ...] = ()
    is_only_claimed: bool = False
    """Whether only claims say that it exists or took place."""
    rows: tuple[Row, ...] = ()
    claim: Claim | None = None
    claims: tuple[Claim, ...] = ()
    joined: tuple[Joined, ...] = ()
    mentions: tuple[Mention, ...] = ()
    identifiers: tuple[Value, ...] = ()
    retired: bool = False
    replaced_by: tuple[Link, ...] = ()
    no_longer_stated: tuple[Retired, ...] = ()
    source: Source | None = None
    passages: tuple[Passage, ...] = ()
    entry: Entry = Entry()
    parts: tuple["Description", ...] = ()
    """The hash IRIs on its page that are things themselves, and neither statement nor passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """What every page of a site shares."""

    base: str
    title: str
    description: str
    publisher: str
    license: str
    language: str
    kinds: tuple[Link, ...] = ()
    stylesheet: str = ""
    has_sources: bool = False
    limits: str = ""
    """A sentence on what a query may take, for the page of the editor."""
