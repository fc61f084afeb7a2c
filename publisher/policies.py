"""The headers that say what a browser may do with the site's files, and who may use them.

Each kind of page has its own policy, so that what one of them needs (the editor's scripts) is
allowed there alone: https://www.w3.org/TR/CSP3/
"""

from types import MappingProxyType
from typing import Final

PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'"
)
"""For pages, which have no script."""
# The editor measures and places its lines by style attributes, so styles may be inline there;
# scripts may not, and nothing is asked of another host.
EDITOR_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'"
)
"""For the query editor, and for its scripts, because a web worker has the policy of its file."""
FILE_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""For data. Styles are allowed, because images may have some, and browsers show XML with one."""
EDITOR_PATH: Final = "sparql.html"
POLICY_HEADER: Final = "content-security-policy"
_FRAMES: Final = "frame-ancestors 'none'"
"""A page in a frame of another site could be clicked for that site. Only a header can say so."""
PREVIEW_POLICY: Final = f"{PAGE_POLICY}; frame-ancestors *"
"""The value of the header for previews, which are made for frames: a click does nothing there but
open a page.
"""

COMMON_HEADERS: Final = MappingProxyType(
    {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": (
            "Accept-Ranges, Allow, Content-Range, ETag, Link, Location, Retry-After, Sparql-Limits"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        # The data is for everybody, also for scripts of a page that is isolated.
        "Cross-Origin-Resource-Policy": "cross-origin",
        # Browsers heed it on pages alone: one that another site opens has no way to that site.
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
"""The headers of every response."""


def policy_value(policy: str) -> str:
    """Return a policy as the value of its header."""
    return f"{policy}; {_FRAMES}"


def policy_for_path(path: str) -> str:
    """Return the value of the header for a file of the site."""
    if path == EDITOR_PATH or path.endswith(".js"):
        return policy_value(EDITOR_POLICY)
    return policy_value(PAGE_POLICY if path.endswith(".html") else FILE_POLICY)


def policy_for_media_type(content_type: str) -> str:
    """Return the value of the header for what the server makes itself."""
    return policy_value(PAGE_POLICY if content_type.startswith("text/html") else FILE_POLICY)
