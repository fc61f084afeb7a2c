"""`publisher cite "words" --as THING :property`: print the whole fact, with its value if clear."""

import re
from collections.abc import Iterable
from typing import Final

from publisher.check.terms.definitions import Namespace
from publisher.commands.cite import Citation, Citations, commented
from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.describe.named import EntityReader
from publisher.model import ANY, Term
from publisher.names.folding import fold_name
from publisher.nearest import nearest
from publisher.project import ProjectError
from publisher.terms import bare, datatype, iri, is_iri, is_literal, literal
from publisher.vocabulary import PREFIXES, RDF_LANG_STRING, RDFS_LITERAL, RDFS_RANGE, XSD_STRING

_OPEN: Final = "…"
"""In place of a value that is not clear. It is not Turtle, so that nobody forgets it."""
_XSD: Final = f"<{PREFIXES['xsd']}"
_YEAR: Final = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d|\d)")
_NUMBER: Final = re.compile(r"(?<![\d.,])\d+(?:[ ,\u00a0\u2009\u202f]\d{3})*(?![\d.,]\d|\d)")
_INTEGERS: Final = frozenset({"integer", "nonNegativeInteger", "positiveInteger", "int", "long"})
_NAME: Final = re.compile(r"([A-Za-z][\w.-]*)?:([\w.%-]+)")


def as_facts(graph: Dataset, citations: Citations, *, thing: str, name: str, value: str) -> str:
    """Return the whole triple for each passage. Without `value`, it is taken from the words.

    Raises ProjectError if `thing` or `name`, that of a property, can be no part of a triple.
    """
    subject = _thing(thing, base=graph.base)
    predicate = _predicate(name, graph)
    facts = []
    for citation in citations.first:
        given = value or _value(graph, subject, predicate, citation)
        annotation = citation.turtle(names_source=len(graph.sources) > 1)
        facts.append(f"<{_short(subject, graph)}> {name} {given} {annotation} .")
    is_open = any(f" {_OPEN} {{|" in fact for fact in facts)
    text = commented(citations, facts)
    return f"{text}\n# write the value in place of {_OPEN}" if is_open else text


def _thing(text: str, *, base: str) -> Term:
    inner = text.removeprefix("<").removesuffix(">")
    if not inner or re.search(r'[\s<>"{}|\\^`]', inner):
        raise ProjectError(f"--as: {text!r} is not an IRI; write it as <kind/slug>")
    return iri(inner if re.match(r"[A-Za-z][\w+.-]*:", inner) else base + inner)


def _short(term: Term, graph: Dataset) -> str:
    return bare(term).removeprefix(graph.base)


def _predicate(text: str, graph: Dataset) -> Term:
    """Return the property of a name with its prefix, or of an IRI."""
    if text.startswith("<"):
        return _thing(text, base=graph.base)
    match = _NAME.fullmatch(text)
    if not match or (match[1] and match[1] not in PREFIXES):
        raise ProjectError(f"--as: {text!r} is not a property; write it as :name or <iri>")
    if match[1]:
        return iri(PREFIXES[match[1]] + match[2])
    namespace = Namespace(iri=f"{graph.base}ontology#", prefix=":", graph=graph)
    term = iri(namespace.iri + match[2])
    if namespace.lacks(term):
        near = nearest(match[2], namespace.names)
        hint = f"nearest is :{near}" if near else "define it in ontology/"
        raise ProjectError(f"--as: {text} is defined nowhere; {hint}")
    return term


def _value(graph: Dataset, thing: Term, predicate: Term, citation: Citation) -> str:
    """Return the value in the words, by the property's range; _OPEN if there is none, or two."""
    kind = _range(graph, predicate)
    words = citation.quote
    if kind == f"{_XSD}gYear>":
        return _only(f'"{year}"^^xsd:gYear' for year in set(_YEAR.findall(words)))
    if kind.startswith(_XSD) and kind[len(_XSD) : -1] in _INTEGERS:
        numbers = {re.sub(r"\D", "", number) for number in _NUMBER.findall(words)}
        name = kind[len(_XSD) : -1]
        return _only(
            f'"{number}"^^xsd:{name}' if name != "integer" else number for number in numbers
        )
    if kind == XSD_STRING:
        return literal(words)
    if kind == RDF_LANG_STRING:
        return literal(words, language=_language(graph, citation))
    return _OPEN if kind.startswith(_XSD) else _named(graph, thing, words, of=kind)


def _range(graph: Dataset, predicate: Term) -> Term:
    """Return the class or datatype of a property's values: its range, or else what they have."""
    ranges = set(graph.objects(predicate, RDFS_RANGE)) - {RDFS_LITERAL}
    if not ranges:
        ranges = {datatype(o) for _, p, o in graph if p == predicate and is_literal(o)}
    return next(iter(ranges)) if len(ranges) == 1 else ANY


def _language(graph: Dataset, citation: Citation) -> str:
    source = graph.sources.get(iri(graph.base + citation.slug))
    return source.language if source and source.language else "en"


def _named(graph: Dataset, thing: Term, words: str, *, of: Term) -> str:
    """Return the one resource of a class that the words name, by the longest of its names."""
    among = graph.instances(of) if of else tuple(graph.pages())
    reader = EntityReader(names=Names(graph=graph, vocabulary=Dataset.of((), base=graph.base)))
    folded = f" {fold_name(words)} "
    names = [
        (len(name), resource)
        for resource in among
        if resource != thing and is_iri(resource)
        for name in reader.labels(resource)
        if _is_named(name, words=words, folded=folded)
    ]
    longest = max((size for size, _ in names), default=0)
    return _only(
        f"<{_short(resource, graph)}>" for resource in {x for size, x in names if size == longest}
    )


def _is_named(name: str, *, words: str, folded: str) -> bool:
    """Return whether words have a name in them, in any spelling; `WHO` only as it is."""
    if re.search(rf"\b{re.escape(name)}\b", words):
        return True
    key = fold_name(name)
    return bool(key) and not name.isupper() and f" {key} " in folded


def _only(values: Iterable[str]) -> str:
    candidates = tuple(values)
    return candidates[0] if len(candidates) == 1 else _OPEN
