"""Where a journey can be made, and what is told of it afterwards."""

import ctypes
import shutil
import sys
from collections.abc import Iterator

import pytest

from tests.journeys.desk import Desk

_TOOLS = ("Xvfb", "xdotool", "xkbcomp")
_QT_NEEDS = "libxcb-cursor.so.0"


def _why_not() -> str:
    """Return why no journey can be made on this machine, or nothing."""
    if not sys.platform.startswith("linux"):
        return "journeys are made under X on Linux"
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    try:
        ctypes.CDLL(_QT_NEEDS)
    except OSError:
        missing.append(_QT_NEEDS)
    return f"a journey in a real window needs {', '.join(missing)}" if missing else ""


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a desk of the test's own; the app must not complain while it works there."""
    if why := _why_not():
        pytest.skip(why)
    with Desk() as made:
        yield made
        assert made.complaints() == ""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell what was counted, with -v: presses and seconds."""
    told = [
        f"{report.nodeid.rpartition('::')[2]}: {name} {value}"
        for report in terminalreporter.getreports("passed")
        if report.when == "call" and "/journeys/" in report.nodeid
        for name, value in report.user_properties
    ]
    if told and terminalreporter.verbosity > 0:
        terminalreporter.section("what the journeys counted")
        for line in told:
            terminalreporter.line(line)
