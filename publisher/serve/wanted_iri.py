"""Which IRIs somebody may mean who writes one into a field: in full, in short, or as an address."""

from typing import Final

from publisher.authorities import identifiers_in
from publisher.media_types import PAGE_DOCUMENTS
from publisher.model import SitePath
from publisher.serve.release import Release
from publisher.terms import iri, page_iri

_NOT_IN_AN_IRI: Final = frozenset('<>"{}|^`\\ ')


def wanted_iris(given: str, release: Release) -> tuple[str, ...]:
    """Return the IRIs that a text may mean, the likeliest first.

    `institution/un` is one of the site, or the path of its page; `wd:Q42` is one of Wikidata. The
    address of a page or of a file of a resource stands for the resource.
    """
    text = given.strip("<>").strip()
    if _NOT_IN_AN_IRI.intersection(text):
        return tuple(each.iri for each in identifiers_in(given))
    texts = [text]
    if "://" not in text:
        by_path = release.addresses.iri(text) if release.has_resource(text) else None
        readings = (each.iri for each in identifiers_in(text))
        texts = [*readings, text, release.base + text, *([by_path] if by_path else [])]
    texts += [other for each in texts if (other := _other_scheme(each))]
    texts += [found for each in texts if (found := _described_by(each, release))]
    return tuple(dict.fromkeys(texts))


def is_described(text: str, release: Release) -> bool:
    """Return whether the site has the page of an IRI, with data."""
    path = page_path_of(text, release)
    return path is not None and release.has_resource(path)


def page_path_of(text: str, release: Release) -> SitePath | None:
    """Return the path of the page of an IRI; None if it can have none."""
    try:
        return release.addresses.path(page_iri(iri(text)))
    except (ValueError, IndexError):
        return None


def _described_by(text: str, release: Release) -> str:
    """Return the IRI of the resource whose page or file is at an address; empty without one."""
    stem, _, suffix = text.partition("#")[0].removeprefix(release.base).rpartition(".")
    if not text.startswith(release.base) or suffix not in PAGE_DOCUMENTS:
        return ""
    return release.addresses.iri(stem) or "" if release.has_resource(stem) else ""


def _other_scheme(text: str) -> str:
    scheme, separator, rest = text.partition("://")
    other = {"http": "https", "https": "http"}.get(scheme.lower())
    return f"{other}://{rest}" if separator and other else ""
