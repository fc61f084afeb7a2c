"""The mistakes of a newcomer in the project of `publisher init`: where and how each is reported."""

from pathlib import Path

import pytest

from publisher.commands.check import check_project, line
from publisher.commands.init import init
from tests.called import publisher

DATA = "data/minutes.ttl"
DATE = ':date "2020-05-04"^^xsd:date {| ev:quote "4 May 2020" |}'
VOTES_FOR = ':votesFor 5 {| ev:quote "five votes to two" |}'
VOTES = ':votesAgainst 2 {| ev:quote "five votes to two" |}'


def changed(folder: Path, old: str, new: str, *, file: str = DATA) -> None:
    init(folder)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "ev:source <source/minutes>",
            "ev:source <source/minuts>",
            "8:26: error: no source minuts is stored; the nearest is minutes; correct the name, or "
            "store the text as data/sources/minuts.txt and describe it as an ev:Source "
            "[source-missing]",
            id="the source of the file",
        ),
        pytest.param(
            DATE,
            DATE.replace("ev:quote", "ev:qoute"),
            "23:35: error: ev:qoute is not defined; correct the name; the nearest is ev:quote "
            "[term-unknown]",
            id="the quote of a record",
        ),
        pytest.param(
            DATE,
            DATE.replace("^^xsd:date", ""),
            '23:9: error: Write the date as an xsd:date, such as "2020-05-04"^^xsd:date. '
            "[shape-violation]",
            id="a date without datatype",
        ),
        pytest.param(
            DATE,
            f'{DATE} ;\n  :date "2020-09-14"^^xsd:date {{| ev:quote "14 September 2020" |}}',
            "23:9: error: The decision has more than one date; keep one. [shape-violation]",
            id="two dates",
        ),
        pytest.param(
            ":votesFor 5",
            ':votesFor "five"',
            "25:13: error: Write the votes for the decision as a whole number without quotes, such "
            "as 5. [shape-violation]",
            id="a number in words",
        ),
        pytest.param(
            VOTES_FOR,
            VOTES_FOR.removesuffix(" |}"),
            "26:54: error: Annotations should end with '|}'; close the annotation that opens on "
            'line 25, with "|}"; 4 further findings may come from this and are not shown '
            "[turtle-syntax]",
            id="an annotation that is not closed",
        ),
        pytest.param(
            f"{VOTES} .",
            VOTES,
            "29:1: error: A dot is expected at the end of statements; end the triple before it "
            'with "." or, if more of the same subject follows, with ";"; 4 further findings may '
            "come from this and are not shown [turtle-syntax]",
            id="a dot that is missing",
        ),
        pytest.param(
            ":decidedBy <body/council>",
            ":decidedBy <body/counsil>",
            "22:14: error: body/counsil is used but not described; give it a type and a label, or "
            "correct its IRI; the nearest is body/council [resource-not-described]",
            id="the IRI of a resource",
        ),
        pytest.param(
            'a :Body ;\n  rdfs:label "Rowing Club"@en .',
            "a :Body .",
            '13:1: error: body/rowing-club has no label; give it a label: rdfs:label "…"@en '
            "[label-missing]",
            id="a label that is missing",
        ),
    ],
)
def test_a_first_mistake_is_one_line_at_its_place(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    changed(tmp_path, old, new)

    findings = check_project(tmp_path).findings

    lines = [line(finding) for finding in findings]
    assert [text for text in lines if not text.startswith("queries/")] == [f"{DATA}:{expected}"]


def test_a_shape_still_speaks_of_another_triple_than_the_ill_formed_one(tmp_path: Path) -> None:
    changed(tmp_path, DATE, f'{DATE.replace("05-04", "05-34")} ;\n  :votesFor "five"')

    codes = [finding.code for finding in check_project(tmp_path).findings]

    assert {"literal-ill-formed", "shape-violation"} <= set(codes)


def test_a_claim_that_is_asserted_is_an_error_whatever_its_property(tmp_path: Path) -> None:
    claim = ':condition "safe"@en >> .'
    changed(tmp_path, claim, f'{claim}\n<structure/footbridge> :height "low" .')
    path = tmp_path / DATA
    text = path.read_text("utf-8").replace(claim, ':height "low" >> .')
    path.write_text(text, encoding="utf-8")

    assert "claim-asserted" in {finding.code for finding in check_project(tmp_path).findings}


def test_an_unclosed_annotation_inside_of_another_text_is_not_meant(tmp_path: Path) -> None:
    changed(tmp_path, VOTES, f'{VOTES[:-3]} ; ev:reading "{{| not this one"')

    (finding,) = check_project(tmp_path).findings

    assert finding.hint.startswith('close the annotation that opens on line 26, with "|}"')


def test_many_undescribed_resources_are_no_misspellings(tmp_path: Path) -> None:
    many = " , ".join(f"<body/counci{number}>" for number in range(11))
    changed(
        tmp_path,
        "<decision/open-library> a",
        f"<decision/x> :decidedBy {many} .\n\n<decision/open-library> a",
    )

    hints = {
        finding.hint
        for finding in check_project(tmp_path).findings
        if finding.code == "resource-not-described" and "counci" in finding.message
    }

    assert hints == {"give it a type and a label, or correct its IRI"}


def test_faults_of_sources_come_before_their_quotes(tmp_path: Path) -> None:
    changed(tmp_path, DATE, DATE.replace("4 May 2020", "4 Mai 2020"))
    text = tmp_path / "data" / "sources" / "minutes.txt"
    text.write_bytes(text.read_bytes() + b"One line more.\n")

    codes = [finding.code for finding in check_project(tmp_path).findings]

    assert codes == ["source-changed", "quote-missing"]


def test_an_empty_query_is_told_if_the_data_has_no_error(tmp_path: Path) -> None:
    changed(tmp_path, "= <body/council>", "= <body/rowing-club>", file="queries/decisions.rq")

    assert [finding.code for finding in check_project(tmp_path).findings] == ["query-empty"]


def test_equal_findings_are_one_line_that_counts_them(tmp_path: Path) -> None:
    init(tmp_path)
    path = tmp_path / DATA
    text = path.read_text("utf-8")
    for name in ("Rowing Club", "Village Council of Examplewick"):
        text = text.replace(f'rdfs:label "{name}"@en', ":x 1")
    text = text.replace('rdfs:label "Decision', 'rdfs:comment "Decision')
    path.write_text(text.replace(" ;\n  :x 1", ""), encoding="utf-8")

    printed = publisher("check", "--project", tmp_path).lines

    (labels,) = [one for one in printed if one.endswith("[label-missing]")]
    assert "(4 times: here, " in labels
