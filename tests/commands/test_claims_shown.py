"""How pages word a claim: its stance, who makes it, how that is known, and what stays bare."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.commands.built import PREFIXES, built, classes, shown, tree
from tests.load.projects import DATA, HEAD, ONTOLOGY, source_turtle

CLAIM = "  ev:voice ev:said ;\n"
PAGES = ("claim/trial", "membership/one", "document/letter")


def changed(folder: Path, *lines: str, data: str = DATA, **changes: str) -> Path:
    """The site of the usual project, its claim with more lines."""
    more = CLAIM + "".join(f"  {line} ;\n" for line in lines)
    return built(folder, queries=None, data=PREFIXES + data.replace(CLAIM, more), **changes)


def article(page: Path) -> Element:
    (found,) = [one for one in tree(page).iter("article") if "claim" in classes(one)]
    return found


def lines(page: Path, kind: str) -> list[str]:
    return [shown(one) for one in tree(page).iter("p") if kind in classes(one)]


@pytest.mark.parametrize(
    ("stance", "badge", "said"),
    [
        ("", "Claim", "claimed:"),
        ("ev:asserts", "Claim", "claimed:"),
        ("ev:denies", "Claim: denial", "denies that:"),
        ("ev:doubts", "Claim: doubt", "doubts that:"),
        ("ev:asks", "Claim: question", "asks whether:"),
    ],
)
def test_every_page_of_a_claim_says_its_stance(
    tmp_path: Path, stance: str, badge: str, said: str
) -> None:
    site = changed(tmp_path, *([f"ev:stance {stance}"] if stance else []))

    for path in PAGES:
        found = article(site / f"{path}.html")
        (lead,) = [shown(one) for one in found.iter("p") if "lead" in classes(one)]
        (content,) = [shown(one).removesuffix(" #") for one in found.iter("li")]
        assert (
            lead == f"{badge} Letter, in the source’s words The letter said that, as Page reports:"
        )
        assert content == f"{said} One – described as – unlawful"


@pytest.mark.parametrize("path", PAGES)
def test_an_inferred_claimant_is_told_with_the_reason_on_every_page(
    tmp_path: Path, path: str
) -> None:
    note = "“The letter” is read as the one of 2008."
    inferred = changed(
        tmp_path / "a", "ev:attribution ev:inferred", f'skos:editorialNote "{note}"@en'
    )
    stated = changed(tmp_path / "b")

    text = shown(article(inferred / f"{path}.html"))

    assert "Letter inferred by the editor, in the source’s words The letter said that" in text
    assert "the claimant is inferred by the editor." in text
    assert text.count(note) == 1
    assert "The claimant is stated in the source." in shown(article(stated / f"{path}.html"))
    assert "inferred" not in shown(article(stated / f"{path}.html"))


def test_no_voice_is_worded_by_a_verb_of_the_site(tmp_path: Path) -> None:
    voices = """<voices> a skos:ConceptScheme ; rdfs:label "voices"@en .
<voice/proved> a skos:Concept ; rdfs:label "proved beyond doubt"@en ; skos:inScheme <voices> .
"""
    data = DATA.replace("ev:voice ev:said", "ev:voice <voice/proved>") + voices
    site = built(tmp_path, data=PREFIXES + data)

    for path in PAGES:
        assert "proved" not in shown(tree(site / f"{path}.html").find(".//main"))


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("<document/letter>", "Claim Letter’s “Page” says:"),
        ('"The Office"', "Claim The Office’s “Page” says:"),
        ("", "Claim The source “Page” says:"),
    ],
)
def test_a_source_that_claims_itself_is_named_after_its_publisher(
    tmp_path: Path, publisher: str, expected: str
) -> None:
    claimant = 'ev:claimant <document/letter> {| ev:quote "The letter said that" |}'
    source = source_turtle()
    if publisher:
        source += f"<source/page> <http://purl.org/dc/terms/publisher> {publisher} .\n"
    site = changed(
        tmp_path, data=DATA.replace(claimant, "ev:claimant <source/page>"), source=source
    )

    assert lines(site / "membership/one.html", "lead") == [expected]
    assert "The claimant is the source itself." in shown(article(site / "membership/one.html"))


def test_who_reports_a_claim_within_a_source_is_named_with_the_words(tmp_path: Path) -> None:
    site = changed(
        tmp_path,
        'ev:reportedBy <document/memo> {| ev:quote "joined ENOC" |}',
        data=DATA + '<document/memo> a :Document ; rdfs:label "Memo"@en .\n',
    )

    (lead,) = lines(site / "membership/one.html", "lead")
    assert lead == (
        "Claim Letter, in the source’s words The letter said that, as Memo reports, "
        "in the source’s words joined ENOC, as Page reports:"
    )
    assert lines(site / "document/memo.html", "lead") == [lead]


BARE = "Whether this took place is claimed, not recorded."


@pytest.mark.parametrize("above", [":Told", ":Below", ":Lowest"])
def test_what_only_claims_tell_of_says_so_before_all_else(tmp_path: Path, above: str) -> None:
    ontology = ONTOLOGY + """:Told a owl:Class ; rdfs:label "told"@en ; ev:onlyClaimed true .
