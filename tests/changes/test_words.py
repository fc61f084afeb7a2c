"""What changed of a resource is said in words, and nothing that was withdrawn is said again."""

import json
import re
from pathlib import Path

from publisher.commands.build import build
from publisher.commands.init import init
from publisher.pages.changes import read_list
from publisher.project import read_project
from tests.changes.releases import content, history, released

OWL = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
OFFICE = OWL + ':office rdfs:label "Office" ; ex:staff 120 ; ex:seat :a ; ex:note "n" . '
PLACES = ':a rdfs:label "A" . :b rdfs:label "B" . '


def words(site: Path, number: int = 2) -> dict[str, tuple[str, str, str]]:
    """By IRI without its base: the action, what is said, and what changed."""
    release = history(site)["releases"][number - 1]
    return {
        entry["iri"].rpartition("/")[2]: (entry["action"], entry["sentence"], entry["change"])
        for path in release["lists"]
        for entry in json.loads((site / path).read_bytes())
    }


def test_short_values_are_said_before_and_after(tmp_path: Path) -> None:
    released(tmp_path, OFFICE + PLACES)
    released(tmp_path, OFFICE.replace("120", "130").replace(":a ;", ":b ;") + PLACES)
    site = tmp_path / "site"

    said = "Changed: seat: B (before: A); staff: 130 (before: 120)."
    assert words(site)["office"][2] == said
    assert said in (site / "changes" / "2.html").read_text(encoding="utf-8")
    assert said in (site / "feed" / "changes.atom").read_text(encoding="utf-8")
    assert {change for *_, change in words(site, 1).values()} == {""}


def test_several_or_long_values_are_not_said(tmp_path: Path) -> None:
    released(tmp_path, OFFICE)
    released(tmp_path, OFFICE.replace("120", "130, 131").replace('"n"', f'"{"long " * 30}"'))
    assert words(tmp_path / "site")["office"][2] == "Changed: note, staff."


def test_of_many_properties_some_are_named(tmp_path: Path) -> None:
    for value in (1, 2):
        said = " ; ".join(f"ex:p{at} {value}, {value + 2}" for at in range(7))
        released(tmp_path, f":a {said} .")
    assert words(tmp_path / "site")["a"][2] == "Changed: p0, p1, p2 and 4 more."


def test_another_graph_is_no_other_value(tmp_path: Path) -> None:
    released(tmp_path, ":a ex:p 1 ; ex:q 1 .")
    released(tmp_path, ":a ex:q 1 . ex:g { :a ex:p 1 }")
    assert words(tmp_path / "site")["a"][2] == "A part of its description changed."


def test_what_was_retired_or_merged_stands_apart(tmp_path: Path) -> None:
    def data(old: str, twin: str, alone: str) -> str:
        return (
            f'{OWL}:old rdfs:label "Old" {old} . :twin rdfs:label "Twin" {twin} . '
            f':alone rdfs:label "Alone" {alone} . '
            ':lost rdfs:label "Lost" . :new rdfs:label "New" .'
        )

    by = "; owl:deprecated true ; dcterms:isReplacedBy :new"
    released(tmp_path, data("", "", ""))
    after = data(by, f"{by} ; owl:sameAs :new", "; owl:deprecated true")
    released(tmp_path, after.replace('"Lost" ', '"L" '))
    site = tmp_path / "site"

    assert words(site) == {
        "alone": ("retired", "Retired.", ""),
        "lost": ("changed", "L.", "Changed: label: L (before: Lost)."),
        "old": ("retired", "Retired; replaced by New.", ""),
        "twin": ("retired", "Merged into New.", ""),
    }
    page = (site / "changes" / "2.html").read_text(encoding="utf-8")
    assert "1 resource changed; 3 resources retired." in page
    assert page.index("<h2>Changed") < page.index("<h2>Retired") < page.index("Merged into New.")
    assert "Retired: Twin" in (site / "feed" / "changes.atom").read_text(encoding="utf-8")


def minutes(folder: Path) -> str:
    """Begin a project whose statements have a source, and return the text of its file of facts."""
    init(folder)
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[tool.publisher.findings]\niri-vanished = "warning"\n')
    return (folder / "data" / "minutes.ttl").read_text(encoding="utf-8")


def releases(folder: Path, *texts: str) -> Path:
    """Build the site of each text of the file of facts, and return the last."""
    for text in texts:
        (folder / "data" / "minutes.ttl").write_text(text, encoding="utf-8")
        report = build(read_project(folder), out=folder / "site", workers=1)
        assert not report.has_errors, report.findings
    return folder / "site"


def test_with_sources_nothing_withdrawn_is_said_again(tmp_path: Path) -> None:
    right = minutes(tmp_path / "project")
    assert ":votesFor 5 " in right
    wrong = right.replace(":votesFor 5 ", ":votesFor 41 ", 1)
    wrong = wrong.replace("the footbridge was safe", "footbridge was safe")
    wrong = wrong.replace("The Council decided on 14", "Council decided on 14")
    site = releases(tmp_path / "project", wrong, right)

    found = words(site)
    votes = found["close-footbridge"][2]
    assert votes.startswith("Changed: ")
    assert "votes" in votes
    assert found["open-library"][2] == "Its evidence changed."
    assert found["footbridge-safe"][2] == "Its statements or claims changed."
    for path in ("changes/2.html", "changes/2-1.json", "feed/changes.atom"):
        text = (site / path).read_text(encoding="utf-8")
        assert "before:" not in text
        assert not re.search(r"\b41\b", text)


def test_a_retired_claim_is_named_by_its_claimant(tmp_path: Path) -> None:
    before = minutes(tmp_path / "project")
    retired = (
        f"{OWL}@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<claim/footbridge-safe> owl:deprecated true ; dcterms:isReplacedBy <claim/bridge> .\n"
    )
    after = retired + before.replace("<claim/footbridge-safe>", "<claim/bridge>")
    site = releases(tmp_path / "project", before, after)

    said = "Retired; replaced by a claim of Rowing Club."
    assert words(site)["footbridge-safe"] == ("retired", said, "")
    page = (site / "changes" / "2.html").read_text(encoding="utf-8")
    assert page.index("<h2>New claims") < page.index("<h2>Retired claims") < page.index(said)


def test_an_unchanged_rebuild_says_the_same(tmp_path: Path) -> None:
    released(tmp_path, OFFICE)
    released(tmp_path, OFFICE.replace("120", "130"))
    before = content(tmp_path / "site")
    released(tmp_path, OFFICE.replace("120", "130"))
    assert content(tmp_path / "site") == before


def test_a_list_of_an_older_release_is_read(tmp_path: Path) -> None:
    released(tmp_path, OFFICE)
    path = tmp_path / "site" / "changes" / "1-1.json"
    members = [
        {name: value for name, value in entry.items() if name != "change"}
        for entry in json.loads(path.read_bytes())
    ]
    (tmp_path / "old.json").write_text(json.dumps(members), encoding="utf-8")
    found = read_list(tmp_path, "old.json")
    assert [each.words for each in found] == [each["sentence"] for each in members]
