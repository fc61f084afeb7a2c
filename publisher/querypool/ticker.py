"""One timer for many things that wait, which costs less than a timer for each."""

import asyncio
from collections.abc import Callable


class Ticker:
    """Calls `check` with the event loop's time every `seconds`, until it returns False."""

    def __init__(self, seconds: float, check: Callable[[float], bool]) -> None:
        self._seconds = seconds
        self._check = check
        self._handle: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the timer if it does not run."""
        if self._handle is None:
            self._handle = asyncio.get_running_loop().call_later(self._seconds, self._tick)

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        goes_on = self._check(loop.time())
        self._handle = loop.call_later(self._seconds, self._tick) if goes_on else None
