"""The conversation in the docs is one that was held."""

from pathlib import Path

from tests.agents.conversation import as_markdown

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "use-with-an-agent.md"


def test_the_page_shows_the_answers_that_are_given() -> None:
    _, _, shown = PAGE.read_text(encoding="utf-8").partition("compares each answer.\n\n")
    assert shown.strip() == as_markdown()
