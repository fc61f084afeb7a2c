"""Each tool, through the server, by the SDK's own client."""

import json
from collections.abc import Sequence
from typing import Any

import jsonschema
import pytest
from mcp import Client, MCPError
from mcp_types import CallToolResult, ListToolsResult

from publisher.describe.claimed_words import ClaimedWords
from publisher.pages.kinds import resources
from publisher.terms import bare
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, EV_RECORD
from tests import flagship
from tests.agents.clients import call, called, refused, text_of, with_client

BASE = "https://example.org/"
EV = "PREFIX ev: <https://w3id.org/quoted-statements#> "
_RDF = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
_OF_CONTENTS = "{ ?c a ev:Content ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"


def tools(address: str) -> ListToolsResult:
    return with_client(address, Client.list_tools)


# The server


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_new_and_old_clients_learn_what_is_record_and_what_is_claim(
    address: str, mode: str
) -> None:
    async def ask(client: Client) -> str:
        return client.instructions or ""

    said = with_client(address, ask, mode=mode)
    assert flagship.context().frame.title in said
    assert "Never repeat a claim" in said
    assert "always name the claimant" in said


def test_every_tool_is_read_only_and_has_schemas(address: str) -> None:
    names = ["search", "describe", "cite", "list_queries", "run_query", "sparql"]
    listed = tools(address).tools
    assert [tool.name for tool in listed] == names
    for tool in listed:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        for schema in (tool.input_schema, tool.output_schema):
            validator: Any = jsonschema.Draft202012Validator
            validator.check_schema(schema)


def test_the_files_that_an_agent_reads_are_resources(address: str) -> None:
    async def ask(client: Client) -> list[str]:
        listed = await client.list_resources()
        return [
            (await client.read_resource(each.uri)).contents[0].model_dump()["text"]
            for each in listed.resources
        ]

    texts = with_client(address, ask)
    assert any("void:" in text for text in texts)


def test_a_prompt_asks_for_an_answer_with_sources(address: str) -> None:
    async def ask(client: Client) -> str:
        (prompt,) = (await client.list_prompts()).prompts
        filled = await client.get_prompt(prompt.name, {"question": "Who is in ENOC?"})
        return str(filled.messages[0].content.model_dump()["text"])

    said = with_client(address, ask)
    assert "Who is in ENOC?" in said
    assert "Never repeat a claim" in said


def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(address: str) -> None:
    async def ask(client: Client) -> None:
        with pytest.raises(MCPError, match="There is no tool 'delete'"):
            await client.call_tool("delete", {})

    with_client(address, ask)


# search


def test_search_finds_the_iri_of_a_name(address: str) -> None:
    data = call(address, "search", name="network ombudspersons children")
    assert data["hits"][0]["iri"] == f"{BASE}network/enoc"
    assert data["hits"][0]["page"] == f"{BASE}network/enoc.html"


def test_search_without_a_hit_says_what_to_do(address: str) -> None:
    data = call(address, "search", name="Xyzzyx")
    assert (data["hits"], data["next_offset"]) == ([], None)


def test_search_comes_in_pages(address: str) -> None:
    first = call(address, "search", name="o", limit=2)
    assert first["next_offset"] == 2
    second = call(address, "search", name="o", limit=2, offset=2)
    iris = [hit["iri"] for hit in (*first["hits"], *second["hits"])]
    assert len(set(iris)) == 4


# describe


def test_a_resource_is_described_with_quotes_of_the_stored_source(address: str) -> None:
    data = call(address, "describe", iri="network/enoc")
    records = [each for each in data["statements"] if each["standing"] == "record"]
    assert records
    graph = flagship.names().graph
    known = {bare(term) for term in graph.instances(EV_RECORD)}
    for record in records:
        assert record["statement"] in known
        for quote in record["quotes"]:
            assert quote["quote"] in flagship.text()
            assert quote["source"] == f"{BASE}source/{flagship.SLUG}"


def test_claims_stand_apart_with_claimant_stance_and_words(address: str) -> None:
    data = call(address, "describe", iri="network/enoc")
    assert data["claims"]
    for claim in data["claims"]:
        assert claim["claimants"]
        assert claim["attribution"].startswith("Claim ")
        assert claim["stance"] in {"asserts", "denies", "doubts", "asks"}
        assert all(quote["quote"] in flagship.text() for quote in claim["quotes"])


