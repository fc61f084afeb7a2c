"""One mistake is one finding: by all lines that a fault in the good project prints."""

from pathlib import Path

import pytest

from publisher.commands.check import check_project, line
from tests.findings.pages import PROJECT, write_project

FACTS = (PROJECT / "data" / "facts.ttl").read_text(encoding="utf-8")
FILE = "ev:source <source/report> ."
RECORD = 'ev:quote "joined the Network in 2008"'
CLAIM = 'ev:quote "the trial was unlawful"'
CLAIMANT = 'ev:quote "The letter said that"'
VOICE = (
    "Say once how the source voices the claim: ev:voice ev:said, ev:narrated or a concept of the "
    "project's voices. [shape-violation]"
)
MISSING = (
    'quote not found in source report; nearest is "the trial was unlawful" (line 4) [quote-missing]'
)


def printed(folder: Path, *changes: tuple[str, str]) -> list[str]:
    facts = FACTS
    for old, new in changes:
        assert facts.count(old) == 1
        facts = facts.replace(old, new)
    write_project(folder, {"data/facts.ttl": facts.encode()})
    return [line(finding) for finding in check_project(folder).findings]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            RECORD,
            'ev:quote "left the Network in 2008"',
            '19:40: error: quote not found in source report; nearest is "joined the Network in '
            '2008" (line 3) [quote-missing]',
            id="a record",
        ),
        pytest.param(
            CLAIMANT,
            'ev:quote "The letter denied that"',
            '30:45: error: quote not found in source report; nearest is "The letter said that" '
            "(line 4) [quote-missing]",
            id="a claimant",
        ),
        pytest.param(
            CLAIM, 'ev:quote "the trial was lawful"', f"31:12: error: {MISSING}", id="a claim"
        ),
        pytest.param(
            CLAIM,
            'ev:quote "the"',
            "31:12: error: quote found 3 times in source report; quote more words, or add "
            'ev:prefix "of" for line 1, ev:prefix "joined" for line 3, ev:prefix "that" for line 4 '
            "[quote-ambiguous]",
            id="a claim whose words stand in three places",
        ),
        pytest.param(
            CLAIM,
            'ev:quote "trial was unlaw"',
            '31:12: error: quote cuts a word of source report; whole words are "trial was unlawful"'
            " (line 4) [quote-not-whole-words]",
            id="a claim whose words are cut",
        ),
        pytest.param(
            CLAIM,
            'ev:quote ""',
            "31:12: error: quote is empty; copy the words of the source [quote-empty]",
            id="a claim of no words",
        ),
        pytest.param(
            CLAIM,
            f"{CLAIM} ; ev:source <source/x>",
            "31:49: error: the quoted source x is missing; store its text as data/sources/x.txt "
            "and describe it as an ev:Source [source-missing]",
            id="a claim whose source is not there",
        ),
        pytest.param(
            FILE,
            "ev:source <source/report> , <source/letter> .",
            "7:44: error: the file names source report, and here source letter; keep one; name the "
            'other beside each of its quotes: {| ev:source <source/…> ; ev:quote "…" |} '
            "[file-source-twice]",
            id="a file of records and claims",
        ),
        pytest.param(
            CLAIM,
            f'{CLAIM} ; ev:suffix "a" , "b"',
            "31:12: error: a quote has more than one ev:suffix; keep one; a quote from elsewhere "
            'has a block of its own: {| ev:quote "…" |} [quote-place-twice]',
            id="a claim whose words stand before two others",
        ),
        pytest.param(
            f"  {CLAIM} ;\n",
            "",
            '27:1: error: Quote the words of the claim: ev:quote "…". [shape-violation]',
            id="a claim that gives no words",
        ),
        pytest.param(
            RECORD,
            "ev:quote “joined the Network in 2008”",
            "19:40: error: '“' is not allowed at the beginning of a prefix name; write straight "
            "quotation marks; 3 further findings may come from this and are not shown "
            "[turtle-syntax]",
            id="a typographic quotation mark",
        ),
    ],
)
def test_one_mistake_is_one_finding(old: str, new: str, expected: str, tmp_path: Path) -> None:
    assert printed(tmp_path, (old, new)) == [f"data/facts.ttl:{expected}"]


def test_a_misspelt_class_leaves_no_shape_without_a_node(tmp_path: Path) -> None:
    assert printed(tmp_path, ("a :Membership", "a :Membreship")) == [
        (
            "data/facts.ttl:15:23: error: :Membreship is not defined; correct the name; "
            "the nearest is :Membership [term-unknown]"
        )
    ]


def test_a_misspelt_property_is_not_missing_too(tmp_path: Path) -> None:
    assert printed(tmp_path, ("ev:claimant", "ev:claiment")) == [
        (
            "data/facts.ttl:30:15: error: ev:claiment is not defined; correct the name; "
            "the nearest is ev:claimant [term-unknown]"
        )
    ]


def test_a_misspelt_property_hides_nothing_else_that_is_missing(tmp_path: Path) -> None:
    changes = (("ev:claimant", "ev:claiment"), ("  ev:voice ev:said ;\n", ""))

    assert [one.rpartition("[")[2] for one in printed(tmp_path, *changes)] == [
        "shape-violation]",
        "term-unknown]",
    ]


def test_an_empty_query_is_one_finding(tmp_path: Path) -> None:
    write_project(tmp_path, {"queries/empty.rq": b"\n"})

    assert [line(finding) for finding in check_project(tmp_path).findings] == [
        "queries/empty.rq:1:1: error: the query is empty [query-broken]"
    ]


def test_a_claim_whose_quote_is_missing_hears_of_what_else_it_lacks(tmp_path: Path) -> None:
    changes = (("  ev:voice ev:said ;\n", ""), (CLAIM, 'ev:quote "the trial was lawful"'))

    assert printed(tmp_path, *changes) == [
        f"data/facts.ttl:27:1: error: {VOICE}",
        f"data/facts.ttl:30:12: error: {MISSING}",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [("1999", "1999"), ("true", "true"), ('"x^^y"@en', '"x^^y"@en'), ('"a"', '"a"')],
)
def test_a_contradicted_triple_is_shown_as_it_is_written(
    written: str, shown: str, tmp_path: Path
) -> None:
    contradiction = f"ev:contradicts << <membership/office> :since {written} >> ;\n  {CLAIM}"

    (found,) = printed(tmp_path, (CLAIM, contradiction))

    assert f"<< <membership/office> :since {shown} >>;" in found


def test_a_missing_dot_is_reported_as_one(tmp_path: Path) -> None:
    (found,) = printed(tmp_path, (f"{{| {RECORD} |}} .", f"{{| {RECORD} |}}"))

    assert found.startswith("data/facts.ttl:21:1: error: A dot is expected at the end of ")
    assert (
        'end the triple before it with "." or, if more of the same subject follows, with ";"'
        in found
    )
