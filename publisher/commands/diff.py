"""`publisher diff OLD NEW`: show what changed between two dumps, in any RDF format."""

import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from publisher import limits
from publisher.deadline import Stopped, run_with_deadline
from publisher.errors import PublisherError
from publisher.line_changes import ChangedLine
from publisher.media_types import DUMP_FORMATS
from publisher.render.rdf_patch import patch_pieces
from publisher.vocabulary import PREFIXES

READABLE_FORMATS: Final = {
    f".{each.suffix}": format_
    for each in DUMP_FORMATS.values()
    if (format_ := ox.RdfFormat.from_media_type(each.media_type))
}
"""Of the formats of dumps, those that pyoxigraph reads."""

_TRIPLE_TERM: Final = re.compile(rb"<<\(|\)>>")
_VERSION: Final = re.compile(
    rb"""^[ \t]*VERSION[ \t]*(?:"[^"\r\n]*"|'[^'\r\n]*')[ \t]*(?:#[^\r\n]*)?(?=\r|\n|\Z)""",
    re.MULTILINE,
)
"""https://www.w3.org/TR/rdf12-n-triples/#grammar-production-versionDirective"""
_LINES: Final = frozenset({ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS})
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_PROLOGUE_END: Final = re.compile(rb"<[A-Za-z_]")
_COMMENT: Final = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
# What a line holds; of it only blank nodes are captured.
_BLANK: Final = re.compile(r'"(?:[^"\\]|\\.)*"|<[^<>\s]*>|(_:[^\s<>"]+)')

_STABLE: Final = re.compile(r"_:b(?:[0-9a-f]{12}|[0-9a-f]{40})(?:-[0-9]+)?")
"""A label as `blank_nodes` makes it."""


class DiffError(PublisherError):
    """The two dumps cannot be compared. The message is one line that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many triples of one predicate were added and removed."""

    predicate: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Lines of N-Triples (of N-Quads, in a named graph), sorted, without line feeds."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    predicates: tuple[Change, ...]
    is_by_label: bool = False
    """Whether blank nodes were told apart by their labels."""


def diff(old: Path, new: Path, *, seconds: float = limits.COMPARE_SECONDS) -> Difference:
    """Return the triples that `new` has and `old` has not, and the reverse.

    Blank nodes are the same if their labels are, in dumps of this tool: these follow from what is
    said of a node. In other files they are the same if their triples, and those of blank nodes
    linked to them, are. Raises DiffError.
    """
    (ground_before, blank_before), (ground_after, blank_after) = _lines(old), _lines(new)
    is_labelled = all(map(_has_stable_labels, (*blank_before, *blank_after)))
    if not is_labelled:
        blank_before = _named(old, blank_before, seconds=seconds)
        blank_after = _named(new, blank_after, seconds=seconds)
    before, after = ground_before | blank_before, ground_after | blank_after
    added, removed = tuple(sorted(after - before)), tuple(sorted(before - after))
    came, went = _by_predicate(added), _by_predicate(removed)
    return Difference(
        added=added,
        removed=removed,
        kept=len(before & after),
        predicates=tuple(
            Change(predicate=predicate, added=came[predicate], removed=went[predicate])
            for predicate in sorted({*came, *went})
        ),
        is_by_label=is_labelled and bool(blank_before | blank_after),
    )


def render(difference: Difference) -> str:
    """Return `- triple` and `+ triple` lines, sorted together, then a table of the predicates."""
    lines = [(line, "-") for line in difference.removed] + [(x, "+") for x in difference.added]
    changed = [f"{sign} {line}" for line, sign in sorted(lines)]
    table = [("predicate", "added", "removed")]
    table += [
        (_short(change.predicate), f"{change.added:,}", f"{change.removed:,}")
        for change in difference.predicates
    ]
    table += [("all", f"{len(difference.added):,}", f"{len(difference.removed):,}")]
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    summary = [
        f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}" for row in table
    ]
    kept = f"{difference.kept:,} in both"
    if difference.is_by_label:
        kept += "; blank nodes are compared by their labels, which follow from what is said of them"
    return "\n".join([*changed, *([""] if changed else []), *summary, kept])


def patch(difference: Difference) -> str:
    """Return the difference as RDF Patch, without a header: https://afs.github.io/rdf-patch/"""
    lines = [ChangedLine(f"{line}\n".encode(), is_added=False) for line in difference.removed]
    lines += [ChangedLine(f"{line}\n".encode(), is_added=True) for line in difference.added]
    return b"".join(patch_pieces(sorted(lines))).decode().removesuffix("\n")


def _without_version(content: bytes) -> bytes:
    """Return N-Triples 1.2 or N-Quads 1.2 without the version line, which the parser does not know.

    The line stays, empty, so that an error below it is reported with the right line number.
    """
    return _VERSION.sub(b"", content) if b"VERSION" in content else content


def _by_predicate(lines: Iterable[str]) -> Counter[str]:
    return Counter(line.split(" ", 2)[1] for line in lines)


def _short(predicate: str) -> str:
    iri = predicate[1:-1]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"\w+", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return predicate


