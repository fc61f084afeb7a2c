"""What `publisher cite` prints, ready to paste."""

import re
from pathlib import Path

import pytest

from tests import flagship
from tests.called import publisher
from tests.evidence.quoting import write_quotes

README = (flagship.FOLDER / "README.md").read_text(encoding="utf-8")
NEAREST = "# data/sources/s0.txt:1 <source/s0> (nearest: read it before you paste)"
EXACT = "# data/sources/s0.txt:1 <source/s0>"


def cited(folder: Path, text: str, *call: str) -> list[str]:
    return publisher("cite", "--project", write_quotes(folder, [(text, "opened")]), *call).lines


def test_the_readme_s_example_prints_what_the_readme_says() -> None:
    example = re.search(
        r'```console\npublisher cite "joined the network"\n```\n\n```text\n(.*?)```',
        README,
        re.DOTALL,
    )

    assert example
    done = publisher("cite", "joined the network", "--project", flagship.FOLDER)
    assert done.code == 0
    assert done.out == example[1]


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("joined the network", "joined the European Network"),
        ("member of ENOC", "a member of ENOC"),
        ("met with Mrs. Christine Beerli", "met with Mrs. Christine Berli"),
        ("recommendation of UNICEF", "recommendation of the UNICEF"),
        ("the first child rights ombudsman", "the first non-specialized child rights ombudsman"),
    ],
)
def test_words_that_stand_nowhere_give_the_passage_that_fits_them_best(
    words: str, best: str
) -> None:
    lines = publisher("cite", words, "--project", flagship.FOLDER).lines

    assert any(best.removeprefix("a ") in line for line in lines), lines


def test_words_like_nothing_give_nothing() -> None:
    done = publisher("cite", "quarterly dividend policy", "--project", flagship.FOLDER)

    assert (done.code, done.out) == (1, "")
    assert done.err == "publisher: no stored source has words like these\n"


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("The Commissioner’s office opened.", "Commissioner's office", "Commissioner’s office"),
        ("The Commissioner's office opened.", "Commissioner’s office", "Commissioner's office"),
        ("A so-called “court” opened.", 'so-called "court"', "so-called “court”"),
        ("A so-called «court» opened.", 'so-called "court"', "so-called «court»"),
        ("A non‑lawful court opened.", "non-lawful court", "non‑lawful court"),
        ("The Court opened.", "the court", "The Court"),
        ("The co\u00adop opened.", "The coop", "The co\\u00ADop"),
        ("面包店于1999年开业, opened。", "1999年开业", "1999年开业"),
        ("ร้านขนมปังเปิดปี opened", "เปิดปี", "เปิดปี"),
        ("パン屋は1999年に開店した。opened", "年に開店", "年に開店"),
        ("ហាងនំប៉័ងបានបើក opened", "បានបើក", "បានបើក"),
    ],
)
def test_a_passage_that_looks_like_the_words_is_found(
    text: str, words: str, quote: str, tmp_path: Path
) -> None:
    assert cited(tmp_path, text, words) == [EXACT, f'{{| ev:quote "{quote}" |}}']


@pytest.mark.parametrize(
    ("text", "words", "quote"),
    [
        ("面包店于1999年开业, opened。", "面包店1999年开业", "面包店于1999年开业"),
        ("ร้านขนมปังเปิดปี opened", "ขนมปังเปิดป", "ขนมปังเปิดปี"),
    ],
)
def test_in_scripts_without_spaces_the_nearest_passage_is_found(
    text: str, words: str, quote: str, tmp_path: Path
) -> None:
    assert cited(tmp_path, text, words) == [NEAREST, f'{{| ev:quote "{quote}" |}}']


