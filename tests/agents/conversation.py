"""The conversation that `docs/how-to/use-with-an-agent.md` shows, held again with the server."""

import sys
import tempfile
from pathlib import Path

from mcp import Client

from publisher.commands.build import build
from publisher.commands.init import init
from publisher.project import read_project
from tests.agents.clients import text_of, with_process

_CONTENTS = (
    "PREFIX ev: <https://w3id.org/quoted-statements#> "
    "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    "SELECT ?s ?p ?o { ?c a ev:Content ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
)
CALLS: tuple[tuple[str, dict[str, object]], ...] = (
    ("search", {"name": "Foot-bridge over Mill Brook"}),
    ("describe", {"iri": "structure/footbridge"}),
    ("describe", {"iri": "decision/close-footbridge"}),
    ("run_query", {"name": "claims"}),
    ("cite", {"iri": "claim/footbridge-safe"}),
    ("sparql", {"query": _CONTENTS}),
    ("describe", {"iri": "structure/footbrige"}),
)


def conversation() -> list[tuple[str, str]]:
    """Each call as the page writes it, with the text of its answer, of the project of `init`."""
    with tempfile.TemporaryDirectory() as folder:
        project, site = Path(folder) / "project", Path(folder) / "site"
        init(project)
        assert not build(read_project(project), out=site).has_errors

        async def ask(client: Client) -> list[tuple[str, str]]:
            return [
                (written(name, arguments), text_of(await client.call_tool(name, arguments)))
                for name, arguments in CALLS
            ]

        return with_process(["--project", str(project), "--out", str(site)], ask)


def written(name: str, arguments: dict[str, object]) -> str:
    return f"{name}({', '.join(f'{key}={value!r}' for key, value in arguments.items())})"


def as_markdown() -> str:
    """The part of the page that is made of the conversation."""
    blocks = [f"`{call}`\n\n```text\n{answer.strip()}\n```" for call, answer in conversation()]
    return "\n\n".join(blocks)


if __name__ == "__main__":
    sys.stdout.write(f"{as_markdown()}\n")
