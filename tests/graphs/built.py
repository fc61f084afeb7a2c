"""Sets of other people's RDF, built by the command as found."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from publisher.commands.paths import project_of
from publisher.load import Loaded, load
from publisher.model import DEFAULT_GRAPH, Quad, Term
from publisher.project import Project, read_project
from publisher.sparql.engine import StoreEngine, Triples
from tests.calls import publisher
from tests.graphs.parsed import Contexts, read_input
from tests.graphs.sites import Site

RESERVED = "https://example.invalid/"
"""What relative IRIs are resolved against if nothing else is known."""


@dataclass(kw_only=True)
class Built:
    """A set and its site. `output`: what the command printed."""

    folder: Path
    site: Site
    code: int
    output: str
    contexts: Contexts

    @cached_property
    def given(self) -> list[Quad]:
        """What independent parsers read from the files, each with blank nodes of its own."""
        return [
            quad
            for number, path in enumerate(_rdf_files(self.folder))
            for quad in _apart(
                read_input(path, base=self._base(path), contexts=self.contexts), number
            )
        ]

    @cached_property
    def loaded(self) -> Loaded:
        return load(self.project)

    @property
    def project(self) -> Project:
        if (self.folder / "pyproject.toml").is_file():
            return read_project(self.folder)
        return project_of([self.folder], base=None, contexts=self.contexts).project

    def endpoint(self) -> set[Quad]:
        """Return what the endpoint answers if it is asked for all, without naming a graph."""
        answer = self._engine.answer("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(answer, Triples)
        return {
            (Term(str(t.subject)), Term(str(t.predicate)), Term(str(t.object)), DEFAULT_GRAPH)
            for t in answer.triples
        }

    def named_graphs(self) -> set[Quad]:
        """Return what the endpoint answers if it is asked for all in named graphs."""
        answer = self._engine.answer("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(answer, ox.QuerySolutions)
        terms = [[Term(str(solution[name])) for name in "spog"] for solution in answer]
        return {(subject, predicate, value, graph) for subject, predicate, value, graph in terms}

    @cached_property
    def _engine(self) -> StoreEngine:
        return StoreEngine(*self.loaded.queried_datasets)

    def without_place(self) -> Iterator[Term]:
        """Yield the subjects and graphs that have neither a page nor an anchor on one."""
        graph = self.loaded.graph
        for subject in (*graph.subjects(), *graph.graphs()):
            page = graph.page_of(subject)
            path = self.site.folder / f"{graph.addresses.path(page)}.html"
            if not path.is_file():
                yield subject
            elif page != subject and subject in graph.subjects() and not subject.startswith("_:"):
                fragment = subject[subject.index("#") + 1 : -1]
                if fragment and fragment not in self.site.ids(path):
                    yield subject

    def _base(self, path: Path) -> str:
        if (self.folder / "pyproject.toml").is_file():
            return self.project.base
        return f"{RESERVED}{path.name}"


def build(folder: Path, out: Path, *options: str, contexts: Contexts) -> Built:
    given = [text for name, file in contexts.items() for text in ("--context", f"{name}={file}")]
    is_project = (folder / "pyproject.toml").is_file()
    where = ["--project", str(folder)] if is_project else [str(folder)]
    done = publisher("build", *where, "--out", str(out), "--no-compress", *given, *options)
    return Built(
        folder=folder,
        site=Site(folder=out),
        code=done.returncode,
        output=f"{done.stdout}{done.stderr}",
        contexts=contexts,
    )


def _rdf_files(folder: Path) -> list[Path]:
    """Return the files of a set that hold data; its shapes are none if it is a project."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    others = {".toml", ".md", ".rq"}
    return [
        path
        for path in files
        if path.suffix not in others
        and not path.name.startswith(".")
        and path.relative_to(folder).parts[0] != "shapes"
    ]


def _apart(quads: list[Quad], number: int) -> Iterator[Quad]:
    def apart(term: Term) -> Term:
        return Term(f"_:f{number}x{term[2:]}") if term.startswith("_:") else term

    for subject, predicate, value, graph in quads:
        yield apart(subject), predicate, apart(value), apart(graph)
