"""Whether the server answers, as operations of the API."""

from publisher.render.openapi.shared import PROBLEM, STATUS, Object


def operation_paths() -> Object:
    return {
        "/healthz": {"get": _health("alive", "The process answers")},
        "/readyz": {"get": _health("ready", "A query was answered", "503")},
    }


def _health(name: str, summary: str, otherwise: str = "") -> Object:
    responses: dict[str, Object] = {
        "200": {"description": summary, "content": {"application/json": {"schema": STATUS}}}
    }
    if otherwise:
        responses[otherwise] = {**responses["200"], "description": "It cannot answer"}
    return {
        "operationId": name,
        "tags": ["Operation"],
        "summary": summary,
        "responses": {**responses, "default": PROBLEM},
    }
