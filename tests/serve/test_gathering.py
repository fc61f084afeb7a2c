import asyncio
from typing import cast

from publisher.serve.gathering import LARGEST, Gathering


class Transport:
    def __init__(self) -> None:
        self.written: list[bytes] = []

    def write(self, data: bytes) -> None:
        self.written.append(data)

    def close(self) -> None:
        self.written.append(b"closed")

    def is_closing(self) -> bool:
        return self.written[-1:] == [b"closed"]


async def used(transport: Transport) -> None:
    gathering = Gathering(cast("asyncio.Transport", transport), asyncio.get_running_loop())
    gathering.write(b"head ")
    gathering.write(b"body")
    assert transport.written == []
    await asyncio.sleep(0)
    assert transport.written == [b"head body"]
    await asyncio.sleep(0)
    gathering.write(b"x" * (LARGEST + 1))
    assert len(transport.written) == 2
    gathering.write(b"last")
    gathering.close()
    assert transport.written[2:] == [b"last", b"closed"]
    assert gathering.is_closing()
    await asyncio.sleep(0)
    assert len(transport.written) == 4


def test_what_is_written_in_one_turn_is_sent_at_once_and_in_order() -> None:
    asyncio.run(used(Transport()))
