"""Labels in ready queries: the line `# label: ?event` stands for the pattern that finds a label."""

import re
from collections.abc import Iterator
from typing import Final

_LINE: Final = re.compile(r"([ \t]*)#[ \t]*label:[ \t]*(.*?)\s*")
_VARIABLES: Final = re.compile(r"\?(\w+)(?:[ \t]+as[ \t]+\?(\w+))?")

FORM: Final = "# label: ?NAME, or # label: ?NAME as ?LABEL"


def with_labels(text: str, *, language: str) -> str:
    """Return the query with the pattern of a label in place of each such line.

    The label is in `language` and optional. Without a name of its own, its variable is that of the
    thing with `Label` at its end: `# label: ?event` →
    `OPTIONAL { ?event rdfs:label ?eventLabel . FILTER(LANG(?eventLabel) = "en") }`. A pattern is
    one line, so that an error in the query has the same line number in the file.
    """
    return "\n".join(_pattern(line, language) for line in text.split("\n"))


def malformed_label_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that begins `# label:` and names no variable."""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.fullmatch(line)
        if match and not _VARIABLES.fullmatch(match[2]):
            yield number, match[2]


def _pattern(line: str, language: str) -> str:
    match = _LINE.fullmatch(line)
    variables = _VARIABLES.fullmatch(match[2]) if match else None
    if not match or not variables:
        return line
    thing, label = f"?{variables[1]}", f"?{variables[2] or f'{variables[1]}Label'}"
    optional = f'OPTIONAL {{ {thing} rdfs:label {label} . FILTER(LANG({label}) = "{language}") }}'
    return f"{match[1]}{optional}"
