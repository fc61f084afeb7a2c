"""The description of the dataset in VoID: https://www.w3.org/TR/void/."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from publisher import limits
from publisher.dataset import Dataset
from publisher.dataset_statistics import ClassCounts, PropertyCounts, Statistics
from publisher.description import SiteFrame
from publisher.media_types import DUMP_FORMATS
from publisher.model import Term, Triple
from publisher.render.dataset_parts import (
    DATASET_PARTS,
    count_term,
    dataset_description,
    dcterms,
    foaf,
    part_iri,
    parts_description,
    void,
)
from publisher.render.document import file_triples
from publisher.render.linksets import linkset_triples
from publisher.render.provenance import provenance_links
from publisher.terms import bare, iri, is_iri, literal, local_name
from publisher.vocabulary import RDF_TYPE

VOID: Final = "void.ttl"
_SPECIAL: Final = re.compile(r"[.^$*+?()\[\]{}|\\]")
_NOT_IN_NAME: Final = re.compile(r"[^A-Za-z0-9_-]+")
_DIGITS: Final = 8

_Counts = TypeVar("_Counts", ClassCounts, PropertyCounts)


def void_triples(
    frame: SiteFrame,
    dataset: Dataset,
    *,
    numbers: Statistics,
    dumps: Iterable[str],
    examples: Iterable[Term] = (),
) -> Iterator[Triple]:
    """Yield the description of the dataset in VoID.

    `numbers`: of the dump `all`. `dumps`: the paths of all dumps, such as `dumps/all.ttl.gz`.
    `examples`: some resources that are good to look at first.
    """
    dumps = sorted(dumps)
    about = iri(frame.dataset)
    yield from _document(about, frame)
    yield from dataset_description(about, frame)
    yield about, RDF_TYPE, void("Dataset")
    yield about, foaf("homepage"), iri(frame.base)
    yield about, void("sparqlEndpoint"), iri(f"{frame.base}sparql")
    for namespace in sorted(dataset.namespaces) or [frame.base]:
        yield about, void("uriSpace"), literal(namespace)
    yield about, void("uriRegexPattern"), literal(uri_pattern(dataset.namespaces or [frame.base]))
    for example in examples:
        yield about, void("exampleResource"), example
    yield from provenance_links(frame)
    yield from parts_description(about, frame, dumps)
    yield from _dumps(about, frame, dumps)
    yield about, void("documents"), count_term(sum(1 for _ in dataset.pages()))
    yield from _totals(about, numbers)
    yield from _class_partitions(about, frame, numbers.classes)
    yield from _property_partitions(about, frame, numbers.properties)
    yield from linkset_triples(about, frame, numbers.links)
    for namespace in sorted({_namespace(term) for term in (*numbers.classes, *numbers.properties)}):
        yield about, void("vocabulary"), iri(namespace)


def uri_pattern(namespaces: Iterable[str]) -> str:
    r"""Return a regular expression that the IRIs in some namespaces match, and no others.

    >>> print(uri_pattern(["https://a.org/x#"]))
    ^https://a\.org/x#
    """
    patterns = [_SPECIAL.sub(r"\\\g<0>", namespace) for namespace in sorted(namespaces)]
    return f"^{patterns[0]}" if len(patterns) == 1 else f"^(?:{'|'.join(patterns)})"


def _document(about: Term, frame: SiteFrame) -> Iterator[Triple]:
    """Yield what the description is itself: https://www.w3.org/TR/void/#void-file"""
    document = iri(f"{frame.base}{VOID}")
    yield document, RDF_TYPE, void("DatasetDescription")
    title = f"Description of the dataset (VoID): {frame.title}"
    yield document, dcterms("title"), literal(title, language="en")
    yield from file_triples(frame, VOID, about)


