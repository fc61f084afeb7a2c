"""The prefixes of a site's files: those that its own files declare, the usual ones, and others."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from publisher.dataset import Dataset
from publisher.describe.known_terms import known_prefix
from publisher.model import Term
from publisher.terms import iri, is_literal, lexical
from publisher.vocabulary import PREFIXES

_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
"""Narrower than Turtle's, because JSON-LD, RDF/XML and SPARQL have to take it too."""
_PREFERRED: Final = Term(f"<{PREFIXES['vann']}preferredNamespacePrefix>")
_FIXED: Final = frozenset({"rdf", "rdfs", "owl", "xsd"})
"""Prefixes that no file can bind to anything else: a reader would be misled."""
_NUMBERED: Final = "ns"
_MOST: Final = 100
"""Namespaces that get a prefix that nobody has given them."""
_NO_NAME: Final = frozenset({"ns", "core", "terms", "term", "def", "id", "ontology", "schema"})
"""Last segments of namespaces that say nothing of them."""


def evidence_prefixes(base: str) -> dict[str, str]:
    """Return the prefixes of a project with evidence, whose own terms have the empty one."""
    return {"": f"{base}ontology#", **PREFIXES}


def open_prefixes(dataset: Dataset, declared: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the prefixes of the files of any graph, each with its namespace.

    `declared`: those of its files, one for each file that declares it. A namespace has the prefix
    that it asks for itself, else the one that most files give it, else the usual one, else one
    that is made of its address.
    """
    chosen = {prefix: PREFIXES[prefix] for prefix in sorted(_FIXED)}
    known = set(chosen.values())
    own = f"{dataset.base}ontology#"
    if dataset.uses(own):
        chosen[""] = own
        known.add(own)
    wanted = (
        *_preferred(dataset),
        *_most_declared(declared),
        *_of_used_namespaces(dataset),
        *PREFIXES.items(),
    )
    for prefix, namespace in wanted:
        if namespace not in known and prefix not in chosen:
            chosen[prefix] = namespace
            known.add(namespace)
    return chosen


def _preferred(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield the prefixes that the site's own namespaces ask for, or that the settings name."""
    for namespace, name in sorted(dataset.namespaces.items()):
        for subject in (iri(namespace), iri(namespace.rstrip("#/"))):
            for value in dataset.objects(subject, _PREFERRED):
                if is_literal(value) and _PREFIX.fullmatch(lexical(value)):
                    yield lexical(value), namespace
        if _PREFIX.fullmatch(name):
            yield name, namespace


def _most_declared(declared: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the usable prefixes, those that most files declare first, then the shortest.

    A prefix that files give to several namespaces is that of most files. If it is not more than of
    any other, it means something in one file alone, such as `this`, and is left out.
    """
    counted = Counter(
        (prefix, namespace) for prefix, namespace in declared if _PREFIX.fullmatch(prefix)
    )
    most: dict[str, list[int]] = {}
    for (prefix, _), count in counted.items():
        most.setdefault(prefix, []).append(count)
    return sorted(
        (
            pair
            for pair, count in counted.items()
            if count == max(most[pair[0]]) and most[pair[0]].count(count) == 1
        ),
        key=lambda pair: (-counted[pair], len(pair[0]), pair),
    )


def _of_used_namespaces(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield prefixes for the namespaces of the terms in use, the most used ones first.

    For each of them there are several, the usual one first.
    """
    counted = Counter(map(_namespace, sorted(dataset.predicates | dataset.classes)))
    counted.update(sorted(dataset.namespaces))
    usual = {namespace: prefix for prefix, namespace in PREFIXES.items()}
    for number, (namespace, _) in enumerate(counted.most_common(_MOST), start=1):
        names = (usual.get(namespace, ""), known_prefix(namespace), *_names(namespace))
        yield from ((name, namespace) for name in names if name)
        yield f"{_NUMBERED}{number}", namespace


def _namespace(term: Term) -> str:
    text = term[1:-1]
    return text[: max(text.rfind("#"), text.rfind("/")) + 1]


def _names(namespace: str) -> Iterator[str]:
    """Yield the last segments of a namespace that name it: `http://a.org/ns/trail#` → `trail`."""
    for segment in reversed(re.split(r"[/#:]+", namespace.rstrip("#/"))[1:]):
        name = segment.lower().removeprefix("www.").partition(".")[0]
        if _PREFIX.fullmatch(name) and name not in _NO_NAME:
            yield name
