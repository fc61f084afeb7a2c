"""The values that pages show, made by `describe` and written by `render`.

A `path` and an `href` begin at the site's root. An `href` with a scheme leads to another site, an
empty one nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from publisher.correction import Correction
from publisher.metadata import DatasetMetadata
from publisher.model import Source, Span, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A quote in its whole sentence: `before` + `exact` + `after` is the source's own text."""

    source_label: str
    source_href: str
    href: str
    before: str
    exact: str
    after: str
    start: int
    end: int
    claimed: tuple[Span, ...] = ()
    """The parts of the sentence that are words of claims: in order, no overlap, with offsets from
    its beginning.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link. `is_claim`: it leads to a claim, whose label is not a statement of the site.

    `title`: the term's short name, such as `schema:name`. `language`: that of the label, empty if
    it is the site's own or unknown.
    """

    label: str
    href: str
    is_claim: bool = False
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The object of a statement.

    `anchor` is the fragment of the statement, empty without evidence. `as_of`: the times for which
    its source supports it. `readings`: why it differs from the words.
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
    repeats_claim: bool = False
    """Whether a note or an example repeats words of a claim."""
    as_of: tuple[Term, ...] = ()
    readings: tuple[str, ...] = ()
    contradicts: tuple[Link, ...] = ()
    title: str = ""
    is_image: bool = False
    nested: tuple["Row", ...] = ()
    """The statements of a blank node."""
    items: tuple["Value", ...] = ()
    """An RDF list, in its order."""
    left_out: int = 0
    """How many further items the list has."""
    expression: "Expression" = ()
    """A class expression, a property chain or a path in words: `hasPart some Cheese`."""
    graphs: tuple[Link, ...] = ()
    """The graphs that the statement is in, if the statements of its page are in several."""


Expression: TypeAlias = tuple[Link | Value | str, ...]
"""Links and literals with the words and signs between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The values of a property. `others`: those in languages that the site does not prefer."""

    property: Link
    values: tuple[Value, ...]
    others: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One statement of a claim. It is not asserted, and its claimant may deny it."""

    anchor: str
    subject: Link
    property: Link
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim as pages show it: who claims, with which stance, reported by whom, in which words."""

    page: Link
    claimants: tuple[Value, ...]
    reporters: tuple[Link, ...]
    """The sources that report the claim; empty if the claimant is the source itself."""
    evidence: tuple[Evidence, ...]
    stance: str = "asserts"
    """What the claimant does with the contents: asserts, denies, doubts or asks."""
    is_inferred: bool = False
    """Whether the editor infers who claims it; the notes say why."""
    publishers: tuple[Value, ...] = ()
    """Those of the source that is the claimant itself."""
    retellers: tuple[Value, ...] = ()
    """Who reports the claim in a source, with the words that say so."""
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
class Mentions:
    """Who names this resource by one property: `count` in all, of whom a page has some.

    `is_nested`: by way of a blank node, such as a class expression. `is_instances`: by their type.
    """

    property: Link
    subjects: tuple[Link, ...]
    count: int
    is_nested: bool = False
    is_instances: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A term of a document with so many terms that each has a page of its own."""

    anchor: str
    page: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A retired statement: its anchor stays on the page."""

    anchor: str
    replaced_by: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A quoted passage of a source, with the records and claims that rest on it."""

    start: int
    end: int
    exact: str
    anchor: str
    supports: tuple[Link, ...]
    is_recorded: bool = True
    is_claimed: bool = False
    claimed: tuple[Span, ...] = ()
    """The parts of `exact` that are words of claims, with offsets from its beginning."""
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
class ShownCorrection:
    """A correction with the links that a page has to it, to what it corrected, to who did so."""

    correction: Correction
    link: Link
    pages: tuple[Link, ...]
    authors: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """All that the files of a resource show.

    Its RDF is the triples of `subjects` and the labels of `named`. The rest is for the page. Only
    HTML shows `claims`, `joined` and `mentions`, because their number grows with the graph.
    """

    iri: Term
    path: str
    """Without suffix: `network/enoc`."""
    label: str
    kind: Link
    subjects: tuple[Term, ...] = ()
    """The resource, its statements, their evidence."""
    named: tuple[Term, ...] = ()
    """The labelled resources that the triples of `subjects` name, sorted."""
    label_language: str = ""
    title: str = ""
    """What a search engine may call it: of a claim, with its claimant; if empty, the label."""
    summary: str = ""
    """A sentence that says what it is."""
    schema_nodes: tuple[Mapping[str, Any], ...] = ()
    """The resource and its parts in the terms of schema.org, as JSON-LD."""
    schema_types: tuple[str, ...] = ()
    """The names of the types of schema.org that fit the resource."""
    is_defined_elsewhere: bool = False
    """Whether its IRI is in no namespace of the site."""
    graphs: tuple[Link, ...] = ()
    """The graphs that all its statements are in, if the dataset has named graphs."""
    types: tuple[Value, ...] = ()
    alternative_labels: tuple[Value, ...] = ()
    other_labels: tuple[Value, ...] = ()
    """Labels in languages that the site does not prefer."""
    notes: tuple[str, ...] = ()
    is_only_claimed: bool = False
    """Whether it exists or took place according to claims alone."""
    rows: tuple[Row, ...] = ()
    claim: Claim | None = None
    claims: tuple[Claim, ...] = ()
    joined: tuple[Joined, ...] = ()
    mentions: tuple[Mentions, ...] = ()
    mention_count: int = 0
    """How many there are, on all pages."""
    identifiers: tuple[Value, ...] = ()
    retired: bool = False
    replaced_by: tuple[Link, ...] = ()
    merged_into: Link | None = None
    """What replaced it, if both are the same."""
    no_longer_stated: tuple[Retired, ...] = ()
    corrections: tuple[ShownCorrection, ...] = ()
    """What was corrected on this page, the newest first."""
    source: Source | None = None
    passages: tuple[Passage, ...] = ()
    entry: Entry = Entry()
    parts: tuple["Description", ...] = ()
    """The hash IRIs on its page that are things, not statements or passages."""
    terms: tuple[Listed, ...] = ()
    """The hash IRIs that have pages of their own, because the document has many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """What all pages of a site have in common."""

    base: str
    title: str
    description: str
    publisher: str
    license: str
    language: str
    kinds: tuple[Link, ...] = ()
    menu: tuple[Link, ...] = ()
    """The links in the header of every page."""
    ontology: str = ""
    """The address of the page of the project's ontology; empty if there is none."""
    stylesheet: str = ""
    has_sources: bool = False
    corrections: str = ""
    """The address of the page of all corrections; empty if there is none."""
    limits: str = ""
    """A sentence on what a query may take, for the page of the editor."""
    dataset: str = ""
    """The IRI of the dataset, the same in every file that speaks of it."""
    metadata: DatasetMetadata = field(default_factory=DatasetMetadata)
    """What the settings, or the data, say of the dataset."""
    linkset_count: int = 0
    """How many link sets the site has besides the dataset's own."""
