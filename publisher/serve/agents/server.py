"""The SDK's server with our tools, the files that an agent reads, and a prompt."""

import logging
from collections.abc import Callable
from typing import Any, Final

import mcp_types as types
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError

from publisher import __version__
from publisher.media_types import media_type_of
from publisher.serve.agents.cite import CITE
from publisher.serve.agents.describe import DESCRIBE
from publisher.serve.agents.queries import LIST_QUERIES, RUN_QUERY, SPARQL
from publisher.serve.agents.search import SEARCH
from publisher.serve.agents.tool import Caller, Tool, ToolError, checked
from publisher.serve.agents.words import instructions, question_prompt
from publisher.serve.site_state import SiteState

TOOLS: Final = (SEARCH, DESCRIBE, CITE, LIST_QUERIES, RUN_QUERY, SPARQL)
FILES: Final = {
    "llms.txt": "What the dataset is, and where its data is",
    "void.ttl": "The dataset in VoID: counts, vocabularies, dumps",
    "catalog.ttl": "The catalogue in DCAT",
}
"""The files that are offered as resources, if the site has them."""
_PROMPT: Final = "answer_with_sources"
_LONGEST_QUESTION: Final = 4_000

_Context = ServerRequestContext[Any, Any]
_log: Final = logging.getLogger(__name__)


def mcp_server(site: SiteState, client_of: Callable[[_Context], str]) -> Server[Any]:
    """Return a server for a site. `client_of` says whose budget pays for a request."""
    tools = {tool.name: tool for tool in TOOLS}

    async def call_tool(
        context: _Context, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        caller = Caller(site=site, client=client_of(context))
        return await _call(tools, params, caller)

    async def list_resources(_context: _Context, _params: object) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=_resources(site))

    async def read_resource(
        _context: _Context, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        return _read(str(params.uri), site)

    async def get_prompt(
        _context: _Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        return _filled(params, site)

    return Server(
        "rdf-publisher",
        version=__version__,
        title=site.frame.title,
        description=site.frame.description or None,
        website_url=site.frame.base,
        instructions=instructions(site.frame),
        on_list_tools=_list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
        on_list_prompts=_list_prompts,
        on_get_prompt=get_prompt,
    )


async def _list_tools(_context: _Context, _params: object) -> types.ListToolsResult:
    return types.ListToolsResult(tools=[_listed(tool) for tool in TOOLS])


async def _list_prompts(_context: _Context, _params: object) -> types.ListPromptsResult:
    return types.ListPromptsResult(prompts=[_prompt()])


def _listed(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.input_schema,
        output_schema=tool.answer,
        annotations=types.ToolAnnotations(
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


async def _call(
    tools: dict[str, Tool], params: types.CallToolRequestParams, caller: Caller
) -> types.CallToolResult:
    tool = tools.get(params.name)
    if tool is None:
        known = ", ".join(tools)
        raise MCPError(types.INVALID_PARAMS, f"There is no tool {params.name[:60]!r}; {known}")
    try:
        answer = await tool.call(checked(params.arguments or {}, tool), caller)
    except ToolError as error:
        return _failed(str(error))
    except Exception as error:
        _log.exception("tool %s failed", tool.name)
        message = f"{tool.name}: the server failed; it is not your request's fault"
        raise MCPError(types.INTERNAL_ERROR, message) from error
    return types.CallToolResult(
        content=[types.TextContent(text=answer.text)], structured_content=answer.data
    )


def _failed(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=message)], is_error=True)


def _resources(site: SiteState) -> list[types.Resource]:
    files = site.release.files
    return [
        types.Resource(
            uri=f"{site.release.base}{path}",
            name=path,
            description=about,
            mime_type=media_type_of(path),
            size=files[path].size,
        )
        for path, about in FILES.items()
        if path in files
    ]


def _read(uri: str, site: SiteState) -> types.ReadResourceResult:
    path = uri.removeprefix(site.release.base)
    file = site.release.files.get(path) if path in FILES else None
    if file is None:
        raise MCPError(types.INVALID_PARAMS, f"There is no resource {uri[:200]}")
    text = file.location.read_text(encoding="utf-8")
    contents = types.TextResourceContents(uri=uri, mime_type=media_type_of(path), text=text)
    return types.ReadResourceResult(contents=[contents])


def _prompt() -> types.Prompt:
    return types.Prompt(
        name=_PROMPT,
        title="Answer with sources",
        description="Answer a question from this dataset, with quotes, and claims as claims",
        arguments=[
            types.PromptArgument(name="question", description="The question", required=True)
        ],
    )


def _filled(params: types.GetPromptRequestParams, site: SiteState) -> types.GetPromptResult:
    if params.name != _PROMPT:
        raise MCPError(types.INVALID_PARAMS, f"There is no prompt {params.name[:60]!r}")
    question = (params.arguments or {}).get("question", "").strip()[:_LONGEST_QUESTION]
    if not question:
        raise MCPError(types.INVALID_PARAMS, "The argument question is missing")
    message = types.PromptMessage(
        role="user", content=types.TextContent(text=question_prompt(site.frame, question))
    )
    return types.GetPromptResult(messages=[message])
