"""`claimed.json`: the words of claims, by which the server knows them in the answers it shows."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from publisher.model import File, SitePath

CLAIMED_WORDS_PATH: Final = SitePath("claimed.json")


def claimed_file(words: Mapping[str, Sequence[str]]) -> File:
    """Return `claimed.json`. `words`: lists of texts by name."""
    return File(
        path=CLAIMED_WORDS_PATH, content=json.dumps(words, ensure_ascii=False, indent=1).encode()
    )