def test_no_description_has_words_of_a_claim_outside_of_its_claims(address: str) -> None:
    words = ClaimedWords.of(flagship.loaded().graph)
    pages = [bare(page) for page in resources(flagship.loaded().graph)]
    for page, result in zip(pages, _called_each(address, "describe", "iri", pages), strict=True):
        data = result.structured_content
        claims = data.pop("claims")
        for text in _texts(data):
            assert not words.within(text) or _is_attributed(text), (page, text)
        for claim in claims:
            assert claim["claimants"], claim
        for line in text_of(result).splitlines():
            is_claim = line.startswith(("  In the words of the claim", "  ")) or "laim" in line
            assert not words.within(line) or is_claim or _is_attributed(line), line


def test_a_claim_is_described_as_one(address: str) -> None:
    graph = flagship.names().graph
    claims = {
        bare(term): bare(claim)
        for claim in graph.instances(EV_CLAIM)
        for term in (claim, *graph.objects(claim, EV_CONTENT))
    }
    results = _called_each(address, "describe", "iri", list(claims))
    for claim, result in zip(claims.values(), results, strict=True):
        data = result.structured_content
        assert data["kind"] == "claim"
        assert data["statements"] == []
        assert [each["claim"] for each in data["claims"]] == [claim]


def test_a_statement_is_described_by_its_triple_and_quotes(address: str) -> None:
    graph = flagship.names().graph
    record = next(each for each in graph.instances(EV_RECORD) if "/network/" in each)
    data = call(address, "describe", iri=bare(record))
    assert data["kind"] == "statement"
    assert data["summary"].startswith("On record by ")
    (statement,) = data["statements"]
    assert statement["statement"] == bare(record)
    assert statement["quotes"]


def test_an_unknown_iri_says_what_is_near(address: str) -> None:
    said = refused(address, "describe", iri="network/enok")
    assert "search" in said
    assert "network/enoc" in said


def test_a_fragment_of_which_nothing_is_said_is_not_made_up(address: str) -> None:
    for tool in ("describe", "cite"):
        assert "network/enoc#nothing" in refused(address, tool, iri="network/enoc#nothing")


# cite


def test_cite_names_the_claimant_of_a_claim(address: str) -> None:
    claim = flagship.names().graph.instances(EV_CLAIM)[0]
    data = call(address, "cite", iri=bare(claim))
    assert data["kind"] == "claim"
    assert data["title"].startswith("Claim of ")


def test_cite_without_an_iri_cites_the_dataset(address: str) -> None:
    data = call(address, "cite", format="bibtex")
    assert data["iri"] == f"{BASE}catalog#dataset"
    assert data["citation"].startswith("@misc{")


# list_queries, run_query


def test_ready_queries_are_listed_with_their_parameters(address: str) -> None:
    queries = {each["name"]: each for each in call(address, "list_queries")["queries"]}
    assert set(queries) == {query.name for query in flagship.loaded().queries}
    assert queries["claims-by-claimant"]["parameters"][0]["name"] == "claimant"


def test_a_ready_query_takes_parameters(address: str) -> None:
    data = call(
        address,
        "run_query",
        name="claims-by-claimant",
        parameters={"claimant": "post/commissioner"},
    )
    assert data["rows"]
    assert "claimant=post%2Fcommissioner" in data["address"]
    assert all(row["claims"] for row in data["rows"])


def test_every_ready_query_says_whose_each_claim_is(address: str) -> None:
    words = ClaimedWords.of(flagship.loaded().graph)
    queries = [query.name for query in flagship.loaded().queries]
    for name, result in zip(
        queries, _called_each(address, "run_query", "name", queries), strict=True
    ):
        data = result.structured_content
        numbers = {claim["number"]: claim["attribution"] for claim in data["claims"]}
        assert all(text.startswith("Claim of ") for text in numbers.values()), name
        for row in data["rows"]:
            spoken = any(words.within(cell["value"]) for cell in row["values"].values())
            assert not spoken or row["claims"], (name, row)


