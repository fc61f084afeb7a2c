"""Small projects for `publisher serve`: settings, and a site that is built already."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.querypool.graph import write_graph
from tests.serve.releases import BASE, FILES, write_release

P = "PREFIX : <http://example.net/> "
CHEAP = P + "SELECT ?x { <http://example.net/7> :n ?x }"
ENDLESS = P + "SELECT (COUNT(*) AS ?n) { ?a :n ?x . ?b :n ?y . ?c :n ?z . ?d :n ?w }"
LONG = P + "SELECT ?a ?b { ?a :n ?x . ?b :n ?y }"
"""160,000 rows."""
STALLED = P + (
    "SELECT ?a ?b { { SELECT ?a ?b { ?a :n ?x . ?b :n ?y } LIMIT 9000 } UNION "
    "{ ?a :n ?x . ?b :n ?y . ?c :n ?z . ?d :n ?w FILTER(?x + ?y + ?z + ?w < 0) } }"
)
"""9,000 rows at once, and no other for hours."""


def write_project(folder: Path, settings: Mapping[str, object], *, base: str = BASE) -> Path:
    """A project's folder with a site of the test graph in it, and the server's settings."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {json.dumps(value)}" for name, value in settings.items()]
    (folder / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "{base}"\n[tool.publisher.serve]\n' + "\n".join(lines),
        encoding="utf-8",
    )
    graph = write_graph(folder / "graph.nt").read_text(encoding="utf-8")
    write_release(folder, {**FILES, "dumps/all.nt": graph}, base=base)
    return folder
