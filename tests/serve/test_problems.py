import pytest

from publisher.description import SiteFrame
from publisher.serve.problems import Problem, problem_response

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
    problem = Problem(status, "No")
    response = problem_response(problem, accept="", path="", frame=FRAME, root="/")
    assert response.headers["cache-control"] == kept
