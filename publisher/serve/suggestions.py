"""The pages that somebody may have meant by an address at which there is nothing."""

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from publisher.addresses import anchor_of, percent_encoded
from publisher.description import Link
from publisher.model import Term
from publisher.names import Candidate, NameIndex, NamesError
from publisher.serve.release import Release
from publisher.terms import fragment, iri, page_iri

_log: Final = logging.getLogger(__name__)
MAX_SUGGESTIONS: Final = 5
_LEAST: Final = 65.0
"""Of 100. If it is lower, the words have nothing to do with each other."""
_PRESELECTED: Final = 20
_MAX_COMPARED: Final = 50_000
"""Pages that are compared: some milliseconds, in which no other client is answered."""
_LAST_SEGMENT: Final = 0.95
"""How much a page counts whose address is alike only behind its last slash."""
_NAME: Final = 0.9
"""How much a page counts whose name is like the words of the address."""
_SUFFIX: Final = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")
_INDEX: Final = re.compile(r"/index\.\w+$")
_WORD: Final = re.compile(r"[^\W_]+")
_ORIGIN: Final = re.compile(r"https?:/+[^/]*/", re.IGNORECASE)


def suggestions(path: str, release: Release) -> list[Link]:
    """Return links to the pages that a path may mean, the likeliest first.

    A page is found by its address, or the last part of it; by its name, if an address has that;
    and by the part of an IRI that begins as it should.
    """
    # A suffix that a page does not have is no part of its name.
    wanted = _SUFFIX.sub("", _INDEX.sub("", _ORIGIN.sub("", path)).strip("/"))
    if not wanted.strip():
        return []
    scores: dict[Link, float] = {}
    for link, score in (*_by_address(wanted, release), *_by_name(wanted, release)):
        scores[link] = max(score, scores.get(link, 0.0))
    return sorted(scores, key=lambda link: (-scores[link], link.href))[:MAX_SUGGESTIONS]


def _by_address(wanted: str, release: Release) -> Iterator[tuple[Link, float]]:
    """Yield the pages whose addresses are spelt like one."""
    if len(release.pages) > _MAX_COMPARED:
        return
    last = wanted.rpartition("/")[2]
    for text, names, weight in (
        (wanted, release.pages, 1.0),
        (last, release.last_segments, _LAST_SEGMENT),
    ):
        for position, score in _spelt_like(text, names):
            yield _link(release.pages[position]), score * weight


def _spelt_like(text: str, names: Sequence[str]) -> Iterator[tuple[int, float]]:
    """Yield the positions of the names that are spelt most like a text.

    By the mean of two measures: one counts letters that changed places as one mistake, the other
    forgives what was added.
    """
    lower = text.lower()
    near = {
        position
        for scorer, least in ((fuzz.ratio, _LEAST), (OSA.normalized_similarity, _LEAST / 100))
        for _, _, position in process.extract(
            lower, names, scorer=scorer, processor=str.lower, limit=_PRESELECTED, score_cutoff=least
        )
    }
    for position in sorted(near):
        name = names[position].lower()
        yield position, fuzz.ratio(lower, name) / 2 + OSA.normalized_similarity(lower, name) * 50


def _by_name(wanted: str, release: Release) -> Iterator[tuple[Link, float]]:
    """Yield the pages of what has a name like the words of an address."""
    if release.names is None:
        return
    *above, last = wanted.split("/")
    for text in dict.fromkeys((last, " ".join((*above[-1:], last)))):
        for candidate in _candidates(" ".join(_WORD.findall(text)), release.names):
            link = _link_to(iri(candidate.iri), release)
            if link and candidate.score >= _LEAST:
                yield link, candidate.score * _NAME


def _candidates(name: str, names: NameIndex) -> tuple[Candidate, ...]:
    try:
        return names.candidates(name, limit=MAX_SUGGESTIONS)
    except NamesError:
        # A 404 without suggestions is better than an error.
        _log.exception("the index of names cannot be read")
        return ()


def _link_to(term: Term, release: Release) -> Link | None:
    """Return a link to where an IRI is described; None if it has no page."""
    for page in dict.fromkeys((term, page_iri(term))):
        stem = release.addresses.path(page)
        if f"{stem}.html" in release.files:
            return _link(stem, anchor_of(fragment(term)) if page != term else "")
    return None


def _link(stem: str, anchor: str = "") -> Link:
    behind = f"#{anchor}" if anchor else ""
    return Link(label=stem + behind, href=f"{percent_encoded(stem)}.html{behind}")
