"""The tools for agents, as an operation of the API: their own description is in the protocol."""

from publisher.render.openapi.shared import TEXT_SCHEMA, Object

_MESSAGE: Object = {
    "type": "object",
    "required": ["jsonrpc", "method"],
    "properties": {
        "jsonrpc": {"const": "2.0"},
        "id": {"description": "A text or a whole number; none if no answer is wanted"},
        "method": TEXT_SCHEMA,
        "params": {"type": ["object", "null"]},
    },
    "example": {"jsonrpc": "2.0", "id": 1, "method": "tools/list"},
}


def agent_paths() -> Object:
    answer = {"application/json": {"schema": {"type": "object"}}}
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        "/mcp": {
            "post": {
                "operationId": "mcp",
                "tags": ["Agents"],
                "summary": "Tools for agents, by the Model Context Protocol (streamable HTTP)",
                "externalDocs": {"url": "https://modelcontextprotocol.io/"},
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": _MESSAGE}},
                },
                "responses": {
                    "200": {"description": "The answer to the message", "content": answer},
                    "202": {"description": "A message that needs no answer"},
                    "default": {
                        "description": "What is wrong: an error of JSON-RPC, or a problem",
                        "content": {**answer, "application/problem+json": problem},
                    },
                },
            }
        }
    }
