"""Which prefixes a file declares: each prefix is one bit of a mask, so masks are joined by `|`."""

from collections.abc import Mapping
from typing import Final

MASK_BITS: Final = 64
"""The width of a mask. All prefixes past the last bit share it, and are declared together."""


class Prefixes:
    """The prefixes that a file may declare. `names` maps each namespace to its prefix."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._masks = {
            namespace: 1 << min(position, MASK_BITS - 1) for position, namespace in enumerate(names)
        }

    def mask(self, namespace: str) -> int:
        """Return the mask with the one bit of this namespace's prefix."""
        return self._masks[namespace]

    def declared(self, prefix_mask: int) -> list[tuple[str, str]]:
        """Return prefix and namespace of each prefix in the mask, sorted."""
        return sorted(
            (self.names[namespace], namespace)
            for namespace, mask in self._masks.items()
            if mask & prefix_mask
        )
