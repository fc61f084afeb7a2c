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
    """The document. No prefix is used that is the scheme of an IRI in it.

    https://www.w3.org/TR/json-ld11/#compact-iris
    """
    names = _Names(namespaces)
    nodes = ",\n".join(
        [
            f'    {{"@id": {names.identifier(subject)}'
            + "".join([_entry(predicate, values, names) for predicate, values in predicates])
            + "}"
            for subject, predicates in groups
        ]
    )
    misread = names.schemes & names.used.keys()
    if misread:
        others = {name: prefix for name, prefix in namespaces.items() if prefix not in misread}
        return jsonld(groups, namespaces=others)
    context = ",\n".join(
        f"    {quoted(prefix or '@vocab')}: {quoted(names.used[prefix])}"
        for prefix in sorted(names.used)
    )
    return f'{{\n  "@context": {{\n{context}\n  }},\n  "@graph": [\n{nodes}\n  ]\n}}\n'


def _entry(predicate: Term, values: list[Term], names: "_Names") -> str:
    # `@type` takes no literal.
    if predicate == RDF_TYPE and all(value.startswith("<") for value in values):
        key, written = '"@type"', [names[value] for value in values]
    else:
        key, written = names[predicate], [_value(value, names) for value in values]
    shown = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
    return f",\n      {key}: {shown}"


def _value(value: Term, names: "_Names") -> str:
    if value.startswith("<"):
        return f'{{"@id": {names.identifier(value)}}}'
    text = quoted(lexical(value))
    tail = value[value.rindex('"') + 1 :]
    if not tail:
        return text
    if tail.startswith("@"):
        return f'{{"@value": {text}, "@language": "{tail[1:]}"}}'
    return f'{{"@value": {text}, "@type": {names[tail[2:]]}}}'


class _Names(dict[Term, str]):
    """How each key, type and datatype is written, found once.

    `used`: the namespaces that the context must name, by prefix; `schemes`: those of the IRIs
    that are written in full, `http` and `https` apart, which are no prefix here.
    """

    def __init__(self, namespaces: dict[str, str]) -> None:
        super().__init__()
        self._namespaces = namespaces
        self._prefixes = frozenset(namespaces.values())
        self.used: dict[str, str] = {}
        self.schemes: set[str] = {"http", "https"}

    def __missing__(self, term: Term) -> str:
        text = term[1:-1]
        at = split(text)
        prefix, name = self._namespaces.get(text[:at]), text[at:]
        # A name that is also a prefix would be read as the prefix's namespace.
        if prefix is None or not _SAFE_LOCAL_NAME.fullmatch(name) or name in self._prefixes:
            written = self.identifier(term)
        else:
            self.used[prefix] = text[:at]
            written = quoted(f"{prefix}:{name}" if prefix else name)
        self[term] = written
        return written

    def identifier(self, term: Term) -> str:
        """An IRI in full."""
        if not term.startswith("<http"):
            self.schemes.add(term[1 : term.index(":")])
        return quoted(term[1:-1])
