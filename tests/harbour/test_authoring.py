"""What an author writes of evidence, voices and entry, and what is published of it."""

import re
from pathlib import Path

import pytest

from tests.harbour.project import BASE, COURIER, MINUTES, change
from tests.harbour.running import answers, findings

PREFIXES = """@prefix : <ontology#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ASKED = """
PREFIX : <ontology#>
PREFIX ev: <https://w3id.org/quoted-statements#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
COURIER_FILE = "[] a ev:File ; ev:source <source/courier-report> .\n"


def add(folder: Path, turtle: str) -> None:
    (folder / "data" / "more.ttl").write_text(PREFIXES + turtle, encoding="utf-8")


def asked(folder: Path, pattern: str) -> list[tuple[str, ...]]:
    """The answers to a pattern: its variables, in the order in which it has them."""
    names = " ".join(dict.fromkeys(re.findall(r"\?\w+", pattern)))
    rows = answers(folder, f"{ASKED}SELECT DISTINCT {names} WHERE {{ {pattern} }}")
    return sorted(tuple(value.removeprefix(BASE) for value in row.values()) for row in rows)


def codes(folder: Path) -> list[str]:
    return [line.rpartition("[")[2][:-1] for line in findings(folder)]


# A claim and its source.


def test_a_claim_s_source_holds_for_its_claimant_s_quote(harbour: Path) -> None:
    add(
        harbour,
        COURIER_FILE + "<claim/other> a ev:Claim ; ev:about <body/vfa> ; ev:voice ev:said ;\n"
        "  ev:source <source/council-minutes> ; ev:stance ev:denies ;\n"
        '  ev:claimant <person/bell> {| ev:quote "Mr Bell denied" |} ;\n'
        '  ev:quote "that the Council had known of the cracks" .\n',
    )

    assert findings(harbour) == []
    assert asked(
        harbour,
        "[] rdf:subject <claim/other> ; rdf:predicate ev:claimant ; "
        "ev:evidence/oa:hasSource ?source",
    ) == [("source/council-minutes",)]


def test_a_claimant_s_own_source_goes_before_the_claim_s(harbour: Path) -> None:
    add(
        harbour,
        COURIER_FILE + "<claim/other> a ev:Claim ; ev:about <body/vfa> ; ev:voice ev:said ;\n"
        "  ev:source <source/council-minutes> ;\n"
        "  ev:claimant <person/holm> {| ev:source <source/courier-report> ;\n"
        '    ev:quote "Mr Holm said" |} ;\n'
        '  ev:quote "that the Council had known of the cracks" .\n',
    )

    assert findings(harbour) == []


def test_a_claim_s_source_that_is_not_stored_is_one_finding(harbour: Path) -> None:
    add(
        harbour,
        COURIER_FILE + "<claim/other> a ev:Claim ; ev:about <body/vfa> ; ev:voice ev:said ;\n"
        "  ev:source <source/nowhere> ;\n"
        '  ev:claimant <person/bell> {| ev:quote "Mr Bell denied" |} ;\n'
        '  ev:quote "that the Council had known of the cracks" .\n',
    )

    assert "source-missing" in codes(harbour)
    assert codes(harbour).count("source-missing") == 1


def test_each_passage_of_a_statement_keeps_its_own_source(harbour: Path) -> None:
    rows = asked(
        harbour,
        "[] a ev:Record ; rdf:subject <motion/close-north-quay> ; "
        "rdf:predicate :votesFor ; ev:evidence [ "
        "oa:hasSource ?source ; oa:hasSelector/oa:exact ?words ]",
    )

    assert set(rows) == {
        ("source/council-minutes", "carried by 7 votes"),
        ("source/courier-report", "carried by seven votes"),
    }


# Who reports whom.


def test_who_reports_a_claim_within_a_source_is_beside_the_source(harbour: Path) -> None:
    add(
        harbour,
        COURIER_FILE + "<claim/chair-said> a ev:Claim ; ev:about <motion/close-north-quay> ;\n"
        "  ev:voice ev:said ;\n"
        '  ev:claimant <person/aarskog> {| ev:quote "The chair said to me" |} ;\n'
        "  ev:reportedBy <person/lindqvist>\n"
        '    {| ev:quote "Harbourmaster Oscar Lindquist told the Courier" |} ;\n'
        '  ev:quote "Close it or answer for it" .\n',
    )

    assert findings(harbour) == []
    assert asked(harbour, "<claim/chair-said> ev:reportedBy ?who") == [
        ("person/lindqvist",),
        ("source/courier-report",),
    ]


