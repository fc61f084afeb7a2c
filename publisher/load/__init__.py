"""Files → graph and findings: the project's Turtle, its sources, shapes and queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Final

from publisher.dataset import Dataset, dataset
from publisher.findings import Finding, Place
from publisher.load.left_out import left_out
from publisher.load.queries import read_query
from publisher.load.quotes import Quotes
from publisher.load.sources import prepared, read_sources, undescribed_texts
from publisher.load.statements import Statements
from publisher.load.turtle import TurtleFile, decode, parse_turtle
from publisher.model import ReadyQuery, ShapesFile, Term, Triple
from publisher.project import Project
from publisher.vocabulary import RDF_TYPE
from publisher.well_formed import is_utf8

FOLDERS: Final = ("ontology", "data", "shapes", "queries")
TOOL_QUERIES: Final = "publisher/evidence/queries"
TOOL_SHAPES: Final = "publisher/evidence/shapes.ttl"
_W3ID: Final = "https://w3id.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A project as read. `suppressed`: statements and claims whose quote is a finding already."""

    graph: Dataset
    vocabulary: Dataset
    """The tool's own terms."""
    shapes: tuple[ShapesFile, ...] = ()
    queries: tuple[ReadyQuery, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: frozenset[Term] = frozenset()
    ontology: frozenset[Triple] = frozenset()
    """What stands in the files of ontology/."""

    @property
    def dataset(self) -> tuple[Dataset, ...]:
        """What is published and can be queried."""
        return dataset(self.graph, self.vocabulary)


def load(project: Project) -> Loaded:
    """The project's graph in RDF 1.1 form, and all that is wrong with its files."""
    findings = [*_missing_folders(project), *left_out(project)]
    ontology, found = _turtle(project, "ontology")
    findings += found
    data, found = _turtle(project, "data")
    findings += found
    sources, found, unread = read_sources(project, data)
    findings += [*found, *undescribed_texts(project, sources.keys() | unread)]
    texts = prepared(sources, base=project.base)
    quotes = Quotes(base=project.base, texts=texts, unread=unread)
    statements = Statements(base=project.base, quotes=quotes)
    for file in (*ontology, *data):
        statements.add(file)
    statements.finish()
    findings += statements.findings
    shapes, found = _shapes(project)
    findings += found
    queries, found = _queries(project)
    findings += found
    if sources:
        names = {query.name for query in queries}
        queries += tuple(one for one in tool_queries(project.base) if one.name not in names)
    graph = Dataset.of(
        statements.triples,
        base=project.base,
        sources=sources,
        term_order=_order(ontology),
    )
    return Loaded(
        graph=graph,
        vocabulary=read_vocabulary(),
        shapes=(*shapes, tool_shapes()),
        queries=queries,
        findings=tuple(findings),
        suppressed=frozenset(statements.suppressed),
        ontology=frozenset(triple for file in ontology for triple in file.triples),
    )


def input_folders(project: Project) -> tuple[Path, ...]:
    """The folders that a project is read from."""
    return tuple(project.folder / folder for folder in FOLDERS)


def read_vocabulary() -> Dataset:
    """The tool's own vocabulary, as it stands in the package."""
    file, _ = parse_turtle(_packaged("vocabulary.ttl"), file="vocabulary.ttl", base=_W3ID)
    triples = file.triples if file else ()
    return Dataset.of(
        triples, base=_W3ID, term_order=tuple(dict.fromkeys(s for s, _, _ in triples))
    )


def tool_shapes() -> ShapesFile:
    """The shapes of evidence and claims, whatever the ontology."""
    return ShapesFile(file=TOOL_SHAPES, content=_packaged("shapes.ttl"))


def tool_queries(base: str) -> Iterator[ReadyQuery]:
    """The ready queries that every project with sources has, if it has none of the same name."""
    folder = files("publisher.evidence").joinpath("queries")
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        name = path.name.removesuffix(".rq")
        file = f"{TOOL_QUERIES}/{path.name}"
        query, _ = read_query(name, path.read_text("utf-8"), file=file, base=base)
        yield replace(query, is_built_in=True)


def _packaged(name: str) -> bytes:
    return files("publisher.evidence").joinpath(name).read_bytes()


def _missing_folders(project: Project) -> Iterable[Finding]:
    for folder in FOLDERS:
        if not (project.folder / folder).is_dir():
            yield Finding(
                code="folder-missing",
                message=f"the folder {folder}/ is not there",
                hint="make it, or name the project's folder with --project",
                place=Place(file=f"{folder}/"),
            )


def _turtle(project: Project, part: str) -> tuple[list[TurtleFile], list[Finding]]:
    files: list[TurtleFile] = []
    findings: list[Finding] = []
    for path in project.files(part, ".ttl"):
        content, unread = _read(project, path)
        findings += unread
        if not unread:
            file, found = parse_turtle(content, file=project.name(path), base=project.base)
            findings += found
            files += [file] if file else []
    return files, findings


def _shapes(project: Project) -> tuple[tuple[ShapesFile, ...], list[Finding]]:
    shapes: list[ShapesFile] = []
    findings: list[Finding] = []
    for path in project.files("shapes", ".ttl"):
        name = project.name(path)
        content, found = _read(project, path)
        if not found:
            _, found = parse_turtle(content, file=name, base=project.base)
        findings += found
        if not found:
            shapes.append(ShapesFile(file=name, content=content))
    return tuple(shapes), findings


def _queries(project: Project) -> tuple[tuple[ReadyQuery, ...], list[Finding]]:
    queries: list[ReadyQuery] = []
    findings: list[Finding] = []
    for path in project.files("queries", ".rq"):
        name = project.name(path)
        content, found = _read(project, path)
        if not is_utf8(path.stem):
            found = [_no_name(name)]
        if not found:
            text, found = decode(content, file=name)
        if not found:
            query, found = read_query(path.stem, text, file=name, base=project.base)
            queries.append(query)
        findings += found
    return tuple(queries), findings


def _no_name(file: str) -> Finding:
    """No address has such a name, so the query can be no page: nothing more is asked of it."""
    return Finding(
        code="query-name",
        message="the file's name cannot be the name of a query: it is not UTF-8",
        hint="name its file in lower-case letters, digits and hyphens",
        place=Place(file=file, line=1, column=1),
    )


def _read(project: Project, path: Path) -> tuple[bytes, list[Finding]]:
    try:
        return path.read_bytes(), []
    except OSError as error:
        return b"", [
            Finding(
                code="encoding",
                message=f"the file cannot be read ({error.strerror})",
                place=Place(file=project.name(path)),
            )
        ]


def _order(ontology: Iterable[TurtleFile]) -> tuple[Term, ...]:
    """The subjects of the ontology in the order in which its files define them."""
    return tuple(dict.fromkeys(s for file in ontology for s, p, _ in file.triples if p == RDF_TYPE))
