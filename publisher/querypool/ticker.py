"""One clock for many that wait, which costs less than one for each."""

import asyncio
from collections.abc import Callable


class Ticker:
    """Calls `look` with the loop's time every `seconds`, from `start` on until it gives False."""

    def __init__(self, seconds: float, look: Callable[[float], bool]) -> None:
        self._seconds = seconds
        self._look = look
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, where it has not begun."""
        if self._handle is None:
            self._handle = asyncio.get_running_loop().call_later(self._seconds, self._tick)

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        goes_on = self._look(loop.time())
        self._handle = loop.call_later(self._seconds, self._tick) if goes_on else None
