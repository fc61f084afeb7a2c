"""Read the body of a request, within limits on its size and on the time that it takes."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from starlette.requests import ClientDisconnect, Request

from publisher.serve.negotiation import header_of
from publisher.serve.problems import Problem
from publisher.serve.settings import BODY_SECONDS

FORM: Final = "application/x-www-form-urlencoded"
_CHARSET: Final = re.compile(r""";\s*charset\s*=\s*["']?([^"';\s]+)""", re.IGNORECASE)
_CHARSETS: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


async def read_body(request: Request, max_size: int) -> bytes:
    """Return a request's body. Raises Problem if it is too large or takes too long."""
    body = bytearray()
    close = {"connection": "close"}
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > max_size:
                    detail = f"A request may have {max_size:,} bytes."
                    raise Problem(413, "The request is too large", detail, headers=close)
    except ClientDisconnect:
        raise Problem(400, "The request broke off") from None
    except TimeoutError:
        detail = f"Its body must have come within {BODY_SECONDS:.0f} seconds."
        raise Problem(408, "The request took too long", detail, headers=close) from None
    return bytes(body)


def check_form(request: Request) -> None:
    """Raise Problem if the body of a POST cannot be read as a form."""
    check_coding(request, (FORM,))
    media_type = header_of(request, "content-type").partition(";")[0].strip().lower()
    if media_type != FORM:
        raise unsupported(f"Post a form, as {FORM}.", (FORM,))


def check_coding(request: Request, accepted: Sequence[str]) -> None:
    """Raise Problem if a body is compressed, or not in UTF-8. `accepted`: its media types."""
    coding = header_of(request, "content-encoding").strip().lower()
    if coding not in {"", "identity"}:
        raise unsupported(
            f"The body is sent as {coding[:60]!r}; send it as it is, without Content-Encoding.",
            accepted,
            {"accept-encoding": "identity"},
        )
    charset = _CHARSET.search(header_of(request, "content-type"))
    if charset and charset[1].lower() not in _CHARSETS:
        raise unsupported(f"The body is sent in {charset[1][:60]}; send it in UTF-8.", accepted)


def unsupported(
    detail: str, accepted: Sequence[str], headers: Mapping[str, str] = MappingProxyType({})
) -> Problem:
    """Return the problem of a body of another media type. `accepted`: those that may be posted."""
    accept = {"accept-post": ", ".join(accepted)}
    return Problem(415, "Unsupported media type", detail, headers={**accept, **headers})
