"""One sentence that says what a thing is, for any graph, without a claim in place of a fact."""

import pytest

from publisher.describe import Names
from publisher.describe.english import cut, noun, with_article
from publisher.describe.summary import MOST_CHARACTERS, summary, summary_title
from publisher.load import load
from publisher.model import Term
from publisher.project import read_project
from publisher.terms import iri, is_blank, is_literal, lexical
from publisher.vocabulary import EV_CLAIM, EV_CLAIMANT, EV_CONTENT, EV_QUOTE, RDF_OBJECT
from tests.describe.graphs import BASE, names
from tests.flagship import FOLDER


def said(text: str, path: str = "a", *, languages: tuple[str, ...] = ("en",)) -> str:
    return summary(iri(f"{BASE}{path}"), names=names(text, languages=languages))


INSTITUTION = "<ns/Institution> a owl:Class ; rdfs:label 'Institution'@en ."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{INSTITUTION} <a> a <ns/Institution> ; rdfs:label 'Council of Europe'@en .",
            "Council of Europe is an institution.",
        ),
        ("<a> a foaf:Person ; foaf:name 'Alice' .", "Alice is a person."),
        ("<a> a foaf:Person , foaf:Agent ; foaf:name 'Alice' .", "Alice is an agent and a person."),
        (
            "<a> a foaf:Person ; rdfs:label 'Alice' ; rdfs:comment 'Paints.\\n  Since 1990' .",
            "Alice is a person. Paints. Since 1990.",
        ),
        (
            (
                "<a> a skos:Concept ; skos:prefLabel 'Tax'@en ; skos:inScheme <s> ; "
                "skos:definition 'Money for the state.'@en . <s> skos:prefLabel 'Budget'@en ."
            ),
            "Tax is a concept of Budget. Money for the state.",
        ),
        (
            (
                "<a> a schema:Event ; rdfs:label 'Talks' ; schema:location <p> ; "
                "schema:startDate '2015-03-02'^^xsd:date . <p> rdfs:label 'Geneva' ."
            ),
            "Talks is an event in Geneva (2 March 2015).",
        ),
        ("<a> a owl:Class ; rdfs:label 'visit'@en .", "“visit” is a class."),
        ("<a> rdfs:label 'Nothing else' .", "Nothing else."),
        ("<a> <b> <c> .", "a."),
        ("<x> a <a> . <a> rdfs:label 'Tool' .", "Tool is a class."),
        ("<a> a foaf:Person ; rdfs:label 'Al'; owl:deprecated true .", "Al is no longer in use."),
        (
            (
                "<a> a foaf:Person ; rdfs:label 'Al'; owl:deprecated true ; "
                "dcterms:isReplacedBy <b> . <b> rdfs:label 'Alice' ."
            ),
            "Al is no longer in use. Replaced by Alice.",
        ),
        ("GRAPH <a> { <b> <c> <d> , <e> . }", f"{BASE}a is a named graph of 2 statements."),
        (
            "<a> a rdf:Statement ; rdf:subject <b> ; rdf:predicate foaf:age ; rdf:object 3 .",
            "A statement about the triple b – age – 3.",
        ),
        (
            "<a> a <K> ; rdfs:label 'Bern'@de . <K> rdfs:label 'Gemeinde'@de .",
            "Bern (Gemeinde).",
        ),
        ("<a> a <Gemeinde> ; rdfs:label 'Bern' .", "Bern (Gemeinde)."),
        ("<a> a <K> ; rdfs:label 'A' . <K> rdfs:label 'People'@en .", "A (People)."),
        (
            "<a> a foaf:Person ; rdfs:label 'Ada' ; rdfs:comment 'Malt Bilder'@de .",
            "Ada (Person). Malt Bilder.",
        ),
        (
            (
                "<a> a foaf:Person ; rdfs:label 'Ada' ; "
                "dcterms:description '<p>Paints &amp; draws</p>'^^rdf:HTML ."
            ),
            "Ada is a person. Paints & draws.",
        ),
    ],
)
def test_a_summary_says_what_a_thing_is(text: str, expected: str) -> None:
    assert said(text) == expected


def test_in_another_language_the_class_stands_in_brackets() -> None:
    text = "<a> a skos:Concept ; skos:prefLabel 'Steuer'@de ; skos:definition 'Geld.'@de ."

    assert said(text, languages=("de",)) == "Steuer (Concept). Geld."


@pytest.mark.parametrize("size", [50, 199, 200, 201, 5_000])
def test_a_summary_is_short_and_ends_at_a_border(size: int) -> None:
    words = " ".join(["donau"] * (size // 6 + 1))
    sentence = said(f"<a> a foaf:Person ; rdfs:label 'A' ; rdfs:comment '{words}' .")

    assert len(sentence) <= MOST_CHARACTERS
    assert sentence.rstrip(".…").endswith("donau")


def test_a_text_is_cut_after_a_sentence_but_not_after_an_abbreviation() -> None:
    text = "The first sentence is about Mr. Maurer and as long as it has to be here. " + "b " * 90

    assert cut(text, 120) == text[: text.index(" b ")]
    assert cut("Met Mr. " + "x" * 10, 12) == "Met Mr.…"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Institution", "an institution"),
        ("University", "a university"),
        ("Unnamed thing", "an Unnamed thing"),
        ("RDF list", "an RDF list"),
        ("EU body", "an EU body"),
        ("hour", "an hour"),
        ("European city", "a European city"),
        ("series of seminars", "a series of seminars"),
        ("group of persons", "a group of persons"),
        ("UN body", "a UN body"),
    ],
)
def test_a_class_has_the_article_that_is_spoken(label: str, expected: str) -> None:
    assert with_article(noun(label)) == expected


