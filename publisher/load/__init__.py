"""Read a project: its RDF, sources, shapes and queries. Files → graph and findings."""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from publisher.dataset import Dataset
from publisher.findings import Finding, Place
from publisher.load.authored import has_blank
from publisher.load.blank_labels import with_published_labels
from publisher.load.decoding import decode
from publisher.load.given_statements import GivenStatements, as_given
from publisher.load.input_findings import FOLDERS, input_findings
from publisher.load.inputs import read_bytes, read_inputs, without_own_bases
from publisher.load.query_comments import read_ready_query
from publisher.load.quotes import Quotes
from publisher.load.rdf_file import RdfFile
from publisher.load.sources import read_sources, stored_texts, undescribed_texts
from publisher.load.statements import StatementBuilder
from publisher.load.turtle_files import parse_turtle
from publisher.model import Quad, ReadyQuery, ShapesFile, Source, Term, Triple
from publisher.project import Profile, Project
from publisher.severities import Policy
from publisher.terms import iri
from publisher.vocabulary import EV_NAMESPACE, LABELS, RDF_TYPE
from publisher.well_formed import is_utf8

TOOL_QUERIES: Final = "publisher/evidence/queries"
TOOL_SHAPES: Final = "publisher/evidence"
_W3ID: Final = "https://w3id.org/"


