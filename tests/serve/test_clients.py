import asyncio
import ipaddress

import pytest

from publisher.querypool import FailureCause
from publisher.serve.limits import ClientLimits, Turn, client_of
from publisher.serve.problems import Problem
from publisher.serve.settings import Settings


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def enter(clients: ClientLimits, client: str = "192.0.2.1") -> Turn:
    return await asyncio.wait_for(clients.enter(client), 1)


async def refusal(clients: ClientLimits, client: str = "192.0.2.1") -> Problem:
    with pytest.raises(Problem) as problem:
        await asyncio.wait_for(clients.enter(client), 1)
    assert problem.value.status == 429
    return problem.value


def wait_of(problem: Problem) -> int:
    return int(problem.headers["retry-after"])


def test_a_third_query_of_a_client_waits_for_its_turn(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(in_flight=2), clock)
        first, _second = await enter(clients), await enter(clients)
        third = asyncio.ensure_future(clients.enter("192.0.2.1"))
        await asyncio.sleep(0)
        assert not third.done()
        await enter(clients, "192.0.2.2")
        first.end()
        assert isinstance(await asyncio.wait_for(third, 1), Turn)

    asyncio.run(run())


def test_a_client_may_not_have_more_than_some_waiting(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(in_flight=1, waiting=1), clock)
        await enter(clients)
        waiting = asyncio.ensure_future(clients.enter("192.0.2.1"))
        await asyncio.sleep(0)
        assert "at once" in (await refusal(clients)).detail
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        again = asyncio.ensure_future(clients.enter("192.0.2.1"))
        await asyncio.sleep(0)
        assert not again.done()
        again.cancel()

    asyncio.run(run())


def test_a_stopped_query_puts_its_client_on_probation(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(probation=10), clock)
        (await enter(clients)).end(FailureCause.DEADLINE)
        clock.now += 4
        assert wait_of(await refusal(clients)) == 6
        await enter(clients, "192.0.2.2")
        clock.now += 7
        await enter(clients)

    asyncio.run(run())


def test_a_client_has_so_many_seconds_of_queries_a_minute(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(query_seconds=60), clock)
        first, second = await enter(clients), await enter(clients)
        clock.now += 59
        for turn in (first, second):
            turn.release_slot(59)
            turn.end()
        # 60 seconds at first, 59 more while they ran (no more than 60 at once), 118 were used.
        problem = await refusal(clients)
        assert "used up" in problem.detail
        clock.now += wait_of(problem)
        await enter(clients)

    asyncio.run(run())


@pytest.mark.parametrize(
    "cause", [FailureCause.ANSWER_SIZE, FailureCause.SERVER, FailureCause.QUERY, None]
)
def test_only_a_query_that_ran_to_the_deadline_puts_its_client_on_probation(
    clock: Clock, cause: FailureCause | None
) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(probation=10), clock)
        (await enter(clients)).end(cause)
        await enter(clients)

    asyncio.run(run())


@pytest.mark.parametrize("cause", [FailureCause.ANSWER_SIZE, FailureCause.SERVER])
def test_a_limit_and_a_fault_of_the_server_cost_the_client_nothing(
    clock: Clock, cause: FailureCause
) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(errors=1), clock)
        for _ in range(3):
            (await enter(clients)).end(cause)

    asyncio.run(run())


def test_waiting_costs_a_client_nothing(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(query_seconds=60), clock)
        for _ in range(3):
            turn = await enter(clients)
            clock.now += 59
            turn.release_slot(0.5)
            turn.end()
        await enter(clients)

    asyncio.run(run())


def test_a_client_may_fail_so_often_a_minute(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(errors=3), clock)
        for _ in range(3):
            (await enter(clients)).end(FailureCause.QUERY)
        problem = await refusal(clients)
        assert wait_of(problem) == 20
        clock.now += 20
        await enter(clients)

    asyncio.run(run())


def test_a_turn_is_counted_out_once(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(in_flight=1, waiting=0), clock)
        turn = await enter(clients)
        turn.end()
        turn.end()
        await enter(clients)
        await refusal(clients)

    asyncio.run(run())


def test_many_addresses_cost_no_more_memory(clock: Clock) -> None:
    async def run() -> None:
        clients = ClientLimits(Settings(), clock)
        for number in range(12_000):
            (await enter(clients, str(number))).end()
        assert len(clients) == 10_000

    asyncio.run(run())


TRUSTED = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("127.0.0.1/32"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, 10.1.1.1", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("", "198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "", "192.0.2.1"),
        ("10.0.0.1", "nonsense", "nonsense"),
        ("10.0.0.1", "198.51.100.7:443", "198.51.100.7"),
        ("10.0.0.1", "[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("10.0.0.1", '"[2001:db8:1:2::9]"', "2001:db8:1:2::/64"),
        ("10.0.0.1", "203.0.113.9:1, 10.1.1.1:2", "203.0.113.9"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.9, ::ffff:10.1.1.1", "203.0.113.9"),
        ("10.0.0.1", "x" * 1000, "x" * 64),
    ],
)
def test_a_client_is_who_the_trusted_proxies_say(peer: str, forwarded: str, expected: str) -> None:
    assert client_of(peer, forwarded, TRUSTED) == expected


def test_without_a_trusted_proxy_nobody_is_believed() -> None:
    assert client_of("192.0.2.1", "198.51.100.7", ()) == "192.0.2.1"
    assert client_of("2001:db8::1", "198.51.100.7", ()) == "2001:db8::/64"


def test_who_had_a_slow_query_is_expected_to_be_slow_for_a_minute(clock: Clock) -> None:
    async def run() -> list[bool]:
        clients = ClientLimits(Settings(), clock)
        first = await enter(clients)
        first.mark_slow()
        first.end()
        found = [first.is_likely_slow, (await enter(clients)).is_likely_slow]
        found.append((await enter(clients, "192.0.2.2")).is_likely_slow)
        clock.now += 61
        found.append((await enter(clients)).is_likely_slow)
        return found

    assert asyncio.run(run()) == [False, True, False, False]
