"""The dataset in the terms of schema.org, for search engines of data.

https://developers.google.com/search/docs/appearance/structured-data/dataset
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from publisher.description import SiteFrame
from publisher.head import Head
from publisher.metadata import Agent, Contact, DatasetMetadata, LabelledIri, Period
from publisher.render.head import SCHEMA_CONTEXT
from publisher.signposting import dataset_links, linkset_links

_FEWEST: Final = 50
_MOST: Final = 5_000
"""Characters of a description that search engines of data accept."""
_SHORT: Final = 200
_PRIVATE: Final = "/PrivateIndividual"
"""The end of the IRI of a publisher's kind that is a person."""


def dataset_head(frame: SiteFrame, dumps: Mapping[str, str]) -> Head:
    """Return what a page says of the dataset. `dumps`: the media types of its dumps by path."""
    description = dataset_text(frame)
    return Head(
        description=description if len(description) <= _SHORT else _shortened(description),
        data=dataset_nodes(frame, dumps),
        links=(*dataset_links(frame.dataset, items=dumps), *linkset_links()),
    )


def dataset_nodes(frame: SiteFrame, dumps: Mapping[str, str]) -> tuple[Mapping[str, Any], ...]:
    """Return the dataset, and the catalogue that it is in, each as JSON-LD with its context."""
    catalog = {"@type": "DataCatalog", "@id": f"{frame.base}catalog#catalog"}
    named = {**catalog, "name": f"{frame.title}: catalogue", "url": f"{frame.base}catalog.html"}
    dataset = {
        "@context": SCHEMA_CONTEXT,
        "@type": "Dataset",
        "@id": frame.dataset,
        "name": frame.title,
        "description": dataset_text(frame),
        "url": frame.base,
        **_known(frame, frame.metadata),
        "isAccessibleForFree": True,
        "includedInDataCatalog": named,
        "distribution": [_download(frame, path, type_) for path, type_ in dumps.items()],
    }
    whole = {
        "@context": SCHEMA_CONTEXT,
        **named,
        "description": f"The catalogue of {frame.title}: its dataset, dumps, services and terms.",
        **_licence(frame),
        **_member("publisher", _publisher(frame)),
        # By its IRI alone: a second description of it would have to be as full as the first.
        "dataset": {"@id": frame.dataset},
    }
    return dataset, whole


def dataset_text(frame: SiteFrame) -> str:
    """Return a description that is long enough for a search engine of data, and not too long."""
    text = frame.description
    if len(text) < _FEWEST:
        end = "" if not text or text.endswith((".", "!", "?")) else "."
        start = f"{text}{end} " if text else f"{frame.title}: "
        text = (
            f"{start}a dataset of linked data, with a page for each resource, "
            "its data in several formats, and dumps of the whole."
        )
    return text[:_MOST]


def _shortened(text: str) -> str:
    return f"{text[: _SHORT - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _known(frame: SiteFrame, metadata: DatasetMetadata) -> dict[str, Any]:
    """Return the members that say what is known of the dataset; none is made up."""
    publisher = _publisher(frame)
    creators = [_agent(agent) for agent in metadata.creators]
    keywords = [*metadata.keywords, *(each.text for each in metadata.other_keywords)]
    return {
        "identifier": metadata.identifier or frame.dataset,
        **_licence(frame),
        **_member("creator", _one_or_all(creators) or publisher),
        **_member("publisher", publisher),
        **_member("contactPoint", _contact(metadata.contact)),
        **_member("keywords", keywords),
        **_member("about", [_defined(theme) for theme in metadata.themes]),
        **_member("spatialCoverage", _one_or_all([_place(each) for each in metadata.spatial])),
        **_member("temporalCoverage", _interval(metadata.temporal)),
        **_member("datePublished", metadata.issued),
        **_member("dateModified", metadata.modified),
        **_member("version", metadata.version),
        **_member("inLanguage", _one_or_all(metadata.languages or (frame.language,))),
        **_member("conditionsOfAccess", metadata.access_rights),
        **_member("usageInfo", metadata.rights),
    }


def _licence(frame: SiteFrame) -> dict[str, Any]:
    return _member("license", frame.license)


def _publisher(frame: SiteFrame) -> Mapping[str, Any] | None:
    if frame.metadata.publisher:
        return _agent(frame.metadata.publisher)
    return {"@type": "Organization", "name": frame.publisher} if frame.publisher else None


def _agent(agent: Agent) -> Mapping[str, Any]:
    """Return who publishes or made it: an organization, unless it is said to be a person."""
    is_person = agent.type.endswith((_PRIVATE, "/Person"))
    kind = "Person" if is_person else "Organization"
    address = {**_member("@id", agent.iri), **_member("url", agent.iri)}
    return {"@type": kind, "name": agent.name, **address}


def _contact(contact: Contact | None) -> Mapping[str, Any] | None:
    if contact is None:
        return None
    return {
        "@type": "ContactPoint",
        "name": contact.name,
        **_member("email", contact.email),
        **_member("url", contact.form),
    }


def _defined(theme: LabelledIri) -> Mapping[str, Any]:
    return {"@type": "DefinedTerm", "@id": theme.iri, **_member("name", theme.label)}


def _place(place: LabelledIri) -> Mapping[str, Any]:
    return {"@type": "Place", "@id": place.iri, **_member("name", place.label)}


def _interval(period: Period | None) -> str:
    """Return an interval of ISO 8601; `..` stands for an end that is open."""
    if period is None or not (period.start or period.end):
        return ""
    return f"{period.start or '..'}/{period.end or '..'}"


def _download(frame: SiteFrame, path: str, type_: str) -> Mapping[str, Any]:
    return {
        "@type": "DataDownload",
        "name": path.rpartition("/")[2],
        "encodingFormat": type_,
        "contentUrl": f"{frame.base}{path}",
        **_licence(frame),
    }


def _one_or_all(values: Sequence[Any]) -> Any:  # noqa: ANN401 -- a value of JSON
    return values[0] if len(values) == 1 else list(values)


def _member(name: str, value: object) -> dict[str, Any]:
    """Return a member, unless its value is not known."""
    return {name: value} if value else {}
