"""How bad each finding is: the one table of all codes, in two profiles, and the project's own.

In the profile `evidence` every statement must show its source, and what may be a slip is an error.
In `open` somebody publishes the RDF that there is: whatever RDF allows is published as it is, and
what a reader of the data may want to know is a note. Errors stay what would otherwise be passed
over in silence: settings, queries and shapes of the project that could not be read, and limits.

Records and claims that somebody has published elsewhere are checked in `open` too; what is wrong
with them is a warning.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, NamedTuple

from publisher.findings import Finding, Severity

EVIDENCE: Final = "evidence"
OPEN: Final = "open"
OFF: Final = "off"
"""The setting with which a code is not reported at all."""


AS_FOUND: Final = "as found"
"""In the table: the severity that the finding itself has."""


class Levels(NamedTuple):
    """The severity of a code in each profile, AS_FOUND or OFF."""

    evidence: Severity | str
    open: Severity | str


_ERROR: Final = Levels(Severity.ERROR, Severity.ERROR)
_NOTE: Final = Levels(Severity.NOTE, Severity.NOTE)
_WARNING: Final = Levels(Severity.WARNING, Severity.WARNING)
_AS_FOUND: Final = Levels(AS_FOUND, AS_FOUND)
_ERROR_OR_WARNING: Final = Levels(Severity.ERROR, Severity.WARNING)
_ERROR_OR_NOTE: Final = Levels(Severity.ERROR, Severity.NOTE)
_WARNING_OR_NOTE: Final = Levels(Severity.WARNING, Severity.NOTE)
_ERROR_OR_NOTHING: Final = Levels(Severity.ERROR, OFF)

LEVELS: Final[Mapping[str, Levels]] = MappingProxyType(
    {
        # Records, claims and their quotes: in `open` nobody's publication of them is refused.
        "annotation-unknown": _ERROR_OR_WARNING,
        "blank-node": _ERROR_OR_WARNING,
        "claim-asserted": _ERROR_OR_WARNING,
        "claimant-unquoted": Levels(AS_FOUND, Severity.WARNING),
        "contradicted-missing": _ERROR_OR_WARNING,
        "denial-content": _WARNING,
        "event-not-bare": _ERROR_OR_WARNING,
        "evidence-missing": _ERROR_OR_NOTHING,
        "file-property-unknown": _ERROR_OR_WARNING,
        "file-source-twice": _ERROR_OR_WARNING,
        "heading-missing": _ERROR_OR_WARNING,
        "inferred-without-note": _ERROR_OR_WARNING,
        "property-misplaced": _ERROR_OR_WARNING,
        "property-only-claimed": _ERROR_OR_WARNING,
        "quote-ambiguous": _ERROR_OR_WARNING,
        "quote-empty": _ERROR_OR_WARNING,
        "quote-missing": _ERROR_OR_WARNING,
        "quote-not-whole-words": _ERROR_OR_WARNING,
        "quote-place-twice": _ERROR_OR_WARNING,
        "quote-without-source": _ERROR_OR_WARNING,
        "record-not-asserted": _ERROR_OR_WARNING,
        "record-quotes-claim": Levels(AS_FOUND, Severity.WARNING),
        "reifier-shared": _ERROR_OR_WARNING,
        "review-partial": _WARNING,
        "source-changed": _ERROR_OR_WARNING,
        "source-missing": _ERROR_OR_WARNING,
        "source-undescribed": Levels(AS_FOUND, Severity.WARNING),
        "statement-collision": _ERROR_OR_WARNING,
        "term-unknown": _ERROR_OR_WARNING,
        "value-not-in-quote": _WARNING,
        "value-unfit": _ERROR_OR_WARNING,
        "voice-retired": _WARNING,
        "voice-unknown": _ERROR_OR_WARNING,
        "voice-without-scheme": _WARNING,
        "words-of-claim": _WARNING,
        # What RDF allows, and what is published as it is.
        "character-not-xml": _ERROR_OR_NOTE,
        "datatype-unknown": _ERROR_OR_NOTE,
        "iri-character": _ERROR_OR_NOTE,
        "iri-relative-dots": _ERROR_OR_NOTE,
        "iri-scheme": _ERROR_OR_NOTE,
        "iri-too-long": _ERROR_OR_NOTE,
        "iri-unfit": _ERROR_OR_NOTHING,
        "iri-vanished": Levels(Severity.ERROR, AS_FOUND),
        "label-missing": _ERROR_OR_NOTE,
        "link-malformed": _ERROR_OR_NOTE,
        "link-not-unique": _WARNING_OR_NOTE,
        "link-variant": _WARNING_OR_NOTE,
        "link-without-origin": Levels(Severity.WARNING, OFF),
        "literal-ill-formed": _ERROR_OR_NOTE,
        "literal-not-canonical": _ERROR_OR_NOTE,
        "namespace-changed": Levels(Severity.ERROR, AS_FOUND),
        "ontology-version-changed": _WARNING,
        "predicate-not-xml": _ERROR_OR_NOTE,
        "resource-not-described": _ERROR_OR_NOTE,
        "resource-outside-base": _ERROR_OR_NOTHING,
        "shape-misplaced": Levels(Severity.WARNING, OFF),
        "triple-term-outside": _ERROR_OR_NOTE,
        "vocabulary-term-unknown": _WARNING_OR_NOTE,
        # Files that are not read, or not to their end: the others are published.
        "base-in-file": _ERROR_OR_NOTHING,
        "context-missing": _ERROR_OR_WARNING,
        "direction-dropped": _NOTE,
        "encoding": _ERROR_OR_WARNING,
        "file-empty": _ERROR_OR_WARNING,
        "file-packed": _ERROR_OR_WARNING,
        "file-unread": Levels(AS_FOUND, Severity.WARNING),
        "folder-missing": _ERROR_OR_NOTHING,
        "import-absent": _NOTE,
        "input-limit": _ERROR,
        "iri-relative": _NOTE,
        "json-key-twice": _WARNING,
        "nothing-read": _ERROR,
        "prefix-undeclared": _NOTE,
        "rdf-syntax": _ERROR_OR_WARNING,
        "rdfa-unread": _WARNING,
        "triple-term-nested": _ERROR,
        "turtle-syntax": _ERROR_OR_WARNING,
        # The project's own settings.
        "dataset-incomplete": _NOTE,
        "dataset-setting": _ERROR,
        # What a release says of its changes.
        "change-undated": _NOTE,
        "history-lost": _WARNING,
        # The project's own queries.
        "query-broken": _ERROR,
        "query-empty": _ERROR,
        "query-header": _ERROR,
        "query-name": _ERROR,
        "query-parameter-unused": _ERROR,
        "query-service": _ERROR,
        "query-too-slow": _ERROR,
        "query-unstable": _ERROR,
        # The project's own shapes, and what they find.
        "shape-failed": _ERROR,
        "shape-malformed": _ERROR,
        "shape-missing": _ERROR,
        "shape-pattern": _ERROR,
        "shape-reaches-nothing": Levels(AS_FOUND, Severity.NOTE),
        "shape-recursive": _ERROR,
        "shape-term-unknown": Levels(AS_FOUND, Severity.NOTE),
        "shape-unsupported": Levels(AS_FOUND, Severity.WARNING),
        "shape-violation": _AS_FOUND,
        "shape-without-target": _ERROR_OR_NOTE,
        "shapes-file-without-shape": _ERROR,
        "shapes-too-slow": _ERROR,
    }
)
"""Each code of a finding with its severities. Without an entry it is as the finding says."""

_UNREAD: Final = frozenset(
    {
        *("base-in-file", "datatype-unknown", "encoding", "file-unread", "iri-relative-dots"),
        *("shape-term-unknown", "turtle-syntax"),
    }
)
"""Codes of faults for which a file, or a part of a shape, is not read."""
_HEART: Final = frozenset({"claim-asserted", "event-not-bare"})
_HEART_STARTS: Final = ("record-", "quote-")


def is_heart(code: str) -> bool:
    """Return whether a code is of the heart of evidence, which no project with sources can set."""
    return code in _HEART or code.startswith(_HEART_STARTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How bad findings are in one project.

    `settings`: `[tool.publisher.findings]`, by code: the value of a Severity, or OFF.
    """

    profile: str = EVIDENCE
    settings: Mapping[str, str] = field(default_factory=dict)
    has_sources: bool = False

    def applied(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings with their severity, without those that are switched off."""
        for finding in findings:
            level = self._level(finding)
            if isinstance(level, Severity):
                yield finding if level is finding.severity else replace(finding, severity=level)
            elif level == AS_FOUND:
                yield finding

    def _level(self, finding: Finding) -> Severity | str:
        levels = LEVELS.get(finding.code, _AS_FOUND)
        if self.has_sources and is_heart(finding.code):
            return levels.evidence
        setting = self.settings.get(finding.code)
        if setting:
            return OFF if setting == OFF else Severity(setting)
        if self.profile == OPEN and not _is_own_file_unread(finding):
            return levels.open
        return levels.evidence


def _is_own_file_unread(finding: Finding) -> bool:
    """Return whether shapes or queries of the project are not read, which no profile allows."""
    return finding.code in _UNREAD and finding.place.file.startswith(("shapes/", "queries/"))
