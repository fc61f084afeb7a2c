import json

import pytest

from publisher import limits
from tests.conftest import shared
from tests.reconcile.service import FORM, Service, answer

EXAMPLES = "standards/reconciliation/0.2/examples"


def test_openrefine_guesses_types_without_a_type(service: Service) -> None:
    names = ("ENOC", "Council of Europe", "ENNHRI")
    answers = service.batch(
        {f"q{at}": {"query": name, "limit": 3} for at, name in enumerate(names)}
    )
    for each in answers.values():
        assert 0 < len(each["result"]) <= 3
        assert each["result"][0]["type"]


def test_openrefine_reconciles_with_a_type_that_should_be(service: Service) -> None:
    network = "https://example.org/ontology#Network"
    found = service.find("ENOC", type=network, type_strict="should")
    assert found[0]["id"] == "network/enoc"
    assert found[0]["match"] is True
    assert [each["match"] for each in found[1:]] == [False] * (len(found) - 1)
    assert {"id": network, "name": "network"} in found[0]["type"]
    assert any({"id": network, "name": "network"} not in each["type"] for each in found)
    only = service.find("ENOC", type=[network], type_strict="any")
    assert all({"id": network, "name": "network"} in each["type"] for each in only)


def test_candidates_of_another_type_never_match(service: Service) -> None:
    found = service.find("ENOC", type="https://example.org/ontology#Person", type_strict="should")
    assert found
    assert not any(each["match"] for each in found)
    assert service.find("ENOC", type="https://example.org/ontology#Person") == []


def test_all_types_are_needed_if_a_query_is_strict(stranger: Service) -> None:
    types = ["https://vocab.example/terms#City", "https://vocab.example/terms#Place"]
    assert stranger.find("Paris", type=types, type_strict="all")
    types.append("https://vocab.example/terms#Part")
    assert stranger.find("Paris", type=types, type_strict="all") == []
    assert stranger.find("Paris", type=types, type_strict="any")


def test_a_type_may_be_named_relative_to_the_schema_space(service: Service) -> None:
    assert service.find("ENOC", type="Network")[0]["id"] == "network/enoc"


def test_a_property_decides_between_two_of_one_name(stranger: Service) -> None:
    assert not any(each["match"] for each in stranger.find("Paris"))
    inside = "https://vocab.example/terms#in"
    france = stranger.find("France")[0]["id"]
    iri = "https://things.example/france"
    for value in (iri, {"id": france, "name": "France"}, [{"id": france}], "France", "FRANCE"):
        found = stranger.find("Paris", properties=[{"pid": inside, "v": value}])
        assert [each["id"] for each in found if each["match"]] == ["paris"], value
    unlike = stranger.find("Paris", properties=[{"pid": inside, "v": "Atlantis"}])
    assert not any(each["match"] for each in unlike)


@pytest.mark.parametrize(
    "value",
    ["2145906", 2145906, 2145906.0, ["2145906"], {"id": "x"}, True, 1.5, [], ["a", 1, True]],
)
def test_a_value_may_be_of_any_kind_that_the_standard_has(stranger: Service, value: object) -> None:
    population = "https://vocab.example/terms#population"
    found = stranger.find("Paris", properties=[{"pid": population, "v": value}])
    assert {each["id"] for each in found} >= {"paris", "paris-texas"}


def test_a_query_may_have_properties_alone(stranger: Service) -> None:
    same = "http://www.w3.org/2002/07/owl#sameAs"
    wikidata = "http://www.wikidata.org/entity/Q90"
    answers = stranger.batch({"q": {"properties": [{"pid": same, "v": wikidata}]}})
    assert answers["q"]["result"][0]["id"] == "paris"


def test_the_limit_is_the_clients_within_bounds(service: Service) -> None:
    assert len(service.find("the European Network", limit=2)) == 2
    assert service.find("ENOC", limit=0) == []
    assert len(service.find("e", limit=10_000)) <= limits.MOST_CANDIDATES


def test_no_candidate_is_a_claim(service: Service) -> None:
    for each in service.find("to which Armenia is also a party", limit=50):
        assert not each["id"].startswith("claim/")


def test_get_and_post_answer_alike(service: Service) -> None:
    queries = json.dumps({"q": {"query": "ENOC"}})
    assert service.get(queries=queries).body == service.post(queries=queries).body


