"""Arguments in, one call, findings out, exit code: 0 done, 1 the graph has errors, 2 wrong call."""

import gc
import os
import sys
from collections.abc import Sequence

from publisher.cli.arguments import parser
from publisher.cli.calls import DONE, WRONG_CALL, Command
from publisher.cli.output import say
from publisher.errors import PublisherError
from publisher.logs import logging_to_stderr


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say, or else those of this process, and return the exit code."""
    # Millions of tuples and few cycles: the default threshold costs a quarter of a large build.
    gc.set_threshold(200_000, 20, 50)
    try:
        options = parser().parse_args(arguments)
        command: Command = options.command
        with logging_to_stderr(options.verbose):
            code = command(options)
        # Here, because at its end Python would report in many lines that this failed.
        sys.stdout.flush()
    except PublisherError as error:
        say(f"publisher: error: {error}")
        return WRONG_CALL
    except BrokenPipeError:
        # The reader has read enough; Python must not try to flush the rest.
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        what = error.filename or "the output"
        say(f"publisher: error: {what} cannot be read or written ({error.strerror or error})")
        return WRONG_CALL
    except KeyboardInterrupt:
        say("publisher: stopped; the last site is as it was")
        return 130
    return code


def _drop_output() -> None:
    """Keep Python from writing the rest of the output when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
