"""A project: its folder and its settings; or files of RDF that need neither."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, TypeAlias

from publisher import limits
from publisher.findings import Finding
from publisher.metadata import DatasetMetadata
from publisher.project.entries import entries_in

LANGUAGE: Final = "en"
Profile: TypeAlias = Literal["evidence", "open"]
SeveritySetting: TypeAlias = Literal["error", "warning", "off"]
DefaultGraphSetting: TypeAlias = Literal["union", "default"]
PROFILES: Final[tuple[Profile, ...]] = ("evidence", "open")
SEVERITIES: Final[tuple[SeveritySetting, ...]] = ("error", "warning", "off")
DEFAULT_GRAPH_SETTINGS: Final[tuple[DefaultGraphSetting, ...]] = ("union", "default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A folder with `ontology/ data/ shapes/ queries/` and `[tool.publisher]`."""

    folder: Path
    base: str
    title: str
    description: str = ""
    publisher: str = ""
    license: str = ""
    language: str = LANGUAGE
    dataset: DatasetMetadata = field(default_factory=DatasetMetadata)
    """`[tool.publisher.dataset]`: what is said of the dataset as a whole."""
    dataset_line: int = 0
    """The line of this table, 0 if there is none; `check` says what is missing in one."""
    findings: tuple[Finding, ...] = ()
    """What is wrong with the settings, if it stops no other command."""
    deadline: float = limits.READY_QUERY_SECONDS
    """Seconds that a ready query may take, and the shapes for each 10,000 triples."""
    serve: Mapping[str, object] = field(default_factory=dict)
    """`[tool.publisher.serve]`, which the server reads."""
    profile: Profile | None = None
    """Which rules hold: those of evidence, or those of any RDF; None to decide by the files."""
    own_namespaces: Mapping[str, str] = field(default_factory=dict)
    """`[tool.publisher.namespaces]`: the name of each namespace whose IRIs are the site's own."""
    severities: Mapping[str, SeveritySetting] = field(default_factory=dict)
    """`[tool.publisher.findings]`: the severity of findings by their code."""
    other_languages: tuple[str, ...] = ()
    """The languages of labels after `language`, the preferred one first."""
    label_properties: tuple[str, ...] = ()
    """IRIs of further properties that label a resource, preferred to the usual ones."""
    contexts: Mapping[str, Path] = field(default_factory=dict)
    """The file of each JSON-LD context, by its IRI."""
    default_graph: DefaultGraphSetting = "union"
    """What the endpoint's default graph is: the union of all graphs, or the default one alone."""
    inputs: tuple[Path, ...] = ()
    """Files and folders to publish that are no project: they need no configuration."""
    input_base: str = ""
    """What relative IRIs of these are resolved against; empty for a host that nobody can have."""

    @property
    def namespaces(self) -> Mapping[str, str]:
        """Return the namespaces of the site's own IRIs; the base alone if none is configured."""
        return self.own_namespaces or {self.base: ""}

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of labels, the preferred one first."""
        return (self.language, *self.other_languages)

    def name(self, path: Path) -> str:
        """Return a file as messages write it: from the project's folder, with `/`."""
        return path.relative_to(self.folder).as_posix()

    def files(self, part: str, suffix: str) -> tuple[Path, ...]:
        """Return the files of one part, sorted by name, sub-folders included."""
        paths = (path for path in self.entries(part) if path.name.endswith(suffix))
        return tuple(path for path in paths if path.is_file())

    def entries(self, part: str) -> tuple[Path, ...]:
        """Return what one part has to be read, sorted: files, and what is odd.

        Odd are links to a folder or to nowhere, and folders that cannot be read. Hidden files, and
        those that editors and systems leave behind, are left out.
        """
        return () if self.inputs else entries_in(self.folder / part)
