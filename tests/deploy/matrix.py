"""One request to two servers, and what must be equal in their answers."""

import gzip
import re
from urllib.parse import urljoin

import brotli

from tests.deploy.cases import Case
from tests.serve.running import Reply, request

HOST = "example.org"
OK = 200
KNOWN = 304
BEYOND = 416


_COMPARED = (
    "accept-ranges",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
    "allow",
    "cache-control",
    "content-encoding",
    "content-range",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "last-modified",
    "referrer-policy",
    "x-content-type-options",
)


def ask(address: str, root: str, case: Case) -> Reply:
    """The server's answer, its own validators in the request where the case has them."""
    headers = {"Host": HOST, **case.headers}
    if any("{" in value for value in headers.values()):
        conditions = ("If-", "Range")
        plain = {name: one for name, one in headers.items() if not name.startswith(conditions)}
        first = request(address, f"{root}{case.path}", headers=plain)
        tag, date = first.header("etag"), first.header("last-modified")
        headers = {
            name: value.format(tag=tag, weak=f"W/{tag}", date=date)
            for name, value in headers.items()
        }
        assert all(headers.values()), headers
    return request(
        address, f"{root}{case.path}", method=case.method, headers=headers, body=case.body
    )


def differences(one: Reply, other: Reply, path: str) -> dict[str, tuple[object, object]]:
    """What a client sees to be different, by the name of the header or the part."""
    left, right = seen(one, path), seen(other, path)
    return {name: (left[name], right[name]) for name in left if left[name] != right[name]}


def seen(reply: Reply, path: str) -> dict[str, object]:
    """What a client sees of an answer, in a form that can be compared."""
    location = reply.header("location")
    # Without the content, what describes the content says nothing.
    described = reply.status not in {412, 416}
    return {
        "status": reply.status,
        "content-type": _type(reply),
        "location": urljoin(f"http://{HOST}{path}", location) if location else "",
        "vary": _members(reply.header("vary").lower()) if described else "",
        "link": frozenset(re.split(r",\s*(?=<)", reply.header("link"))) if described else "",
        "content-length": _length(reply),
        "body": reply.body if reply.status != BEYOND else b"",
        **{name: _value(name, reply) for name in _COMPARED if described or name in _ALWAYS},
    }


_ALWAYS = {name for name in _COMPARED if name.startswith(("access", "cache"))} | {"content-range"}
_OF_CONTENT = {"accept-ranges", "content-encoding"}


def _length(reply: Reply) -> str:
    """What is said of the length: of a compressed file a server may leave it out."""
    is_said = reply.status == OK and not reply.header("content-encoding")
    return reply.header("content-length") if is_said else ""


def _type(reply: Reply) -> str:
    """The content type; of no content it says nothing."""
    has_content = (reply.body or reply.status == OK) and reply.status != BEYOND
    return reply.header("content-type").lower().replace(" ", "") if has_content else ""


def _value(name: str, reply: Reply) -> str:
    found = reply.header(name)
    if name in _OF_CONTENT and reply.status != OK:
        return ""  # a client has it already, or learns it from the content's own answer
    if name == "last-modified" and (reply.header("content-encoding") or reply.status == KNOWN):
        return ""  # a file beside, which may have been written a second later
    return ",".join(sorted(_members(found))) if name.startswith(("access", "allow")) else found


def _members(value: str) -> frozenset[str]:
    return frozenset(one.strip() for one in value.split(",") if one.strip())


def decoded(reply: Reply) -> bytes:
    coding = reply.header("content-encoding")
    if coding == "gzip":
        return gzip.decompress(reply.body)
    return bytes(brotli.decompress(reply.body)) if coding == "br" else reply.body
