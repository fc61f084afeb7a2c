"""The catalogue as a page that people read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publisher.citation import SUFFIXES, Reference
from publisher.description import Link, SiteFrame
from publisher.eu_tables import code_of, code_of_iri, language_code
from publisher.media_types import DUMP_FORMATS, FORMATS
from publisher.metadata import Agent, LabelledIri, Period
from publisher.model import File
from publisher.render.catalog import CatalogueItem, datasets
from publisher.render.catalog.contents import CatalogContents
from publisher.render.catalog.distributions import Distribution, distributions
from publisher.render.cite import text
from publisher.render.dumps import size_in_words
from publisher.render.environment import render_page
from publisher.render.literals import date_in_words
from publisher.render.schema_dataset import dataset_head
from publisher.terms import bare

CATALOG_PATH: Final = "catalog.html"
_CITATION_NAMES: Final = {"text": "Text", "bibtex": "BibTeX", "csl": "CSL-JSON", "ris": "RIS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the page says of the dataset: a name, and values that may be links."""

    name: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueRow:
    """A format of a dataset: its file and the compressed copy of it, each with its size."""

    format: str
    plain: Link | None = None
    plain_size: str = ""
    compressed: Link | None = None
    compressed_size: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A dataset on the page. `name`: the anchor of its section."""

    name: str
    title: str
    holds: str
    rows: tuple[CatalogueRow, ...]


def catalog_page(contents: CatalogContents, citation: Reference) -> File:
    """Return the page: what, whose, under which licence, how to get it, and how to cite it."""
    frame = contents.frame
    whole, *others = (_shown(each, frame) for each in datasets(contents))
    return render_page(
        frame,
        "catalog.html",
        path=CATALOG_PATH,
        title="About this dataset",
        head=dataset_head(frame, _whole_dumps(contents)),
        description=contents.description,
        said=tuple(said_of(frame)),
        whole=whole,
        others=others,
        has_queries=bool(contents.query_count),
        citation=text(citation).strip(),
        citations=[
            Link(label=_CITATION_NAMES[name], href=f"cite/dataset.{suffix}")
            for name, suffix in SUFFIXES.items()
        ],
        media_types=[each.media_type for each in FORMATS],
        formats=[Link(label=each.name, href=f"catalog.{each.suffix}") for each in FORMATS],
    )


def _whole_dumps(contents: CatalogContents) -> dict[str, str]:
    """Return the media types of the dumps of the whole dataset by path."""
    paths = {each.path for each in contents.files}
    dumps = {f"dumps/all.{suffix}": each.media_type for suffix, each in DUMP_FORMATS.items()}
    return {path: type_ for path, type_ in dumps.items() if path in paths}


def said_of(frame: SiteFrame) -> Iterator[Said]:
    """Yield what is known of the dataset, in the order in which people ask."""
    metadata = frame.metadata
    values: dict[str, Sequence[Link]] = {
        "Published by": [_agent(metadata.publisher)] if metadata.publisher else [],
        "Made by": [_agent(each) for each in metadata.creators],
        "Licence": [_licence(frame.license)] if frame.license else [],
        "Rights": _plain(metadata.rights),
        "Access": _plain(_label(metadata.access_rights)),
        "Version": _plain(metadata.version),
        "First published": _plain(date_in_words(metadata.issued)),
        "Last changed": _plain(date_in_words(metadata.modified)),
        "Updated": _plain(_label(metadata.frequency)),
        "Contact": list(_contact(frame)),
        "Place": [_term(each) for each in metadata.spatial],
        "Time": _plain(_period(metadata.temporal)),
        "Themes": [_term(each) for each in metadata.themes],
        "Keywords": _plain(*metadata.keywords, *(each.text for each in metadata.other_keywords)),
        "Language": _plain(*map(_language, metadata.languages or (frame.language,))),
        "Identifier": _plain(metadata.identifier),
        "IRI": _plain(frame.dataset),
    }
    for name, links in values.items():
        if links:
            yield Said(name=name, values=tuple(links))


def _plain(*texts: str) -> list[Link]:
    return [Link(label=each, href="") for each in texts if each]


def _agent(agent: Agent) -> Link:
    kind = _label(agent.type)
    return Link(label=f"{agent.name} ({kind})" if kind else agent.name, href=_web(agent.iri))


def _licence(address: str) -> Link:
    code = code_of("licence", address)
    return Link(label=code.label if code else address, href=address)


def _contact(frame: SiteFrame) -> Iterator[Link]:
    contact = frame.metadata.contact
    if contact is None:
        return
    if contact.name not in {contact.email, contact.form}:
        yield Link(label=contact.name, href="")
    if contact.email:
        yield Link(label=contact.email, href=f"mailto:{contact.email}")
    if contact.form:
        yield Link(label="Form", href=contact.form)


def _term(term: LabelledIri) -> Link:
    return Link(label=term.label or term.iri, href=_web(term.iri))


def _label(iri: str) -> str:
    """Return the label of a term of an EU table, the IRI of any other."""
    code = code_of_iri(iri)
    return code.label if code else iri


def _language(tag: str) -> str:
    code = language_code(tag)
    return code.label if code else tag


def _period(period: Period | None) -> str:
    """Return a period in words: `2008 to 2015`, `since 2008`, `until March 2015`."""
    if period is None:
        return ""
    start, end = date_in_words(period.start), date_in_words(period.end)
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"since {start}" if start else f"until {end}"


def _web(iri: str) -> str:
    return iri if iri.startswith(("http://", "https://")) else ""


def _shown(listed: CatalogueItem, frame: SiteFrame) -> Shown:
    title = listed.title.removeprefix(f"{frame.title}: ") or frame.title
    rows: dict[str, dict[bool, Distribution]] = {}
    for each in distributions(listed.files):
        rows.setdefault(each.plain_name, {})[each.is_compressed] = each
    return Shown(
        name=bare(listed.subject).rpartition("#")[2] or "dataset",
        title=title[:1].upper() + title[1:],
        holds=listed.holds,
        rows=tuple(_row(name, by) for name, by in rows.items()),
    )


def _row(name: str, files: dict[bool, Distribution]) -> CatalogueRow:
    plain, compressed = files.get(False), files.get(True)
    return CatalogueRow(
        format=name,
        plain=_link(plain),
        plain_size=size_in_words(plain.file.size) if plain else "",
        compressed=_link(compressed),
        compressed_size=size_in_words(compressed.file.size) if compressed else "",
    )


def _link(distribution: Distribution | None) -> Link | None:
    if distribution is None:
        return None
    path = distribution.file.path
    return Link(label=path.rpartition("/")[2], href=path)
