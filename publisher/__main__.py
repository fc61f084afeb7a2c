"""`publisher`, and `python -m publisher`."""

import sys

from publisher.cli import run


def main() -> None:
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
