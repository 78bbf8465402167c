"""What commands load, seen in a fresh process: charts and statistics only where they show some."""

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"matplotlib", "scipy", "numpy", "typst", "jinja2", "pypdfium2", "PySide6"}
# One after another in one process: what any of them loads is there at the end.
_RUN = """
import contextlib, io, sys
from crampdiary.app.main import main
for line in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
        main(line.split())
print(*sys.modules)
"""
# What a command comes to be for; every other module may load more.
_DRAWING = ("crampdiary.services.charts.catalogue", "crampdiary.charts.timeline")


def _loaded(home: Path, *lines: str) -> set[str]:
    ended = subprocess.run(
        [sys.executable, "-c", _RUN, *lines],
        env=os.environ | {"CRAMPDIARY_HOME": str(home)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(ended.stdout.splitlines()[-1].split())


def _packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_help_pages_load_no_charts_no_statistics_and_no_diary(tmp_path: Path) -> None:
    pages = ("", "rate ", "compare ", "factors ", "chart ", "report ", "add cramp ", "list ")
    modules = _loaded(tmp_path, *(f"{page}--help" for page in pages))
    assert {"crampdiary.cli.pictures", "crampdiary.cli.comparing"} <= modules
    assert (HEAVY | {"sqlalchemy", "alembic"}) & _packages(modules) == set()
    assert modules.isdisjoint(_DRAWING)


def test_entering_and_listing_load_no_charts_and_no_statistics(tmp_path: Path) -> None:
    night, treatment = "add night 2026-11-20 --none", "add treatment Magnesium --from 2026-11-01"
    lists = ("list nights", "list cramps", "list treatments", "list labs", "totals")
    modules = _loaded(tmp_path, "now", "stop", night, treatment, *lists)
    assert "crampdiary.cli.entry_lists" in modules
    assert HEAVY & _packages(modules) == set()
    assert modules.isdisjoint(_DRAWING)
