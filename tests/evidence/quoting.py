"""A project whose sources are given texts, one quote of each, and what `check` says of them."""

import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from publisher.terms import literal
from tests.called import publisher
from tests.findings.pages import PROJECT

HEAD = """@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def write_quotes(folder: Path, pairs: Sequence[tuple[str, str]]) -> Path:
    """A project with a source `sN` and a quote of it in `data/qN.ttl` for each text and quote."""
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    for number, (text, quote) in enumerate(pairs):
        write_source(folder, f"s{number}", text)
        (folder / "data" / f"q{number}.ttl").write_text(
            f"{HEAD}[] a ev:File ; ev:source <source/s{number}> .\n"
            f'<document/d{number}> a :Document ; rdfs:label "d{number}"@en ;\n'
            f"  :described {literal(quote)}@en {{| ev:quote {literal(quote)} |}} .\n",
            encoding="utf-8",
        )
    return folder


def write_source(folder: Path, slug: str, text: str) -> None:
    digest = hashlib.sha256(text.encode()).hexdigest()
    sources = folder / "data" / "sources"
    (sources / f"{slug}.txt").write_bytes(text.encode())
    (sources / f"{slug}.ttl").write_text(
        f'{HEAD}<source/{slug}> a ev:Source ; rdfs:label "{slug}"@en ; '
        f'schema:sha256 "{digest}" ;\n'
        "  <http://purl.org/dc/terms/publisher> <institution/office> .\n",
        encoding="utf-8",
    )


def findings_of(folder: Path, pairs: Sequence[tuple[str, str]]) -> dict[int, str]:
    """What `check` says of the words of each quote, by its number; nothing of what it accepts."""
    lines = publisher("check", "--all", "--project", write_quotes(folder, pairs)).lines
    said = [line for line in lines if "[quote-" in line or ": error: " in line]
    named = [(re.match(r"data/q(\d+)\.ttl:\d+:\d+: ", line), line) for line in said]
    assert all(match for match, _ in named), lines
    return {int(match[1]): line for match, line in named if match}
