import pytest

from publisher.description import SiteFrame
from publisher.serve.messages import Request
from publisher.serve.problems import Problem, response

FRAME = SiteFrame(
    base="https://data.example/",
    title="A small site",
    description="",
    publisher="",
    license="",
    language="en",
)


@pytest.mark.parametrize(
    ("status", "kept"),
    [
        (400, "max-age=60"),
        (404, "max-age=60"),
        (408, "no-store"),
        (429, "no-store"),
        (503, "no-store"),
    ],
)
def test_a_cache_keeps_no_answer_that_is_one_client_s_own(status: int, kept: str) -> None:
    problem = Problem(status=status, title="No")
    found = response(problem, Request(), frame=FRAME, root="/")
    assert found.header("cache-control") == kept
