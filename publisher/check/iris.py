"""IRIs that can be addresses and file names, on every system, for years."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from publisher.check.survey import Survey
from publisher.graph import Graph
from publisher.model import ANY, Finding, Term
from publisher.terms import bare, is_iri
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, EV_SOURCE_CLASS, RDF_OBJECT, RDF_TYPE

LONGEST_IRI: Final = 2_000
LONGEST_SEGMENT: Final = 150
_RESERVED: Final = ("queries", "dumps", "sparql", "static", "vocabulary")
_KINDS: Final = {"source": EV_SOURCE_CLASS, "claim": EV_CLAIM}
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%]')
_SUFFIXED: Final = re.compile(r".*\.(?:html|ttl|jsonld|nt|rdf|txt|\d+|(?i:coverage))$")
_SCHEMES: Final = re.compile(r"<(javascript|data|vbscript|file|blob|about):", re.IGNORECASE)


def check_iris(survey: Survey) -> Iterator[Finding]:
    graph = survey.graph
    pages = list(graph.documents())
    own = f"<{graph.base}"
    for page in pages:
        if not page.startswith(own):
            yield Finding(
                code="resource-outside-base",
                message=f"{page} is described here but is not under the base {graph.base}",
                hint="give it an IRI of ours and link to it by skos:exactMatch",
                about=(page, ANY, ANY),
            )
        else:
            yield from _unfit(page, graph)
    yield from _collisions([page for page in pages if page.startswith(own)], graph)
    yield from _objects(survey)


def _unfit(page: Term, graph: Graph) -> Iterator[Finding]:
    path = bare(page)[len(graph.base) :]
    segments = [unquote(segment) for segment in path.split("/")]
    reason = next((why for segment in segments if (why := _why_unfit(segment))), "")
    if not reason and path != "ontology" and page not in graph.retired:
        reason = _why_reserved(page, segments[0], graph)
    if reason:
        yield Finding(
            code="iri-unfit",
            message=f"{path or 'the base itself'} cannot be a page: {reason}",
            hint="write kind/slug in lower-case letters, digits and hyphens",
            about=(page, ANY, ANY),
        )


def _why_unfit(segment: str) -> str:
    if segment in {"", ".", ".."} or "/" in segment:
        return "a segment is empty or dots"
    if _UNFIT.search(segment) or segment.endswith((".", " ")):
        return "it has a character unfit for file names"
    if len(segment.encode()) > LONGEST_SEGMENT:
        return f"a segment is longer than {LONGEST_SEGMENT} bytes"
    if _DEVICES.fullmatch(segment):
        return f"{segment} is a device on some systems"
    if segment == "index" or _SUFFIXED.fullmatch(segment):
        return f"{segment} is the name of a file of the site"
    return ""


def _why_reserved(page: Term, kind: str, graph: Graph) -> str:
    if kind in _RESERVED:
        return f"{kind} is reserved"
    if kind in _KINDS and _KINDS[kind] not in graph.objects(page, RDF_TYPE):
        return f"{kind} is reserved for {bare(_KINDS[kind]).rpartition('#')[2]}"
    return ""


def _collisions(pages: list[Term], graph: Graph) -> Iterator[Finding]:
    folded: dict[str, Term] = {}
    for page in pages:
        path = bare(page)[len(graph.base) :]
        key = unicodedata.normalize("NFC", unquote(path)).casefold()
        other = folded.setdefault(key, page)
        if other != page:
            yield Finding(
                code="iri-collision",
                message=f"{path} and {bare(other)[len(graph.base) :]} would be one file",
                hint="rename one of them",
                about=(page, ANY, ANY),
            )
    for page in pages:
        path = bare(page)[len(graph.base) :]
        above = [path[:at] for at, letter in enumerate(path) if letter == "/"]
        parent = next((one for one in above if f"<{graph.base}{one}>" in graph.subjects()), "")
        if parent:
            yield Finding(
                code="iri-nested",
                message=f"{path} stands below {parent}, which is a page itself",
                hint="give it a kind of its own: kind/slug",
                about=(page, ANY, ANY),
            )


def _objects(survey: Survey) -> Iterator[Finding]:
    doubted = {value for value in survey.values if is_iri(value) and _is_doubtful(value)}
    claimed = set(survey.column(EV_CONTENT).values)
    for triple in survey.graph if doubted else ():
        value = triple[2]
        # What a statement is about is asserted as well, unless it is only claimed.
        if value not in doubted or (triple[1] == RDF_OBJECT and triple[0] not in claimed):
            continue
        match = _SCHEMES.match(value)
        if match:
            yield Finding(
                code="iri-scheme",
                message=f"an IRI has the scheme {match[1].lower()}:, which no page may link to",
                hint="use http or https",
                about=triple,
            )
        elif (size := len(bare(value).encode())) > LONGEST_IRI:
            yield Finding(
                code="iri-too-long",
                message=f"an IRI has {size:,} bytes; at most are {LONGEST_IRI:,}",
                hint="link to a shorter address",
                about=triple,
            )


def _is_doubtful(value: Term) -> bool:
    # A letter has four bytes at most.
    return len(value) > LONGEST_IRI // 4 or bool(_SCHEMES.match(value))