def test_the_rows_of_a_ready_query_come_in_pages(address: str) -> None:
    offset, rows = 0, []
    while offset is not None:
        data = call(address, "run_query", name="claims", limit=7, offset=offset)
        rows += [json.dumps(row["values"], sort_keys=True) for row in data["rows"]]
        offset = data["next_offset"]
    whole = call(address, "run_query", name="claims", limit=200)
    assert rows == [json.dumps(row["values"], sort_keys=True) for row in whole["rows"]]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"name": "claim"}, "Did you mean claims?"),
        ({"name": "claims", "parameters": {"x": 1}}, "has none of this name"),
        ({"name": "claims", "parameters": {"limit": 1}}, "give limit beside parameters"),
        ({"name": "claims", "limit": 0}, "expected a number from 1 to 200"),
        ({"name": "claims", "limit": "many"}, "expected an integer"),
        ({"name": "claims", "parameters": []}, "expected an object"),
        ({"nane": "claims"}, "Did you mean name?"),
        ({}, "name is missing"),
    ],
)
def test_a_wrong_argument_says_what_is_expected(
    address: str, arguments: dict[str, object], words: str
) -> None:
    assert words in refused(address, "run_query", **arguments)


# sparql


def test_sparql_answers_rows_of_terms(address: str) -> None:
    data = call(address, "sparql", query=f"SELECT ?x ?y {{ VALUES ?x {{ <{BASE}a> 'b'@en }} }}")
    assert data["columns"] == ["x", "y"]
    assert data["rows"][0] == {"values": {"x": {"type": "iri", "value": f"{BASE}a"}}, "claims": []}
    assert data["rows"][1]["values"]["x"] == {"type": "literal", "value": "b", "language": "en"}


def test_a_blank_node_is_no_text(address: str) -> None:
    result = called(address, "sparql", query="SELECT (BNODE() AS ?x) ('b' AS ?y) {}")
    values = result.structured_content["rows"][0]["values"]
    assert values["x"]["type"] == "bnode"
    assert f"_:{values['x']['value']} | b" in text_of(result)


def test_sparql_answers_yes_or_no_and_graphs(address: str) -> None:
    (row,) = call(address, "sparql", query="ASK { ?s ?p ?o }")["rows"]
    assert row["values"]["result"]["value"] == "true"
    data = call(address, "sparql", query="CONSTRUCT WHERE { ?s a ?c } LIMIT 2")
    assert data["columns"] == ["subject", "predicate", "object"]
    assert len(data["rows"]) == 2


@pytest.mark.parametrize(
    "query",
    [
        f"{EV}SELECT ?claim {{ ?claim a ev:Claim }}",
        f"{EV}SELECT ?content {{ ?content a ev:Content }}",
        f"{EV}SELECT ?words {{ ?claim a ev:Claim ; ev:quote ?words }}",
        f"{EV}{_RDF}SELECT ?s ?p ?o {_OF_CONTENTS}",
        f"{EV}{_RDF}SELECT ?s ?o {_OF_CONTENTS}",
        f"{EV}{_RDF}CONSTRUCT {{ ?s ?p ?o }} {_OF_CONTENTS}",
    ],
)
def test_whatever_is_asked_rows_that_show_a_claim_say_so(address: str, query: str) -> None:
    result = called(address, "sparql", query=query)
    data = result.structured_content
    assert data["rows"]
    assert all(row["claims"] for row in data["rows"])
    assert all(claim["attribution"].startswith("Claim of ") for claim in data["claims"])
    assert "which is not a fact" in text_of(result)


def test_no_row_of_records_alone_is_taken_for_a_claim(address: str) -> None:
    query = f"{EV}{_RDF}SELECT ?s ?p ?o {{ ?r a ev:Record ; rdf:subject ?s ; rdf:predicate ?p ; "
    data = call(address, "sparql", query=f"{query} rdf:object ?o FILTER(isIRI(?o)) }}")
    marked = [row for row in data["rows"] if row["claims"]]
    assert all("/claim/" in json.dumps(row["values"]) for row in marked)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p ?o }", "none of it is given"),
        ("SELECT ?c { ?s a ?c }", "none is given"),
        ("SELEKT", "did you mean SELECT?"),
        ("SELECT * { ?s ?p }", "line 1"),
        ("CLEAR ALL", "read-only"),
        ("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_cannot_be_answered_whole_is_refused(address: str, query: str, words: str) -> None:
    assert words in refused(address, "sparql", query=query)


def _called_each(
    address: str, name: str, argument: str, values: Sequence[str]
) -> list[CallToolResult]:
    async def ask(client: Client) -> list[CallToolResult]:
        return [await client.call_tool(name, {argument: value}) for value in values]

    return with_client(address, ask)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return [value] if isinstance(value, str) else []


def _is_attributed(text: str) -> bool:
    """Whether a sentence begins with whose claim it is."""
    return text.startswith(("Claim ", "Denial ", "Not asserted here, part of a "))
