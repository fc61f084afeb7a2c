"""How many wrong values `value-not-in-quote` finds: `python -m tests.bench.swapped PROJECT …`.

Each record is written to a line of its own, with its words. As it stands, a warning is a false
alarm; with the value of another record of the same property in place of its own, one is deserved.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.check.words.quoted_statements import QuotedRecord, QuotedStatements
from publisher.commands.check import check_project
from publisher.dataset import Dataset
from publisher.load import load
from publisher.model import Term, Triple
from publisher.project import read_project
from publisher.terms import literal
from publisher.vocabulary import EV_CLAIM, EV_NAMESPACE, EV_READING, RDF_STATEMENT, RDF_TYPE

CODE: Final = "value-not-in-quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Swapped:
    """`alarms`: the records that are warned of as they stand. `missed`: the wrong triples that
    are not."""

    records: int
    alarms: tuple[Triple, ...]
    swapped: int
    missed: tuple[Triple, ...]

    @property
    def false_share(self) -> float:
        return len(self.alarms) / self.records

    @property
    def found_share(self) -> float:
        return 1 - len(self.missed) / self.swapped


def measure(project: Path) -> Swapped:
    """Check the records of a project, and each with another record's value."""
    graph = load(read_project(project)).graph
    quoted = QuotedStatements(index=PredicateIndex.of(graph))
    records = [record for record in quoted.facts() if record.spans]
    alarms = [record.triple for record in _warned(project, quoted, records, {})]
    swapped = 0
    missed: list[Triple] = []
    for predicate in sorted({record.triple[1] for record in records}):
        swaps = dict(_swaps([one for one in records if one.triple[1] == predicate]))
        found = {one.statement for one in _warned(project, quoted, records, swaps)}
        swapped += len(swaps)
        missed += [
            (*record.triple[:2], swaps[record.statement])
            for record in records
            if record.statement in swaps and record.statement not in found
        ]
    return Swapped(
        records=len(records), alarms=tuple(alarms), swapped=swapped, missed=tuple(missed)
    )


def _swaps(records: Sequence[QuotedRecord]) -> Iterator[tuple[Term, Term]]:
    """Each statement with the next value of its property that its subject does not have."""
    # Two records of one subject never have the same value: they would be one.
    of: dict[Term, set[Term]] = {}
    for record in records:
        of.setdefault(record.triple[0], set()).add(record.triple[2])
    values = sorted({record.triple[2] for record in records})
    for record in records:
        start = values.index(record.triple[2])
        others = [*values[start + 1 :], *values[:start]]
        other = next((one for one in others if one not in of[record.triple[0]]), None)
        if other:
            of[record.triple[0]].add(other)
            yield record.statement, other


def _warned(
    project: Path,
    quoted: QuotedStatements,
    records: Sequence[QuotedRecord],
    swaps: Mapping[Term, Term],
) -> Iterator[QuotedRecord]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copy(project / "pyproject.toml", copy)
        shutil.copytree(project / "ontology", copy / "ontology")
        shutil.copytree(project / "data" / "sources", copy / "data" / "sources")
        (copy / "data" / "others.ttl").write_text(
            "".join(_others(quoted.index.graph, records)), encoding="utf-8"
        )
        lines = [_line(record, quoted, swaps) for record in records]
        (copy / "data" / "records.ttl").write_text("\n".join(lines), encoding="utf-8")
        for finding in check_project(copy).findings:
            if finding.code == CODE and finding.place.file == "data/records.ttl":
                yield records[finding.place.line - 1]


def _line(record: QuotedRecord, quoted: QuotedStatements, swaps: Mapping[Term, Term]) -> str:
    graph = quoted.index.graph
    subject, predicate, value = record.triple
    blocks = []
    for words in record.spans:
        text = graph.sources[words.source].text
        before = literal(text[: words.span.start])
        parts = [
            f"<{EV_NAMESPACE}source> {words.source}",
            f"<{EV_NAMESPACE}quote> {literal(quoted.text(words))}",
            *([f"<{EV_NAMESPACE}prefix> {before}"] if words.span.start else []),
            *(f"{EV_READING} {one}" for one in graph.objects(record.statement, EV_READING)),
        ]
        blocks.append(f"{{| {' ; '.join(parts)} |}}")
    return f"{subject} {predicate} {swaps.get(record.statement, value)} {' '.join(blocks)} ."


def _others(graph: Dataset, records: Sequence[QuotedRecord]) -> Iterator[str]:
    """What is said of the things of the world without words: types, labels, links."""
    recorded = {record.triple for record in records}
    for triple in graph:
        types = graph.objects(triple[0], RDF_TYPE)
        is_of_world = not {RDF_STATEMENT, EV_CLAIM} & set(types) and "#" not in triple[0]
        if triple not in recorded and is_of_world and f"<{graph.base}source/" not in triple[0]:
            yield f"{triple[0]} {triple[1]} {triple[2]} .\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", nargs="+", type=Path)
    for project in parser.parse_args().projects:
        found = measure(project)
        print(
            f"{project}: {len(found.alarms)} false alarms in {found.records} records; "
            f"{found.swapped - len(found.missed)} of {found.swapped} swapped values found"
        )
        for kind, triples in (("false alarm", found.alarms), ("missed", found.missed)):
            for triple in triples:
                print(f"  {kind}: {' '.join(triple)}")


if __name__ == "__main__":
    main()
