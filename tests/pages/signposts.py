"""A client of FAIR Signposting: https://signposting.org/FAIR/, RFC 8288 and RFC 9264."""

import json
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from tests.pages.sites import tree

_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[a-z*-]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)\s*(?:,|$)')
_PARAMETER = re.compile(r';\s*([a-z*-]+)\s*=\s*(?:"([^"]*)"|([^",;\s]+))')
SIGNPOSTS = frozenset(
    {
        *("author", "cite-as", "collection", "describedby", "describes", "item", "license"),
        *("linkset", "type"),
    }
)


class Signpost(NamedTuple):
    rel: str
    href: str
    type: str = ""


def of_header(value: str, address: str) -> set[Signpost]:
    """Return the signposts of a `Link` header."""
    return {signpost for _, signpost in of_text(value, address)}


def of_text(text: str, address: str = "") -> set[tuple[str, Signpost]]:
    """Return the links of `application/linkset`, each with its anchor."""
    found, at = set(), 0
    while at < len(text.rstrip()):
        match = _LINK.match(text, at)
        assert match, text[at : at + 200]
        given = {name: one or two for name, one, two in _PARAMETER.findall(match[2])}
        anchor = urljoin(address, given.get("anchor", ""))
        for relation in given["rel"].split():
            if relation in SIGNPOSTS:
                href = urljoin(address, match[1])
                found.add((anchor, Signpost(relation, href, given.get("type", ""))))
        at = match.end()
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def of_json(text: str) -> set[tuple[str, Signpost]]:
    """Return the links of `application/linkset+json`, each with its anchor."""
    return {
        (context["anchor"], Signpost(relation, target["href"], target.get("type", "")))
        for context in json.loads(text)["linkset"]
        for relation, targets in context.items()
        if relation != "anchor"
        for target in targets
    }


def of_page(page: Path, address: str) -> set[Signpost]:
    """Return the signposts of a page's `link` elements."""
    return {
        Signpost(relation, urljoin(address, link.get("href", "")), link.get("type", ""))
        for link in tree(page).iter("link")
        for relation in link.get("rel", "").split()
        if relation in SIGNPOSTS
    }


def targets(signposts: set[Signpost], relation: str) -> set[str]:
    return {each.href for each in signposts if each.rel == relation}
