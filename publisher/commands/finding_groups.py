"""Choose the findings to print: causes before what may follow from them, and equal ones once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from publisher.findings import Finding, Place, Severity
from publisher.terms import bare, is_iri

_UNREAD: Final = frozenset(
    {
        *("turtle-syntax", "encoding", "file-unread", "folder-missing"),
        *("base-in-file", "iri-relative-dots", "triple-term-nested"),
        *("context-missing", "file-packed", "input-limit", "rdf-syntax"),
    }
)
"""Codes of faults that keep a whole file or folder from being read."""
_PARTS: Final = ("ontology/", "data/", "shapes/")
_ALONE: Final = _UNREAD | frozenset(
    {
        *("annotation-unknown", "blank-node", "character-not-xml", "file-empty"),
        *("denial-content", "file-property-unknown", "file-source-twice", "heading-missing"),
        *("iri-scheme", "iri-too-long"),
        *("iri-unfit", "literal-ill-formed", "literal-not-canonical", "predicate-not-xml"),
        *("query-broken", "query-header", "query-parameter-unused", "query-service"),
        *("query-too-slow", "quote-ambiguous", "quote-empty", "quote-missing"),
        *("quote-not-whole-words", "quote-place-twice", "quote-without-source"),
        *("record-quotes-claim", "reifier-shared", "shape-malformed", "shape-pattern"),
        *("shape-recursive", "shape-unsupported", "shape-without-target", "shapes-too-slow"),
        *("shapes-file-without-shape", "source-changed", "statement-collision"),
        *("triple-term-outside", "value-not-in-quote", "vocabulary-term-unknown"),
    }
)
"""Codes of faults that no other file can cause."""
_OF_SOURCES: Final = frozenset({"source-missing", "source-undescribed", "source-changed"})
"""Codes of faults of a source, from which faults of its quotes may follow."""
_OF_SHAPES: Final = frozenset({"shape-missing"})
"""Codes of faults that may follow from shapes that were not read."""
PLACES_NAMED: Final = 3
"""How many places one finding names."""
LINES_SHOWN: Final = {Severity.ERROR: 10, Severity.WARNING: 5, Severity.NOTE: 3}
"""How many lines of one code are printed."""
_SHORTEST: Final = 3
"""The fewest letters of a name that is taken out of a message."""
_FURTHER: Final = re.compile(r"; [\d,]+ further findings? may come from this and .* not shown$")


def causes_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted: files that were not read, faults of sources, then the rest.

    Those that may follow from a file that was not read are left out. The hint of the first cause
    says how many there are.
    """
    in_order = sorted(dict.fromkeys(findings), key=_order)
    causes = [finding for finding in in_order if _is_cause(finding)]
    others = [
        finding
        for finding in in_order
        if finding not in causes and not _may_follow(finding, causes)
    ]
    others.sort(key=lambda finding: finding.code not in _OF_SOURCES)
    return [*_counting(causes, suppressed=len(in_order) - len(causes) - len(others)), *others]


def _counting(causes: Sequence[Finding], *, suppressed: int) -> list[Finding]:
    """Return the causes, the first with the number of findings that may follow from it."""
    if not suppressed:
        return [*causes]
    first, *rest = causes
    return [replace(first, hint=_with_number(first.hint, suppressed)), *rest]


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    spot = finding.place
    return spot.file, spot.line, spot.column, finding.code, finding.text


def _is_cause(finding: Finding) -> bool:
    # Without a folder of shapes nothing else is wrong.
    parts = ("ontology/", "data/") if finding.code == "folder-missing" else _PARTS
    if finding.about:  # One triple is left out, not the file.
        return False
    return finding.is_error and finding.code in _UNREAD and finding.place.file.startswith(parts)


def _may_follow(finding: Finding, causes: Sequence[Finding]) -> bool:
    parts = {cause.place.file.partition("/")[0] for cause in causes}
    if parts & {"ontology", "data"}:
        return finding.code not in _ALONE
    return bool(parts) and finding.code in _OF_SHAPES


def _with_number(hint: str, suppressed: int) -> str:
    number = (
        "1 further finding may come from this and is not shown"
        if suppressed == 1
        else f"{suppressed:,} further findings may come from this and are not shown"
    )
    return "; ".join([*([hint] if hint else []), number])


def group_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings to print: of each code the first few, and how many there are.

    Those that differ only in names are one, with the number of places. Notes come last, those of
    one code together, because no error should stand among them.
    """
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=_notes_last):
        key = finding.code, finding.severity.value, _without_names(finding)
        groups.setdefault(key, []).append(finding)
    lines: list[list[Finding]] = []
    for group in groups.values():
        lines += [[finding] for finding in group] if len(group) <= PLACES_NAMED else [group]
    return list(_first_few(lines))


def _notes_last(finding: Finding) -> tuple[bool, str]:
    is_note = finding.severity is Severity.NOTE
    return is_note, finding.code if is_note else ""


def _first_few(lines: Sequence[Sequence[Finding]]) -> Iterator[Finding]:
    """Yield the first few lines of each code, then one that counts the others.

    A line is one finding, or several that differ only in names.
    """
    further: dict[tuple[str, Severity], list[Finding]] = {}
    shown: Counter[tuple[str, Severity]] = Counter()
    last_shown: dict[tuple[str, Severity], int] = {}
    for number, line in enumerate(lines):
        kind = line[0].code, line[0].severity
        if shown[kind] < LINES_SHOWN[line[0].severity]:
            shown[kind] += 1
            last_shown[kind] = number
        else:
            further.setdefault(kind, []).extend(line)
    for number, line in enumerate(lines):
        kind = line[0].code, line[0].severity
        if number <= last_shown[kind]:
            yield _counted(line) if len(line) > 1 else line[0]
        if number == last_shown[kind] and kind in further:
            yield _further(further[kind])


def _further(findings: Sequence[Finding]) -> Finding:
    number = len(findings)
    further = "1 further finding" if number == 1 else f"{number:,} further findings"
    files = {finding.place.file for finding in findings}
    return replace(
        findings[0],
        message=f"{further} of this kind; check --all lists them",
        hint="",
        place=Place(file=files.pop() if len(files) == 1 else ""),
    )


def _without_names(finding: Finding) -> str:
    """Return the finding's text without the names of the resources that it is about."""
    text = _FURTHER.sub("", finding.text)
    # The property stays, because faults of two properties are not the same.
    for term in finding.about[::2] if finding.about else ():
        if is_iri(term):
            parts = bare(term).replace("#", "/").split("/")
            names = ("/".join(parts[start:]) for start in range(len(parts)))
            name = next(
                (
                    candidate
                    for candidate in names
                    if len(candidate) >= _SHORTEST and candidate in text
                ),
                "",
            )
            text = text.replace(name, "…") if name else text
    return text


def _counted(group: Sequence[Finding]) -> Finding:
    first, *rest = group
    places = [f"{each.place.file}:{each.place.line}" for each in rest if each.place.line]
    if first.place.line and places:
        named = ", ".join(["here", *places[: PLACES_NAMED - 1]])
        where = f"{len(group):,} times: {named}, …"
    else:
        where = f"{len(group):,} times"
    message = f"{first.text} ({where}; check --all lists them)"
    return replace(first, message=message, hint="")
