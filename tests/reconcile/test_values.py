import json

import pytest

from publisher import limits
from tests.reconcile.service import Service, answer

TERMS = "https://vocab.example/terms#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def test_values_come_as_what_they_are(stranger: Service) -> None:
    names = ("in", "population", "area", "founded", "mayor", "isCapital", "big", "missing")
    extended = stranger.extend(["paris"], *(TERMS + name for name in names))
    row = {name.removeprefix(TERMS): cells for name, cells in extended["rows"]["paris"].items()}
    assert row == {
        "in": [{"id": "france", "name": "France"}],
        "population": [{"int": 2145906}],
        "area": [{"float": 105.4}],
        "founded": [{"date": "-0250-01-01T00:00:00Z"}],
        "mayor": [],
        "isCapital": [{"str": "true"}],
        "big": [{"str": "98765432109876543210"}],
        "missing": [],
    }
    meta = {each["id"]: each for each in extended["meta"]}
    assert meta[f"{TERMS}in"]["type"] == {"id": f"{TERMS}Place", "name": "place"}
    assert meta[f"{TERMS}population"]["name"] == "population"


def test_settings_choose_among_the_values(stranger: Service) -> None:
    comment = "http://www.w3.org/2000/01/rdf-schema#comment"

    def cells(property_: str, **settings: object) -> list[object]:
        found: list[object] = stranger.extend(["paris"], property_, **settings)["rows"]["paris"][
            property_
        ]
        return found

    assert len(cells(comment)) == 2
    assert cells(comment, language="fr") == [{"str": "La capitale."}]
    assert len(cells(comment, limit="1")) == len(cells(comment, limit=1)) == 1
    assert len(cells(comment, limit="")) == len(cells(comment, limit=0)) == 2
    assert cells(f"{TERMS}in", content="iri") == [{"str": "https://things.example/france"}]
    assert cells(f"{TERMS}in", content="label") == [{"str": "France"}]


def test_each_id_that_was_sent_has_a_row(stranger: Service) -> None:
    ids = ["paris", "https://things.example/paris", "nobody", "a b", "", "<x>", "_:b0", "ə\u202e"]
    rows = stranger.extend(ids, LABEL)["rows"]
    assert list(rows) == ids
    assert rows["paris"] == rows["https://things.example/paris"] == {LABEL: [{"str": "Paris"}]}
    assert all(rows[each] == {LABEL: []} for each in ids[2:])


def test_what_is_only_claimed_is_no_value(service: Service) -> None:
    party = "https://example.org/ontology#partyTo"
    assert service.extend(["country/armenia"], party)["rows"]["country/armenia"][party] == []
    quote = "https://w3id.org/quoted-statements#quote"
    object_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
    claim = "claim/armenia-party-ccpr"
    content = f"https://example.org/{claim}#partyTo-1ae40fe7"
    rows = service.extend([claim, content], quote, object_, LABEL)["rows"]
    assert all(not cells for row in rows.values() for cells in row.values())


def test_properties_are_proposed_by_type(service: Service) -> None:
    membership = "https://example.org/ontology#Membership"
    proposed = answer(
        service.get("/properties", type=membership, limit="3"),
        "data-extension-property-proposal",
    )
    assert proposed["type"] == membership
    assert len(proposed["properties"]) == proposed["limit"] == 3
    every = answer(service.get("/properties"), "data-extension-property-proposal")
    assert len(every["properties"]) > 3
    unknown = service.get("/properties", type="http://nowhere.example/T")
    assert answer(unknown, "data-extension-property-proposal")["properties"] == []


@pytest.mark.parametrize(
    "extend",
    [
        "",
        "[]",
        "{}",
        '{"ids": []}',
        '{"ids": {}, "properties": []}',
        '{"ids": [1], "properties": []}',
        '{"ids": ["x"], "properties": ["y"]}',
        '{"ids": ["x"], "properties": [{}]}',
        '{"ids": ["x"], "properties": [{"id": null}]}',
        '{"ids": ["x"], "properties": [{"id": "y", "settings": []}]}',
        '{"ids": ["x"], "properties": [{"id": "y", "settings": {"limit": "all"}}]}',
        '{"ids": ["x"], "properties": [{"id": "y", "settings": {"limit": -1}}]}',
        '{"ids": ["x"], "properties": [{"id": "y", "settings": {"content": 1}}]}',
        '{"ids": ["x"], "ids": ["x"], "properties": []}',
    ],
)
def test_a_malformed_request_for_values_is_refused(service: Service, extend: str) -> None:
    reply = service.post(extend=extend)
    assert reply.status == 400
    assert json.loads(reply.body)["detail"]


def test_too_many_entities_are_refused_with_the_limit(service: Service) -> None:
    ids = [f"x{at}" for at in range(limits.EXTEND_ENTITIES + 1)]
    reply = service.post(extend=json.dumps({"ids": ids, "properties": [{"id": LABEL}]}))
    assert reply.status == 413
    assert str(limits.EXTEND_ENTITIES) in reply.body.decode()


def test_a_property_that_is_no_iri_has_no_values(stranger: Service) -> None:
    for name in ("x> ?y", "<", "", "{}", "a b", "\ud800"):
        extended = stranger.extend(["paris"], name)
        assert list(extended["rows"]["paris"].values()) == [[]]