# Voices.


def claim_with_voice(voice: str) -> str:
    return (
        f"{COURIER_FILE}<claim/x> a ev:Claim ; ev:about <body/vfa> ; ev:voice {voice} ;\n"
        '  ev:claimant <source/courier-report> ; ev:quote "is thought to have some 80 members" .\n'
    )


@pytest.mark.parametrize("link", ["skos:inScheme", "skos:topConceptOf"])
def test_a_voice_of_a_scheme_of_the_project_is_a_voice(harbour: Path, link: str) -> None:
    add(
        harbour,
        claim_with_voice("<voice/thought>")
        + f'<voice/thought> a skos:Concept ; rdfs:label "thought"@en ; {link} <voices> .\n',
    )

    assert findings(harbour) == []
    assert asked(harbour, "<claim/x> ev:voice ?voice") == [("voice/thought",)]


def test_a_voice_without_a_scheme_is_a_warning(harbour: Path) -> None:
    add(
        harbour,
        claim_with_voice("<voice/thought>")
        + '<voice/thought> a skos:Concept ; rdfs:label "thought"@en .\n',
    )

    (line,) = findings(harbour)
    assert ": warning: " in line
    assert line.endswith("[voice-without-scheme]")


@pytest.mark.parametrize("voice", ["ev:sayd", "ev:stated", "ev:denies", "<person/bell>"])
def test_what_is_no_voice_is_refused(harbour: Path, voice: str) -> None:
    add(harbour, claim_with_voice(voice))

    assert codes(harbour) == ["voice-unknown"]


# Inference.


def test_an_inferred_claimant_needs_a_note_that_says_why(harbour: Path) -> None:
    claim = claim_with_voice("ev:said").replace("ev:voice", "ev:attribution ev:inferred ; ev:voice")
    add(harbour, claim)

    assert codes(harbour) == ["inferred-without-note"]

    for note, wrong in (('" "@en', 1), ('"The sentence names nobody."@en', 0)):
        add(harbour, claim.replace("ev:quote", f"skos:editorialNote {note} ; ev:quote", 1))

        assert codes(harbour) == ["inferred-without-note"] * wrong


# Times and readings.


def test_a_time_and_a_reading_are_published_on_the_statement(harbour: Path) -> None:
    change(
        harbour / MINUTES,
        (
            ':holder <person/bell> {| ev:quote "Mr Tomas Bell, Deputy Chair" |}',
            (
                ':holder <person/bell> {| ev:quote "Mr Tomas Bell, Deputy Chair" ;\n'
                '    ev:asOf "2019-03"^^xsd:gYearMonth |}'
            ),
        ),
        (
            'ev:source <source/courier-report> ; ev:quote "signed on 20 February" |}',
            (
                'ev:source <source/courier-report> ; ev:quote "signed on 20 February" ;\n'
                '    ev:reading "The newspaper is of March 2019."@en |}'
            ),
        ),
    )

    assert findings(harbour) == []
    assert asked(
        harbour,
        "[] a ev:Record ; rdf:subject ?who ; rdf:predicate :holder ; ev:asOf ?time",
    ) == [("seat/deputy", "2019-03")]
    assert asked(harbour, "[] a ev:Record ; rdf:subject ?who ; ev:reading ?why") == [
        ("document/mooring-agreement", "The newspaper is of March 2019.")
    ]


@pytest.mark.parametrize("time", ['"March 2019"', '"2019-03-14T21:40:00"', "<person/bell>", "2019"])
def test_a_time_that_is_no_date_is_refused(harbour: Path, time: str) -> None:
    change(harbour / MINUTES, ('"7 votes to 2" |}', f'"7 votes to 2" ; ev:asOf {time} |}}'))

    assert codes(harbour) == ["value-unfit"]