CLAIM = """
<claim/c> a ev:Claim ; ev:claimant <o> ; ev:about <e> ; ev:quote "the city fell by treason" ;
  ev:content <claim/c#x> ; ev:voice <v> .
<claim/c#x> a rdf:Statement , ev:Content ; rdf:subject <e> ; rdf:predicate <how> ;
  rdf:object "by treason" .
<o> rdfs:label "The Office"@en . <e> rdfs:label "The event"@en . <v> rdfs:label "stressed"@en .
<only> ev:onlyClaimed true ; rdfs:label "reported event"@en .
"""


def test_the_words_of_a_claim_stand_behind_its_claimant() -> None:
    assert said(CLAIM, "claim/c") == "Claim of The Office (stressed): “the city fell by treason”."
    content = said(CLAIM, "claim/c#x")
    assert content == (
        "Not asserted here, part of a claim of The Office (stressed): The event – how – by treason."
    )


def test_a_claim_without_claimant_has_no_words() -> None:
    assert said(CLAIM.replace("ev:claimant <o> ;", ""), "claim/c") == "Claim about The event."
    assert "treason" not in said(CLAIM.replace("ev:claimant <o> ;", ""), "claim/c#x")


def test_a_denial_is_named_as_one() -> None:
    text = f"{CLAIM} <claim/c> ev:stance ev:denies ; ev:attribution ev:inferred ."

    assert said(text, "claim/c").startswith("Denial ascribed by the editor to The Office")


def test_a_label_of_a_claim_is_not_its_summary() -> None:
    text = f'{CLAIM} <claim/c> rdfs:label "The city fell by treason of its mayor"@en .'

    assert "mayor" not in said(text, "claim/c")


def test_what_is_known_by_claims_alone_stays_bare() -> None:
    text = f'{CLAIM} <e> a <only> ; rdfs:comment "Somebody opened the gate." .'

    assert said(text, "e") == "The event."


@pytest.mark.parametrize(
    "comment",
    ["Known for this: The city fell by treason.", "It fell: by Treason", "by treason"],
)
def test_a_description_that_repeats_a_claim_is_left_out(comment: str) -> None:
    asserted = f"{CLAIM} <e> a schema:Event ; schema:organizer <o> ; rdfs:comment"

    assert said(f'{asserted} "{comment}" .', "e") == "The event is an event."
    assert said(f'{asserted} "It was in May." .', "e") == "The event is an event. It was in May."


def test_what_has_a_type_a_label_and_a_note_and_else_stands_in_claims_stays_bare() -> None:
    text = f'{CLAIM} <e> a schema:Event ; rdfs:comment "It was in May." .'

    assert said(text, "e") == "The event."


def test_no_summary_of_the_flagship_has_words_of_a_claim_without_its_claimant() -> None:
    loaded = load(read_project(FOLDER))
    graph = loaded.graph
    named = Names(graph=graph, vocabulary=loaded.vocabulary)
    summaries = [(subject, summary(subject, names=named)) for subject in graph.subjects()]

    for claim in graph.instances(EV_CLAIM):
        contents = graph.objects(claim, EV_CONTENT)
        values = {value for content in contents for value in graph.objects(content, RDF_OBJECT)}
        texts = [*graph.objects(claim, EV_QUOTE), *filter(is_literal, values)]
        claimants = [named.link(each).label[:40] for each in graph.objects(claim, EV_CLAIMANT)]
        for subject, sentence in summaries:
            assert len(sentence) > 3, subject
            if any(_has(text, sentence) for text in texts):
                assert any(claimant in sentence for claimant in claimants), (subject, sentence)


def _has(text: Term, sentence: str) -> bool:
    return " ".join(lexical(text).split())[:40] in sentence


def test_a_blank_node_and_an_unknown_iri_are_named_too() -> None:
    assert summary(iri("http://e.example/x"), names=names("")) == "x."
    graph = names("_:b a foaf:Person . <a> foaf:knows [ a foaf:Person ; foaf:age 3 ] .")
    blank = {summary(term, names=graph) for term in graph.graph.subjects() if is_blank(term)}
    assert blank == {"A blank node is a person.", "A part of a is a person."}


def test_a_retired_claim_has_no_name_of_its_own_either() -> None:
    text = f"{CLAIM} <claim/c> owl:deprecated true ."

    assert said(text, "claim/c") == "A claim, or a part of one, that is no longer stated."
    assert summary_title(iri(f"{BASE}claim/c"), names=names(text)) == said(text, "claim/c")