@pytest.mark.parametrize("kind", ["reconciliation-query-batch", "data-extension-query"])
def test_the_standards_examples_are_answered(service: Service, kind: str) -> None:
    schema = {"reconciliation-query-batch": "reconciliation-result-batch"}.get(
        kind, "data-extension-response"
    )
    field = "queries" if kind.startswith("recon") else "extend"
    files = sorted(shared(f"{EXAMPLES}/{kind}/valid").glob("*.json"))
    assert files
    for file in files:
        answer(service.post(**{field: file.read_text(encoding="utf-8")}), schema)


def test_the_standards_wrong_examples_are_refused(service: Service) -> None:
    files = sorted(shared(f"{EXAMPLES}/reconciliation-query-batch/invalid").glob("*.json"))
    assert files
    for file in files:
        assert _refused(service, file.read_text(encoding="utf-8"))["status"] == 400, file.name


def _refused(service: Service, queries: str, field: str = "queries") -> dict[str, object]:
    reply = service.post(**{field: queries})
    assert reply.header("content-type") == "application/problem+json", reply.body
    problem: dict[str, object] = json.loads(reply.body)
    assert problem["status"] == reply.status
    assert problem["detail"]
    return problem


@pytest.mark.parametrize(
    "queries",
    [
        "",
        "{",
        "null",
        "[]",
        '[{"query": "ENOC"}]',
        '"text"',
        "NaN",
        '{"q": null}',
        '{"q": []}',
        '{"q": {}}',
        '{"q": {"query": 1}}',
        '{"q": {"query": null}}',
        '{"q": {"query": ["ENOC"]}}',
        '{"q": {"query": "ENOC", "limit": "3"}}',
        '{"q": {"query": "ENOC", "limit": -1}}',
        '{"q": {"query": "ENOC", "limit": true}}',
        '{"q": {"query": "ENOC", "limit": NaN}}',
        '{"q": {"query": "ENOC", "limit": Infinity}}',
        '{"q": {"query": "ENOC", "type": 1}}',
        '{"q": {"query": "ENOC", "type": [1]}}',
        '{"q": {"query": "ENOC", "type": {"id": "x"}}}',
        '{"q": {"query": "ENOC", "type_strict": "perhaps"}}',
        '{"q": {"query": "ENOC", "type_strict": ["any"]}}',
        '{"q": {"query": "ENOC", "properties": {}}}',
        '{"q": {"query": "ENOC", "properties": [1]}}',
        '{"q": {"query": "ENOC", "properties": [{"pid": "x"}]}}',
        '{"q": {"query": "ENOC", "properties": [{"v": "x"}]}}',
        '{"q": {"query": "ENOC", "properties": [{"pid": 1, "v": "x"}]}}',
        '{"q": {"query": "ENOC", "properties": [{"pid": "x", "v": null}]}}',
        '{"q": {"query": "ENOC", "properties": [{"pid": "x", "v": {"name": "x"}}]}}',
        '{"q": {"query": "ENOC", "properties": [{"pid": "x", "v": 1e999}]}}',
        '{"q": {"query": "ENOC", "propertys": []}}',
        '{"q": {"query": "ENOC"}, "q": {"query": "ENOC"}}',
        '{"q": {"query": "ENOC", "query": "ENOC"}}',
        '{"q": {"query": "' + "x" * (limits.RECONCILE_CHARACTERS + 1) + '"}}',
        '{"q": {"query": ' + "9" * 5_000 + "}}",
        '{"q": ' * 20_000,
        '{"q": {"query": "ENOC", "type": ' + "[" * 50_000 + "]" * 50_000 + "}}",
    ],
)
def test_a_malformed_batch_is_refused_with_a_problem(service: Service, queries: str) -> None:
    assert _refused(service, queries)["status"] == 400


