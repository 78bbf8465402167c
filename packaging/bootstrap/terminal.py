"""How the scripts talk to the person who typed the command."""

import sys


class SetupProblem(Exception):  # noqa: N818 - shown to a person, for whom it is no programming error
    """Setting up cannot go on; the message is one clear sentence that says what to do."""


def say(message: str) -> None:
    """Print to the error stream, because standard output belongs to the app (`rate --json`)."""
    print(message, file=sys.stderr, flush=True)
