"""Resources that show what a dataset is about."""

from collections.abc import Iterator, Mapping
from typing import Final

from publisher.dataset import Dataset
from publisher.dataset_statistics import ClassCounts
from publisher.model import Term
from publisher.terms import fragment, is_iri
from publisher.vocabulary import EV_CLAIM, EV_NAMESPACE

_MOST: Final = 5
_TRIED: Final = 20
"""Instances of a class among which one with a page is looked for."""


def example_resources(dataset: Dataset, classes: Mapping[Term, ClassCounts]) -> tuple[Term, ...]:
    """Return an instance of each of the largest classes: it has a page and a label.

    No claim is one, because an example is looked at without what stands around it.
    """
    largest = sorted(classes, key=lambda class_: (-classes[class_].entities, class_))
    examples: dict[Term, None] = {}
    for class_ in largest:
        if not class_.startswith(f"<{EV_NAMESPACE}"):
            # An instance of several classes stands for the largest of them.
            for example in _examples(dataset, class_):
                if example not in examples:
                    examples[example] = None
                    break
        if len(examples) == _MOST:
            break
    return tuple(sorted(examples))


def _examples(dataset: Dataset, class_: Term) -> Iterator[Term]:
    for instance in dataset.instances(class_, size=_TRIED):
        # With sources, a hash IRI is a statement or a passage.
        is_good = is_iri(instance) and (not dataset.sources or not fragment(instance))
        is_shown = is_good and dataset.has_page(dataset.page_of(instance))
        is_named = is_shown and dataset.label(instance) is not None
        if is_named and instance not in dataset.retired and not _is_claim(dataset, instance):
            yield instance


def _is_claim(dataset: Dataset, instance: Term) -> bool:
    return EV_CLAIM in {value for _, _, value in dataset.read(instance)}
