"""The reconciliation service as a client speaks to it, and the judges of its answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import jsonschema
from referencing import Registry, Resource

from tests.conftest import shared
from tests.serve.running import Reply, request

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Service:
    """A service at an address, which ends in `/reconcile`."""

    address: str

    def get(
        self, path: str = "", *, headers: Mapping[str, str] | None = None, **fields: str
    ) -> Reply:
        query = f"?{urlencode(fields)}" if fields else ""
        return self.ask(f"{path}{query}", headers=headers)

    def ask(
        self,
        rest: str = "",
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Return the answer at the address of the service and `rest`."""
        path = f"{urlsplit(self.address).path}{rest}"
        return request(self.address, path, method=method, body=body, headers=headers)

    def post(self, **fields: str) -> Reply:
        """Post a form, as OpenRefine does: without an Accept header."""
        body = urlencode(fields).encode()
        return self.ask(method="POST", body=body, headers={"Content-Type": FORM})

    def batch(self, queries: Mapping[str, object]) -> dict[str, Any]:
        """Return the answer to a batch of queries, which is as the standard has it."""
        return answer(self.post(queries=json.dumps(queries)), "reconciliation-result-batch")

    def find(self, name: str, **members: object) -> list[dict[str, Any]]:
        """Return the candidates for one name."""
        found: list[dict[str, Any]] = self.batch({"q": {"query": name, **members}})["q"]["result"]
        return found

    def extend(self, ids: list[str], *properties: str, **settings: object) -> dict[str, Any]:
        wanted = [
            {"id": each, **({"settings": settings} if settings else {})} for each in properties
        ]
        reply = self.post(extend=json.dumps({"ids": ids, "properties": wanted}))
        return answer(reply, "data-extension-response")


def answer(reply: Reply, schema: str) -> dict[str, Any]:
    """Return the JSON of an answer that is valid by a schema of the standard."""
    assert reply.status == 200, reply.body
    assert reply.header("content-type") == "application/json"
    members: dict[str, Any] = json.loads(reply.body)
    validate(members, schema)
    return members


def validate(members: object, schema: str) -> None:
    """Raise jsonschema.ValidationError unless JSON is valid by a schema of the standard."""
    schemas = _schemas(shared("standards/reconciliation/0.2/schemas"))
    registry = Registry().with_resources(
        (contents["$id"], Resource.opaque(contents)) for contents in schemas.values()
    )
    jsonschema.Draft7Validator(schemas[schema], registry=registry).validate(members)


@lru_cache(maxsize=1)
def _schemas(folder: Path) -> dict[str, Any]:
    return {
        file.stem: json.loads(file.read_bytes())
        for file in folder.glob("*.json")
        if file.stem != "openapi"
    }
