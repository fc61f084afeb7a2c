"""Read what the comments of a ready query say: its header, and the lines that stand for labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from publisher.findings import Finding, Place
from publisher.model import Parameter, ReadyQuery
from publisher.sparql.parameters import EXPECTED, RESERVED, TYPES, typed_term
from publisher.vocabulary import PREFIXES

_LINE: Final = re.compile(r"#[ \t]*(?:(title|description):|(param)\b:?)(.*)")
_CONTINUED: Final = re.compile(r"#(?: {2,}|[ \t]*\t)[ \t]*(\S.*)")
_PARAMETER: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)\s+(\w+)\s*=\s*(\S.*)")
_PARAMETER_FORM: Final = "# param: NAME TYPE = DEFAULT"
_LABEL_LINE: Final = re.compile(r"([ \t]*)#[ \t]*label:[ \t]*(.*?)\s*")
_LABEL_VARIABLES: Final = re.compile(r"\?(\w+)(?:[ \t]+as[ \t]+\?(\w+))?")
_LABEL_LINE_FORM: Final = "# label: ?NAME, or # label: ?NAME as ?LABEL"


@dataclass(slots=True, kw_only=True)
class _Header:
    file: str
    base: str
    texts: dict[str, str] = field(default_factory=lambda: {"title": "", "description": ""})
    parameters: dict[str, Parameter] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_ready_query(
    name: str, text: str, *, file: str, base: str, language: str = "en"
) -> tuple[ReadyQuery, list[Finding]]:
    """Return the query, with its whole text, and what is wrong with its header.

    `language` is that of the labels for which the text has `# label:` lines.

    The header is the comments before the first line of the query. A title or description may go
    on in indented comments below it.
    """
    header = _Header(file=file, base=base)
    _read(header, text)
    for key, value in header.texts.items():
        # Not of an empty file, because running it gives the finding that says so.
        if not value and text.strip():
            hint = f'begin the file with "# {key}: …"'
            _report(header, 1, f"the query has no {key}", hint=hint)
    for number, variables in _malformed_label_lines(text):
        message = f'label line "{variables}" is malformed'
        _report(header, number, message, hint=f"write it as {_LABEL_LINE_FORM}")
    query = ReadyQuery(
        name=name,
        title=header.texts["title"] or name,
        description=header.texts["description"],
        parameters=tuple(header.parameters.values()),
        text=_with_labels(text, language=language),
        file=file,
    )
    return query, header.findings


def _read(header: _Header, text: str) -> None:
    open_text = ""
    for number, line in enumerate(text.split("\n"), start=1):
        comment = line.strip()
        if comment and not comment.startswith("#"):
            return
        match, more = _LINE.fullmatch(comment), _CONTINUED.fullmatch(comment)
        if more and open_text:
            header.texts[open_text] = f"{header.texts[open_text]} {more[1]}".strip()
            continue
        open_text = (match[1] or "") if match else ""
        if match and match[1]:
            header.texts[match[1]] = match[3].strip()
        elif match:
            _read_parameter(header, number, match[3].strip())


def _read_parameter(header: _Header, number: int, text: str) -> None:
    match = _PARAMETER.fullmatch(text)
    if not match:
        _report(
            header,
            number,
            f'parameter "{text}" is malformed',
            hint=f'write it as "{_PARAMETER_FORM}"',
        )
        return
    name, kind, default = match.groups()
    if kind not in TYPES:
        _report(header, number, f"parameter {name} has the unknown type {kind}", hint=_types())
    elif name in RESERVED:
        message = f"parameter {name} has a name that is reserved for requests"
        _report(header, number, message, hint="choose another name")
    elif name in header.parameters:
        _report(header, number, f"parameter {name} is declared twice", hint="remove one of them")
    else:
        try:
            header.parameters[name] = _parameter(name, kind, default, base=header.base)
        except ValueError as error:
            _report(header, number, str(error), hint="change its default or its type")


def _parameter(name: str, kind: str, default: str, *, base: str) -> Parameter:
    """Return the parameter. Raises ValueError if the default is not of the type."""
    text = default
    if default.startswith(('"', "'")):
        text = _lexical(name, kind, default)
    elif default.startswith("<") and kind != "iri":
        raise ValueError(f"parameter {name}: expected {EXPECTED[kind]} but received {default}")
    return Parameter(name=name, type=kind, default=typed_term(kind, text, name=name, base=base))


def _lexical(name: str, kind: str, default: str) -> str:
    """Return the text of a Turtle literal. Raises ValueError if its datatype is another one."""
    xsd = PREFIXES["xsd"]
    turtle = f"@prefix xsd: <{xsd}> . <x:x> <x:x> {default}\n."
    try:
        (quad,) = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"parameter {name}: {default} is not a Turtle literal") from error
    value = quad.object
    datatypes = {f"{xsd}string", f"{xsd}{kind}"}
    if kind == "iri" or not isinstance(value, ox.Literal) or value.datatype.value not in datatypes:
        raise ValueError(f"parameter {name}: expected {EXPECTED[kind]} but received {default}")
    return value.value


def _types() -> str:
    return f"choose one of {', '.join(TYPES)}"


def _report(header: _Header, number: int, message: str, *, hint: str) -> None:
    place = Place(file=header.file, line=number, column=1)
    header.findings.append(
        Finding(code="query-header", message=message, hint=hint, place=place),
    )


def _with_labels(text: str, *, language: str) -> str:
    """Return the query with the pattern of a label in place of each such line.

    The label is in `language` and optional. Without a name of its own, its variable is that of the
    thing with `Label` at its end: `# label: ?event` →
    `OPTIONAL { ?event rdfs:label ?eventLabel . FILTER(LANG(?eventLabel) = "en") }`. A pattern is
    one line, so that an error in the query has the same line number in the file.
    """
    return "\n".join(_pattern(line, language) for line in text.split("\n"))


def _malformed_label_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that begins `# label:` and names no variable."""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LABEL_LINE.fullmatch(line)
        if match and not _LABEL_VARIABLES.fullmatch(match[2]):
            yield number, match[2]


def _pattern(line: str, language: str) -> str:
    match = _LABEL_LINE.fullmatch(line)
    variables = _LABEL_VARIABLES.fullmatch(match[2]) if match else None
    if not match or not variables:
        return line
    thing, label = f"?{variables[1]}", f"?{variables[2] or f'{variables[1]}Label'}"
    optional = f'OPTIONAL {{ {thing} rdfs:label {label} . FILTER(LANG({label}) = "{language}") }}'
    return f"{match[1]}{optional}"
