from dataclasses import fields
from pathlib import Path

from publisher.serve.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "serve.md").read_text(encoding="utf-8")


def test_every_setting_of_the_server_is_documented_with_its_default() -> None:
    for setting in fields(Settings):
        default = setting.default
        shown = str(default).lower() if isinstance(default, bool) else default
        quoted = f'"{shown}"' if isinstance(default, str) else shown
        assert f"| `{setting.name}` | {quoted} |" in PAGE
