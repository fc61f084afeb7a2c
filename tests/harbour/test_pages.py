"""What the harbour's pages say of a denial, a contradiction, a claimant and an editor."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.commands.built import classes, shown, tree
from tests.harbour.project import change, write_harbour
from tests.harbour.running import publisher

KNEW = "Harbour Council of Velsund – knew of – cracks of the North Quay"


def leads(page: Path) -> list[str]:
    return [shown(one) for one in tree(page).iter("p") if "lead" in classes(one)]


def readable(page: Path) -> str:
    """All text of a page but its data."""
    found = tree(page)
    text = shown(found)
    for script in found.iter("script"):
        text = text.replace(shown(script), " ") if shown(script) else text
    return text


def contents(article: Element) -> list[str]:
    return [shown(one) for one in article.iter("li")]


@pytest.mark.parametrize(
    "path", ["claim/did-not-know", "body/harbour-council", "flaw/cracks", "person/bell"]
)
def test_a_denial_reads_as_one_on_every_page_that_shows_it(harbour_site: Path, path: str) -> None:
    page = harbour_site / f"{path}.html"
    found = [
        one
        for one in tree(page).iter("article")
        if "claim" in classes(one) and "Bell denied" in shown(one)
    ]

    assert len(found) == 1
    (lead,) = [shown(one) for one in found[0].iter("p") if "lead" in classes(one)]
    assert lead.startswith("Claim: denial Tomas Bell")
    assert [one.removesuffix(" #") for one in contents(found[0])] == [f"denies that: {KNEW}"]


def test_what_is_denied_is_nowhere_said_to_be_claimed_by_who_denies_it(harbour_site: Path) -> None:
    for page in sorted(harbour_site.rglob("*.html")):
        for article in tree(page).iter("article"):
            if "claim" in classes(article) and shown(article.find("p")).startswith("Claim: denial"):
                assert not [one for one in contents(article) if one.startswith("claimed")], page


@pytest.mark.parametrize("path", ["claim/index", "source/council-minutes", "claim/did-not-know"])
def test_the_name_of_a_denial_says_that_it_is_one(harbour_site: Path, path: str) -> None:
    page = harbour_site / f"{path}.html"

    assert "Claim (denial): “" in shown(tree(page).find(".//main"))
    assert "Claim: “the Council had known" not in shown(tree(page))


def test_a_contradiction_is_shown_on_both_sides(harbour_site: Path) -> None:
    claim = tree(harbour_site / "claim/seven-to-three.html")
    motion = tree(harbour_site / "motion/close-north-quay.html")

    told = [shown(one) for one in claim.iter("p") if "disputed" in classes(one)]
    record = next(
        one for one in motion.iter("dd")
        if any("disputed" in classes(p) for p in one.iter("p")) and "7 votes to 2" in shown(one)
    )  # fmt: skip
    back = [one.get("href") for one in record.iter("a")]

    assert told
    assert "2" in told[0]
    assert "../claim/seven-to-three.html" in back


def test_a_claim_of_the_source_itself_names_its_publisher_first(harbour_site: Path) -> None:
    assert leads(harbour_site / "claim/some-80.html") == [
        "Claim Velsund Courier’s “Harbour council shuts North Quay – fishers 'not heard'” says:"
    ]


def test_a_claim_of_somebody_is_worded_by_the_source(harbour_site: Path) -> None:
    assert leads(harbour_site / "claim/knew-in-2017.html") == [
        (
            "Claim Per Holm, in the source’s words Mr Holm said, "
            "as Harbour council shuts North Quay – fishers 'not heard' reports:"
        )
    ]


def test_a_source_says_who_entered_and_who_reviewed_it(harbour_site: Path) -> None:
    said = {
        name: [
            shown(one)
            for one in tree(harbour_site / f"source/{name}.html").iter("p")
            if "entry" in classes(one)
        ]
        for name in ("council-minutes", "courier-report")
    }

    assert said["council-minutes"] == [
        (
            "The statements from this source were entered by A. Editor on 27 November 2026. "
            "Reviewed by B. Reader on 28 November 2026."
        )
    ]
    assert said["courier-report"] == ["Not reviewed."]


def test_no_page_says_that_what_is_claimed_is_nowhere_on_record(tmp_path: Path) -> None:
    """A claim may be about what a record of its own states."""
    folder = write_harbour(tmp_path)
    change(
        folder / "data/minutes.ttl",
        (
            "ev:content << <document/mooring-agreement> :describedAs",
            (
                "ev:content << <document/mooring-agreement> :berths 30 >> , "
                "<< <document/mooring-agreement> :describedAs"
            ),
        ),
    )
    publisher("build", "--project", folder, "--out", folder / "site")

    page = shown(tree(folder / "site/document/mooring-agreement.html"))

    assert "claimed: Mooring Agreement – berths – 30" in page
    assert "None of it is on record" not in page
    assert "A claim puts nothing on record here." in page


@pytest.mark.parametrize(
    ("stance", "kind"), [("denies", "denial"), ("doubts", "doubt"), ("asks", "question")]
)
def test_the_label_of_a_denial_never_stands_as_that_of_a_claim(
    tmp_path: Path, stance: str, kind: str
) -> None:
    folder = write_harbour(tmp_path)
    change(
        folder / "data/minutes.ttl",
        ("<voice/denied> ; ev:stance ev:denies", f"<voice/denied> ; ev:stance ev:{stance}"),
        ("<claim/did-not-know> a", '<claim/did-not-know> rdfs:label "The council knew"@en ; a'),
    )
    publisher("build", "--project", folder, "--out", folder / "site")

    texts = [readable(page) for page in (folder / "site").rglob("*.html")]
    labelled = [text for text in texts if "The council knew" in text]

    assert len(labelled) > 3
    for text in labelled:
        assert text.count("The council knew") == text.count(f"Claim ({kind}): The council knew")


def test_a_label_that_names_the_kind_of_a_claim_is_not_given_it_twice(tmp_path: Path) -> None:
    folder = write_harbour(tmp_path)
    label = "Claim (denial): the council knew"
    change(
        folder / "data/minutes.ttl",
        ("<claim/did-not-know> a", f'<claim/did-not-know> rdfs:label "{label}"@en ; a'),
    )
    publisher("build", "--project", folder, "--out", folder / "site")

    page = shown(tree(folder / "site/claim/did-not-know.html"))

    assert label in page
    assert "Claim (denial): Claim" not in page
