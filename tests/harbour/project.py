"""Velsund harbour: two sources that contradict each other, from ../shared/projects/harbour.

Its author could not say what the tool now can: who denies, who reports whom, what contradicts what.
`CHANGES` says it, in a copy.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

SHARED: Final = Path(__file__).parents[3] / "shared" / "projects" / "harbour"
BASE: Final = "https://velsund.example.org/"
MINUTES: Final = "data/minutes.ttl"
COURIER: Final = "data/courier.ttl"
VOICES: Final = """# The voices of the two sources.
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<voices> a skos:ConceptScheme ;
  rdfs:label "voices of the minutes and the newspaper"@en .

<voice/denied> a skos:Concept ;
  rdfs:label "denied"@en ;
  skos:inScheme <voices> .

<voice/rejected> a skos:Concept ;
  rdfs:label "rejected"@en ;
  skos:inScheme <voices> .
"""

Change = tuple[str, str]

CHANGES: Final[Mapping[str, Sequence[Change]]] = {
    MINUTES: (
        (
            "[] a ev:File ; ev:source <source/council-minutes> .",
            (
                "[] a ev:File ; ev:source <source/council-minutes> ;\n"
                '  ev:enteredBy "A. Editor" ; ev:enteredOn "2026-11-27"^^xsd:date ;\n'
                '  ev:reviewedBy "B. Reader" ; ev:reviewedOn "2026-11-28"^^xsd:date .\n\n'
                '<flaw/cracks> a :Flaw ; rdfs:label "cracks of the North Quay"@en .'
            ),
        ),
        (
            "did-not-know> a ev:Claim ; ev:about <body/harbour-council> ; ev:voice ev:said ;",
            (
                "did-not-know> a ev:Claim ; ev:about <body/harbour-council> ;\n"
                "  ev:voice <voice/denied> ; ev:stance ev:denies ;\n"
                "  ev:content << <body/harbour-council> :knewOf <flaw/cracks> >> ;"
            ),
        ),
    ),
    COURIER: (
        (
            ':closesFrom "2019-06-01"^^xsd:date >> .',
            (
                ':closesFrom "2019-06-01"^^xsd:date >> ;\n'
                "  ev:contradicts << <motion/close-north-quay> :closesFrom "
                '"2019-05-01"^^xsd:date >> .'
            ),
        ),
        (
            'ev:quote "The motion was carried by seven votes to three" ;',
            # The seven votes are on record: only the three are claimed.
            'ev:quote "to three" ;',
        ),
        (
            "<motion/close-north-quay> :votesAgainst 3 >> .",
            (
                "<motion/close-north-quay> :votesAgainst 3 >> ;\n"
                "  ev:contradicts << <motion/close-north-quay> :votesAgainst 2 >> ."
            ),
        ),
        (
            "<claim/did-not-say> a ev:Claim ; ev:about <person/aarskog> ; ev:voice ev:said ;",
            (
                "<claim/did-not-say> a ev:Claim ; ev:about <person/aarskog> ;\n"
                "  ev:voice <voice/denied> ; ev:stance ev:denies ;"
            ),
        ),
        (
            'ev:quote "They knew about the cracks in 2017" ;',
            (
                'ev:quote "They knew about the cracks in 2017" ;\n'
                "  ev:content << <body/harbour-council> :knewOf <flaw/cracks> >> ;"
            ),
        ),
        (
            "council-rejects> a ev:Claim ; ev:about <body/harbour-council> ; ev:voice ev:said ;",
            (
                "council-rejects> a ev:Claim ; ev:about <body/harbour-council> ;\n"
                "  ev:voice <voice/rejected> ; ev:stance ev:denies ;\n"
                "  ev:content << <body/harbour-council> :knewOf <flaw/cracks> >> ;"
            ),
        ),
    ),
    "ontology/ontology.ttl": (
        (
            ":Place a owl:Class ;",
            (
                ':Flaw a owl:Class ; rdfs:label "flaw"@en ;\n'
                '  skos:definition "A damage that a source speaks of."@en ;\n'
                '  skos:example "The cracks of the North Quay."@en ;\n'
                "  rdfs:isDefinedBy <ontology> .\n\n"
                ":Place a owl:Class ;"
            ),
        ),
    ),
}


def write_harbour(folder: Path, *, changes: Mapping[str, Sequence[Change]] = CHANGES) -> Path:
    """Write the project into a folder and return it; `changes`: of each file, old and new texts.

    Each old text stands once.
    """
    shutil.copytree(SHARED, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (folder / "ontology" / "voices.ttl").write_text(VOICES, encoding="utf-8")
    for name, pairs in changes.items():
        change(folder / name, *pairs)
    return folder


def change(path: Path, *pairs: Change) -> None:
    """Replace texts of a file that each stand in it once."""
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
