"""`publisher`, and `python -m publisher`."""

import gc
import sys

from publisher.cli import run


def main() -> None:
    # Millions of tuples and few cycles: the default threshold costs a quarter of a large build.
    gc.set_threshold(200_000, 20, 50)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
