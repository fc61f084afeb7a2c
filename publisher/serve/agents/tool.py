"""What a tool is: a schema of its arguments, a schema of its answer, and a function."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

from publisher.errors import PublisherError
from publisher.nearest import nearest
from publisher.serve.problems import Problem
from publisher.serve.site_state import SiteState

Schema: TypeAlias = dict[str, Any]
Arguments: TypeAlias = Mapping[str, Any]
Result = TypeVar("Result")


class ToolError(PublisherError):
    """The tool cannot answer; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, and what is served to them at this time."""

    site: SiteState
    client: str
    """Whose budget pays for queries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolAnswer:
    """An answer for a model to read, and the same as data."""

    text: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool. `call` gets arguments that fit the schema, with the defaults in place."""

    name: str
    title: str
    description: str
    arguments: Mapping[str, Schema]
    required: tuple[str, ...]
    answer: Schema
    call: Callable[[Arguments, Caller], Awaitable[ToolAnswer]]

    @property
    def input_schema(self) -> Schema:
        return {
            "type": "object",
            "properties": dict(self.arguments),
            "required": list(self.required),
            "additionalProperties": False,
        }


async def in_thread(call: Callable[[], Result], caller: Caller) -> Result:
    """Call a function in a thread, at the cost of the client's budgets. Raises ToolError."""
    try:
        turn = await caller.site.limits.enter(caller.client)
    except Problem as problem:
        raise ToolError(f"{problem.title}. {problem.detail}") from problem
    started = time.monotonic()
    try:
        return await asyncio.to_thread(call)
    finally:
        turn.release_slot(time.monotonic() - started)
        turn.end()


_TYPES: Final = {"string": str, "integer": int, "boolean": bool, "object": dict}


def checked(arguments: Arguments, tool: Tool) -> dict[str, Any]:
    """Return the arguments with the defaults of those that are missing. Raises ToolError."""
    for name in arguments:
        if name not in tool.arguments:
            raise ToolError(_unknown(name, tuple(tool.arguments), tool.name))
    values: dict[str, Any] = {}
    for name, schema in tool.arguments.items():
        if arguments.get(name) is None:
            if name in tool.required:
                raise ToolError(f"{tool.name}: {name} is missing: {schema['description']}.")
            values[name] = schema.get("default")
            continue
        values[name] = _fit(name, arguments[name], schema, tool.name)
    return values


def _unknown(name: str, known: Sequence[str], tool: str) -> str:
    likely = nearest(name, known)
    meant = f" Did you mean {likely}?" if likely else ""
    takes = ", ".join(known) or "nothing"
    return f"{tool}: there is no argument {name[:60]!r}; it takes {takes}.{meant}"


def _fit(name: str, value: Any, schema: Schema, tool: str) -> Any:  # noqa: ANN401 -- of JSON
    """Return a value that fits the schema of its argument. Raises ToolError."""
    expected = schema["type"]
    # Models write numbers as texts.
    if expected == "integer" and isinstance(value, str) and value.strip().isdecimal():
        value = int(value[:20])
    if not isinstance(value, _TYPES[expected]) or (expected == "integer" and value is True):
        raise _misfit(tool, name, f"expected {_article(expected)}", value)
    if "enum" in schema and value not in schema["enum"]:
        raise _misfit(tool, name, f"expected one of {', '.join(schema['enum'])}", value)
    if expected == "integer" and not schema["minimum"] <= value <= schema["maximum"]:
        between = f"expected a number from {schema['minimum']} to {schema['maximum']:,}"
        raise _misfit(tool, name, between, value)
    if isinstance(value, str) and len(value) > schema["maxLength"]:
        raise ToolError(f"{tool}: {name} has more than {schema['maxLength']:,} characters.")
    return value


def _article(expected: str) -> str:
    return f"an {expected}" if expected[0] in "io" else f"a {expected}"


def _misfit(tool: str, name: str, expected: str, value: object) -> ToolError:
    return ToolError(f"{tool}: {name}: {expected} but received {str(value)[:60]!r}.")


def text_argument(description: str, *, longest: int, default: str | None = None) -> Schema:
    schema: Schema = {"type": "string", "description": description, "maxLength": longest}
    return schema if default is None else {**schema, "default": default}


def number_argument(description: str, *, least: int, most: int, default: int) -> Schema:
    return {
        "type": "integer",
        "description": description,
        "minimum": least,
        "maximum": most,
        "default": default,
    }
