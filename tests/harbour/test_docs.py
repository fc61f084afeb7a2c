"""The examples of docs/reference/authoring.md are facts of the harbour."""

import re
from pathlib import Path
from typing import Final

import pytest
import rdflib

from tests.harbour.project import BASE, MINUTES, change
from tests.harbour.running import answers, findings

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "authoring.md"
BLOCKS: Final = re.findall(
    r"^```(\w+)([^\n]*)\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
)
EXAMPLES: Final = [
    (words.split("=")[1], block) for _, words, block in BLOCKS if words.startswith(" source=")
]
NAMESPACES: Final = {
    "": f"{BASE}ontology#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "ev": "https://w3id.org/quoted-statements#",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TURTLE: Final = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items())
SPARQL: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMESPACES.items())


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


def test_the_examples_together_have_no_finding(harbour: Path) -> None:
    # Nobody has reviewed the files that are added.
    said = 'ev:reviewedBy "B. Reader" ; ev:reviewedOn "2026-11-28"^^xsd:date '
    change(harbour / MINUTES, (said, ""))
    for number, (source, block) in enumerate(EXAMPLES):
        (harbour / "data" / f"example-{number}.ttl").write_text(
            f"{TURTLE}[] a ev:File ; ev:source <source/{source}> .\n{block}", encoding="utf-8"
        )

    assert findings(harbour) == []


@pytest.mark.parametrize("block", [text for kind, _, text in BLOCKS if kind == "sparql"])
def test_a_query_of_the_page_is_answered(harbour: Path, block: str) -> None:
    assert answers(harbour, SPARQL + block) != []


def test_what_is_claimed_has_nothing_that_is_denied(harbour: Path) -> None:
    (query,) = (text for kind, _, text in BLOCKS if kind == "sparql" and "ev:asserts" in text)

    (row,) = [one for one in answers(harbour, SPARQL + query) if one["property"].endswith("knewOf")]

    assert row["value"] == f"{BASE}flaw/cracks"  # Once, by who asserts it.


def test_what_the_page_calls_published_is_published(harbour_site: Path) -> None:
    (block,) = (text for _, words, text in BLOCKS if words == " published")
    shown = rdflib.Graph().parse(data=TURTLE + block, format="turtle", publicID=BASE)
    published = rdflib.Graph().parse(harbour_site / "motion" / "close-north-quay.ttl")

    assert len(shown) > 10
    assert set(shown) <= set(published)
