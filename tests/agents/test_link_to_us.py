"""The page "Link to us" and `llms.txt`: every example works, and nothing claimed is a fact."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from publisher.commands.build import build
from publisher.commands.paths import project_of
from publisher.describe.claimed_words import ClaimedWords
from publisher.vocabulary import EV_CLAIM
from tests import flagship
from tests.conftest import shared
from tests.serve.running import in_thread

_COMMAND = re.compile(r"<code>(curl [^<]*)</code>")
_LINK = re.compile(r"^- \[[^\]]+\]\((\S+)\)(?:: .+)?$")
BASE = "https://example.org/"


def page(site: Path) -> str:
    return (site / "link-to-us.html").read_text(encoding="utf-8")


def commands(site: Path) -> list[str]:
    return [unescape(command) for command in _COMMAND.findall(page(site))]


def statuses(site: Path, base: str, folder: Path) -> Iterator[tuple[str, str]]:
    with in_thread(site) as address:
        root = f"{address}{urlsplit(base).path}"
        for command in commands(site):
            words = [
                root + word.removeprefix(base) if word.startswith(base) else word
                for word in shlex.split(command)
                if word != "-O"
            ]
            call = [*words, "-s", "-o", str(folder / "answer"), "-w", "%{http_code}"]
            ended = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60)
            yield command, ended.stdout


def test_every_command_of_the_page_is_answered(site: Path, tmp_path: Path) -> None:
    answered = dict(statuses(site, BASE, tmp_path))
    assert len(answered) >= 12
    assert set(answered.values()) == {"200"}, answered


def test_every_address_of_the_api_has_an_example(site: Path) -> None:
    shown = " ".join(commands(site))
    for path in ("sparql", "queries/", "cite", "mcp", "sameas", "lookup", "openapi.json"):
        assert f"{BASE}{path}" in shown, path


@pytest.mark.parametrize("name", ["museum-ccma", "w3c-org", "nanopub"])
def test_every_command_works_for_any_graph(name: str, tmp_path: Path) -> None:
    given = project_of([shared(f"graphs/{name}")], base=None, contexts={})
    site = tmp_path / "site"
    assert not build(given.project, out=site).has_errors
    answered = dict(statuses(site, given.project.base, tmp_path))
    assert set(answered.values()) == {"200"}, answered
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith(f"# {given.project.title}\n\n> ")
    assert "claimant" not in text


def test_a_statement_a_passage_and_a_claim_are_shown_with_their_iris(site: Path) -> None:
    text = page(site)
    for title in ("A resource", "A statement", "A passage", "A claim"):
        assert f"<dt>{title}</dt>" in text
    assert "#char=" in text


def test_each_thing_is_cited_in_four_formats(site: Path) -> None:
    text = page(site)
    for title in ("The dataset", "A page", "A statement", "A claim", "A query’s answer"):
        assert f"<h3>{title}</h3>" in text
    for format_ in ("BibTeX", "CSL-JSON", "RIS"):
        assert text.count(f"<summary>{format_}</summary>") == 5


def test_neither_file_has_words_of_a_claim_without_claimant(site: Path) -> None:
    words = ClaimedWords.of(flagship.loaded().graph)
    labels = {
        flagship.names().link(claim).label for claim in flagship.loaded().graph.instances(EV_CLAIM)
    }
    for name in ("link-to-us.html", "llms.txt"):
        text = unescape((site / name).read_text(encoding="utf-8"))
        assert not [label for label in labels if label in text]
        for line in text.splitlines():
            assert not words.within(line) or "laim of " in line or "laim by " in line, line


def test_no_two_parts_of_the_page_have_one_anchor(site: Path) -> None:
    anchors = re.findall(r' id="([^"]+)"', page(site))
    assert len(anchors) == len(set(anchors))


def test_llms_txt_has_the_form_that_its_readers_know(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    blocks = text.rstrip().split("\n\n")
    assert blocks[0] == f"# {flagship.context().frame.title}"
    assert blocks[1].startswith("> ")
    sections = [block for block in blocks if block.startswith("## ")]
    assert sections == ["## Data", "## Services", "## Ready queries", "## Optional"]
    assert "\n## " not in text.replace("\n\n## ", "")
    links = [match[1] for line in text.splitlines() if (match := _LINK.match(line))]
    assert len(links) > 20
    assert all(link.startswith(BASE) for link in links)


def test_llms_txt_leads_to_what_is_there(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    data = text.partition("## Data")[2].partition("## Services")[0]
    for address in re.findall(r"\((https://[^)]+)\)", data):
        assert (site / address.removeprefix(BASE)).exists(), address
    for query in flagship.loaded().queries:
        assert f"({BASE}queries/{query.name})" in text
        for parameter in query.parameters:
            assert f"`{parameter.name}` ({parameter.type}, default " in text


def test_llms_txt_says_that_a_claim_is_cited_with_its_claimant(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert "Cite a claim only with its claimant" in text
    assert f"({BASE}mcp)" in text


def test_the_home_and_every_page_lead_to_it(site: Path) -> None:
    for name in ("index.html", "network/enoc.html", "queries/index.html"):
        assert 'link-to-us.html">Link to us' in (site / name).read_text(encoding="utf-8"), name
