"""What may be asserted, and what needs words: by the lines of `publisher check`."""

from pathlib import Path

import pytest

from tests.check.worded import found, printed

TEXT = "The Office was opened in the town. Bell spoke there of a fire in the town."
EVENTS = """
:ReportedEvent a owl:Class ; rdfs:label "reported event"@en ; rdfs:subClassOf :Reported ;
  skos:definition "An event in claims."@en ; skos:example "Fire."@en ; rdfs:isDefinedBy <ontology> ;
  ev:onlyClaimed true .
:Fire a owl:Class ; rdfs:label "fire"@en ; rdfs:subClassOf :ReportedEvent ;
  skos:definition "A fire."@en ; skos:example "A fire."@en ; rdfs:isDefinedBy <ontology> .
:Reported a owl:Class ; rdfs:label "reported"@en ;
  skos:definition "A thing in claims."@en ; skos:example "Fire."@en ; rdfs:isDefinedBy <ontology> .
:accused a owl:ObjectProperty ; rdfs:label "accused"@en ; ev:onlyClaimed true ;
  skos:definition "Who is accused."@en ; skos:example "Bell."@en ; rdfs:isDefinedBy <ontology> .
:blamed a owl:ObjectProperty ; rdfs:label "blamed"@en ; rdfs:subPropertyOf :accused ;
  skos:definition "Who is blamed."@en ; skos:example "Bell."@en ; rdfs:isDefinedBy <ontology> .
"""
CLAIM = """<claim/fire> a ev:Claim ; ev:about <event/fire> ; ev:voice ev:narrated ;
  ev:claimant <source/minutes> ; ev:quote "a fire in the town" ;
  ev:content << <event/fire> :blamed <institution/office> >> , << <event/fire> schema:location <institution/office> >> .
"""  # noqa: E501
STATEMENT = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement>"
QUOTE = '{| ev:quote "Bell spoke there" ; ev:reading "So." |}'


def check(folder: Path, facts: str, *, ontology: str = "") -> list[str]:
    return found(printed(folder, facts, minutes=TEXT, ontology=ontology))


@pytest.mark.parametrize("kind", [":ReportedEvent", ":Fire", ":Fire , :ReportedEvent , :Reported"])
def test_an_event_that_is_only_claimed_has_type_label_and_note(tmp_path: Path, kind: str) -> None:
    event = f"""<event/fire> a {kind} ; rdfs:label "Fire"@en , "Feu"@fr ; skos:altLabel "the fire"@en ;
      rdfs:comment "As told."@en ; skos:editorialNote "It is claimed."@en ; skos:scopeNote "No more."@en .
    """  # noqa: E501

    assert printed(tmp_path, event + CLAIM, minutes=TEXT, ontology=EVENTS) == []


@pytest.mark.parametrize(
    ("more", "findings"),
    [
        (f"schema:location <institution/office> {QUOTE}", ["error event-not-bare"]),
        ('schema:startDate "2019"^^xsd:gYear', ["error event-not-bare"]),
        (
            "skos:exactMatch <http://www.wikidata.org/entity/Q1>",
            ["error event-not-bare", "warning link-without-origin"],
        ),
        ('schema:identifier "1"', ["error event-not-bare"]),
        ("a schema:Event", ["error event-not-bare"]),
        ("a :Membership", ["error event-not-bare"]),
        (f":since 2008 {QUOTE}", ["error event-not-bare"]),
        (f":blamed <institution/office> {QUOTE}", ["error property-only-claimed"]),
    ],
)
@pytest.mark.parametrize("kind", [":ReportedEvent", ":Fire"])
def test_more_of_an_event_that_is_only_claimed_is_an_error(
    tmp_path: Path, kind: str, more: str, findings: list[str]
) -> None:
    event = f'<event/fire> a {kind} ; rdfs:label "Fire"@en .\n<event/fire> {more} .'

    assert [
        one.split(" ", 1)[1]
        for one in check(tmp_path, event, ontology=EVENTS)
        if "violation" not in one
    ] == findings