_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A project as read."""

    graph: Dataset
    vocabulary: Dataset
    """The tool's own terms."""
    shapes: tuple[ShapesFile, ...] = ()
    queries: tuple[ReadyQuery, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: frozenset[Term] = frozenset()
    """Statements and claims whose quote is a finding already: checks report no second one."""
    ontology: frozenset[Triple] = frozenset()
    """The triples in the files of ontology/."""
    prefixes: tuple[tuple[str, str], ...] = ()
    """The prefixes that the files declare, each with its namespace; one for each file."""
    profile: Profile = "evidence"
    """Which rules hold: those of evidence, or those of any RDF."""
    policy: Policy = field(default_factory=Policy)
    """How bad each finding is."""

    @property
    def queried_datasets(self) -> tuple[Dataset, ...]:
        """Return the graph, and the tool's own terms if the graph uses one: what can be queried."""
        is_used = self.graph.uses(EV_NAMESPACE)
        return (self.graph, self.vocabulary) if is_used else (self.graph,)


def load(project: Project) -> Loaded:
    """Return the project's graph in RDF 1.1 form, and all that is wrong with its files."""
    began = time.monotonic()
    inputs = read_inputs(project)
    sources, source_findings, unread = read_sources(project, inputs.data)
    quotes = Quotes(
        base=project.base, texts=stored_texts(sources, base=project.base), unread=unread
    )
    has_sources = bool(sources or unread)
    profile = _profile(project, inputs.files, has_sources=has_sources)
    policy = Policy(profile=profile, settings=project.severities, has_sources=has_sources)
    if profile == "evidence":
        inputs = without_own_bases(inputs)
    statements = _statements(inputs.files, quotes=quotes, base=project.base, profile=profile)
    shapes, shape_findings = _shapes(project)
    queries, query_findings = _queries(project)
    if sources:
        queries += _tool_queries_beside(queries, base=project.base)
    triples, quads = with_published_labels(statements.triples, statements.quads)
    graph = _dataset(project, triples, quads, sources=sources, ontology=inputs.ontology)
    findings = (
        *project.findings,
        *input_findings(project, inputs, profile=profile),
        *(*source_findings, *undescribed_texts(project, sources.keys() | unread)),
        *statements.findings,
        *(*shape_findings, *query_findings),
    )
    _log.info("load: %d triples, %.1f seconds", len(graph), time.monotonic() - began)
    return Loaded(
        graph=graph,
        vocabulary=read_vocabulary(),
        shapes=(*shapes, *(tool_shapes() if profile == "evidence" else ())),
        queries=queries,
        findings=tuple(policy.applied(findings)),
        suppressed=frozenset(statements.suppressed),
        ontology=_ontology(inputs.ontology, triples),
        prefixes=tuple(prefix for file in inputs.files for prefix in file.prefixes),
        profile=profile,
        policy=policy,
    )


def _dataset(
    project: Project,
    triples: Iterable[Triple],
    quads: Iterable[Quad],
    *,
    sources: Mapping[Term, Source],
    ontology: Iterable[RdfFile],
) -> Dataset:
    return Dataset.of(
        triples,
        quads=quads,
        base=project.base,
        namespaces=project.namespaces,
        languages=project.languages,
        label_properties=(*map(iri, project.label_properties), *LABELS),
        sources=sources,
        term_order=_order(ontology),
    )


def _ontology(files: Iterable[RdfFile], triples: Iterable[Triple]) -> frozenset[Triple]:
    """Return the triples of the ontology's files, with the labels that blank nodes now have.

    If there is evidence, no other file may have a blank node; if not, nobody asks for quotes.
    """
    without_blanks = (t for file in files for t in file.triples if not has_blank(t))
    return frozenset((*without_blanks, *filter(has_blank, triples)))


def input_folders(project: Project) -> tuple[Path, ...]:
    """Return the folders that a project is read from, in which no site may be written."""
    return () if project.inputs else tuple(project.folder / folder for folder in FOLDERS)


def read_vocabulary() -> Dataset:
    """Return the tool's own vocabulary, which is a file of the package."""
    file, _ = parse_turtle(_packaged("vocabulary.ttl"), file="vocabulary.ttl", base=_W3ID)
    triples = file.triples if file else ()
    return Dataset.of(
        triples, base=_W3ID, term_order=tuple(dict.fromkeys(s for s, _, _ in triples))
    )


def tool_shapes() -> tuple[ShapesFile, ...]:
    """Return the shapes that hold beside those of a project with evidence.

    Those of records and claims, and those of terms.
    """
    names = ("shapes.ttl", "term_shapes.ttl")
    return tuple(
        ShapesFile(file=f"{TOOL_SHAPES}/{name}", content=_packaged(name)) for name in names
    )


def tool_queries(base: str) -> Iterator[ReadyQuery]:
    """Yield the ready queries that the tool brings along."""
    folder = files("publisher.evidence").joinpath("queries")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        name = path.name.removesuffix(".rq")
        file = f"{TOOL_QUERIES}/{path.name}"
        query, _ = read_ready_query(name, path.read_text("utf-8"), file=file, base=base)
        yield replace(query, is_built_in=True)


def _tool_queries_beside(queries: Iterable[ReadyQuery], *, base: str) -> tuple[ReadyQuery, ...]:
    """Return the tool's queries whose names no query of the project has."""
    names = {query.name for query in queries}
    return tuple(query for query in tool_queries(base) if query.name not in names)


def _packaged(name: str) -> bytes:
    return files("publisher.evidence").joinpath(name).read_bytes()


def _profile(project: Project, files: Iterable[RdfFile], *, has_sources: bool) -> Profile:
    """Return the profile that is set, else `evidence` if there are sources or quotes."""
    if project.profile:
        return project.profile
    uses_evidence = any(
        predicate.startswith(f"<{EV_NAMESPACE}") or value.startswith(f"<{EV_NAMESPACE}")
        for file in files
        for _, predicate, value in file.triples
    )
    return "evidence" if has_sources or uses_evidence else "open"


def _statements(
    files: Iterable[RdfFile], *, quotes: Quotes, base: str, profile: Profile
) -> StatementBuilder | GivenStatements:
    # Without a source no quote can be found: what others have published with quotes stays as it is.
    if profile == "open" and not quotes.texts:
        return as_given(files)
    statements = StatementBuilder(base=base, quotes=quotes, is_open=profile == "open")
    for file in files:
        statements.add(file)
    statements.finish()
    return statements


def _shapes(project: Project) -> tuple[tuple[ShapesFile, ...], list[Finding]]:
    shapes: list[ShapesFile] = []
    findings: list[Finding] = []
    for path in project.files("shapes", ".ttl"):
        name = project.name(path)
        faults: list[Finding] = []
        content = read_bytes(path, name=name, findings=faults)
        if content is not None:
            _, faults = parse_turtle(content, file=name, base=project.base)
        findings += faults
        if content is not None and not faults:
            shapes.append(ShapesFile(file=name, content=content))
    return tuple(shapes), findings


def _queries(project: Project) -> tuple[tuple[ReadyQuery, ...], list[Finding]]:
    queries: list[ReadyQuery] = []
    findings: list[Finding] = []
    for path in project.files("queries", ".rq"):
        name = project.name(path)
        faults: list[Finding] = []
        content = read_bytes(path, name=name, findings=faults) or b""
        if not is_utf8(path.stem):
            faults = [_no_name(name)]
        if not faults:
            text, faults = decode(content, file=name)
        if not faults:
            query, faults = read_ready_query(
                path.stem, text, file=name, base=project.base, language=project.language
            )
            queries.append(query)
        findings += faults
    return tuple(queries), findings


def _no_name(file: str) -> Finding:
    """Report a name that no address can have. The query is not read: it could have no page."""
    return Finding(
        code="query-name",
        message="the file's name cannot be the name of a query: it is not UTF-8",
        hint="name its file in lower-case letters, digits and hyphens",
        place=Place(file=file, line=1, column=1),
    )


def _order(ontology: Iterable[RdfFile]) -> tuple[Term, ...]:
    """Return the subjects of the ontology in the order in which its files define them."""
    return tuple(dict.fromkeys(s for file in ontology for s, p, _ in file.triples if p == RDF_TYPE))
