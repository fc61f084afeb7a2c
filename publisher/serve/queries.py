"""Ready queries as an API: `queries/NAME?parameter=value` in every format."""

from publisher.serve.clients import Clients
from publisher.serve.messages import Request, Response
from publisher.serve.problems import Problem
from publisher.serve.resource import resource
from publisher.serve.served import Served


async def queries(request: Request, served: Served, _clients: Clients) -> Response | Problem:
    """A query's answer. The files of the site that lie there are served as they are."""
    return resource(request, served.release, root=served.root)