@pytest.mark.parametrize("property_", [":member", "schema:performer", "owl:sameAs", "skos:related"])
@pytest.mark.parametrize("kind", [":ReportedEvent", ":Fire"])
@pytest.mark.parametrize("quote", ["", QUOTE])
def test_what_is_only_claimed_is_the_value_of_nothing_that_is_asserted(
    tmp_path: Path, kind: str, property_: str, quote: str
) -> None:
    facts = f"""<event/fire> a {kind} ; rdfs:label "Fire"@en .
      <institution/office> {property_} <event/fire> {quote} .
    """

    assert "2 error event-not-bare" in check(tmp_path, facts, ontology=EVENTS)


def test_a_link_to_what_is_only_claimed_asserts_nothing(tmp_path: Path) -> None:
    facts = """<event/fire> a :Fire ; rdfs:label "Fire"@en .
      <institution/office> rdfs:seeAlso <event/fire> ; skos:editorialNote <event/fire> .
    """
    ontology = EVENTS + "<event/blaze> owl:deprecated true ; dcterms:isReplacedBy <event/fire> ."

    assert printed(tmp_path, facts + CLAIM, minutes=TEXT, ontology=ontology) == []


def test_an_event_that_is_only_claimed_has_no_class_above_that_of_another(tmp_path: Path) -> None:
    facts = '<event/fire> a :ReportedEvent , :Happening ; rdfs:label "Fire"@en .'
    ontology = (
        EVENTS
        + """
      :Happening a owl:Class ; rdfs:label "happening"@en ; skos:definition "What took place."@en ;
        skos:example "A fire."@en ; rdfs:isDefinedBy <ontology> .
      :Fire rdfs:subClassOf :Happening .
    """
    )

    assert check(tmp_path, facts, ontology=ontology) == ["1 error event-not-bare"]


@pytest.mark.parametrize("property_", [":accused", ":blamed"])
@pytest.mark.parametrize("quote", ["", QUOTE])
def test_a_property_that_is_only_claimed_is_asserted_nowhere(
    tmp_path: Path, property_: str, quote: str
) -> None:
    facts = f"<institution/office> {property_} <institution/network> {quote} ."

    assert check(tmp_path, facts, ontology=EVENTS) == ["1 error property-only-claimed"]


def test_a_mark_that_is_false_forbids_nothing(tmp_path: Path) -> None:
    facts = f"<institution/office> :accused <institution/network> {QUOTE} ."
    ontology = EVENTS.replace("ev:onlyClaimed true", "ev:onlyClaimed false")

    assert check(tmp_path, facts, ontology=ontology) == []


@pytest.mark.parametrize(
    "fact",
    [
        'schema:description "She lost her post"@en',
        "schema:containedInPlace <institution/network>",
        'schema:netWorth "stolen"',
        'dcterms:description "The best of all."@en',
        'dcterms:created "2008"^^xsd:gYear',
        'foaf:name "The Office"',
        'schema:name "The Office"',
        "foaf:member <institution/network>",
        "skos:broader <institution/network>",
        "skos:related <institution/network>",
        'skos:exactMatch "the thieves"',
        'rdfs:seeAlso "the thieves"',
        "owl:differentFrom <institution/network>",
        "<https://elsewhere.example/owns> <institution/network>",
        ":member <institution/network>",
    ],
)
def test_every_fact_needs_words_whatever_its_vocabulary(tmp_path: Path, fact: str) -> None:
    assert check(tmp_path, f"<institution/office> {fact} .") == ["1 error evidence-missing"]


@pytest.mark.parametrize(
    "fact",
    [
        "a schema:Organization",
        'skos:prefLabel "The Office"@en',
        'skos:altLabel "the Bureau"@en',
        'skos:hiddenLabel "Ofice"@en',
        'dcterms:title "The Office"@en',
        'rdfs:comment "As told."@en',
        'skos:note "As told."@en',
        'skos:historyNote "As told."@en',
        'schema:identifier "Q1"',
        "rdfs:seeAlso <http://www.wikidata.org/entity/Q1>",
    ],
)
def test_what_the_editor_adds_needs_no_words(tmp_path: Path, fact: str) -> None:
    assert printed(tmp_path, f"<institution/office> {fact} .", minutes=TEXT) == []


