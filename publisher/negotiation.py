"""Which of some media types a client likes best.

https://www.rfc-editor.org/rfc/rfc9110#name-proactive-negotiation
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publisher.media_types import ALIASES

LONGEST: Final = 8_192
"""Characters of a header that are read: beyond, nobody lists what they accept."""

_WEIGHT: Final = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
# A comma or a semicolon in quotes divides nothing.
_PART: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_FIELD: Final = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    type: str
    subtype: str
    weight: float
    has_parameters: bool

    def names(self, media_type: str) -> bool:
        return f"{self.type}/{self.subtype}" == media_type

    def fits(self, media_type: str) -> int:
        """How exactly the range names a media type: 3 by name, 1 by `*/*`, 0 not at all."""
        type_, _, subtype = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != type_:
            return 0
        if self.subtype == "*":
            return 2
        return 3 if self.subtype == subtype else 0


@lru_cache(maxsize=4096)
def preferred(accept: str, offers: tuple[str, ...]) -> str:
    """The offer that the header weighs most; of equals the first. Empty where none will do.

    Without a header, or with an empty one, anything will do. A range that cannot be read is
    passed over; parameters but `q` do not matter, since an offer has none.
    """
    if not accept.strip():
        return offers[0] if offers else ""
    ranges = _ranges(accept[:LONGEST])
    weights = {offer: _weight(offer, ranges) for offer in offers}
    best = max(weights.values(), default=0.0)
    if not any(one.weight > 0 and one.names(offer) for one in ranges for offer in offers):
        # What a client says by another name it likes better than just anything.
        alias = _alias(ranges, offers, above=best)
        if alias:
            return alias
    return next(offer for offer in offers if weights[offer] == best) if best > 0 else ""


def accepted(accept: str, offers: Mapping[str, str]) -> str:
    """The key of the preferred offer, of media types by key; empty where none will do."""
    media_type = preferred(accept, tuple(offers.values()))
    return next((key for key, value in offers.items() if value == media_type), "")


def coding(accept_encoding: str, offers: Sequence[str]) -> str:
    """The content coding to send, of those prepared in our order; empty for none.

    https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding
    """
    if not accept_encoding:
        return ""
    weights: dict[str, float] = {}
    for part in accept_encoding[:LONGEST].lower().split(","):
        name, *fields = part.split(";")
        weights[name.strip()] = _quality(fields)
    every = weights.get("*", 0.0)
    likes = {offer: weights.get(offer, every) for offer in offers}
    best = max(likes.values(), default=0.0)
    if best <= 0 or best < weights.get("identity", 0.0):
        return ""
    return next(offer for offer in offers if likes[offer] == best)


def _weight(offer: str, ranges: Sequence[_Range]) -> float:
    """The weight of the range that names the offer most exactly."""
    exact, weight = 0, 0.0
    for one in ranges:
        fit = one.fits(offer)
        # Without parameters is nearer to an offer that has none.
        rank = fit * 2 + (not one.has_parameters) if fit else 0
        if rank > exact:
            exact, weight = rank, one.weight
    return weight


def _alias(ranges: Sequence[_Range], offers: Sequence[str], *, above: float) -> str:
    """The offer that another of its names asks for, such as Turtle's old one, with more weight
    than `above`.
    """
    wanted = sorted(ranges, key=lambda one: -one.weight)
    for one in wanted:
        stands_for = ALIASES.get(f"{one.type}/{one.subtype}", ())
        found = [offer for offer in stands_for if offer in offers]
        if one.weight > above and found:
            return found[0]
    return ""


def _ranges(accept: str) -> list[_Range]:
    found = (_range(part) for part in _PART.findall(accept))
    return [one for one in found if one is not None]


def _range(part: str) -> _Range | None:
    name, *fields = _FIELD.findall(part) or [""]
    type_, slash, subtype = name.strip().lower().partition("/")
    if not (type_ and slash and subtype) or (type_ == "*" and subtype != "*"):
        return None
    return _Range(
        type=type_,
        subtype=subtype,
        weight=_quality(fields),
        has_parameters=any(not _is_weight(one) for one in fields),
    )


def _is_weight(text: str) -> bool:
    return text.strip().lower().startswith("q=")


def _quality(fields: Sequence[str]) -> float:
    """The weight among parameters; one that cannot be read is 0: unclear is not wished."""
    given = next((one.strip()[2:].strip() for one in fields if _is_weight(one)), "1")
    return float(given) if _WEIGHT.fullmatch(given) else 0.0
