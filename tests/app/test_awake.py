"""The screen is asked to stay on by the desktop's own means, and let go again."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

# Runs in a session bus of its own and prints what the bus was asked for.
_TRY = """
import subprocess
from PySide6.QtCore import QCoreApplication
from crampdiary.app.awake import keep_awake
app = QCoreApplication([])
monitor = subprocess.Popen(["dbus-monitor", "--session"], stdout=subprocess.PIPE, text=True)
def seen(word):
    while word not in (line := monitor.stdout.readline()):
        assert line
    return line.strip()
seen("NameAcquired")
for _ in range(2):
    keep_awake(True)
    print(seen("member=Inhibit"), seen("string"), seen("string"))
    keep_awake(False)
    print(seen("NameOwnerChanged"))
monitor.kill()
"""


@pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "dbus-monitor"))), reason="needs D-Bus's tools"
)
def test_screen_is_kept_on_and_let_go_each_time_a_cramp_runs() -> None:
    ended = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", _TRY],
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    asked = [line for line in ended.stdout.splitlines() if "Inhibit" in line]
    assert len(asked) == 2
    assert all("ScreenSaver" in line and "A cramp is running" in line for line in asked)
    assert len(ended.stdout.splitlines()) == 4


def test_without_a_session_bus_nothing_happens() -> None:
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from crampdiary.app.awake import keep_awake; keep_awake(True); keep_awake(False)",
        ],
        cwd=Path(__file__).parents[2],
        env=environment,
        timeout=60,
        check=True,
    )
