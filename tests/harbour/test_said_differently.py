"""The ready query that every project with sources has: what its sources say differently."""

from pathlib import Path

from tests.findings.pages import write_project
from tests.harbour.project import BASE, COURIER, MINUTES, change
from tests.harbour.running import answers, findings, publisher

PREFIXES = """@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a ev:File ; ev:source <source/courier-report> .
"""
EV = "https://w3id.org/quoted-statements#"
COLUMNS = ("thing", "property", "value", "how", "account")


def add(folder: Path, turtle: str) -> None:
    (folder / "data" / "more.ttl").write_text(PREFIXES + turtle, encoding="utf-8")


def said(folder: Path) -> set[tuple[str, ...]]:
    """Thing, property, value, how and account (that of a record without its digits), in short."""
    return {
        tuple(
            row[name].removeprefix(BASE).removeprefix("ontology#").replace(EV, "ev:").split("-")[0]
            if name == "account" and "#" in row[name]
            else row[name].removeprefix(BASE).removeprefix("ontology#").replace(EV, "ev:")
            for name in COLUMNS
        )
        for row in answers(folder, "said-differently")
    }


def of(folder: Path, thing: str, name: str) -> list[tuple[str, str, str]]:
    return sorted(row[2:] for row in said(folder) if row[:2] == (thing, name))  # type: ignore[misc]


def test_a_record_and_a_claim_of_different_sources_are_listed(harbour: Path) -> None:
    rows = answers(harbour, "said-differently")

    found = {
        row["value"]: (row["how"].removeprefix(EV), row["source"].removeprefix(BASE), row["words"])
        for row in rows
        if row["property"].endswith("#votesAgainst")
    }
    assert found == {
        "2": ("Record", "source/council-minutes", "7 votes to 2"),
        "3": ("asserts", "source/courier-report", "to three"),
    }


def test_they_are_listed_without_a_word_of_the_editor(harbour: Path) -> None:
    text = (harbour / COURIER).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if "ev:contradicts" not in line]
    (harbour / COURIER).write_text("\n".join(lines).replace(">> ;\n<claim", ">> .\n<claim"))

    assert findings(harbour) == []
    assert {row["contradicts"] for row in answers(harbour, "said-differently")}.isdisjoint(
        {f"{BASE}claim/seven-to-three", f"{BASE}claim/closes-in-june"}
    )
    assert [how for _, how, _ in of(harbour, "motion/close-north-quay", "votesAgainst")] == [
        "ev:Record",
        "ev:asserts",
    ]
    assert [how for _, how, _ in of(harbour, "motion/close-north-quay", "closesFrom")] == [
        "ev:Record",
        "ev:asserts",
    ]


def test_two_claims_of_different_sources_are_listed(harbour: Path) -> None:
    assert of(harbour, "work/repairs", "euros") == [
        ("1400000", "ev:asserts", "claim/cost"),
        ("2000000", "ev:asserts", "claim/two-million"),
    ]


def test_two_records_of_different_sources_are_listed(harbour: Path) -> None:
    found = of(harbour, "person/lindqvist", "name")

    assert [(value, how) for value, how, _ in found] == [
        ("Oscar Lindquist", "ev:Record"),
        ("Oskar Lindqvist", "ev:Record"),
    ]


def test_a_denial_is_listed_as_a_denial_and_never_as_claimed(harbour: Path) -> None:
    assert of(harbour, "body/harbour-council", "knewOf") == [
        ("flaw/cracks", "ev:asserts", "claim/knew-in-2017"),
        ("flaw/cracks", "ev:denies", "claim/council-rejects"),
        ("flaw/cracks", "ev:denies", "claim/did-not-know"),
    ]


def test_a_denial_of_another_value_contradicts_nothing(harbour: Path) -> None:
    add(
        harbour,
        "<claim/not-five> a ev:Claim ; ev:about <motion/close-north-quay> ; ev:voice ev:said ;\n"
        "  ev:stance ev:denies ; ev:claimant <source/courier-report> ;\n"
        '  ev:quote "carried by seven votes" ;\n'
        "  ev:content << <motion/close-north-quay> :votesFor 5 >> .\n",
    )

    assert of(harbour, "motion/close-north-quay", "votesFor") == []


