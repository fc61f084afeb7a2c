"""Find the media type that a client likes best.

https://www.rfc-editor.org/rfc/rfc9110#name-proactive-negotiation
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publisher import limits
from publisher.media_types import ALIASES, DOCUMENTS

UNREADABLE_WEIGHT: Final = 0.001
"""The weight of a range whose own cannot be read: it is accepted, but others are preferred."""

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
# A comma or a semicolon in quotes divides nothing.
_PART: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_FIELD: Final = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+')
_PAGE: Final = DOCUMENTS["html"]
_NAME, _ALIAS, _GROUP, _ANY = 4, 3, 2, 1
"""How precisely a range names a media type: by its name, another name, `type/*` or `*/*`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    name: str
    weight: float
    has_parameters: bool
    place: int
    """In the header: 0 is the first."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Liking:
    """How much a client likes an offer; the largest is the best.

    Of equal weights a media type's own name goes before another name, and that before a wildcard.
    """

    weight: float
    exactness: int = 0
    order: int = 0


_NOT_AT_ALL: Final = _Liking(weight=0.0)


@lru_cache(maxsize=4096)
def preferred(accept: str, offers: tuple[str, ...]) -> str:
    """Return the offer that the header weighs most. Empty if none will do.

    Of equal weights a type that is named goes before one that a wildcard allows; then the first
    offer goes first, and of types by other names a page, then the first in the header. Without a
    header, or with an empty one, anything will do. A range that cannot be read is passed over;
    parameters but `q` do not matter, since an offer has none.
    """
    if not accept.strip():
        return offers[0] if offers else ""
    ranges = _ranges(accept[: limits.ACCEPT_CHARACTERS])
    likings = {offer: _liking(offer, ranges, place) for place, offer in enumerate(offers)}
    best = max(likings.values(), default=_NOT_AT_ALL)
    return next(offer for offer in offers if likings[offer] == best) if best.weight > 0 else ""


@lru_cache(maxsize=4096)
def prefers_page(accept: str, offers: tuple[str, ...]) -> bool:
    """Return whether a client would rather have a page than any of the offers.

    A page is for who names it: a wildcard is a program's. Of equal weights an offer that is named
    goes before a page, and a page before what is meant by another name.
    """
    ranges = _ranges(accept[: limits.ACCEPT_CHARACTERS])
    page = _liking(_PAGE, ranges, 0)
    if page.weight <= 0 or page.exactness < _ALIAS:
        return False
    best = max((_liking(offer, ranges, 0) for offer in offers), default=_NOT_AT_ALL)
    return page.weight > best.weight or (page.weight == best.weight and best.exactness < _NAME)


def accepted(accept: str, offers: Mapping[str, str]) -> str:
    """Return the key of the preferred offer, of media types by key; empty if none will do."""
    media_type = preferred(accept, tuple(offers.values()))
    return next((key for key, value in offers.items() if value == media_type), "")


def coding(accept_encoding: str, offers: Sequence[str]) -> str:
    """Return the content coding to send, of those prepared in our order; empty for none.

    https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding
    """
    if not accept_encoding:
        return ""
    weights: dict[str, float] = {}
    for part in accept_encoding[: limits.ACCEPT_CHARACTERS].lower().split(","):
        name, *fields = part.split(";")
        weights[name.strip()] = _quality(fields, unreadable=0.0)
    wildcard = weights.get("*", 0.0)
    likes = {offer: weights.get(offer, wildcard) for offer in offers}
    best = max(likes.values(), default=0.0)
    if best <= 0 or best < weights.get("identity", 0.0):
        return ""
    return next(offer for offer in offers if likes[offer] == best)


def _liking(offer: str, ranges: Sequence[_Range], place: int) -> _Liking:
    """Return how a client likes the offer at a place of ours."""
    named = _nearest(range_ for range_ in ranges if range_.name == offer)
    if named and named.weight <= 0:
        return _NOT_AT_ALL  # refused by its name, whatever else is said
    aliases = [range_ for range_ in ranges if offer in ALIASES.get(range_.name, ())]
    alias = max(aliases, key=lambda range_: (range_.weight, -range_.place), default=None)
    if named and (alias is None or alias.weight <= named.weight):
        return _Liking(weight=named.weight, exactness=_NAME, order=-place)
    if alias:
        order = 0 if offer == _PAGE else -1 - alias.place
        return _Liking(weight=alias.weight, exactness=_ALIAS, order=order)
    group = _nearest(range_ for range_ in ranges if range_.name == f"{offer.partition('/')[0]}/*")
    if group:
        return _Liking(weight=group.weight, exactness=_GROUP, order=-place)
    anything = _nearest(range_ for range_ in ranges if range_.name == "*/*")
    weight = anything.weight if anything else 0.0
    return _Liking(weight=weight, exactness=_ANY, order=-place)


def _nearest(ranges: Iterable[_Range]) -> _Range | None:
    """Return the first of the ranges, but one without parameters before others."""
    return min(ranges, key=lambda range_: range_.has_parameters, default=None)


def _ranges(accept: str) -> list[_Range]:
    ranges = (_range(part, place) for place, part in enumerate(_PART.findall(accept)))
    return [range_ for range_ in ranges if range_ is not None]


def _range(part: str, place: int) -> _Range | None:
    name, *fields = _FIELD.findall(part) or [""]
    type_, slash, subtype = name.strip().lower().partition("/")
    if not (type_ and slash and subtype) or (type_ == "*" and subtype != "*"):
        return None
    return _Range(
        name=f"{type_}/{subtype}",
        weight=_quality(fields, unreadable=UNREADABLE_WEIGHT),
        has_parameters=any(not _is_weight(field) for field in fields),
        place=place,
    )


def _is_weight(field: str) -> bool:
    return field.partition("=")[0].strip().lower() == "q"


def _quality(fields: Sequence[str], *, unreadable: float) -> float:
    """Return the weight among parameters, between 0 and 1.

    Any decimal number is read: clients write `.9`, `1.0000` and `0.3333`, which the standard's
    grammar does not have.
    """
    given = next((field.partition("=")[2].strip() for field in fields if _is_weight(field)), "1")
    if not _NUMBER.fullmatch(given):
        return unreadable
    return min(max(float(given), 0.0), 1.0)
