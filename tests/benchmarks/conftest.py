"""Prints what each benchmark compared; pytest-benchmark itself shows that only in JSON."""

import pytest


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write one line of figures a benchmark."""
    session = getattr(config, "_benchmarksession", None)
    for item in getattr(session, "benchmarks", ()):
        figures = ", ".join(f"{name} {value}" for name, value in item.extra_info.items())
        terminalreporter.write_line(f"{item.name}: {figures}")
