"""`llms.txt`: what a site is, for language models. https://llmstxt.org/"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from publisher.addresses import percent_encoded
from publisher.description import SiteFrame
from publisher.linking import LinkGuide
from publisher.model import File, ReadyQuery, SitePath
from publisher.terms import plain
from publisher.vocabulary import EV_NAMESPACE

LLMS_PATH: Final = SitePath("llms.txt")
_EVIDENCE: Final = (
    "The dataset separates two kinds of statements.\n\n"
    "- A record is what the source itself states. It is asserted, and rests on quotes of the "
    "source: give them.\n"
    "- A claim is what somebody asserts, denies, doubts or asks. The dataset says that it was "
    "claimed, and never that it is true. Cite a claim only with its claimant and the source that "
    'reports it: "X claims, as reported in Y, that …". Never give a claim, or a word of one, as a '
    "fact.\n\n"
    "In RDF a record is typed `ev:Record` and is a plain triple too; what is claimed is typed "
    f"`ev:Content` and is never a plain triple (`ev:` is <{EV_NAMESPACE}>)."
)

_TABLE: Final = {
    True: "a row each, with kind, claimant and quote: a row of the kind `claim` is no fact",
    False: "a row each",
}
"""What is said of the table of all statements, by whether there are sources."""


def llms_file(
    frame: SiteFrame,
    guide: LinkGuide,
    *,
    queries: Sequence[ReadyQuery],
    counts: Mapping[str, int],
    operations: frozenset[str],
    files: frozenset[str],
) -> File:
    """Return the file. `counts`: how many there are of what, by name in the plural."""
    parts = (
        f"# {_line(frame.title)}",
        f"> {_line(_about(frame))}",
        *_notes(frame, counts),
        *_data(frame, files),
        *_services(frame, operations),
        *_queries(frame, queries),
        *_linking(frame, guide),
    )
    return File(
        path=LLMS_PATH, content=("\n\n".join(part for part in parts if part) + "\n").encode()
    )


def _about(frame: SiteFrame) -> str:
    publisher = frame.metadata.publisher.name if frame.metadata.publisher else frame.publisher
    version = frame.metadata.version
    parts = (
        frame.description,
        f"Published by {publisher}." if publisher else "",
        f"Version {version}." if version else "",
        f"Last changed on {frame.metadata.modified}." if frame.metadata.modified else "",
        f"Licence: {frame.license}" if frame.license else "",
    )
    return " ".join(part for part in parts if part) or f"The dataset at {frame.base}"


def _notes(frame: SiteFrame, counts: Mapping[str, int]) -> Iterator[str]:
    if frame.has_sources:
        yield _EVIDENCE
    numbers = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
    if numbers:
        yield f"It has {numbers}. The IRI of the dataset is <{frame.dataset}>."


def _data(frame: SiteFrame, files: frozenset[str]) -> Iterator[str]:
    base = frame.base
    known = (
        ("dumps/all.nt", "All data, N-Triples", "the whole dataset; dumps/ has every format"),
        ("dumps/records.ttl", "Records", "what the source states, with quotes"),
        ("dumps/claims.ttl", "Claims", "who claims what: cite each with its claimant"),
        ("tables/statements.csv", "All statements, CSV", _TABLE[frame.has_sources]),
        (
            "dumps/queries.ttl",
            "Ready queries, RDF",
            "each with its text, as SHACL describes queries",
        ),
        ("void.ttl", "VoID", "counts, vocabularies, example resources"),
        ("catalog.ttl", "Catalogue", "the dataset in DCAT-AP"),
        ("changes/history.json", "Releases", "what each release changed, with its RDF Patch"),
        ("feed.ttl", "Change feed", "every version of every resource (LDES)"),
        ("openapi.json", "OpenAPI", "every address for programs"),
    )
    lines = [f"- [{title}]({base}{path}): {text}" for path, title, text in known if path in files]
    lines.append(
        "- Each resource: its IRI with `Accept: text/turtle`, or its page with the suffix .ttl, "
        ".jsonld, .nt or .rdf"
    )
    yield "\n".join(("## Data", "", *lines))


def _services(frame: SiteFrame, operations: frozenset[str]) -> Iterator[str]:
    base = frame.base
    limits = f" {frame.limits}" if frame.limits else ""
    known = (
        ("/sparql", "SPARQL endpoint", f"SPARQL 1.1, read-only.{limits}"),
        ("/mcp", "MCP server", "search, describe, cite, ready queries and SPARQL as tools"),
        ("/cite", "Citations", "`?iri=IRI&format=text`, or bibtex, csl, ris"),
        ("/reconcile", "Reconciliation", "names to IRIs, as OpenRefine asks"),
        ("/lookup", "Look-up", "`?id=` an identifier such as a Q-number, ROR or ISNI"),
        ("/sameas", "The same elsewhere", "`?iri=IRI`"),
    )
    lines = [
        f"- [{title}]({base}{path[1:]}): {text}"
        for path, title, text in known
        if path in operations
    ]
    yield "\n".join(("## Services", "", "Where the site runs on its server:", "", *lines))


def _queries(frame: SiteFrame, queries: Sequence[ReadyQuery]) -> Iterator[str]:
    if queries:
        yield "\n".join(("## Ready queries", "", *(_query(frame, query) for query in queries)))


def _query(frame: SiteFrame, query: ReadyQuery) -> str:
    address = f"{frame.base}queries/{percent_encoded(query.name)}"
    parameters = ", ".join(
        f"`{each.name}` ({each.type}, default `{plain(each.default)}`)" for each in query.parameters
    )
    takes = f" Parameters: {parameters}." if parameters else ""
    return f"- [{_label(query.title)}]({address}): {_line(query.description)}{takes}"


def _linking(frame: SiteFrame, guide: LinkGuide) -> Iterator[str]:
    about = "IRIs, citations, every address with an example"
    lines = [f"- [Link to us]({frame.base}link-to-us.html): {about}"]
    lines += [f"- IRIs like `{each.pattern}`: {each.count:,}" for each in guide.patterns[:10]]
    yield "\n".join(("## Optional", "", *lines))


def _line(text: str) -> str:
    return " ".join(text.split())


def _label(text: str) -> str:
    """Return a text that stands in the brackets of a link of Markdown."""
    return _line(text).replace("[", "(").replace("]", ")")
