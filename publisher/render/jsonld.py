"""Groups as compact JSON-LD 1.1 with its context inside: https://www.w3.org/TR/json-ld11/

Keys and datatypes are compacted, identifiers never are: an `@id` with a scheme that is also a
prefix would be read as a compact IRI. No number and no boolean is a JSON one, so that the lexical
form stays. The project's ontology is `@vocab`, since JSON-LD has no empty prefix.
"""

import re
from json.encoder import encode_basestring as quoted
from typing import Final

from publisher.model import Term
from publisher.render.grouping import Groups, split
from publisher.terms import lexical
from publisher.vocabulary import RDF_TYPE

_SAFE_LOCAL_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def jsonld(groups: Groups, *, namespaces: dict[str, str]) -> str:
    names = _Names(_usable(groups, namespaces))
    nodes = ",\n".join(
        f'    {{"@id": {quoted(subject[1:-1])}'
        + "".join(
            f",\n      {_key(predicate, values, names)}: {_values(predicate, values, names)}"
            for predicate, values in predicates
        )
        + "}"
        for subject, predicates in groups
    )
    context = ",\n".join(
        f"    {quoted(prefix or '@vocab')}: {quoted(names.used[prefix])}"
        for prefix in sorted(names.used)
    )
    return f'{{\n  "@context": {{\n{context}\n  }},\n  "@graph": [\n{nodes}\n  ]\n}}\n'


def _usable(groups: Groups, namespaces: dict[str, str]) -> dict[str, str]:
    """The namespaces whose prefix is no scheme of an IRI, and that may be a prefix by their end.

    https://www.w3.org/TR/json-ld11/#compact-iris
    """
    schemes = {
        term[1 : term.index(":")]
        for subject, predicates in groups
        for term in (subject, *(term for p, values in predicates for term in (p, *values)))
        if term.startswith("<") and not term.startswith("<http")
    }
    schemes.update(
        value[value.rindex('"') + 4 :].partition(":")[0]
        for _, predicates in groups
        for _, values in predicates
        for value in values
        if value.endswith(">") and value.startswith('"')
    )
    schemes |= {"http", "https"}
    return {
        namespace: prefix
        for namespace, prefix in namespaces.items()
        if prefix not in schemes and namespace.endswith(("/", "#"))
    }


def _is_type_key(predicate: Term, values: list[Term]) -> bool:
    """Whether `@type` can say it: it takes no literal."""
    return predicate == RDF_TYPE and all(value.startswith("<") for value in values)


def _key(predicate: Term, values: list[Term], names: "_Names") -> str:
    return '"@type"' if _is_type_key(predicate, values) else names[predicate]


def _values(predicate: Term, values: list[Term], names: "_Names") -> str:
    if _is_type_key(predicate, values):
        written = [names[value] for value in values]
    else:
        written = [_value(value, names) for value in values]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _value(value: Term, names: "_Names") -> str:
    if value.startswith("<"):
        return f'{{"@id": {quoted(value[1:-1])}}}'
    text = quoted(lexical(value))
    tail = value[value.rindex('"') + 1 :]
    if not tail:
        return text
    if tail.startswith("@"):
        return f'{{"@value": {text}, "@language": "{tail[1:]}"}}'
    return f'{{"@value": {text}, "@type": {names[tail[2:]]}}}'


class _Names(dict[Term, str]):
    """How each key, type and datatype is written, found once; `used`: the context's namespaces."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        super().__init__()
        self._namespaces = namespaces
        self._prefixes = frozenset(namespaces.values())
        self.used: dict[str, str] = {}

    def __missing__(self, term: Term) -> str:
        text = term[1:-1]
        at = split(text)
        prefix, name = self._namespaces.get(text[:at]), text[at:]
        # A name that is also a prefix would be read as the prefix's namespace.
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(name) or name in self._prefixes:
            written = quoted(text)
        else:
            self.used[prefix] = text[:at]
            written = quoted(f"{prefix}:{name}" if prefix else name)
        self[term] = written
        return written
