"""Keep responses and answers as long as their release is served, because it never changes.

Entity tags and preconditions: https://www.rfc-editor.org/rfc/rfc9110#name-conditional-requests
"""

import hashlib
import re
from collections import Counter, OrderedDict
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple, TypeAlias

from starlette.requests import Request
from starlette.types import Scope

from publisher.serve.connections import is_address_cut
from publisher.serve.negotiation import header_of

RequestKey: TypeAlias = tuple[str, str, bytes, bytes, bytes, bytes, bytes]
"""Method, path, the path as it was sent, query, Host, Accept and Accept-Encoding.

That is all of a request that a response depends on.
"""
AnswerKey: TypeAlias = tuple[str, ...]
"""The formats, the graphs and the text of a query."""

MAX_BODY: Final = 1 << 18
"""Bytes of a body that is kept."""
_OVERHEAD: Final = 2_048
"""Bytes that an entry takes besides its key and body, about."""
_METHODS: Final = frozenset({"GET", "HEAD"})
_CONDITIONS: Final = frozenset(
    {
        b"if-match",
        b"if-none-match",
        b"if-modified-since",
        b"if-unmodified-since",
        b"if-range",
        b"range",
    }
)
"""Headers with which the same request may get another response each time."""

# Functions whose results differ each time. Rather too often than too seldom: a word in a string
# counts too.
_CHANGING_WORDS: Final = ("now", "rand", "uuid", "bnode", "\\u")
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)


class CachedResponse(NamedTuple):
    """A response as it was sent, and the name of the route that made it."""

    route: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class CachedAnswer(NamedTuple):
    """The answer to a query, for which several requests may ask in different ways."""

    format: str
    body: bytes


class ResponseCache:
    """The responses and answers of one release that were used last, up to `size` bytes in all."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._entries: OrderedDict[RequestKey | AnswerKey, CachedResponse | CachedAnswer] = (
            OrderedDict()
        )
        """The one used longest ago first."""
        self.hits = 0
        self.misses = 0
        self.repeats: Counter[str] = Counter()
        """By route, the requests that got a response as it was sent before."""

    def response(self, key: RequestKey) -> CachedResponse | None:
        entry = self._entries.get(key)
        if not isinstance(entry, CachedResponse):
            return None
        self._entries.move_to_end(key)
        self.repeats[entry.route] += 1
        return entry

    def answer(self, key: AnswerKey) -> CachedAnswer | None:
        entry = self._entries.get(key)
        if not isinstance(entry, CachedAnswer):
            self.misses += 1
            return None
        self._entries.move_to_end(key)
        self.hits += 1
        return entry

    def keep(self, key: RequestKey | AnswerKey, entry: CachedResponse | CachedAnswer) -> None:
        """Keep an entry, unless it is too large, or is kept already."""
        cost = _cost(key, entry)
        if len(entry.body) > MAX_BODY or cost > self._size or key in self._entries:
            return
        self._entries[key] = entry
        self._used += cost
        while self._used > self._size:
            self._used -= _cost(*self._entries.popitem(last=False))


def _cost(key: RequestKey | AnswerKey, entry: CachedResponse | CachedAnswer) -> int:
    return len(entry.body) + sum(map(len, key)) + _OVERHEAD


def request_key(scope: Scope) -> RequestKey | None:
    """Return the key of a request; None if its response depends on more than a key holds."""
    if scope["method"] not in _METHODS or is_address_cut(scope):
        return None
    accept = coding = host = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept += value if not accept else b"," + value
        elif name == b"accept-encoding":
            coding += value if not coding else b"," + value
        elif name == b"host":
            host = value
        elif name in _CONDITIONS:
            return None
    raw_path = scope.get("raw_path") or b""
    return scope["method"], scope["path"], raw_path, scope["query_string"], host, accept, coding


def is_lasting(query: str) -> bool:
    """Return whether a query has the same answer whenever it is run on one release."""
    lower = query.lower()
    for word in _CHANGING_WORDS:
        # Most queries have none, and looking for a word costs a tenth of the expression.
        if word in lower:
            return not _CHANGING.search(query)
    return True


def entity_tag(release: str, key: AnswerKey) -> str:
    """Return an answer's tag. It is weak: an engine may give equal rows in another order."""
    digest = hashlib.blake2b("\0".join((release, *key)).encode(), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def precondition(request: Request, *, tag: str, modified: int | None) -> int:
    """Return 304 or 412 if the request's conditions ask for it; else 0.

    `modified` is the time of `Last-Modified` in seconds. If there is none, a condition on it is
    ignored: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.3. The order is that of
    https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
    """
    if not any(name in _CONDITIONS for name, _ in request.scope["headers"]):
        return 0
    headers = request.headers
    if "if-match" in headers:
        if not _matches(header_of(request, "if-match"), tag, is_weak=False):
            return 412
    elif "if-unmodified-since" in headers and modified is not None:
        since = _seconds(headers["if-unmodified-since"])
        if since is not None and modified > since:
            return 412
    if "if-none-match" in headers:
        return 304 if _matches(header_of(request, "if-none-match"), tag, is_weak=True) else 0
    if "if-modified-since" in headers and modified is not None:
        since = _seconds(headers["if-modified-since"])
        return 304 if since is not None and modified <= since else 0
    return 0


def _matches(condition: str, tag: str, *, is_weak: bool) -> bool:
    if condition.strip() == "*":
        return True
    tags = re.findall(r'(?:W/)?"[^"]*"', condition)
    if is_weak:
        return tag.removeprefix("W/") in {each.removeprefix("W/") for each in tags}
    return tag in tags and not tag.startswith("W/")


def _seconds(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
