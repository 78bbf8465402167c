"""What is imported before the first frame and before Today is filled in, in a fresh process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NEVER_FOR_TODAY = {"matplotlib", "scipy", "numpy", "alembic", "typst", "jinja2", "pypdfium2"}
NOT_BEFORE_PAINT = NEVER_FOR_TODAY | {"sqlalchemy", "sqlcipher3", "click"}
QT_FOR_PAINT = {"PySide6", "PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}

# Runs the real start, writes down what is loaded at the first frame and when Today is there.
_START = """
import json, sys
seen = {}
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
import crampdiary.app.window as window

def filled(running):
    seen["today"] = sorted(sys.modules)
    seen["pages"] = running.window.content.open_pages
    seen["is_night"] = running.window.shows_night
    running.window.close()
    running.app.quit()

class Watched(window.WindowApp):
    def _on_window_painted(self):
        seen["painted"] = sorted(sys.modules)
        super()._on_window_painted()
        QTimer.singleShot(0, lambda: filled(self))

window.WindowApp = Watched
from crampdiary.app.main import main
main([])
print(json.dumps(seen))
"""


def _loaded(home: Path, *, at_night: bool) -> dict[str, list[str]]:
    """Start twice and return what the second start had loaded, by day or into the night screen."""
    start = "always" if at_night else "never"
    (home / "window.ini").write_text(f"[night]\nstart={start}\n", encoding="utf-8")
    environment = {**os.environ, "CRAMPDIARY_HOME": str(home)}
    # The first start makes the diary, which needs Alembic once.
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", _START],
            env=environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        (home / "window.ini").write_text(f"[night]\nstart={start}\n", encoding="utf-8")
    found: dict[str, list[str]] = json.loads(ended.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return _loaded(tmp_path_factory.mktemp("home"), at_night=False)


def _packages(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_first_frame_needs_no_database_no_charts_no_command_line(
    loaded: dict[str, list[str]],
) -> None:
    assert NOT_BEFORE_PAINT & _packages(loaded["painted"]) == set()


def test_first_frame_needs_three_parts_of_qt(loaded: dict[str, list[str]]) -> None:
    parts = {name for name in loaded["painted"] if name.startswith("PySide6")}
    assert {name for name in parts if name.removeprefix("PySide6.").startswith("Qt")} | {
        "PySide6"
    } == QT_FOR_PAINT


@pytest.mark.parametrize("name", ["presence", "tray", "reminder", "handover", "detached"])
def test_first_frame_needs_nothing_of_what_is_beside_the_window(
    loaded: dict[str, list[str]], name: str
) -> None:
    assert f"crampdiary.app.{name}" not in loaded["painted"]


def test_today_is_filled_in_without_charts_statistics_migrations_or_pdf(
    loaded: dict[str, list[str]],
) -> None:
    assert loaded["pages"] == ["today"]
    assert NEVER_FOR_TODAY & _packages(loaded["today"]) == set()


def test_no_page_loads_what_draws_sets_or_prints_before_it_is_needed() -> None:
    script = (
        "import pkgutil, sys, importlib, crampdiary.ui as ui\n"
        "for it in pkgutil.walk_packages(ui.__path__, 'crampdiary.ui.'):\n"
        "    if it.name != 'crampdiary.ui.report.printing':\n"
        "        importlib.import_module(it.name)\n"
        "print(*sys.modules)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    modules = ended.stdout.split()
    assert "crampdiary.ui.report.page" in modules
    assert NEVER_FOR_TODAY & _packages(modules) == set()
    assert "PySide6.QtPrintSupport" not in modules


def test_today_without_doses_reads_no_catalogue_and_no_ranges(
    loaded: dict[str, list[str]],
) -> None:
    assert [
        name
        for name in loaded["today"]
        if name.startswith(("crampdiary.domain.catalogues", "crampdiary.domain.intervals"))
    ] == []


def test_cramp_logged_by_a_command_loads_no_qt_no_catalogue_and_no_ranges(tmp_path: Path) -> None:
    script = (
        "import sys; from crampdiary.app.main import main; main(['now', '--json']);"
        "print(); print(*sys.modules)"
    )
    # The first one makes the diary, which needs Alembic once.
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "CRAMPDIARY_HOME": str(tmp_path)},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    loaded = ended.stdout.splitlines()[-1].split()
    assert "crampdiary.services.cramps" in loaded
    assert (NEVER_FOR_TODAY | {"PySide6"}) & _packages(loaded) == set()
    assert [
        name
        for name in loaded
        if name.startswith(("crampdiary.domain.catalogues", "crampdiary.domain.intervals"))
    ] == []


def test_first_frame_needs_of_ours_only_the_look_and_the_sidebar(
    loaded: dict[str, list[str]],
) -> None:
    ours = {name for name in loaded["painted"] if name.startswith("crampdiary.")}
    floors = {name.split(".")[1] for name in ours}
    assert floors == {"app", "assets", "tokens", "ui"}
    assert [
        name
        for name in ours
        if name.endswith((".page", ".content", ".session", ".aside", ".held_keys"))
    ] == []


def test_first_night_frame_needs_no_records_and_no_diary(tmp_path: Path) -> None:
    loaded = _loaded(tmp_path, at_night=True)
    assert loaded["is_night"]
    assert NOT_BEFORE_PAINT & _packages(loaded["painted"]) == set()
    ours = {name for name in loaded["painted"] if name.startswith("crampdiary.")}
    assert {name.split(".")[1] for name in ours} == {"app", "assets", "domain", "tokens", "ui"}
    assert {name for name in ours if name.startswith("crampdiary.domain.")} == {
        "crampdiary.domain.choices"
    }
