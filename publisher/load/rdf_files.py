"""Read files of RDF in any syntax: their triples and quads, or why there are none.

A file counts only if it was read to its end: parsers give triples before they meet an error.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import quote

from publisher import limits
from publisher.deadline import Stopped, run_with_deadline
from publisher.findings import Finding, Place
from publisher.load.contexts import Contexts
from publisher.load.decoding import decode_any
from publisher.load.html_files import parse_html
from publisher.load.jsonld_files import parse_jsonld
from publisher.load.packed_files import UnpackedFile, unpack
from publisher.load.rdf_file import Outcome, RdfFile
from publisher.load.rdfxml_files import parse_rdfxml
from publisher.load.syntaxes import SYNTAX_OF_SUFFIX, Syntax, detect, last_suffix, other_syntax
from publisher.load.turtle_files import no_turtle, parse_text

__all__ = ["InputFile", "ReadFiles", "parse_rdf", "read_rdf"]

NO_CONTEXTS: Final = Contexts()
_MIB: Final = 1 << 20
_OF_TURTLE: Final = frozenset({Syntax.TURTLE, Syntax.TRIG, Syntax.N3})
_WITH_LINES: Final = _OF_TURTLE | {Syntax.N_TRIPLES, Syntax.N_QUADS}
_SLOW: Final = frozenset({Syntax.JSON_LD, Syntax.HTML})
"""What is read in a process of its own, which can be stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read. `base`: what its relative IRIs are resolved against."""

    file: str
    content: bytes
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFiles:
    """The files that were read, what is wrong, and the names of files that hold no RDF."""

    files: tuple[RdfFile, ...]
    findings: tuple[Finding, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A file, decoded."""

    file: str
    text: str
    base: str
    syntax: Syntax


def parse_rdf(
    content: bytes, *, file: str, base: str, contexts: Contexts = NO_CONTEXTS
) -> tuple[RdfFile | None, list[Finding]]:
    """Return a file of RDF, or None and the findings that say why it cannot be read."""
    read = read_rdf([InputFile(file=file, content=content, base=base)], contexts=contexts)
    others = [no_rdf(name) for name in read.others]
    return next(iter(read.files), None), [*read.findings, *others]


def read_rdf(inputs: Iterable[InputFile], *, contexts: Contexts = NO_CONTEXTS) -> ReadFiles:
    """Return all files that can be read to their ends, in the order of the inputs.

    An archive gives a file for each of its members.
    """
    outcomes: list[Outcome] = []
    slow: dict[int, _Text] = {}
    for text in _texts(inputs):
        if isinstance(text, _Text) and text.syntax in _SLOW:
            slow[len(outcomes)] = text
        outcomes.append(text if isinstance(text, Outcome) else _parse(text))
    for at, outcome in zip(slow, _parse_slow(list(slow.values()), contexts), strict=True):
        outcomes[at] = outcome
    return ReadFiles(
        files=tuple(outcome.rdf for outcome in outcomes if outcome.rdf),
        findings=tuple(finding for outcome in outcomes for finding in outcome.findings),
        others=tuple(outcome.other for outcome in outcomes if outcome.other),
    )


def texts_with_lines(inputs: Iterable[InputFile]) -> Iterator[tuple[InputFile, str]]:
    """Yield the files whose triples stand in lines of text, each with its text."""
    for given in inputs:
        for text in _texts([given]):
            if isinstance(text, _Text) and text.syntax in _WITH_LINES:
                yield replace(given, file=text.file), text.text


def no_rdf(file: str) -> Finding:
    """Report a file in which no RDF was found."""
    return Finding(
        code="file-unread",
        message="the file is not read: it holds no RDF that is known",
        hint=f"known are {', '.join(syntax.value for syntax in Syntax)}",
        place=Place(file=file),
    )


def _texts(inputs: Iterable[InputFile]) -> Iterator[_Text | Outcome]:
    for given in inputs:
        contents, findings = unpack(given.file, given.content)
        if findings:
            yield Outcome(findings=tuple(findings))
        for content in contents:
            yield _decoded(content, base=_base(given, content))


def _base(given: InputFile, content: UnpackedFile) -> str:
    """Return the base of a file; in an archive, that of the archive and the path in it."""
    below = content.file.removeprefix(given.file)
    is_folder = given.base.endswith("/")
    return given.base if is_folder else given.base + quote(below, errors="surrogateescape")


def _decoded(content: UnpackedFile, *, base: str) -> _Text | Outcome:
    """Return the text of a file with its syntax; without one, what the file is."""
    text, findings = decode_any(content.content, file=content.file)
    by_name = SYNTAX_OF_SUFFIX.get(last_suffix(content.name))
    if findings:
        is_binary = by_name is None and b"\0" in content.content
        return Outcome(other=content.file) if is_binary else Outcome(findings=tuple(findings))
    other = other_syntax(text)
    if other:
        return Outcome(findings=(_unknown_syntax(content.file, other),))
    syntax = detect(content.name, text)
    if by_name in _OF_TURTLE and syntax in {Syntax.HTML, Syntax.RDF_XML, None}:
        return Outcome(findings=(no_turtle(content.file),))
    if syntax is None:
        return Outcome(other=content.file)
    return _Text(file=content.file, text=text, base=base, syntax=syntax)


def _unknown_syntax(file: str, syntax: str) -> Finding:
    return Finding(
        code="rdf-syntax",
        message=f"the file is in {syntax}, which is not read",
        hint="convert it to Turtle or RDF/XML with the tool that wrote it",
        place=Place(file=file, line=1, column=1),
    )


def _parse(text: _Text) -> Outcome:
    if text.syntax in _SLOW:
        return Outcome()  # to be replaced
    if text.syntax is Syntax.RDF_XML:
        return parse_rdfxml(text.text, file=text.file, base=text.base)
    return parse_text(text.text, file=text.file, base=text.base, syntax=text.syntax)


def _parse_slow(texts: Sequence[_Text], contexts: Contexts) -> Iterator[Outcome]:
    if not texts:
        return
    size = max(len(text.text) for text in texts)
    outcomes = run_with_deadline(
        texts,
        partial(_reader, contexts),
        seconds=limits.JSON_LD_SECONDS * (1 + size / _MIB),
        memory=limits.WORK_BYTES + 100 * size,
    )
    for text, outcome in zip(texts, outcomes, strict=True):
        yield _stopped(text, outcome) if isinstance(outcome, Stopped) else outcome


def _reader(contexts: Contexts) -> Callable[[_Text], Outcome]:
    return partial(_read_slow, contexts)


def _read_slow(contexts: Contexts, text: _Text) -> Outcome:
    parse = parse_html if text.syntax is Syntax.HTML else parse_jsonld
    return parse(text.text, file=text.file, base=text.base, contexts=contexts)


def _stopped(text: _Text, why: Stopped) -> Outcome:
    reasons = {
        Stopped.TOO_SLOW: "reading the file takes too long",
        Stopped.DIED: "reading the file takes too much memory",
        Stopped.STALLED: "the machine has too little time to read the file",
    }
    return Outcome(
        findings=(
            Finding(
                code="input-limit",
                message=reasons[why],
                hint="split it, or convert it to N-Quads",
                place=Place(file=text.file, line=1, column=1),
            ),
        )
    )
