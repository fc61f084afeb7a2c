"""What to link to, and how, made of the site's own data: the values of the page "Link to us"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Final

from publisher.addresses import is_passage, percent_encoded
from publisher.describe.api_examples import api_examples, negotiation_examples
from publisher.describe.citations import citation_of, dataset_citation, query_citation
from publisher.describe.names import Names
from publisher.description import Link, SiteFrame
from publisher.graph import Graph
from publisher.linking import CitationExample, IriPattern, LinkGuide, LinkTarget
from publisher.model import ReadyQuery, Term
from publisher.terms import bare, fragment, is_iri, page_iri
from publisher.vocabulary import EV_CLAIM, EV_EVIDENCE, EV_RECORD

_MOST_PATTERNS: Final = 30
_LOOKED_AT: Final = 2_000
"""Pages that are looked at for an example with a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Samples:
    """What the examples are made with; None if the graph has none."""

    resource: Term | None
    statement: Term | None
    passage: Term | None
    claim: Term | None


def link_guide(
    names: Names,
    frame: SiteFrame,
    queries: Sequence[ReadyQuery],
    *,
    operations: Collection[str],
    files: Collection[str],
) -> LinkGuide:
    """Return the guide. `operations`: where the server answers; `files`: their paths."""
    samples = _samples(names)
    targets = tuple(_targets(samples, names=names, frame=frame))
    first = targets[0] if targets else None
    return LinkGuide(
        patterns=tuple(_patterns(names)),
        targets=targets,
        negotiation=negotiation_examples(frame, first),
        apis=api_examples(
            frame, queries, target=first, operations=operations, files=files, names=names
        ),
        citations=tuple(_citations(samples, queries, names=names, frame=frame)),
        snippets=_snippets(first) if first else (),
    )


def _samples(names: Names) -> _Samples:
    graph = names.graph
    records = (each for each in graph.instances(EV_RECORD, size=_LOOKED_AT) if is_iri(each))
    statement = next((each for each in records if not _is_claim(page_iri(each), graph=graph)), None)
    passages = filter(is_passage, graph.objects(statement, EV_EVIDENCE) if statement else ())
    claims = (each for each in graph.instances(EV_CLAIM, size=_LOOKED_AT) if is_iri(each))
    return _Samples(
        resource=_resource(graph, statement),
        statement=statement,
        passage=next(iter(passages), None),
        claim=next((each for each in claims if each not in graph.retired), None),
    )


def _resource(graph: Graph, statement: Term | None) -> Term | None:
    """Return a resource to show: that of the statement, else the first with a label here."""
    if statement:
        return page_iri(statement)
    pages = islice(graph.pages(), _LOOKED_AT)
    fit = [page for page in pages if is_iri(page) and page not in graph.retired]
    own = [page for page in fit if graph.addresses.is_own(page)]
    named = [page for page in own if graph.label(page) is not None]
    return next(iter((*named, *own, *fit)), None)


def _is_claim(term: Term, *, graph: Graph) -> bool:
    return term in graph.instances(EV_CLAIM)


def _patterns(names: Names) -> Iterator[IriPattern]:
    """Yield how the IRIs of the pages are made, the most frequent first."""
    groups: dict[str, tuple[int, Term]] = {}
    for page in names.graph.pages():
        if is_iri(page) and page not in names.graph.retired:
            start = _start(page)
            count, first = groups.get(start, (0, page))
            groups[start] = count + 1, first
    frequent = sorted(groups.items(), key=lambda each: (-each[1][0], each[0]))
    for start, (count, first) in frequent[:_MOST_PATTERNS]:
        is_own = names.graph.addresses.is_own(first)
        yield IriPattern(
            pattern=f"{start}{{name}}" if is_own or count > 1 else bare(first),
            count=count,
            example=Link(label=bare(first), href=names.link(first).href),
            is_elsewhere=not is_own,
        )


def _start(page: Term) -> str:
    """Return what an IRI has in common with those of its kind: all up to its last name."""
    text = bare(page)
    end = max(text.rstrip("/#").rfind(sign) for sign in "/#:")
    return text[: end + 1]


def _targets(samples: _Samples, *, names: Names, frame: SiteFrame) -> Iterator[LinkTarget]:
    for title, text, term in (
        (
            "A resource",
            "The IRI names the thing itself, whatever format is read.",
            samples.resource,
        ),
        ("A statement", "The IRI names one statement with its quotes.", samples.statement),
        ("A passage", "The IRI names a passage of a source by its characters.", samples.passage),
        (
            "A claim",
            "Say who claims it wherever you link to it: the site does not state it.",
            samples.claim,
        ),
    ):
        if term:
            yield _target(title, text, term, names=names, frame=frame)


def _target(title: str, text: str, term: Term, *, names: Names, frame: SiteFrame) -> LinkTarget:
    graph = names.graph
    citation = citation_of(term, names=names, frame=frame)
    # The label of a claim has its words; its citation names the claimant.
    label = names.link(term).label if not fragment(term) else ""
    if citation and (citation.kind != "page" or not label):
        label = citation.title
    path = percent_encoded(graph.addresses.path(graph.page_of(term)))
    anchor = f"#{fragment(term)}" if fragment(term) and graph.page_of(term) != term else ""
    page = Link(label=label or bare(term), href=f"{path}.html{anchor}")
    return LinkTarget(title=title, text=text, iri=bare(term), page=page)


def _citations(
    samples: _Samples, queries: Sequence[ReadyQuery], *, names: Names, frame: SiteFrame
) -> Iterator[CitationExample]:
    yield CitationExample(title="The dataset", citation=dataset_citation(frame))
    for title, term in (
        ("A page", samples.resource),
        ("A statement", samples.statement),
        ("A claim", samples.claim),
    ):
        citation = citation_of(term, names=names, frame=frame) if term else None
        if citation:
            yield CitationExample(title=title, citation=citation)
    for query in queries[:1]:
        yield CitationExample(title="A query’s answer", citation=query_citation(frame, query))


def _snippets(target: LinkTarget) -> tuple[tuple[str, str], ...]:
    label = " ".join(target.page.label.split())
    markdown = label.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    address = target.iri.replace("(", "%28").replace(")", "%29")
    return (
        ("HTML", f'<a href="{escape(target.iri)}">{escape(label)}</a>'),
        ("Markdown", f"[{markdown}]({address})"),
        ("Turtle", f"<YOUR-IRI> <http://www.w3.org/2002/07/owl#sameAs> <{target.iri}> ."),
        ("Wikidata", f"described at URL (P973): {target.iri}"),
    )
