"""IRIs that can be addresses and file names, on every system, for years."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import quote, unquote

from publisher.check.iris.page_paths import SitePaths, check_paths
from publisher.check.predicate_index import PredicateIndex
from publisher.dataset import STRUCTURAL, Dataset
from publisher.findings import Finding
from publisher.model import ANY, Term, Triple
from publisher.terms import bare, datatype, is_iri, page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_SOURCE_CLASS,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
)
from publisher.well_formed import INVISIBLE, character

LONGEST_IRI: Final = 2_000
LONGEST_SEGMENT: Final = 150
LONGEST_PATH: Final = 1_000
_RESERVED: Final = ("queries", "dumps", "sparql", "static", "vocabulary")
_KINDS: Final = {"source": EV_SOURCE_CLASS, "claim": EV_CLAIM}
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"\\|?*%]')
_SUFFIXED: Final = re.compile(r".*(\.(?:html|ttl|jsonld|nt|rdf|txt))", re.IGNORECASE)
# Characters of no text: https://www.unicode.org/faq/private_use.html#nonchar1
_NO_CHARACTERS: Final = "\x80-\x9f\ufdd0-\ufdef" + "".join(
    f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17)
)
_ODD: Final = re.compile(f"{INVISIBLE.pattern}|[{_NO_CHARACTERS}]")
# What these name stands elsewhere too.
_STRUCTURAL: Final = STRUCTURAL | {RDF_SUBJECT, EV_CONTENT}
_REPEATED: Final = frozenset({RDF_OBJECT, RDF_PREDICATE})
_SCHEMES: Final = re.compile(r"<(javascript|data|vbscript|file|blob|about):", re.IGNORECASE)


ANY_SITE: Final = SitePaths()


def check_iris(index: PredicateIndex, site: SitePaths = ANY_SITE) -> Iterator[Finding]:
    """`site`: what each site has, whatever its graph says."""
    graph = index.graph
    own = f"<{graph.base}"
    unfit = set[Term]()
    for page in graph.documents():
        if not page.startswith(own):
            yield Finding(
                code="resource-outside-base",
                message=f"{page} is described here but is not under the base {graph.base}",
                hint="give it an IRI of ours and link to it by skos:exactMatch",
                about=(page, ANY, ANY),
            )
        for finding in _unfit(page, graph) if page.startswith(own) else ():
            unfit.add(page)
            yield finding
    yield from check_paths(graph, site, unfit=unfit)
    yield from _characters(index)
    yield from _objects(index)


def _unfit(page: Term, graph: Dataset) -> Iterator[Finding]:
    path = bare(page)[len(graph.base) :]
    if _ODD.search(path):
        return  # It has a finding of its own.
    segments = [unquote(segment) for segment in path.split("/")]
    reason = next((why for segment in segments if (why := why_unfit(segment))), "")
    if not reason and len(unquote(path).encode()) > LONGEST_PATH:
        reason = f"it is longer than {LONGEST_PATH:,} bytes"
    if not reason and "\ufffd" in unquote(path):
        reason = "its percent-encoding is not UTF-8"
    if not reason and path != "ontology" and page not in graph.retired:
        reason = _why_reserved(page, segments[0], graph)
    if reason:
        yield Finding(
            code="iri-unfit",
            message=f"{path or 'the base itself'} cannot be a page: {reason}",
            hint="write kind/slug in lower-case letters, digits and hyphens",
            about=(page, ANY, ANY),
        )


def why_unfit(segment: str) -> str:
    """Why a segment of a path, decoded, is no name of a file; empty if it is."""
    if segment in {"", ".", ".."} or "/" in segment:
        return "a segment is empty or dots"
    odd = _ODD.search(segment.replace(" ", ""))
    suffix = _SUFFIXED.fullmatch(segment)
    reasons = {
        f"it has {character(odd.group())}" if odd else "": odd,
        "it has a character unfit for file names": (
            _UNFIT.search(segment) or segment.endswith((".", " "))
        ),
        f"a segment is longer than {LONGEST_SEGMENT} bytes": (
            len(segment.encode()) > LONGEST_SEGMENT
        ),
        f"{segment} is a device on some systems": _DEVICES.fullmatch(segment),
        f"{segment} is the name of a file of the site": segment.casefold() == "index",
        f'it ends in "{suffix[1]}", as the address of a file does' if suffix else "": suffix,
    }
    return next((reason for reason, is_so in reasons.items() if is_so), "")


def _why_reserved(page: Term, kind: str, graph: Dataset) -> str:
    if kind in _RESERVED:
        return f"{kind} is reserved"
    if kind in _KINDS and _KINDS[kind] not in graph.objects(page, RDF_TYPE):
        return f"{kind} is reserved for {bare(_KINDS[kind]).rpartition('#')[2]}"
    return ""


def _characters(index: PredicateIndex) -> Iterator[Finding]:
    """IRIs with white space, or with what no reader sees, which many parsers refuse."""
    graph = index.graph
    # A statement's IRI is made from its predicate's.
    odd = [
        one for one in graph.subjects() if _ODD.search(one) and not graph.objects(one, RDF_SUBJECT)
    ]
    # Of a page and the hash IRIs on it, the page alone.
    subjects = {page if _ODD.search(page := page_iri(one)) else one for one in odd}
    for term in sorted(subjects | {one for one in index.by_predicate if _ODD.search(one)}):
        about = index.first(term) if term in index.by_predicate else (term, ANY, ANY)
        yield _odd_character(term, about)
    known = subjects | {one for one in index.by_predicate if _ODD.search(one)}
    doubted = {
        value: named
        for value in index.values
        if _ODD.search(named := value if is_iri(value) else datatype(value))
        and known.isdisjoint({named, page_iri(named)})
    }
    repeated: dict[Term, Triple] = {}
    for triple in graph if doubted else ():
        predicate, value = triple[1], triple[2]
        if value in doubted and predicate in _REPEATED:
            repeated.setdefault(value, triple)
        elif value in doubted and predicate not in _STRUCTURAL:
            known.add(doubted[value])
            yield _odd_character(doubted[value], triple)
    for value, triple in repeated.items():
        if doubted[value] not in known:
            # It is only claimed.
            is_predicate = triple[1] == RDF_PREDICATE
            about = (ANY, value, ANY) if is_predicate else (ANY, ANY, value)
            yield _odd_character(doubted[value], about)


def _is_repeated(triple: Triple, claimed: AbstractSet[Term]) -> bool:
    """Whether what a triple names stands elsewhere too.

    What a statement is about is asserted as well, unless it is one of `claimed`.
    """
    if triple[1] == RDF_OBJECT:
        return triple[0] not in claimed
    return triple[1] in _STRUCTURAL


def _odd_character(term: Term, about: Triple) -> Finding:
    odd = _ODD.search(term)
    letter = odd.group() if odd else ""
    shown = _ODD.sub(lambda match: quote(match.group()), bare(term))
    return Finding(
        code="iri-character",
        message=f"an IRI has {character(letter)}, which many readers refuse",
        hint=f"remove it; if the address has it, write <{shown}>",
        about=about,
    )


def _objects(index: PredicateIndex) -> Iterator[Finding]:
    doubted = {value for value in index.values if is_iri(value) and _is_doubtful(value)}
    claimed = set(index.triples_of(EV_CONTENT).values)
    for triple in index.graph if doubted else ():
        value = triple[2]
        if value not in doubted or _is_repeated(triple, claimed):
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
