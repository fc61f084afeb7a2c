"""A project with one more source and file: statements and their words, checked by the program."""

import contextlib
import io
from hashlib import sha256
from pathlib import Path
from typing import Final

from publisher.cli import main
from tests.findings.pages import PROJECT, write_project

HEAD: Final = """@prefix : <ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a ev:File ; ev:source <source/minutes> .
"""
_SOURCE: Final = """
<source/SLUG> a ev:Source ; rdfs:label "SLUG"@en ; dcterms:publisher <institution/office> ;
  dcterms:description "Typed from paper."@en ; LANGUAGE schema:sha256 "DIGEST" .
"""
_ONTOLOGY: Final = (PROJECT / "ontology" / "ontology.ttl").read_text(encoding="utf-8")
PLACED_AT: Final = len(HEAD.splitlines())
"""Lines before the facts."""


def printed(
    folder: Path,
    facts: str,
    *,
    minutes: str,
    other: str = "",
    language: str = "en",
    ontology: str = "",
) -> list[str]:
    """The lines of `publisher check` for facts.

    `minutes`: the text of their source. `other`: that of a second one, if there is one. `ontology`:
    more of it, in a file of its own.
    """
    tag = f'dcterms:language "{language}" ;' if language else ""
    head = HEAD.rpartition("[] a ev:File")[0]
    files: dict[str, bytes | None] = {
        "data/fault.ttl": (HEAD + facts).encode(),
        "ontology/more.ttl": (head + ontology).encode(),
    }
    for slug, text in {"minutes": minutes, "other": other}.items():
        if not text:
            continue
        stored = text.encode()
        about = _SOURCE.replace("SLUG", slug).replace("LANGUAGE", tag)
        files[f"data/sources/{slug}.txt"] = stored
        files[f"data/sources/{slug}.ttl"] = (
            head + about.replace("DIGEST", sha256(stored).hexdigest())
        ).encode()
    write_project(folder, files)
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out):
        main(["check", "--all", "--project", str(folder), "--quiet"])
    out.seek(0)
    return out.read().splitlines()


def found(lines: list[str]) -> list[str]:
    """Of each line of the facts' file: its line among the facts, its severity and its code."""
    return [
        f"{int(line.split(':')[1]) - PLACED_AT} {line.split(': ')[1]} {line.rsplit('[', 1)[1][:-1]}"
        for line in lines
    ]