@pytest.mark.parametrize(
    "property_", ["skos:exactMatch", "skos:closeMatch", "owl:sameAs", "schema:sameAs"]
)
def test_a_link_to_the_same_thing_needs_an_origin_but_no_words(
    tmp_path: Path, property_: str
) -> None:
    link = f"<institution/office> {property_} <http://www.wikidata.org/entity/Q1>"
    origin = '{| skos:editorialNote "Compared with the register, 2020."@en |}'

    assert check(tmp_path / "without", f"{link} .") == ["1 warning link-without-origin"]
    assert printed(tmp_path / "with", f"{link} {origin} .", minutes=TEXT) == []


@pytest.mark.parametrize(
    "fact",
    [
        f'<institution/office> a {STATEMENT} ; schema:netWorth "stolen" .',
        """<source/minutes#crime> rdfs:label "crime"@en ;
          schema:description "The Office stole it."@en .""",
        f'<institution/office> a {STATEMENT} ; :described "lost"@en .',
    ],
)
def test_no_other_type_and_no_other_address_excuses_a_fact(tmp_path: Path, fact: str) -> None:
    assert any("evidence-missing" in one for one in check(tmp_path, fact))


def test_what_describes_a_source_needs_no_words_but_a_fact_about_it_does(tmp_path: Path) -> None:
    facts = """<source/minutes> dcterms:created "2019"^^xsd:gYear ; schema:author "A Clerk" ;
      :described "lost"@en .
    """

    assert check(tmp_path, facts) == ["2 error evidence-missing"]


def test_what_stands_in_the_ontology_needs_no_words(tmp_path: Path) -> None:
    ontology = """:Institution rdfs:subClassOf schema:Organization ; schema:url <https://a.example/> .
      <ontology> dcterms:created "2019"^^xsd:gYear .
      <voices> a skos:ConceptScheme ; rdfs:label "voices"@en ; dcterms:creator "A. Editor" .
      <voice/sung> a skos:Concept ; rdfs:label "sung"@en ; skos:inScheme <voices> ; skos:notation "s" .
      <institution/old> owl:deprecated true ; dcterms:isReplacedBy <institution/office> .
    """  # noqa: E501

    assert printed(tmp_path, "", minutes=TEXT, ontology=ontology) == []


def test_a_thing_of_the_world_needs_words_in_the_ontology_too(tmp_path: Path) -> None:
    ontology = '<institution/office> schema:netWorth "stolen" .'

    (line,) = printed(tmp_path, "", minutes=TEXT, ontology=ontology)

    assert line.startswith("ontology/more.ttl:10:38: error: the statement with schema:netWorth has")


def test_a_thing_named_like_a_term_needs_words(tmp_path: Path) -> None:
    facts = '<ontology#Bell> a :Institution ; rdfs:label "Bell"@en ; schema:netWorth "stolen" .'

    assert check(tmp_path, facts) == ["1 error evidence-missing"]


def test_a_voice_of_the_project_may_stand_in_its_data(tmp_path: Path) -> None:
    facts = """<voices> a skos:ConceptScheme ; rdfs:label "voices"@en .
      <voice/sung> a skos:Concept ; rdfs:label "sung"@en ; skos:inScheme <voices> .
      <claim/fire> a ev:Claim ; ev:about <institution/office> ; ev:voice <voice/sung> ;
        ev:claimant <source/minutes> ; ev:quote "a fire in the town" .
    """

    assert printed(tmp_path, facts, minutes=TEXT) == []


def test_a_property_of_a_claim_needs_words(tmp_path: Path) -> None:
    facts = CLAIM.replace("<event/fire>", "<institution/office>").replace(":blamed", ":member")

    assert check(tmp_path, facts + '<claim/fire> dcterms:date "2019"^^xsd:gYear .') == [
        "4 error evidence-missing"
    ]