@pytest.mark.parametrize(
    "annotation", ['rdfs:comment "or 1888"@en', "prov:wasAttributedTo <person/bell>", ":berths 3"]
)
def test_what_is_not_known_in_an_annotation_is_refused(harbour: Path, annotation: str) -> None:
    add(
        harbour,
        COURIER_FILE + f'<person/holm> :name "Holm" {{| ev:quote "Mr Holm" ; {annotation} |}} .\n',
    )

    assert codes(harbour) == ["annotation-unknown"]


def test_a_note_of_the_editor_may_stand_in_an_annotation(harbour: Path) -> None:
    add(
        harbour,
        COURIER_FILE + '<person/holm> :name "Holm" '
        '{| ev:quote "Mr Holm" ; skos:editorialNote "Or his brother."@en |} .\n',
    )

    assert findings(harbour) == []


@pytest.mark.parametrize(
    "said",
    [
        "<person/bell> ev:stance ev:denies .",
        "<motion/close-north-quay> ev:asOf '2019'^^xsd:gYear .",
        "<person/bell> ev:enteredBy 'A. Editor' .",
        "<person/bell> ev:contradicts <claim/cost> .",
        "<person/bell> ev:reading 'So.' .",
    ],
)
def test_a_property_of_the_tool_in_a_wrong_place_is_refused(harbour: Path, said: str) -> None:
    add(harbour, said)

    assert codes(harbour) == ["property-misplaced"]


@pytest.mark.parametrize("value", ["<person/bell>", '"the minutes"', "<source/council-minutes>"])
def test_only_a_claim_or_a_statement_is_contradicted(harbour: Path, value: str) -> None:
    add(harbour, f"<claim/cost> ev:contradicts {value} .")

    assert codes(harbour) == ["value-unfit"]


# Dates that are not exact.


@pytest.mark.parametrize(
    ("date", "is_right"),
    [
        ("1887/1888", True),
        ("[1887,1888]", True),
        ("1887~", True),
        ("1887-06?", True),
        ("188X", True),
        ("../1888", True),
        ("2000-02-29", True),
        ("1887 or 1888", False),
        ("about 1887", False),
        ("1887-13", False),
        ("2019-02-29", False),
        ("1887-02-29/1888", False),
        (" 1887", False),
        ("", False),
    ],
)
def test_a_date_of_edtf_is_well_formed(harbour: Path, date: str, is_right: bool) -> None:  # noqa: FBT001
    add(
        harbour,
        COURIER_FILE + f'<place/customs-house> :built "{date}"^^edtf:EDTF '
        '{| ev:quote "where the council met" ; ev:reading "Told by the owner." |} .\n',
    )

    assert codes(harbour) == ([] if is_right else ["literal-ill-formed"])


# Who entered and reviewed a file.


def test_who_entered_and_reviewed_a_file_stands_on_its_source(harbour: Path) -> None:
    pattern = (
        "<source/council-minutes> ev:enteredBy ?by ; ev:enteredOn ?on ; "
        "ev:reviewedBy ?reader ; ev:reviewedOn ?read"
    )

    assert asked(harbour, pattern) == [("A. Editor", "2026-11-27", "B. Reader", "2026-11-28")]
    assert asked(harbour, "<source/courier-report> ev:reviewedBy ?reader") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "[] a ev:File ; ev:source <source/courier-report> ; ev:enterdBy 'A. Editor' .",
            "nearest is ev:enteredBy",
        ),
        ("[] a ev:File ; ev:source <source/courier-report> ; rdfs:label 'x' .", "rdfs:label"),
        ("[] a ev:File ; ev:enteredBy 'A. Editor' .", "because the file names no source"),
        (
            "<file> a ev:File ; ev:source <source/courier-report> ; rdfs:comment [] .",
            "rdfs:comment",
        ),
    ],
)
def test_what_a_file_says_and_nothing_publishes_is_refused(
    harbour: Path, line: str, message: str
) -> None:
    add(harbour, line)

    (found,) = findings(harbour)
    assert message in found
    assert found.startswith("data/more.ttl:11:")
    assert found.endswith("[file-property-unknown]")


