"""Where things lie: the diary, the demo diary, the log, what the window remembers."""

import os
from pathlib import Path

DIARY_NAME = "diary.crampdiary"
DEMO_NAME = "demo.crampdiary"


def data_folder() -> Path:
    """Return the app's own folder: `CRAMPDIARY_HOME`, or the platform's place for user data."""
    chosen = os.environ.get("CRAMPDIARY_HOME")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where the folder is chosen

    return user_data_path("crampdiary", appauthor=False)


def default_diary() -> Path:
    """Return the person's own diary."""
    return data_folder() / DIARY_NAME


def demo_diary() -> Path:
    """Return the demo diary, a file of its own beside the person's."""
    return data_folder() / DEMO_NAME


def settings_file() -> Path:
    """Return what this window remembers: its place, and how it looked last."""
    return data_folder() / "window.ini"


def chart_folder() -> Path:
    """Return where the chart library keeps its list of this computer's fonts."""
    return data_folder() / "charts"


def log_file() -> Path:
    """Return the log; it never holds what is in the diary."""
    return data_folder() / "crampdiary.log"
