"""Which prefixes a document declares: a bit for each, so that its parts are joined by `|`."""

from collections.abc import Mapping
from typing import Final

BITS: Final = 64
"""Of a part's number: prefixes past the last have its bit in common, and are declared together."""


class Prefixes:
    """The prefixes that a document may declare. `names`: prefix by namespace."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._bits = {namespace: 1 << min(at, BITS - 1) for at, namespace in enumerate(names)}

    def bit(self, namespace: str) -> int:
        return self._bits[namespace]

    def declared(self, used: int) -> list[tuple[str, str]]:
        """Prefix and namespace of those whose bit is in `used`, sorted."""
        return sorted(
            (self.names[namespace], namespace)
            for namespace, bit in self._bits.items()
            if bit & used
        )
