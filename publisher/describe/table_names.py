"""Names of tables and columns: stable, unique, and such as every database takes.

A name depends on the IRI of its class or property, not on what else is in the graph: a term of the
graph's own vocabulary has its local name, another one its prefix in front. Only if two names differ
by case alone, or if an IRI cannot be written in letters and digits, a digest of the IRI follows.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from anyascii import anyascii

from publisher.model import Term
from publisher.path_segments import escaped
from publisher.terms import bare

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_NOT_IN_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST: Final = 80
_DIGITS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TermNames:
    """Makes a name of a term. `prefixes`: each with its namespace; the empty one is the own one."""

    prefixes: Mapping[str, str]
    _by_namespace: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for prefix, namespace in sorted(self.prefixes.items(), reverse=True):
            self._by_namespace[namespace] = prefix

    def name(self, term: Term, *, language: str = "") -> str:
        """Return the name of a term, with a language at its end: `schema_name_zh_hant`."""
        text = bare(term)
        at = max(text.rfind("#"), text.rfind("/"), text.rfind(":")) + 1
        prefix = self._by_namespace.get(text[:at])
        local = _plain(text[at:])
        start = f"{_plain(prefix)}_" if prefix else ""
        tag = f"_{_plain(language).lower()}" if language else ""
        name = f"{start}{local}"
        if prefix is None or local != text[at:] or not _is_good(name):
            name = f"{name[:_LONGEST].strip('_') or 'x'}_{_digest(text)}"
            name = name if _NAME.fullmatch(name) else f"x_{name}"
        return f"{name}{tag}"


def unique_names(
    names: Mapping[tuple[Term, str], str], *, reserved: Iterable[str] = ()
) -> dict[tuple[Term, str], str]:
    """Return the names by term and language; if two are the same but for case, they get a digest.

    `reserved`: names that none of them may have.
    """
    taken = {name.lower() for name in reserved}
    unique: dict[tuple[Term, str], str] = {}
    for key in sorted(names):
        name = names[key]
        if name.lower() in taken:
            name = f"{name}_{_digest(' '.join(key))}"
        taken.add(name.lower())
        unique[key] = name
    return unique


def _is_good(name: str) -> bool:
    is_short = len(name) <= _LONGEST
    return is_short and _NAME.fullmatch(name) is not None and escaped(name) == name


def _plain(text: str) -> str:
    """Return a text in letters and digits of ASCII, with `_` between its words."""
    return _NOT_IN_NAME.sub("_", anyascii(text)).strip("_")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
