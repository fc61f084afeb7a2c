"""What a request's method may be, as the answers to OPTIONS and to others say it."""

from collections.abc import Sequence
from typing import Final

from publisher.serve.messages import Response
from publisher.serve.problems import Problem

# "*" stands for every header but Authorization. Older browsers know no "*", so that what SPARQL's
# clients send stands here by its name: https://fetch.spec.whatwg.org/#http-access-control-allow-headers
_HEADERS: Final = (
    "*, Authorization, Accept, Accept-Language, Cache-Control, Content-Type, If-Match, "
    "If-Modified-Since, If-None-Match, If-Range, Range, X-Requested-With"
)


def options(methods: Sequence[str]) -> Response:
    """What a script of another site may ask by these methods."""
    allowed = ", ".join(methods)
    return Response(
        status=204,
        headers=(
            ("allow", allowed),
            ("access-control-allow-methods", allowed),
            ("access-control-allow-headers", _HEADERS),
            ("access-control-max-age", "86400"),
        ),
    )


def not_allowed(method: str, methods: Sequence[str]) -> Problem:
    allowed = ", ".join(methods)
    return Problem(
        status=405,
        title="Method not allowed",
        detail=f"{method[:20]} does nothing here; there is {allowed}.",
        headers=(("allow", allowed),),
    )