def _lines(path: Path) -> tuple[set[str], set[str]]:
    """Return the statements of a dump without blank nodes, and those with some."""
    content = _content(path)
    format_ = READABLE_FORMATS[_suffix(path)]
    if format_ == ox.RdfFormat.RDF_XML:
        _refuse_doctype(path, content)
    _refuse_nested(path, content)
    if format_ in _LINES:
        content = _without_version(content)
    try:
        # Bytes, and lines straight from the parser, as far as can be: dumps are large.
        lines = ox.serialize(ox.parse(content, format=format_), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else f"{path}"
        raise DiffError(f"{place}: {' '.join(str(error.msg).split())[:300]}") from error
    except (ValueError, OSError, MemoryError) as error:
        raise DiffError(f"{path}: {error}") from error
    ground: set[str] = set()
    blank: set[str] = set()
    for line in (lines or b"").decode().split("\n"):
        if "_:" in line and any(_blank_nodes(line)):
            blank.add(line)
        elif line:
            ground.add(line)
    return ground, blank


def _has_stable_labels(line: str) -> bool:
    return all(map(_STABLE.fullmatch, _blank_nodes(line)))


def _content(path: Path) -> bytes:
    if _suffix(path) not in READABLE_FORMATS:
        known = ", ".join(READABLE_FORMATS)
        raise DiffError(f"{path}: unknown suffix; expected one of {known}, or one of them and .gz")
    try:
        if path.suffix.lower() != ".gz":
            return path.read_bytes()
        with gzip.open(path) as packed:
            content = packed.read(limits.UNPACKED_BYTES + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DiffError(f"{path}: not a whole gzip file ({error})") from error
    except OSError as error:
        raise DiffError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(content) > limits.UNPACKED_BYTES:
        raise DiffError(f"{path}: larger than {limits.UNPACKED_BYTES:,} bytes when unpacked")
    return content


def _suffix(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _refuse_doctype(path: Path, content: bytes) -> None:
    """Refuse entities, which could make gigabytes of a line, and UTF-16, which hides them."""
    plain = _COMMENT.sub(b"", content.replace(b"\0", b""))
    root = _PROLOGUE_END.search(plain)
    if _DOCTYPE.search(plain, 0, root.start() if root else len(plain)):
        raise DiffError(f"{path}: has a DOCTYPE, which is not read; write it without entities")


def _refuse_nested(path: Path, content: bytes) -> None:
    """Refuse deeply nested triple terms, which overflow the stack without an exception."""
    depth = 0
    for bracket in _TRIPLE_TERM.findall(content) if b"<<(" in content else ():
        depth += 1 if bracket == b"<<(" else -1
        if depth > limits.NESTING:
            raise DiffError(f"{path}: triple terms are nested more than {limits.NESTING} deep")


def _blank_nodes(line: str) -> Iterable[str]:
    return (match[1] for match in _BLANK.finditer(line) if match[1])


def _named(path: Path, lines: set[str], *, seconds: float) -> set[str]:
    """Return the lines with canonical blank nodes, made in a process that can be stopped.

    RDFC-1.0 takes exponential time if blank nodes that look alike name each other, and nothing can
    stop it within a process: https://www.w3.org/TR/rdf-canon/#dataset-poisoning
    """
    if not lines:
        return set()
    try:
        (renamed,) = run_with_deadline(
            [sorted(lines)], lambda: canonical, seconds=seconds, memory=limits.COMPARE_BYTES
        )
    except (SyntaxError, ValueError) as error:
        raise DiffError(f"{path}: its blank nodes cannot be compared") from error
    if renamed is Stopped.TOO_SLOW:
        raise DiffError(
            f"{path}: blank nodes that look alike name each other; they cannot be told apart "
            f"in {seconds:g} seconds: give them IRIs"
        )
    if renamed is Stopped.STALLED:
        raise DiffError(
            f"{path}: its blank nodes were not compared, because the machine had too little time "
            "for it: try again when it is less busy"
        )
    if isinstance(renamed, Stopped):
        raise DiffError(f"{path}: its blank nodes cannot be compared")
    return renamed


def canonical(lines: Iterable[str]) -> set[str]:
    """Return N-Quads lines with blank nodes renamed, in each group of nodes that are linked.

    By group, because one new blank node must not rename all others. A name is the digest of its
    group's canonical form, so that equal groups of two dumps match; a repeated group gets a number.
    """
    seen: Counter[str] = Counter()
    renamed: set[str] = set()
    for group in _groups(lines):
        dataset = ox.Dataset(ox.parse("\n".join(group), format=ox.RdfFormat.N_QUADS))
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        canonical_lines = sorted(str(dataset).splitlines())
        digest = sha256("\n".join(canonical_lines).encode()).hexdigest()[:16]
        seen[digest] += 1
        name = f"{digest}-{seen[digest]}"
        renamed.update(_BLANK.sub(partial(_renamed, name), line) for line in canonical_lines)
    return renamed


def _renamed(group: str, match: re.Match[str]) -> str:
    """Return a blank node's name, by its group; a literal or IRI stays."""
    return f"_:{group}-{match[1][len('_:c14n') :]}" if match[1] else match.group()


def _groups(lines: Iterable[str]) -> Iterable[list[str]]:
    """Return the lines whose blank nodes are tied to each other by lines, together."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = node = parent[above]
        return node

    first: list[tuple[str, str]] = []
    for line in lines:
        nodes = list(_blank_nodes(line))
        for other in nodes[1:]:
            parent[root(other)] = root(nodes[0])
        first.append((nodes[0], line))
    groups: dict[str, list[str]] = {}
    for node, line in first:
        groups.setdefault(root(node), []).append(line)
    return groups.values()
