"""`publisher mcp`: an agent starts it, and speaks by standard input and output."""

import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client

from tests.agents.clients import text_of, with_process
from tests.flagship import FOLDER

_GRAPH = """
<https://thing.example/a> <http://www.w3.org/2000/01/rdf-schema#label> "Apple" ;
  <https://thing.example/colour> "red" .
"""


async def _described(client: Client) -> str:
    found = await client.call_tool("search", {"name": "apple"})
    (hit,) = found.structured_content["hits"]
    return text_of(await client.call_tool("describe", {"iri": hit["iri"]}))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_an_agent_asks_any_graph(tmp_path: Path, mode: str) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(_GRAPH, encoding="utf-8")
    said = with_process([str(graph)], _described, mode=mode)
    assert "IRI: https://thing.example/a" in said
    assert "STATEMENTS:\n- colour: red" in said


def test_an_agent_asks_a_site_that_is_built(site: Path) -> None:
    async def ask(client: Client) -> str:
        return text_of(await client.call_tool("describe", {"iri": "network/enoc"}))

    said = with_process(["--project", str(FOLDER), "--out", str(site)], ask)
    assert "RECORDS: what the source states" in said
    assert "CLAIMS about it. None is a fact" in said


def test_it_ends_when_its_input_ends(site: Path) -> None:
    ended = subprocess.run(
        [*_MCP, "--project", str(FOLDER), "--out", str(site)],
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "an agent may ask now" in ended.stderr


def test_a_signal_ends_it_without_a_trace(site: Path) -> None:
    command = [*_MCP, "--project", str(FOLDER), "--out", str(site)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert "an agent may ask now" in process.stderr.readline()
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in said


def test_errors_of_the_graph_are_said_and_nothing_is_answered(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text("<a> <b>", encoding="utf-8")
    ended = subprocess.run(
        [*_MCP, str(graph)], input="", capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "graph.ttl:1" in ended.stderr


def test_standard_input_cannot_be_the_graph() -> None:
    ended = subprocess.run(
        [*_MCP, "-"], input="", capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert "standard input has the agent's messages" in ended.stderr


_MCP = [sys.executable, "-m", "publisher", "mcp"]
