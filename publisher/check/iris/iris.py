"""IRIs that a project may give: addresses as they are, and names of files on every system."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import quote, unquote

from publisher.check.predicate_index import PredicateIndex
from publisher.dataset import STRUCTURAL, Dataset
from publisher.findings import Finding
from publisher.media_types import DOCUMENTS
from publisher.model import ANY, Term, Triple
from publisher.namespaces import is_taken
from publisher.path_segments import folded_path
from publisher.terms import bare, datatype, is_blank, is_iri, page_iri
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
_KINDS: Final = {"source": EV_SOURCE_CLASS, "claim": EV_CLAIM}
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_NOT_IN_FILE_NAMES: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"\\|?*%]')
_SUFFIXED: Final = re.compile(
    rf".*(\.(?:{'|'.join(map(re.escape, (*DOCUMENTS, 'txt')))}))", re.IGNORECASE
)
# https://www.unicode.org/faq/private_use.html#nonchar1
_NONCHARACTERS: Final = "\x80-\x9f\ufdd0-\ufdef" + "".join(
    f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17)
)
_ODD: Final = re.compile(f"{INVISIBLE.pattern}|[{_NONCHARACTERS}]")
_STRUCTURAL: Final = STRUCTURAL | {RDF_SUBJECT, EV_CONTENT}
"""Properties whose values mostly stand elsewhere too."""
_REPEATING: Final = frozenset({RDF_OBJECT, RDF_PREDICATE})
_FORBIDDEN_SCHEME: Final = re.compile(
    r"<(javascript|data|vbscript|file|blob|about):", re.IGNORECASE
)
_UNFIT_HINT: Final = "write kind/slug, with lower-case letters, digits and hyphens"


def check_iris(index: PredicateIndex) -> Iterator[Finding]:
    """Yield IRIs that are no addresses, have a wrong character, or must not be linked to."""
    graph = index.graph
    own = f"<{graph.base}"
    for page in graph.pages():
        if page.startswith(own):
            yield from _unfit(page, graph) if "#" not in page else ()
        elif is_iri(page) and not graph.addresses.is_own(page):
            yield Finding(
                code="resource-outside-base",
                message=f"{page} is described here, but is not under {_namespaces(graph)}",
                hint="give it an IRI under the base, and link that to it with skos:exactMatch",
                about=(page, ANY, ANY),
            )
    yield from _odd_characters(index)
    yield from _bad_links(index)


def _namespaces(graph: Dataset) -> str:
    spaces = sorted(graph.namespaces)
    return f"the base {graph.base}" if spaces == [graph.base] else f"one of {', '.join(spaces)}"


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
    if not reason:
        reason = _why_reserved(page, segments, graph)
    if reason:
        yield Finding(
            code="iri-unfit",
            message=f"{path or 'the base itself'} cannot be an address as it is: {reason}",
            hint=_UNFIT_HINT,
            about=(page, ANY, ANY),
        )


def why_unfit(segment: str) -> str:
    """Return why a decoded segment of a path cannot be the name of a file; empty if it can."""
    if segment in {"", ".", ".."} or "/" in segment:
        return 'a segment is empty, "." or ".."'
    odd = _ODD.search(segment.replace(" ", ""))
    suffix = _SUFFIXED.fullmatch(segment)
    reasons = {
        f"it has {character(odd.group())}" if odd else "": odd,
        "it has a character that file names cannot have": (
            _NOT_IN_FILE_NAMES.search(segment) or segment.endswith((".", " "))
        ),
        f"a segment is longer than {LONGEST_SEGMENT} bytes": (
            len(segment.encode()) > LONGEST_SEGMENT
        ),
        f"{segment} is the name of a device on Windows": _DEVICES.fullmatch(segment),
        f"{segment} is the name of a file of the site": segment.casefold() == "index",
        f'it ends with "{suffix[1]}", like the address of a file' if suffix else "": suffix,
    }
    return next((reason for reason, is_so in reasons.items() if is_so), "")


def _why_reserved(page: Term, segments: Sequence[str], graph: Dataset) -> str:
    kind = segments[0]
    if is_taken(segments) or (folded_path(kind) in graph.namespaces.values() and kind):
        return f"the site has addresses of its own that begin with {kind}"
    if kind not in _KINDS or page in graph.retired:
        return ""
    if _KINDS[kind] in graph.objects(page, RDF_TYPE):
        return ""
    return f"the kind {kind} is reserved for ev:{bare(_KINDS[kind]).rpartition('#')[2]}"


def _odd_characters(index: PredicateIndex) -> Iterator[Finding]:
    """Yield IRIs with white space, invisible characters or noncharacters, once each."""
    graph = index.graph
    # A statement's IRI is made from its predicate's.
    odd = [
        term
        for term in graph.subjects()
        if _ODD.search(term) and not graph.objects(term, RDF_SUBJECT)
    ]
    # Of a page and the hash IRIs on it, only the page.
    subjects = {page if _ODD.search(page := page_iri(term)) else term for term in odd}
    reported = subjects | {predicate for predicate in index.by_predicate if _ODD.search(predicate)}
    for term in sorted(reported):
        about = index.first(term) if term in index.by_predicate else (term, ANY, ANY)
        yield _odd_character(term, about)
    iris_in_values = {
        value: iri
        for value in index.values
        if not is_blank(value)
        and _ODD.search(iri := value if is_iri(value) else datatype(value))
        and reported.isdisjoint({iri, page_iri(iri)})
    }
    repeated: dict[Term, Triple] = {}
    for triple in graph if iris_in_values else ():
        predicate, value = triple[1], triple[2]
        if value in iris_in_values and predicate in _REPEATING:
            repeated.setdefault(value, triple)
        elif value in iris_in_values and predicate not in _STRUCTURAL:
            reported.add(iris_in_values[value])
            yield _odd_character(iris_in_values[value], triple)
    for value, triple in repeated.items():
        if iris_in_values[value] not in reported:
            # The value stands only in a claim.
            is_predicate = triple[1] == RDF_PREDICATE
            about = (ANY, value, ANY) if is_predicate else (ANY, ANY, value)
            yield _odd_character(iris_in_values[value], about)


def _is_repeated(triple: Triple, claimed: AbstractSet[Term]) -> bool:
    """Return whether the value of a triple stands in another triple too.

    The object of a statement is asserted as well, unless the statement is one of `claimed`.
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
        message=f"an IRI contains {character(letter)}, which many programs refuse",
        hint=f"remove it; if it is part of the address, write <{shown}>",
        about=about,
    )


def _bad_links(index: PredicateIndex) -> Iterator[Finding]:
    """Yield objects to which no page may link, or that are too long for browsers."""
    suspects = {value for value in index.values if is_iri(value) and _is_suspect(value)}
    claimed = set(index.triples_of(EV_CONTENT).values)
    for triple in index.graph if suspects else ():
        value = triple[2]
        if value not in suspects or _is_repeated(triple, claimed):
            continue
        match = _FORBIDDEN_SCHEME.match(value)
        if match:
            yield Finding(
                code="iri-scheme",
                message=f"no page may link to an IRI with the scheme {match[1].lower()}:",
                hint="link to an address with https or http",
                about=triple,
            )
        elif (size := len(bare(value).encode())) > LONGEST_IRI:
            yield Finding(
                code="iri-too-long",
                message=f"an IRI may have {LONGEST_IRI:,} bytes at most, but this one has {size:,}",
                hint="link to a shorter address",
                about=triple,
            )


def _is_suspect(value: Term) -> bool:
    # A character has four bytes at most.
    return len(value) > LONGEST_IRI // 4 or bool(_FORBIDDEN_SCHEME.match(value))
