"""Read JSON that a client sends in a field, and say which part of it is wrong."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

from publisher import limits
from publisher.nearest import did_you_mean
from publisher.serve.problems import Problem

_SHOWN: Final = 60
_HALF: Final = re.compile(r"[\ud800-\udfff]")


def json_object(text: str, *, field: str) -> dict[str, Any]:
    """Return the object that a field has as JSON. Raises Problem."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > limits.RECONCILE_BYTES:
        raise Problem(
            413,
            "The request is too large",
            f"{field} may have {limits.RECONCILE_BYTES:,} bytes and has {size:,}; send less at a "
            "time.",
        )
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except RecursionError:
        raise wrong(field, f"{field} is nested too deep.") from None
    except ValueError as error:
        raise wrong(field, f"{field} is not JSON: {str(error)[:200]}.") from error
    return an_object(value, field)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has the member {twice[:_SHOWN]!r} twice")
    # Half of a character of UTF-16, which JSON can write, and no answer could repeat.
    if half := next((name for name in members if _HALF.search(name)), ""):
        raise ValueError(f"the name {half[:_SHOWN]!r} has half of a character")
    return members


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def an_object(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise wrong(place, f"{place}: expected an object but received {_kind(value)}.")
    return value


def a_list(value: object, place: str, *, largest: int) -> list[Any]:
    """Return a list of at most `largest` items. Raises Problem."""
    if not isinstance(value, list):
        raise wrong(place, f"{place}: expected a list but received {_kind(value)}.")
    if len(value) > largest:
        raise too_many(place, len(value), largest)
    return value


def a_text(value: object, place: str) -> str:
    """Return a text that is no longer than one may be. Raises Problem."""
    if not isinstance(value, str):
        raise wrong(place, f"{place}: expected a text but received {_kind(value)}.")
    if len(value) > limits.RECONCILE_CHARACTERS:
        raise wrong(
            place,
            f"{place}: a text may have {limits.RECONCILE_CHARACTERS:,} characters, and this has "
            f"{len(value):,}.",
        )
    # Half of a character of UTF-16, which JSON can write and UTF-8 cannot.
    return value.encode("utf-8", "replace").decode()


def a_number(value: object, place: str, *, default: int, largest: int) -> int:
    """Return a whole number from 0, at most `largest`; without a value the default."""
    if value is None:
        return default
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Comparing keeps a float that is too large for an integer away from `int`.
    if not is_number or value < 0:  # type: ignore[operator]
        raise wrong(place, f"{place}: expected a number from 0 but received {_kind(value)}.")
    return largest if value > largest else int(value)  # type: ignore[operator,call-overload]


def only(members: Mapping[str, Any], known: Sequence[str], place: str) -> None:
    """Raise Problem if an object has a member that none is known for."""
    for name in members:
        if name not in known:
            meant = did_you_mean(name, known, otherwise=f"; it may have {', '.join(known)}")
            raise wrong(place, f"{place} has a member {name[:_SHOWN]!r}, which is unknown{meant}.")


def too_many(place: str, count: int, largest: int) -> Problem:
    return Problem(
        413,
        "The request is too large",
        f"{place} may have {largest} items and has {count:,}; send them in several requests.",
        members={"parameter": place[:_SHOWN]},
    )


def wrong(place: str, detail: str) -> Problem:
    return Problem(
        400,
        "The request is malformed",
        f"{detail[:1].upper()}{detail[1:]}",
        members={"parameter": place[:_SHOWN]},
    )


def _kind(value: object) -> str:
    """Return a value as a message shows it: what it is, and a short one itself."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "null" if value is None else f"{json.dumps(value)[:_SHOWN]}"
