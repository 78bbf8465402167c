"""What the pages load, seen in a fresh process: charts and statistics only for what shows them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"matplotlib", "scipy", "numpy", "typst", "alembic"}

# Builds the pages on a demo diary in memory, one after another, and notes what is loaded.
_OPEN = """
import json, sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from crampdiary.services.demo import fill_demo
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.pages import build_page
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from tests.fakes import StillClock
from tests.ui.diary_sessions import MemoryFile

asked = sys.argv[1].split(",")
app = QApplication([])
file, clock = MemoryFile(), StillClock(datetime(2026, 11, 22, 7, 30))
if sys.argv[2] == "demo":
    fill_demo(file, clock)
session = DiarySession(clock=clock, open_file=lambda path: file)
session.open(Path("memory"))
runner, theme = Runner(), Theme(scale=1.0)
pages = []
for entry in PAGES:
    if entry.key in asked:
        page = build_page(entry, session=session, theme=theme, runner=runner, parent=None)
        page.refresh()
        if sys.argv[3] == "shown":
            page.show()
        pages.append(page)
app.processEvents()
while runner.is_busy:
    app.processEvents()
runner.close()
print(json.dumps(sorted(sys.modules)))
"""


def _loaded(*pages: str, diary: str = "demo", how: str = "shown") -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-c", _OPEN, ",".join(pages), diary, how],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(json.loads(ended.stdout.splitlines()[-1]))


def _packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_pages_without_a_chart_load_no_charts_and_no_statistics() -> None:
    modules = _loaded("today", "diary", "treatments", "labs", "settings")
    assert HEAVY & _packages(modules) == set()
    assert "crampdiary.ui.insights.canvas" not in modules


@pytest.mark.parametrize(("diary", "how"), [("demo", "hidden"), ("empty", "shown")])
def test_insights_and_report_load_nothing_heavy_before_they_have_something_to_show(
    diary: str, how: str
) -> None:
    modules = _loaded("insights", "report", diary=diary, how=how)
    assert HEAVY & _packages(modules) == set()


def test_insights_draws_with_matplotlib_but_never_with_its_windows_or_its_global_state() -> None:
    modules = _loaded("insights")
    assert "matplotlib.figure" in modules
    assert {"matplotlib.pyplot", "matplotlib.backends.backend_qtagg", "scipy.stats"} & modules == (
        set()
    )
