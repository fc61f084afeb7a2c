import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.sparql.paging import paged

NUMBERS = "VALUES ?n { 0 1 2 3 4 5 6 7 8 9 }"


def numbers(query: str) -> list[int]:
    found = ox.Store().query(query)
    assert isinstance(found, ox.QuerySolutions)
    return [int(row["n"].value) for row in found]


QUERIES = [
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n",
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n # the end",
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n LIMIT 7",
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n OFFSET 2",
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n LIMIT 5 OFFSET 2",
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n offset 2 limit # rows\n 5",
    f"SELECT ?n {{ {{ SELECT ?n {{ {NUMBERS} }} ORDER BY DESC(?n) LIMIT 8 }} }} ORDER BY ?n",
    f'SELECT ?n {{ {NUMBERS} FILTER("LIMIT 1" != "}}") }} ORDER BY ?n',
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n VALUES ?n {{ 1 3 5 7 }}",
    f"SELECT ?n {{ {NUMBERS} }} ORDER BY ?n LIMIT 2 OFFSET 1 VALUES (?n) {{ (1) (3) (5) (7) }}",
    f"SELECT ?n {{ {NUMBERS} }} GROUP BY ?n HAVING (COUNT(*) > 0) ORDER BY ?n LIMIT 4",
]


@pytest.mark.parametrize("query", QUERIES)
@given(offset=st.integers(0, 12), limit=st.none() | st.integers(1, 12))
def test_a_page_is_a_slice_of_the_rows(query: str, offset: int, limit: int | None) -> None:
    every = numbers(query)
    end = None if limit is None else offset + limit
    assert numbers(paged(query, offset=offset, limit=limit)) == every[offset:end]


def test_a_query_of_all_rows_is_left_as_it_is() -> None:
    assert paged(QUERIES[4]) == QUERIES[4]


def test_a_limit_without_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="the number of its LIMIT cannot be read"):
        paged("SELECT * { } LIMIT ?n", limit=1)