def test_too_large_a_batch_is_refused_with_the_limit(service: Service) -> None:
    one = {"query": "ENOC", "limit": 1}
    most = {f"q{at}": one for at in range(limits.RECONCILE_QUERIES)}
    assert len(service.batch(most)) == limits.RECONCILE_QUERIES
    problem = _refused(service, json.dumps({**most, "more": one}))
    assert problem["status"] == 413
    assert str(limits.RECONCILE_QUERIES) in str(problem["detail"])
    assert (
        _refused(service, '{"q": {"query": "ENOC"}}' + " " * limits.RECONCILE_BYTES)["status"]
        == 413
    )
    many = [{"pid": "x", "v": "y"}] * (limits.RECONCILE_PROPERTIES + 1)
    assert _refused(service, json.dumps({"q": {"query": "x", "properties": many}}))["status"] == 413
    large = b"queries=" + b"x" * 1_600_000
    assert service.ask(method="POST", body=large, headers={"Content-Type": FORM}).status == 413


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u0000",
        "\ud800",
        "🏛️",
        "ƏƏƏ",
        "x\u0301" * 300,
        "'; DROP TABLE entity; --",
        "%",
        "*",
        "\u202e",
        "a" * 1000,
    ],
)
def test_any_text_is_answered(service: Service, text: str) -> None:
    reply = service.post(queries=json.dumps({"q": {"query": text}}))
    assert isinstance(answer(reply, "reconciliation-result-batch")["q"]["result"], list)


def test_any_key_comes_back(service: Service) -> None:
    keys = ["", "ə", "q 0", "\u2028", "__proto__", "result"]
    assert list(service.batch({key: {"query": "ENOC"} for key in keys})) == keys
    assert service.batch({}) == {}


@pytest.mark.parametrize(
    "queries",
    [
        '{"\\ud800": {"query": "ENOC"}}',
        '{"q": {"query": "ENOC", "\\udfff": 1}}',
        '{"q": {"query": "ENOC", "properties": [{"pid": "x", "v": {"id": "x", "\\ud8ff": 1}}]}}',
    ],
)
def test_a_key_that_no_answer_could_repeat_is_refused(service: Service, queries: str) -> None:
    assert "half of a character" in str(_refused(service, queries)["detail"])


def test_absent_members_may_be_null(service: Service) -> None:
    found = service.find("ENOC", type=None, type_strict=None, limit=None, properties=None)
    assert found[0]["id"] == "network/enoc"
    assert service.find("ENOC", type="")[0]["id"] == "network/enoc"


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"queries={}", "application/json", 415),
        (b"queries={}", "", 415),
        (b"queries={}", f"{FORM}; charset=utf-16", 415),
        (b"queries={}", f"{FORM}; charset=UTF-8", 200),
        (b"queries=%ff", FORM, 400),
        (b"queries=\xff", FORM, 400),
        (b"", FORM, 400),
        (b"x=1", FORM, 400),
        (b"queries={}&extend={}", FORM, 400),
        (b"queries={}&queries=[]", FORM, 400),
        (b"&".join([b"queries={}"] * 200), FORM, 400),
    ],
)
def test_a_form_is_read_as_one(
    service: Service, body: bytes, content_type: str, status: int
) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    assert service.ask(method="POST", body=body, headers=headers).status == status


def test_a_query_alone_is_told_how_to_be_sent(service: Service) -> None:
    reply = service.get(query="ENOC")
    assert reply.status == 400
    assert b"queries=" in reply.body


def test_suggestions_begin_as_the_text_does(service: Service) -> None:
    found = answer(service.get("/suggest/entity", prefix="Council of"), "suggest-entities-response")
    assert found["result"][0]["id"] == "institution/council-of-europe"
    types = answer(service.get("/suggest/type", prefix="NETW"), "suggest-types-response")
    assert types["result"][0]["id"] == "https://example.org/ontology#Network"
    properties = answer(
        service.get("/suggest/property", prefix="memb"), "suggest-properties-response"
    )
    assert properties["result"][0]["id"] == "https://example.org/ontology#member"


def test_more_suggestions_come_with_a_cursor(service: Service) -> None:
    first = answer(service.get("/suggest/type", prefix="", limit="3"), "suggest-types-response")
    more = answer(
        service.get("/suggest/type", prefix="", limit="3", cursor=str(first["cursor"])),
        "suggest-types-response",
    )
    assert len(first["result"]) == len(more["result"]) == 3
    assert not {each["id"] for each in first["result"]} & {each["id"] for each in more["result"]}


@pytest.mark.parametrize(
    "field", ["prefix=e&cursor=x", "limit=-1", "limit=a", f"prefix={1001 * 'x'}"]
)
def test_a_wrong_field_of_a_suggestion_is_told(service: Service, field: str) -> None:
    assert service.ask(f"/suggest/entity?{field}").status == 400
