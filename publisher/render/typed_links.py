"""Link sets: the typed links of pages and data as files, https://www.rfc-editor.org/rfc/rfc9264"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from publisher.model import File, SitePath
from publisher.signposting import TypedLink

_SAFE: Final = "/:@!$&'()*+,;=-._~%?#[]"
"""What an address may have as it is."""

Links = tuple[str, Sequence[TypedLink]]
"""The address of a page or a file, and its links, whose paths begin at the site's root."""


def linkset_files(path: str, contexts: Iterable[Links], *, base: str) -> Iterator[File]:
    """Yield a link set at a path, as text and as JSON. `base`: the address of the site's root."""
    absolute = [
        (_uri(anchor), [_absolute(link, base) for link in links]) for anchor, links in contexts
    ]
    lines = [_line(anchor, link) for anchor, links in absolute for link in links]
    yield File(path=SitePath(path), content=",\n".join([*lines]).encode() + b"\n")
    members = [_member(anchor, links) for anchor, links in absolute]
    text = json.dumps({"linkset": members}, ensure_ascii=False)
    yield File(path=SitePath(f"{path}.json"), content=f"{text}\n".encode())


def _absolute(link: TypedLink, base: str) -> TypedLink:
    href = link.href if "://" in link.href else f"{base}{link.href}"
    return TypedLink(rel=link.rel, href=_uri(href), type=link.type)


# Licence, dataset and publisher stand in the links of every page.
@lru_cache(maxsize=4096)
def _uri(address: str) -> str:
    """Return an address of ASCII alone, as headers and link sets have it."""
    return quote(address, safe=_SAFE)


def _line(anchor: str, link: TypedLink) -> str:
    """Return a link as in a header, with its context: RFC 9264, section 4.1."""
    type_ = f'; type="{link.type}"' if link.type else ""
    return f'<{link.href}>; rel="{link.rel}"{type_}; anchor="{anchor}"'


def _member(anchor: str, links: Iterable[TypedLink]) -> dict[str, Any]:
    """Return the links of one context by relation: RFC 9264, section 4.2."""
    member: dict[str, Any] = {"anchor": anchor}
    for link in links:
        target = {"href": link.href, **({"type": link.type} if link.type else {})}
        member.setdefault(link.rel, []).append(target)
    return member
