"""The feed of changes for people's feed readers: https://www.rfc-editor.org/rfc/rfc4287"""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from publisher.description import SiteFrame
from publisher.history import UNDATED, ChangeEntry, PastRelease
from publisher.model import File, SitePath
from publisher.render.changes import (
    ATOM_PATH,
    CHANGES_PATH,
    release_path,
    release_sentence,
    release_title,
)
from publisher.terms import NOT_XML
from publisher.well_formed import is_utf8

_ATOM: Final = "http://www.w3.org/2005/Atom"
_ACTIONS: Final = {
    "new": "New",
    "changed": "Changed",
    "retired": "Retired",
    "gone": "No longer described",
}


def atom_file(
    frame: SiteFrame,
    releases: Iterable[tuple[PastRelease, Iterable[ChangeEntry]]],
    *,
    corrections: Sequence[tuple[str, ChangeEntry]] = (),
) -> File:
    """Return the feed. `releases`: the newest first, each with the entries that it shows.

    `corrections`: each with its time.
    """
    shown = [(release, tuple(entries)) for release, entries in releases]
    corrected = {correction.iri for _, correction in corrections}
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": "en"})
    _add(feed, "id", f"{frame.base}{ATOM_PATH}")
    _add(feed, "title", f"What changed: {frame.title}")
    times = [*(release.time for release, _ in shown), *(time for time, _ in corrections)]
    _add(feed, "updated", max(times, default=UNDATED))
    _add_author(feed, frame)
    _link(feed, "self", f"{frame.base}{ATOM_PATH}", "application/atom+xml")
    _link(feed, "alternate", f"{frame.base}{CHANGES_PATH}", "text/html")
    if frame.license:
        _add(feed, "rights", frame.license)
    for time, correction in corrections:
        _add_entry(feed, frame, correction, title="Correction", time=time)
    for release, entries in shown:
        _add_release(feed, frame, release)
        for entry in entries:
            if entry.iri not in corrected or entry.action != "new":
                title = _ACTIONS[entry.action]
                _add_entry(feed, frame, entry, title=title, time=release.time)
    ET.indent(feed, " ")
    content = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return File(path=SitePath(ATOM_PATH), content=content + b"\n")


def _add_author(feed: ET.Element, frame: SiteFrame) -> None:
    """Add who publishes: a feed must have an author, so without one it is the site itself."""
    publisher = frame.metadata.publisher
    author = _add(feed, "author")
    name = publisher.name if publisher else frame.publisher
    _add(author, "name", name or frame.title or frame.base)
    if publisher and publisher.iri:
        _add(author, "uri", publisher.iri)


def _add_release(feed: ET.Element, frame: SiteFrame, release: PastRelease) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", release.id)
    _add(entry, "title", release_title(release))
    _add(entry, "updated", release.time)
    _link(entry, "alternate", f"{frame.base}{release_path(release)}", "text/html")
    _add(entry, "summary", release_sentence(release))


def _add_entry(
    feed: ET.Element, frame: SiteFrame, change: ChangeEntry, *, title: str, time: str
) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", change.version)
    _add(entry, "title", f"{title}: {change.label}")
    _add(entry, "updated", time)
    href = change.href or CHANGES_PATH
    is_elsewhere = href.startswith(("http://", "https://"))
    _link(entry, "alternate", href if is_elsewhere else f"{frame.base}{href}", "text/html")
    _add(entry, "summary", change.words)


def _link(parent: ET.Element, relation: str, href: str, media_type: str) -> None:
    link = ET.SubElement(parent, f"{{{_ATOM}}}link")
    for name, value in (("rel", relation), ("type", media_type), ("href", href)):
        link.set(name, _text(value))


def _add(parent: ET.Element, name: str, text: str = "") -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}")
    element.text = _text(text) or None
    return element


def _text(text: str) -> str:
    """Return a text without what XML cannot have."""
    return NOT_XML.sub("", text if is_utf8(text) else text.encode("utf-8", "replace").decode())