def test_a_source_is_reviewed_only_if_all_its_files_are(harbour: Path) -> None:
    add(harbour, "[] a ev:File ; ev:source <source/council-minutes> ; ev:enteredBy 'C. Clerk' .")

    (line,) = findings(harbour)
    assert line.startswith("data/more.ttl:11:")
    assert line.endswith("[review-partial]")
    assert asked(harbour, "<source/council-minutes> ev:reviewedBy ?reader") == []
    assert asked(harbour, "<source/council-minutes> ev:enteredBy ?by") == [
        ("A. Editor",),
        ("C. Clerk",),
    ]


def test_a_day_of_review_without_a_reviewer_is_no_review(harbour: Path) -> None:
    change(harbour / MINUTES, ('ev:reviewedBy "B. Reader" ; ', ""))

    assert codes(harbour) == ["review-partial"]
    assert asked(harbour, "<source/council-minutes> ev:reviewedOn ?day") == []


def test_a_reader_without_a_name_is_refused(harbour: Path) -> None:
    change(harbour / MINUTES, ('ev:reviewedBy "B. Reader"', "ev:reviewedBy []"))

    assert "blank-node" in codes(harbour)


# What the editor adds.

EDITORIAL = "[] a rdf:Statement , ev:Editorial ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o"


def test_what_the_editor_adds_is_marked_as_the_editor_s(harbour: Path) -> None:
    origin = '{| skos:editorialNote "Compared with the register, 2020."@en |}'
    add(
        harbour,
        "<person/bell> a schema:Person ; skos:altLabel 'Tom Bell'@en ; schema:identifier 'TB-1' ;\n"
        f"  owl:sameAs <https://example.org/tb> {origin} ;\n"
        f"  schema:sameAs <https://example.com/tb> {origin} ;\n"
        f"  skos:exactMatch <https://example.net/tb> {origin} ;\n"
        f"  skos:closeMatch <https://example.net/tb> {origin} ;\n"
        "  skos:hiddenLabel 'T. Bell' ; rdfs:seeAlso <https://example.net/bells> .\n",
    )

    assert findings(harbour) == []
    found = asked(harbour, EDITORIAL)
    assert {row[0] for row in found} == {"person/bell"}
    assert {(row[1].rpartition("/")[2].rpartition("#")[2], row[2]) for row in found} == {
        ("type", "https://schema.org/Person"),
        ("altLabel", "Tom Bell"),
        ("identifier", "TB-1"),
        ("sameAs", "https://example.org/tb"),
        ("sameAs", "https://example.com/tb"),
        ("exactMatch", "https://example.net/tb"),
        ("closeMatch", "https://example.net/tb"),
        ("hiddenLabel", "T. Bell"),
        ("seeAlso", "https://example.net/bells"),
    }


def test_what_a_source_says_is_not_the_editor_s(harbour: Path) -> None:
    add(
        harbour,
        COURIER_FILE + "<person/bell> org:memberOf <body/harbour-council>\n"
        '  {| ev:source <source/council-minutes> ; ev:quote "Mr Tomas Bell, Deputy Chair" |} .\n'
        '<person/holm> skos:altLabel "Mr Holm" {| ev:quote "Mr Holm said" |} .\n',
    )

    assert asked(harbour, EDITORIAL) == []


def test_a_link_of_the_editor_may_say_what_it_was_checked_against(harbour: Path) -> None:
    add(
        harbour,
        "<person/bell> skos:exactMatch <https://example.net/tb>\n"
        '  {| skos:editorialNote "Compared with the council\'s list; date unknown."@en |} .\n',
    )

    assert findings(harbour) == []
    (row,) = asked(harbour, "[] a ev:Editorial ; rdf:object ?o ; skos:editorialNote ?note")
    assert row == ("https://example.net/tb", "Compared with the council's list; date unknown.")


def test_neither_terms_nor_sources_are_the_editor_s_additions(harbour: Path) -> None:
    (harbour / "ontology" / "alignments.ttl").write_text(
        f"{PREFIXES}:Body skos:closeMatch schema:Organization .\n"
        "<voice/denied> skos:altLabel 'denial'@en .\n"
    )
    add(harbour, "<source/courier-report> schema:identifier 'VC 2019-03-16' .")
    change(harbour / COURIER, ("<work/repairs> a :Work", "<work/repairs> a :Work , skos:Concept"))

    assert asked(harbour, EDITORIAL) == []