def _dumps(about: Term, frame: SiteFrame, dumps: Iterable[str]) -> Iterator[Triple]:
    """Yield the files of the dataset and its parts, and the formats that they are in."""
    for path in dumps:
        name, _, suffix = path.removeprefix("dumps/").removesuffix(".gz").partition(".")
        if suffix in DUMP_FORMATS and path.endswith(".gz") and name in {"all", *DATASET_PARTS}:
            owner = about if name == "all" else iri(part_iri(frame.base, name))
            yield owner, void("dataDump"), iri(f"{frame.base}{path}")
            if DUMP_FORMATS[suffix].iri:
                yield owner, void("feature"), iri(DUMP_FORMATS[suffix].iri)


def _totals(about: Term, numbers: Statistics) -> Iterator[Triple]:
    yield about, void("triples"), count_term(numbers.triples)
    yield about, void("entities"), count_term(numbers.entities)
    yield about, void("classes"), count_term(len(numbers.classes))
    yield about, void("properties"), count_term(len(numbers.properties))
    yield about, void("distinctSubjects"), count_term(numbers.subjects)
    if numbers.objects is not None:
        yield about, void("distinctObjects"), count_term(numbers.objects)


def _class_partitions(
    about: Term, frame: SiteFrame, classes: Mapping[Term, ClassCounts]
) -> Iterator[Triple]:
    """Yield how many instances classes have, and which properties these have.

    https://www.w3.org/TR/void/#class-property-partitions
    """
    parts = 0
    for class_, counts in _largest(classes, key=lambda counts: counts.entities):
        partition = _part(frame, "class", class_)
        yield about, void("classPartition"), partition
        yield partition, RDF_TYPE, void("Dataset")
        yield partition, void("class"), class_
        yield partition, void("entities"), count_term(counts.entities)
        yield partition, void("triples"), count_term(counts.triples)
        parts += len(counts.properties)
        for property_, triples in counts.properties.items():
            if parts > limits.DESCRIBED_CLASS_PROPERTIES:
                break
            part = _part(frame, "class", class_, property_)
            yield partition, void("propertyPartition"), part
            yield part, void("property"), property_
            yield part, void("triples"), count_term(triples)


def _property_partitions(
    about: Term, frame: SiteFrame, properties: Mapping[Term, PropertyCounts]
) -> Iterator[Triple]:
    for property_, counts in _largest(properties, key=lambda counts: counts.triples):
        partition = _part(frame, "property", property_)
        yield about, void("propertyPartition"), partition
        yield partition, RDF_TYPE, void("Dataset")
        yield partition, void("property"), property_
        yield partition, void("triples"), count_term(counts.triples)
        yield partition, void("distinctSubjects"), count_term(counts.subjects)
        if counts.objects is not None:
            yield partition, void("distinctObjects"), count_term(counts.objects)


def _largest(
    counts: Mapping[Term, _Counts], *, key: Callable[[_Counts], int]
) -> list[tuple[Term, _Counts]]:
    """Return the IRIs that are used most with their counts, sorted by IRI."""
    named = [(term, each) for term, each in counts.items() if is_iri(term)]
    named.sort(key=lambda pair: (-key(pair[1]), pair[0]))
    return sorted(named[: limits.DESCRIBED_CLASSES], key=lambda pair: pair[0])


def _part(frame: SiteFrame, kind: str, *terms: Term) -> Term:
    """Return the IRI of a partition, which depends on its terms alone: `#class-Person-1a2b3c4d`."""
    relative = " ".join(bare(term).removeprefix(frame.base) for term in terms)
    digest = hashlib.sha256(relative.encode()).hexdigest()[:_DIGITS]
    names = [_NOT_IN_NAME.sub("", local_name(term)) for term in terms]
    return iri(f"{frame.base}{VOID}#{'-'.join([kind, *filter(None, names), digest])}")


def _namespace(term: Term) -> str:
    text = term[1:-1]
    return text[: max(text.rfind("#"), text.rfind("/")) + 1]
