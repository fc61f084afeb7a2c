from pathlib import Path

from publisher import limits

PACKAGE = Path(limits.__file__).parent
NAMES = [name for name in vars(limits) if name.isupper()]


def test_every_limit_is_used_somewhere() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path != Path(limits.__file__)
    )

    assert [name for name in NAMES if name not in code] == []


def test_every_limit_is_a_number_above_zero_or_the_number_of_cores() -> None:
    values = {name: getattr(limits, name) for name in NAMES}

    assert [name for name, value in values.items() if not value > 0] == ["QUICK_WORKERS"]
