import pytest

from publisher.findings import Finding, Place
from publisher.load.places import locate_findings
from publisher.model import ANY, Triple
from publisher.vocabulary import EV_QUOTE, RDF_TYPE

BASE = "https://example.org/"
HEAD = "PREFIX : <ontology#>\nPREFIX ev: <https://w3id.org/quoted-statements#>\n"


def e(name: str) -> str:
    return f"<{BASE}{name}>"


TEXTS = {
    "README.md": "<a> <p> <o> .",
    "data/one.ttl": HEAD
    + """<claim/x> a ev:Claim ;
  ev:quote "the words" .
<network/y> :since "2008" {| ev:quote "in 2008" |} ;
  :member <network/z> .
""",
    "ontology/two.ttl": HEAD + "<network/y> :since '2009' .\n:since a :Property .\n",
}
SINCE = e("ontology#since")


@pytest.mark.parametrize(
    ("about", "file", "expected"),
    [
        pytest.param((e("network/y"), SINCE, '"2008"'), "", ("data/one.ttl", 5, 20), id="triple"),
        pytest.param(
            (e("network/y"), SINCE, '"2009"'), "", ("ontology/two.ttl", 3, 20), id="other file"
        ),
        pytest.param(
            (e("network/y"), SINCE, '"2010"'), "", ("data/one.ttl", 5, 20), id="subject, predicate"
        ),
        pytest.param(
            (e("network/y"), SINCE, ANY),
            "ontology/two.ttl",
            ("ontology/two.ttl", 3, 20),
            id="file named",
        ),
        pytest.param((ANY, EV_QUOTE, '"in 2008"'), "", ("data/one.ttl", 5, 39), id="annotation"),
        pytest.param((ANY, EV_QUOTE, '"the words"'), "", ("data/one.ttl", 4, 12), id="quote"),
        pytest.param(
            (e("network/y#since-1"), EV_QUOTE, '"in 2008"'),
            "",
            ("data/one.ttl", 5, 39),
            id="annotation of a statement",
        ),
        pytest.param((e("network/y"), e("p"), ANY), "", ("data/one.ttl", 5, 1), id="subject"),
        pytest.param((SINCE, e("p"), ANY), "", ("ontology/two.ttl", 4, 1), id="subject elsewhere"),
        pytest.param((e("network/z"), e("p"), ANY), "", ("data/one.ttl", 6, 11), id="mention"),
        pytest.param(
            (e("claim/x#party-50777b"), RDF_TYPE, ANY),
            "",
            ("data/one.ttl", 3, 1),
            id="statement's document",
        ),
        pytest.param((e("none"), SINCE, ANY), "", ("data/one.ttl", 5, 13), id="predicate"),
        pytest.param(
            (ANY, ANY, e("ontology#Property")), "", ("ontology/two.ttl", 4, 10), id="object"
        ),
        pytest.param((e("none"), e("p"), ANY), "data/one.ttl", ("data/one.ttl", 0, 0), id="none"),
        pytest.param((ANY, ANY, ANY), "", ("", 0, 0), id="nothing asked"),
    ],
)
def test_a_finding_is_placed_as_closely_as_can_be(
    about: Triple, file: str, expected: tuple[str, int, int]
) -> None:
    finding = Finding(code="x", message="m", place=Place(file=file), about=about)
    [placed] = locate_findings([finding], TEXTS, BASE)
    assert (placed.place.file, placed.place.line, placed.place.column) == expected
    assert placed.about == about


def test_a_finding_with_a_line_or_about_nothing_stays() -> None:
    findings = [
        Finding(code="x", message="m", place=Place(file="f", line=7), about=(ANY, RDF_TYPE, ANY)),
        Finding(code="x", message="m", place=Place(file="data/one.ttl")),
    ]
    assert locate_findings(findings, TEXTS, BASE) == findings