:Below a owl:Class ; rdfs:label "below"@en ; rdfs:subClassOf :Told .
:Lowest a owl:Class ; rdfs:label "lowest"@en ; rdfs:subClassOf :Below , :Lowest .
"""  # fmt: skip
    event = f"""<event/trial> a {above} ; rdfs:label "Trial"@en .
<event/trial#day> a {above} ; rdfs:label "Day"@en .
"""
    site = built(tmp_path, data=DATA + event, ontology=ontology)

    header = tree(site / "event/trial.html").find(".//header[@class='resource']")
    part = tree(site / "event/trial.html").find(".//section[@id='day']")

    assert header is not None
    assert [shown(one) for one in header][:2] == ["Trial", BARE]
    assert part is not None
    assert [shown(one) for one in part][1] == BARE
    assert BARE not in shown(tree(site / "membership/one.html"))


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ('"2015-03"^^xsd:gYearMonth', "as of March 2015"),
        ('"2015"^^xsd:gYear', "as of 2015"),
        ('"2015-03-09"^^xsd:date', "as of 9 March 2015"),
        ('"2015-03~"^^<http://id.loc.gov/datatypes/edtf/EDTF>', "as of 2015-03~"),
    ],
)
def test_a_statement_says_as_of_when_its_source_supports_it(
    tmp_path: Path, literal: str, expected: str
) -> None:
    old = '{| ev:quote "joined ENOC in 2008" |}'
    site = built(tmp_path, data=DATA.replace(old, old.replace(" |}", f" ; ev:asOf {literal} |}}")))

    (value, *_) = lines(site / "membership/one.html", "value")

    assert value == f"2008 {expected} #"


def test_a_reading_and_a_contradiction_of_a_record_are_shown_with_it(tmp_path: Path) -> None:
    old = '{| ev:quote "joined ENOC in 2008" |}'
    new = old.replace(
        " |}", ' ; ev:reading "The year <of> joining." ; ev:contradicts <claim/trial> |}'
    )
    site = built(tmp_path, data=DATA.replace(old, new))

    record = tree(site / "membership/one.html").find(".//section[@class='record']")
    claim = article(site / "claim/trial.html")

    assert "Why the value differs from the words: The year <of> joining." in shown(record)
    assert "In contradiction with Claim: “the trial was unlawful”" in shown(record)
    assert "In contradiction with One – since – 2008" in shown(claim)


def test_what_the_editor_adds_is_marked_and_stands_apart_from_the_record(tmp_path: Path) -> None:
    added = """<membership/one> skos:altLabel "The one"@en ;
  skos:exactMatch <http://www.wikidata.org/entity/Q1> ; schema:identifier "AB 12" .
"""
    site = built(tmp_path, data=PREFIXES + DATA + added)
    page = tree(site / "membership/one.html")

    record = page.find(".//section[@class='record']")
    editorial = page.find(".//section[@class='editorial']")

    assert "AB 12" not in shown(record)
    assert "editor" not in shown(record)
    assert "AB 12 editor" in shown(editorial)
    assert lines(site / "membership/one.html", "alternative") == ["Also: The one editor"]
    same = [shown(one) for one in page.iter("li") if "wikidata" in shown(one)]
    assert same == ["http://www.wikidata.org/entity/Q1 editor"]


def test_a_label_of_a_claim_elsewhere_never_stands_without_its_kind(tmp_path: Path) -> None:
    data = HEAD + """[] a ev:File ; ev:source <source/page> .
<saying/c> a ev:Claim ; rdfs:label "The trial was unlawful"@en ; ev:about <document/letter> ;
  ev:voice ev:said ; ev:claimant <source/page> ; ev:quote "the trial was unlawful" .
<document/letter> a :Document ; rdfs:label "Letter"@en .
"""  # fmt: skip
    site = built(tmp_path, data=data)

    for page in sorted(site.rglob("*.html")):
        for parent in tree(page).iter():
            labels = [one for one in parent if shown(one) == "The trial was unlawful"]
            assert not labels or "claim:" in shown(parent).lower(), page