def test_a_denial_of_what_another_source_records_is_listed(harbour: Path) -> None:
    for stance, is_listed in (("denies", True), ("doubts", True), ("asks", False)):
        add(
            harbour,
            "<claim/not-so> a ev:Claim ; ev:about <motion/close-north-quay> ; ev:voice ev:said ;\n"
            f"  ev:stance ev:{stance} ; ev:claimant <source/courier-report> ;\n"
            '  ev:quote "carried by seven votes" ;\n'
            "  ev:content << <motion/close-north-quay> :abstentions 1 >> .\n",
        )

        found = of(harbour, "motion/close-north-quay", "abstentions")

        assert (f"ev:{stance}" in {how for _, how, _ in found}) == is_listed


def test_what_both_sources_record_against_what_one_of_them_claims_is_listed(harbour: Path) -> None:
    add(
        harbour,
        "<claim/eight> a ev:Claim ; ev:about <motion/close-north-quay> ; ev:voice ev:said ;\n"
        '  ev:claimant <source/courier-report> ; ev:quote "carried by seven votes" ;\n'
        "  ev:content << <motion/close-north-quay> :votesFor 8 >> .\n",
    )

    assert [
        (value, how) for value, how, _ in of(harbour, "motion/close-north-quay", "votesFor")
    ] == [
        ("7", "ev:Record"),
        ("8", "ev:asserts"),
    ]


def test_what_one_source_says_and_what_two_say_alike_is_not_listed(harbour: Path) -> None:
    things = {row[:2] for row in said(harbour)}

    assert ("motion/close-north-quay", "votesFor") not in things
    assert ("seat/vfa-forum", "since") not in things
    assert ("body/vfa", "name") not in things
    assert ("document/mooring-agreement", "date") not in things


def test_what_is_said_to_contradict_is_listed_of_both_without_content(harbour: Path) -> None:
    rows = answers(harbour, "said-differently")

    found = {
        (row["account"].removeprefix(BASE), row["contradicts"].removeprefix(BASE))
        for row in rows
        if row["thing"] == f"{BASE}person/aarskog"
    }
    assert found == {
        ("claim/close-it", "claim/did-not-say"),
        ("claim/did-not-say", "claim/close-it"),
    }


def test_the_content_of_a_claim_may_be_contradicted_by_its_iri(harbour: Path) -> None:
    (content,) = (
        row["content"].removeprefix(BASE)
        for row in answers(
            harbour, f"PREFIX ev: <{EV}> SELECT ?content {{ <claim/some-80> ev:content ?content }}"
        )
    )
    change(
        harbour / MINUTES,
        (
            'ev:quote "with 1 abstention" |}',
            f'ev:quote "with 1 abstention" ; ev:contradicts <{content}> |}}',
        ),
    )

    assert findings(harbour) == []
    assert of(harbour, "body/vfa", "members") == [("80", "ev:asserts", "claim/some-80")]


def test_its_page_shows_the_stance_and_the_words(harbour_site: Path) -> None:
    page = (harbour_site / "queries" / "said-differently.html").read_text(encoding="utf-8")

    assert "What sources say differently" in page
    assert ">denies<" in page
    assert "denied that the Council had known of the cracks before January 2019" in page


def test_a_project_s_query_of_the_same_name_wins(harbour: Path) -> None:
    (harbour / "queries" / "said-differently.rq").write_text(
        "# title: Ours\n# description: D.\nSELECT ?x WHERE { VALUES ?x { 1 } } ORDER BY ?x\n"
    )

    assert [row["x"] for row in answers(harbour, "said-differently")] == ["1"]
    assert findings(harbour) == []


def test_where_one_source_contradicts_nobody_it_is_empty_and_no_finding(tmp_path: Path) -> None:
    write_project(tmp_path, {})

    assert findings(tmp_path) == []
    assert answers(tmp_path, "said-differently") == []
    publisher("build", "--project", tmp_path, "--out", tmp_path / "site")
    assert (tmp_path / "site" / "queries" / "said-differently.html").is_file()


def test_a_project_without_sources_has_no_such_query(tmp_path: Path) -> None:
    for part in ("ontology", "data", "shapes", "queries"):
        (tmp_path / part).mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.publisher]\nbase = "https://example.org/"\n')
    (tmp_path / "data" / "a.ttl").write_text(
        '<thing/a> <http://www.w3.org/2000/01/rdf-schema#label> "a" .\n'
    )

    publisher("build", "--project", tmp_path, "--out", tmp_path / "site")

    assert not (tmp_path / "site" / "queries" / "said-differently.html").exists()
