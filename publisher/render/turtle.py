"""Groups as Turtle: https://www.w3.org/TR/turtle/"""

import re
from typing import Final

from publisher.model import Term
from publisher.render.grouping import Groups, split
from publisher.vocabulary import RDF_TYPE

# Narrower than PN_LOCAL, which needs escapes for much of what it allows:
# https://www.w3.org/TR/turtle/#grammar-production-PN_LOCAL
_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


def turtle(groups: Groups, *, namespaces: dict[str, str]) -> str:
    names = _Names(namespaces)
    body = [
        f"{names[subject]}\n"
        + " ;\n".join(
            [
                f"  {'a' if predicate == RDF_TYPE else names[predicate]} "
                + " , ".join([names[value] for value in values])
                for predicate, values in predicates
            ]
        )
        + " .\n"
        for subject, predicates in groups
    ]
    head = "".join(f"@prefix {prefix}: <{names.used[prefix]}> .\n" for prefix in sorted(names.used))
    return "\n".join([head, *body] if head else body)


class _Names(dict[Term, str]):
    """How each term is written, found once; `used`: the namespaces that need a prefix."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        super().__init__()
        self._namespaces = namespaces
        self.used: dict[str, str] = {}

    def __missing__(self, term: Term) -> str:
        if term.startswith("<"):
            written = self._compact(term)
        elif term.endswith(">"):
            at = term.rindex('"') + 3
            written = term[:at] + self._compact(term[at:])
        else:
            written = term
        self[term] = written
        return written

    def _compact(self, term: Term) -> str:
        text = term[1:-1]
        at = split(text)
        prefix = self._namespaces.get(text[:at])
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(text[at:]):
            return term
        self.used[prefix] = text[:at]
        return f"{prefix}:{text[at:]}"
