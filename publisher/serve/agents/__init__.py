"""Tools for agents by the Model Context Protocol: https://modelcontextprotocol.io/

`server.py` makes the SDK's server of the tools in `TOOLS`; `endpoint.py` answers at `/mcp`, and
`stdio.py` by standard input and output. Each tool is a module: it reads its arguments, which are
checked by its schema, and returns an answer as text and as data.

No answer has the words of a claim without its claimant, and each says what is record and what is
claim. An answer is never cut in silence: it has a next page, or it is refused.
"""

from publisher.serve.agents.endpoint import mcp_endpoint
from publisher.serve.agents.stdio import serve_stdio

__all__ = ["mcp_endpoint", "serve_stdio"]
