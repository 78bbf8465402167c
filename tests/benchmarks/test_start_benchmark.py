"""From process start to the first frame, by day, by night and filled in, against a bare window."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

ROUNDS = 12
_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, painted)
def painted():
    print("there", flush=True)
    app.quit()
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
_OURS = """
import crampdiary.app.window as window
class Watched(window.WindowApp):
    def _on_window_painted(self):
        {then}
        print("there", flush=True)
        self.app.quit()
window.WindowApp = Watched
from crampdiary.app.main import main
main([])
"""
_PAINTED = _OURS.format(then="pass")
_FILLED = _OURS.format(then="super()._on_window_painted(); assert self.window.content.shown_page")


class Starter:
    """Starts Python with some code and waits until it says that it is there, not for its end."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    def start(self, code: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            env=self._environment,
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "there\n"

    def end(self) -> None:
        assert self._process is not None
        self._process.communicate()
        assert self._process.returncode == 0

    def timed(self, code: str) -> float:
        begin = perf_counter()
        self.start(code)
        seconds = perf_counter() - begin
        self.end()
        return seconds


@pytest.mark.parametrize(
    ("code", "night"),
    [(_PAINTED, "never"), (_PAINTED, "always"), (_FILLED, "never")],
    ids=["painted", "night_painted", "today_filled"],
)
def test_start_against_a_bare_window(
    benchmark: BenchmarkFixture, tmp_path: Path, code: str, night: str
) -> None:
    measured: Any = benchmark
    (tmp_path / "window.ini").write_text(f"[night]\nstart={night}\n", encoding="utf-8")
    environment = {**os.environ, "CRAMPDIARY_HOME": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles everything at every start
    starter = Starter(environment)
    starter.timed(code)
    bare: list[float] = []
    measured.pedantic(
        starter.start,
        args=(code,),
        setup=lambda: bare.append(starter.timed(_BARE)),
        teardown=lambda _code: starter.end(),
        rounds=ROUNDS,
        warmup_rounds=1,
    )
    whole = measured.stats.stats.median
    benchmark.extra_info |= {
        "ours_ms": round(1000 * whole),
        "bare_ms": round(1000 * median(bare)),
        "ratio": round(whole / median(bare), 2),
    }
