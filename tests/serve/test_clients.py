import asyncio
import ipaddress

import pytest

from publisher.querypool import FailureCause
from publisher.serve.clients import Clients, Visit, client_of
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


async def enter(clients: Clients, client: str = "192.0.2.1") -> Visit:
    visit = await asyncio.wait_for(clients.enter(client), 1)
    assert isinstance(visit, Visit)
    return visit


async def refusal(clients: Clients, client: str = "192.0.2.1") -> Problem:
    found = await asyncio.wait_for(clients.enter(client), 1)
    assert isinstance(found, Problem)
    assert found.status == 429
    return found


def wait_of(problem: Problem) -> int:
    return int(dict(problem.headers)["retry-after"])


def test_a_third_query_of_a_client_waits_for_its_turn(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(in_flight=2), clock)
        first, _second = await enter(clients), await enter(clients)
        third = asyncio.ensure_future(clients.enter("192.0.2.1"))
        await asyncio.sleep(0)
        assert not third.done()
        await enter(clients, "192.0.2.2")
        first.leave()
        assert isinstance(await asyncio.wait_for(third, 1), Visit)

    asyncio.run(run())


def test_a_client_may_not_have_more_than_some_waiting(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(in_flight=1, waiting=1), clock)
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
        clients = Clients(Settings(probation=10), clock)
        (await enter(clients)).leave(FailureCause.DEADLINE)
        clock.now += 4
        assert wait_of(await refusal(clients)) == 6
        await enter(clients, "192.0.2.2")
        clock.now += 7
        await enter(clients)

    asyncio.run(run())


def test_a_client_has_so_many_seconds_of_queries_a_minute(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(query_seconds=60), clock)
        first, second = await enter(clients), await enter(clients)
        clock.now += 59
        for visit in (first, second):
            visit.spend(59)
            visit.leave()
        # 60 seconds at first, 59 more while they ran (no more than 60 at once), 118 were used.
        problem = await refusal(clients)
        assert "used up" in problem.detail
        clock.now += wait_of(problem)
        await enter(clients)

    asyncio.run(run())


@pytest.mark.parametrize(
    "fault", [FailureCause.ANSWER_SIZE, FailureCause.SERVER, FailureCause.QUERY, None]
)
def test_only_a_query_that_ran_to_the_deadline_puts_its_client_on_probation(
    clock: Clock, fault: FailureCause | None
) -> None:
    async def run() -> None:
        clients = Clients(Settings(probation=10), clock)
        (await enter(clients)).leave(fault)
        await enter(clients)

    asyncio.run(run())


@pytest.mark.parametrize("fault", [FailureCause.ANSWER_SIZE, FailureCause.SERVER])
def test_a_limit_and_a_fault_of_the_server_cost_the_client_nothing(
    clock: Clock, fault: FailureCause
) -> None:
    async def run() -> None:
        clients = Clients(Settings(errors=1), clock)
        for _ in range(3):
            (await enter(clients)).leave(fault)

    asyncio.run(run())


def test_waiting_costs_a_client_nothing(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(query_seconds=60), clock)
        for _ in range(3):
            visit = await enter(clients)
            clock.now += 59
            visit.spend(0.5)
            visit.leave()
        await enter(clients)

    asyncio.run(run())


def test_a_client_may_fail_so_often_a_minute(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(errors=3), clock)
        for _ in range(3):
            (await enter(clients)).leave(FailureCause.QUERY)
        problem = await refusal(clients)
        assert wait_of(problem) == 20
        clock.now += 20
        await enter(clients)

    asyncio.run(run())


def test_a_visit_is_counted_out_once(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(in_flight=1, waiting=0), clock)
        visit = await enter(clients)
        visit.leave()
        visit.leave()
        await enter(clients)
        await refusal(clients)

    asyncio.run(run())


def test_many_addresses_cost_no_more_memory(clock: Clock) -> None:
    async def run() -> None:
        clients = Clients(Settings(), clock)
        for number in range(12_000):
            (await enter(clients, str(number))).leave()
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


def test_who_had_a_long_query_is_pressed_for_a_minute(clock: Clock) -> None:
    async def run() -> list[bool]:
        clients = Clients(Settings(), clock)
        first = await enter(clients)
        first.long()
        first.leave()
        found = [first.is_pressed, (await enter(clients)).is_pressed]
        found.append((await enter(clients, "192.0.2.2")).is_pressed)
        clock.now += 61
        found.append((await enter(clients)).is_pressed)
        return found

    assert asyncio.run(run()) == [False, True, False, False]
