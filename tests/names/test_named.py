"""Which entities and names of a graph are in the index."""

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.describe.claimed_words import ClaimedWords
from publisher.describe.named import named_entities
from publisher.load import load
from publisher.names import Entity
from publisher.project import read_project
from publisher.terms import bare
from publisher.vocabulary import EV_CLAIM, LABELS
from tests.describe.graphs import BASE, dataset
from tests.flagship import FOLDER


def entities(text: str) -> dict[str, Entity]:
    """Return the entities of a graph in Turtle by their names below the base."""
    graph = dataset(text, labels=LABELS)
    names = Names(graph=graph, vocabulary=Dataset.of((), base=BASE))
    return {entity.iri.removeprefix(BASE): entity for entity in named_entities(names)}


def test_all_labels_in_all_languages_are_names_and_the_shown_one_is_first() -> None:
    found = entities("""
        <a> rdfs:label "Baku"@en , "Bakı"@az ; skos:prefLabel "Баку"@ru ; skos:altLabel "Bakou"@fr ;
          skos:hiddenLabel "Baqu" ; foaf:name "Baku City" ; schema:name "City of Baku" ;
          <http://schema.org/name> "B." ; dcterms:title "Title" ; xl:altLabel <label> ; :own "Own" .
        <label> a xl:Label ; xl:literalForm "Baki Shahari" .
        :own rdfs:subPropertyOf rdfs:label ; rdfs:label "own name" .
    """)
    assert found["a"].labels[0] == "Baku"
    assert set(found["a"].labels) == {
        *("Baku", "Bakı", "Баку", "Bakou", "Baqu", "Baku City", "City of Baku", "B.", "Title"),
        *("Baki Shahari", "Own"),
    }
    assert "label" not in found


def test_the_types_are_those_of_the_classes_above_too() -> None:
    found = entities("""
        <a> a :Town ; rdfs:label "A" .
        :Town rdfs:subClassOf :Place .
        :Place rdfs:subClassOf :Thing .
        :Thing rdfs:subClassOf :Place .
    """)
    assert found["a"].types == (f"{BASE}ns/Place", f"{BASE}ns/Thing", f"{BASE}ns/Town")


def test_no_claim_and_nothing_that_it_says_is_there() -> None:
    found = entities("""
        <town> rdfs:label "Town" .
        <claim/1> a ev:Claim ; rdfs:label "The council sold the bridge" ; ev:about <town> ;
          ev:claimant <club> ; ev:quote "they sold our bridge" ; ev:content <claim/1#content> .
        <claim/1#content> a ev:Content , rdf:Statement ; rdf:subject <town> ; rdf:predicate :name ;
          rdf:object "Bridgeless" ; rdfs:label "content" .
        <club> rdfs:label "Club" .
        <record> a ev:Record , rdf:Statement ; rdfs:label "A record" ; ev:quote "the Club" .
    """)
    assert set(found) == {"town", "club"}
    texts = str(list(found.values()))
    assert not any(words in texts for words in ("bridge", "Bridgeless", "content"))


def test_no_name_of_the_flagship_is_what_somebody_claims() -> None:
    loaded = load(read_project(FOLDER))
    claimed = ClaimedWords.of(loaded.graph)
    named = list(named_entities(Names(graph=loaded.graph, vocabulary=loaded.vocabulary)))
    assert claimed.quotes
    assert not [each.iri for each in named for label in each.labels if claimed.within(label)]
    claims = set(map(bare, loaded.graph.instances(EV_CLAIM)))
    assert claims.isdisjoint(each.iri for each in named)


def test_what_is_retired_is_left_out() -> None:
    found = entities("""
        <old> rdfs:label "Name" ; owl:deprecated true ; dcterms:isReplacedBy <new> .
        <new> rdfs:label "Name" .
    """)
    assert set(found) == {"new"}


def test_links_that_mean_the_same_are_identifiers_and_close_ones_are_not() -> None:
    found = entities("""
        <a> rdfs:label "A" ; schema:identifier "7-b" ;
          owl:sameAs <http://www.wikidata.org/entity/Q1> ;
          skos:exactMatch <https://ror.org/006kxhp52> ; skos:closeMatch <https://x.example/close> .
    """)
    assert set(found["a"].identifiers) == {
        *("http://www.wikidata.org/entity/Q1", "https://ror.org/006kxhp52", "7-b")
    }


def test_values_that_tell_equal_names_apart_are_no_notes_and_no_labels() -> None:
    found = entities(
        """
        <a> rdfs:label "A" ; skos:altLabel "B" ; :country <az> ; :founded "1991" ;
          rdfs:comment "A note." ;
          :text "%s" .
        <az> rdfs:label "Azerbaijan" .
    """
        % ("long " * 100)
    )
    assert found["a"].values == {
        "http://www.w3.org/2004/02/skos/core#altLabel": ("B",),
        f"{BASE}ns/country": (f"{BASE}az", "Azerbaijan"),
        f"{BASE}ns/founded": ("1991",),
    }


def test_what_has_a_page_but_no_label_is_called_by_its_address() -> None:
    assert entities("<town/new-baku> :population 5 .")["town/new-baku"].labels == ("new baku",)
