"""The page of a source's coverage says what `publisher coverage` says."""

import json
from pathlib import Path

import pytest

from tests.calls import publisher
from tests.commands.built import built, shown, tree
from tests.load.projects import HEAD, source_turtle, write_project

TEXT = (
    "Heading\n\nThe Office joined ENOC in 2008. Nobody quotes <this> & that.\n"
    "The letter said that the trial was unlawful.\nNor this\n"
)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), TEXT.replace("Nor this\n", "")])
def test_the_page_has_the_sentences_and_shares_of_the_command(tmp_path: Path, text: str) -> None:
    site = built(tmp_path, text=text, source=source_turtle(text))
    page = tree(site / "source/page.coverage.html")

    (told,) = json.loads(publisher("coverage", "--format", "json", cwd=tmp_path).stdout)
    printed = publisher("coverage", cwd=tmp_path).stdout.splitlines()[0]

    listed = [shown(one) for one in page.iter("q")]
    assert listed == [" ".join(one["text"].split()) for one in told["missing"]]
    assert listed[0] == "Nobody quotes <this> & that."
    summary = shown(page.find(".//p[@class='summary']"))
    assert summary.startswith(f"{told['quoted_sentences']} of {told['sentences']} sentences")
    share, character_share = (part.split(" %")[0].split()[-1] for part in printed.split(", "))
    assert f"{share} % of the sentences, {character_share} % of the characters" in summary


def test_the_reader_leads_to_the_coverage_and_back(tmp_path: Path) -> None:
    site = built(tmp_path)

    forth = [one.get("href") for one in tree(site / "source/page.html").iter("a")]
    back = [one.get("href") for one in tree(site / "source/page.coverage.html").iter("a")]

    assert "../source/page.coverage.html" in forth
    assert "../source/page.html" in back


def test_a_name_that_only_ends_as_a_coverage_page_does_is_accepted(tmp_path: Path) -> None:
    data = HEAD + '<document/page.coverage> a :Document ; rdfs:label "Letter"@en .\n'

    ended = publisher("check", cwd=write_project(tmp_path, data=data))

    assert "page.coverage" not in ended.stdout
