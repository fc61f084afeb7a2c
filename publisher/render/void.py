"""The description of the dataset in VoID: https://www.w3.org/TR/void/."""

from collections.abc import Iterable, Iterator
from typing import Final

from publisher.dataset import Dataset
from publisher.description import SiteFrame
from publisher.media_types import DUMP_FORMATS
from publisher.model import Term, Triple
from publisher.render.dataset_parts import (
    DATASET_PARTS,
    count,
    dataset_description,
    foaf,
    part_iri,
    parts_description,
    void,
)
from publisher.terms import iri, is_iri, literal
from publisher.vocabulary import RDF_TYPE

MOST_PARTITIONS: Final = 100
"""Classes whose instances are counted in the description of a dataset."""


def void_triples(
    frame: SiteFrame, dataset: Dataset, *, triple_count: int, dumps: Iterable[str]
) -> Iterator[Triple]:
    """Yield the description of the dataset in VoID.

    `triple_count`: of the dump `all`. `dumps`: the paths of all dumps, such as `dumps/all.ttl.gz`.
    """
    dumps = sorted(dumps)
    about = iri(frame.dataset)
    yield from dataset_description(about, frame)
    yield about, RDF_TYPE, void("Dataset")
    yield about, foaf("homepage"), iri(frame.base)
    for namespace in sorted(dataset.namespaces) or [frame.base]:
        yield about, void("uriSpace"), literal(namespace)
    yield about, void("triples"), count(triple_count)
    yield from parts_description(about, frame, dumps)
    documents = count(sum(1 for _ in dataset.pages()))
    yield about, void("entities"), documents
    yield about, void("documents"), documents
    for path in dumps:
        name, _, suffix = path.removeprefix("dumps/").removesuffix(".gz").partition(".")
        if suffix in DUMP_FORMATS and path.endswith(".gz") and name in {"all", *DATASET_PARTS}:
            owner = about if name == "all" else iri(part_iri(frame.base, name))
            yield owner, void("dataDump"), iri(f"{frame.base}{path}")
    yield about, void("classes"), count(len(dataset.classes))
    yield about, void("properties"), count(len(dataset.predicates))
    if not frame.has_sources:
        yield from _class_partitions(about, frame, dataset)
    for namespace in sorted({_namespace(term) for term in dataset.classes | dataset.predicates}):
        yield about, void("vocabulary"), iri(namespace)


def _class_partitions(about: Term, frame: SiteFrame, dataset: Dataset) -> Iterator[Triple]:
    """Yield how many instances the largest classes have.

    https://www.w3.org/TR/void/#class-property-partitions
    """
    counts = {class_: dataset.count(class_, RDF_TYPE) for class_ in dataset.classes}
    largest = sorted(counts, key=lambda class_: (-counts[class_], class_))[:MOST_PARTITIONS]
    for number, class_ in enumerate(sorted(filter(is_iri, largest)), start=1):
        partition = iri(f"{frame.base}void.ttl#class-{number}")
        yield about, void("classPartition"), partition
        yield partition, void("class"), class_
        yield partition, void("entities"), count(counts[class_])


def _namespace(term: Term) -> str:
    text = term[1:-1]
    return text[: max(text.rfind("#"), text.rfind("/")) + 1]
