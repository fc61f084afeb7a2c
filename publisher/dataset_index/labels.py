"""Which of a subject's triples label it, and which of the labels is shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from publisher.model import Term, Triple
from publisher.ntriples import triple_of
from publisher.property_groups import FURTHER_LABELS, XL_FORM, XL_LABEL
from publisher.vocabulary import LABELS


@dataclass(frozen=True, kw_only=True)
class LabelIndex:
    """`properties`: what labels a resource in this project, preferred to the usual ones."""

    properties: Sequence[Term]
    languages: Sequence[str]
    lines_of: Callable[[Term], bytes]
    objects: Callable[[Term, Term], Sequence[Term]]

    def triples(self, subject: Term) -> tuple[Triple, ...]:
        """Return the triples of the first tier of properties that label a subject."""
        lines = self.lines_of(subject)
        for marks in self._marks:
            if any(mark in lines for mark in marks):
                starts = tuple(subject.encode() + mark for mark in marks)
                labels = tuple(
                    triple_of(line)
                    for line in lines.splitlines(keepends=True)
                    if line.startswith(starts)
                )
                if labels:
                    return labels
        return ()

    def preferred(self, subject: Term, triples: Iterable[Triple]) -> Term | None:
        """Return the label that is shown of a subject. `triples`: those that label it."""
        labels = [o for _, _, o in triples if o.startswith('"')] or self._xl_labels(subject)
        for language in self.languages:
            for mark in (f'"@{language}', f'"@{language}-'):
                chosen = next((label for label in labels if _has_tag(label, mark)), None)
                if chosen:
                    return chosen
        plain = next((label for label in labels if label.endswith('"')), None)
        return plain or next(iter(labels), None)

    def _xl_labels(self, subject: Term) -> list[Term]:
        """Return the texts of the labels that are resources: https://www.w3.org/TR/skos-reference/#xl"""
        if XL_LABEL.encode() not in self.lines_of(subject):
            return []
        nodes = self.objects(subject, XL_LABEL)
        return [form for node in nodes for form in self.objects(node, XL_FORM)]

    @cached_property
    def _marks(self) -> tuple[tuple[bytes, ...], ...]:
        """The properties as lines have them, in tiers: the settings' own, LABELS, all others."""
        own = [(label,) for label in self.properties if label not in LABELS]
        tiers = [*own, LABELS, *((label,) for label in FURTHER_LABELS)]
        return tuple(tuple(f" {label} ".encode() for label in tier) for tier in tiers)


def _has_tag(label: Term, mark: str) -> bool:
    """Return whether the language tag of a label is one, or begins with it: `"@en`, `"@en-`."""
    tail = label[label.rindex('"') :].lower()
    return tail == mark or (mark.endswith("-") and tail.startswith(mark))
