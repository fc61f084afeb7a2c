"""The instances of each class as a table: which columns it has, and its rows.

The graph is gone through once for the columns of all classes. The rows are made one by one when
they are written, so no table is ever held as a whole.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from publisher import limits
from publisher.dataset import Dataset
from publisher.describe.cell_types import common_type, type_of
from publisher.describe.names import Names
from publisher.describe.table_names import TermNames, unique_names
from publisher.model import Term, Triple
from publisher.property_groups import USUAL_ORDER
from publisher.table import CLAIMS, IRI, STATEMENTS, TEXT, Column, Table
from publisher.terms import bare, is_iri, is_literal, language, lexical
from publisher.vocabulary import RDF_TYPE, RDFS_LABEL

SEPARATORS: Final = ("|", "¦", "‖", "␟", "⁞⁞⁞")
"""What may stand between the values of a cell: the first that none of them has."""
_SEPARATOR: Final = re.compile("|".join(map(re.escape, SEPARATORS)))
_OWN_COLUMNS: Final = ("iri", "label")
_Key: TypeAlias = tuple[Term, str]
"""A property, and the language of its values; empty if they have none."""

Hides: TypeAlias = Callable[[Triple], bool]
"""Whether a value must not stand in a cell, because it has words that somebody claims."""


def hides_nothing(_triple: Triple) -> bool:
    return False


def class_tables(
    graph: Dataset,
    *,
    names: Names,
    prefixes: Mapping[str, str],
    subjects: Collection[Term] | None = None,
    hides: Hides = hides_nothing,
) -> tuple[Table, ...]:
    """Return the tables of the classes with the most instances, sorted by name.

    `subjects`: those that may be rows; None for all.
    """
    profiles: dict[Term, _Profile] = {}
    for subject in graph.subjects() if subjects is None else subjects:
        values = _values(graph, subject, hides)
        for class_ in _classes(values):
            profiles.setdefault(class_, _Profile()).add(subject, values)
    largest = sorted(profiles, key=lambda class_: (-profiles[class_].rows, class_))
    chosen = largest[: limits.CLASS_TABLES]
    term_names = TermNames(prefixes=prefixes)
    file_names = unique_names(
        {(class_, ""): term_names.name(class_) for class_ in chosen},
        reserved=(STATEMENTS, CLAIMS, "index"),
    )
    order = _order(graph)
    tables = (
        _table(class_, profiles[class_], file_names[class_, ""], names, term_names, order)
        for class_ in chosen
    )
    return tuple(sorted(tables, key=lambda table: table.name))


def table_rows(
    table: Table,
    graph: Dataset,
    *,
    subjects: Collection[Term] | None = None,
    hides: Hides = hides_nothing,
) -> Iterator[list[str]]:
    """Yield the rows of a table of a class, sorted by IRI; arguments as in `class_tables`."""
    columns = [(column.property, column.language, column.separator) for column in table.columns]
    for subject in graph.instances(table.class_):
        if subjects is None or subject in subjects:
            values = _values(graph, subject, hides)
            cells = [
                separator.join(map(cell_text, values.get((predicate, tag), ())))
                for predicate, tag, separator in columns[len(_OWN_COLUMNS) :]
            ]
            yield [cell_text(subject), _label(graph, subject, hides), *cells]


def cell_text(term: Term) -> str:
    """Return a term as the text of a cell: an IRI without brackets, a literal without type."""
    if is_literal(term):
        return lexical(term)
    return bare(term) if is_iri(term) else term


@dataclass(slots=True)
class _ColumnProfile:
    """What is known of the values of a column."""

    used: int = 0
    datatype: str = ""
    is_multiple: bool = False
    contained: set[str] = field(default_factory=set)
    """The separators that values have."""

    def add(self, values: list[Term]) -> None:
        self.used += 1
        self.is_multiple |= len(values) > 1
        for value in values:
            # What is text once is not asked again: most values of most columns are.
            kind = TEXT if self.datatype == TEXT else type_of(value)
            if kind != self.datatype:
                self.datatype = common_type(self.datatype, kind) if self.datatype else kind
            if _SEPARATOR.search(value):
                self.contained.update(each for each in SEPARATORS if each in value)

    @property
    def separator(self) -> str:
        if not self.is_multiple:
            return ""
        return next((each for each in SEPARATORS if each not in self.contained), SEPARATORS[-1])


@dataclass(slots=True)
class _Profile:
    """What is known of a class: its instances, and the columns of these."""

    rows: int = 0
    has_blank: bool = False
    columns: dict[_Key, _ColumnProfile] = field(default_factory=dict)

    def add(self, subject: Term, values: Mapping[_Key, list[Term]]) -> None:
        self.rows += 1
        self.has_blank |= not is_iri(subject)
        for key, of_key in values.items():
            self.columns.setdefault(key, _ColumnProfile()).add(of_key)


def _values(graph: Dataset, subject: Term, hides: Hides) -> dict[_Key, list[Term]]:
    """Return what a subject says by property and language, sorted."""
    values: dict[_Key, list[Term]] = {}
    for triple in graph.read(subject):
        _, predicate, value = triple
        if not is_literal(value):
            values.setdefault((predicate, ""), []).append(value)
        elif not hides(triple):
            values.setdefault((predicate, language(value).lower()), []).append(value)
    return values


def _classes(values: Mapping[_Key, list[Term]]) -> Iterator[Term]:
    return filter(is_iri, values.get((RDF_TYPE, ""), ()))


def _label(graph: Dataset, subject: Term, hides: Hides) -> str:
    label = graph.label(subject)
    is_shown = label and is_literal(label) and not hides((subject, RDFS_LABEL, label))
    return lexical(label) if label and is_shown else ""


def _order(graph: Dataset) -> Callable[[_Key], tuple[int, str, str]]:
    """Return a key that sorts the usual properties first, then as the ontology has them."""
    places = {term: at for at, term in enumerate((*USUAL_ORDER, *graph.term_order))}
    return lambda key: (places.get(key[0], len(places)), *key)


def _table(
    class_: Term,
    profile: _Profile,
    name: str,
    names: Names,
    term_names: TermNames,
    order: Callable[[_Key], tuple[int, str, str]],
) -> Table:
    used = sorted(profile.columns, key=lambda key: (-profile.columns[key].used, order(key)))
    chosen = sorted(used[: limits.TABLE_COLUMNS], key=order)
    column_names = unique_names(
        {key: term_names.name(key[0], language=key[1]) for key in chosen}, reserved=_OWN_COLUMNS
    )
    label = names.link(class_).label
    return Table(
        name=name,
        title=label,
        description=f"The instances of {label} ({bare(class_)}), a row each.",
        class_=class_,
        columns=(
            *_own_columns(profile),
            *(_column(key, profile, column_names[key], names) for key in chosen),
        ),
        rows=profile.rows,
        key=_OWN_COLUMNS[0],
        left_out=len(used) - len(chosen),
    )


def _own_columns(profile: _Profile) -> Iterable[Column]:
    iri, label = _OWN_COLUMNS
    kind = TEXT if profile.has_blank else IRI
    return (
        Column(name=iri, label="IRI of the resource", datatype=kind),
        Column(name=label, label="its label in the preferred language"),
    )


def _column(key: _Key, profile: _Profile, name: str, names: Names) -> Column:
    column = profile.columns[key]
    return Column(
        name=name,
        label=names.link(key[0]).label,
        datatype=column.datatype,
        separator=column.separator,
        language=key[1],
        property=key[0],
    )
