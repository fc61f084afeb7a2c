"""Findings: what is wrong with a project, at which place, and what to do."""

from dataclasses import dataclass, field
from enum import Enum

from publisher.model import Triple


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A place in the project. Line and column count from 1; 0 is unknown."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault: what is wrong (`message`), what to do (`hint`), and the place.

    `code` names the fault and its page `docs/findings/CODE.md`. If `place` lacks a line, `about`
    is the triple (or, with ANY, the part of one) by which its line is found in `place.file`
    or, if that is empty, in any file of the project.
    """

    code: str
    message: str
    hint: str = ""
    place: Place = Place(file="")
    severity: Severity = Severity.ERROR
    about: Triple | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def text(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of a command: findings, counts by name, and seconds."""

    findings: tuple[Finding, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)