@pytest.mark.parametrize("is_first", [True, False], ids=["option first", "words first"])
def test_as_prints_the_whole_fact_with_the_year_that_the_words_give(
    tmp_path: Path, *, is_first: bool
) -> None:
    option, words = ["--as", "membership/office", ":since"], ["joined the Network in 2008"]
    folder = write_quotes(tmp_path, [])

    lines = publisher(
        "cite", *(option + words if is_first else words + option), "--project", folder
    ).lines

    assert lines == [
        "# data/sources/report.txt:3 <source/report>",
        (
            '<membership/office> :since "2008"^^xsd:gYear '
            '{| ev:quote "joined the Network in 2008" |} .'
        ),
    ]


def test_as_prints_the_resource_that_the_words_name(tmp_path: Path) -> None:
    folder = write_quotes(tmp_path, [])

    lines = publisher(
        "cite",
        "The Office joined the Network",
        "--as",
        "membership/office",
        ":network",
        "--project",
        folder,
    ).lines

    assert lines[1] == (
        "<membership/office> :network <institution/network> "
        '{| ev:quote "The Office joined the Network" |} .'
    )


def test_the_value_may_be_written_in_another_spelling(tmp_path: Path) -> None:
    folder = write_quotes(tmp_path, [("The Club met in the RÉSEAU of Schools.", "met")])
    label = '<institution/schools> a :Institution ; rdfs:label "Reseau of schools"@en .\n'
    with (folder / "data" / "facts.ttl").open("a", encoding="utf-8") as facts:
        facts.write(label)
    call = ["met in the RÉSEAU of Schools", "--as", "membership/club", ":network"]

    lines = publisher("cite", *call, "--project", folder).lines

    assert lines[1].startswith("<membership/club> :network <institution/schools> {| ")


def test_the_fact_that_is_printed_passes_when_it_is_pasted(tmp_path: Path) -> None:
    folder = write_quotes(tmp_path, [("The new bakery opened in 1999.", "new bakery")])
    call = ["opened in 1999", "--as", "membership/bakery", ":since", "--project", str(folder)]

    fact = publisher("cite", *call).out

    assert "ev:source <source/s0>" in fact
    data = folder / "data" / "facts.ttl"
    label = '<membership/bakery> a :Membership ; rdfs:label "x"@en .\n'
    data.write_text(data.read_text(encoding="utf-8") + label + fact, encoding="utf-8")
    said = publisher("check", "--project", folder).out
    assert "turtle-syntax" not in said
    assert "quote-" not in said


def test_a_value_that_the_words_leave_open_is_no_turtle(tmp_path: Path) -> None:
    call = ["The Office joined", "--as", "membership/office", ":since"]

    lines = publisher("cite", *call, "--project", write_quotes(tmp_path, [])).lines

    assert lines[1].startswith('<membership/office> :since … {| ev:quote "The Office joined"')
    assert lines[-1] == "# write the value in place of …"


def test_a_value_can_be_given(tmp_path: Path) -> None:
    call = ["in 2008", "--as", "<membership/office>", ":since", "--value", '"2007"^^xsd:gYear']

    lines = publisher("cite", *call, "--project", write_quotes(tmp_path, [])).lines

    assert lines[1].startswith('<membership/office> :since "2007"^^xsd:gYear {| ev:quote ')


@pytest.mark.parametrize(
    ("thing", "name", "said"),
    [
        ("a b", ":since", "--as: 'a b' is not an IRI; write it as <kind/slug>"),
        ("membership/x", "since", "--as: 'since' is not a property; write it as :name or <iri>"),
        ("membership/x", ":sinse", "--as: :sinse is defined nowhere; nearest is :since"),
        ("membership/x", "nope:since", "--as: 'nope:since' is not a property; write it as :name"),
    ],
)
def test_what_can_be_no_fact_is_a_wrong_call(
    thing: str, name: str, said: str, tmp_path: Path
) -> None:
    folder = write_quotes(tmp_path, [])

    done = publisher("cite", "in 2008", "--as", thing, name, "--project", folder)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"publisher: error: {said}")
