"""Panning twenty years of Insights, pointer to pixels, against copying a bare picture of its size.

In a window of 1280 by 800: 7,305 nights, 31,000 cramps, 40 treatments, 200 lab results.
"""

from statistics import median
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from crampdiary.ui.insights.page import InsightsPage
from crampdiary.ui.insights.timeline_view import TimelineView
from tests.ui.insights.desk import InsightsDesk, settle
from tests.ui.insights.twenty_years import twenty_years_file
from tests.ui.page_desk import Desk

SIDEBAR_PX = 212
SWEEPS, STEPS, STEP_PX = 8, 50, 11
LEAST_FRAMES_A_SECOND = 30


class Bare(QWidget):
    """Shows a finished picture and nothing else."""

    def __init__(self, picture: QImage) -> None:
        super().__init__()
        self._picture = picture
        self.resize(picture.size())

    def paintEvent(self, _event: QEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QPoint(), self._picture)
        painter.end()


def _frame_s(widget: QWidget) -> float:
    begin = perf_counter()
    widget.repaint()
    QApplication.processEvents()
    return perf_counter() - begin


def _move(view: TimelineView, kind: QEvent.Type, x: float) -> None:
    at = QPointF(x, 120)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    pressed = none if kind is QEvent.Type.MouseButtonRelease else left
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, QPointF(view.mapToGlobal(at)), left, pressed, modifiers)
    QApplication.sendEvent(view, event)


def _sweep(view: TimelineView, frames: list[float]) -> None:
    """Drag the nights along by most of the window, and let go."""
    _move(view, QEvent.Type.MouseButtonPress, 200)
    for step in range(STEPS):
        begin = perf_counter()
        _move(view, QEvent.Type.MouseMove, 200 + STEP_PX * (step + 1))
        view.repaint()
        QApplication.processEvents()
        frames.append(perf_counter() - begin)
    _move(view, QEvent.Type.MouseButtonRelease, 200 + STEP_PX * STEPS)


def test_panning_twenty_years_against_a_bare_picture(
    qtbot: QtBot, benchmark: BenchmarkFixture
) -> None:
    measured: Any = benchmark
    file = twenty_years_file()
    here: InsightsDesk = Desk(qtbot, InsightsPage, file=file, size=(1280 - SIDEBAR_PX, 800))
    settle(here)
    view = here.page.timeline
    assert view.picture is not None
    bare = Bare(view.picture.image)
    qtbot.addWidget(bare)
    bare.show()
    copies = [_frame_s(bare) for _ in range(STEPS)]
    frames: list[float] = []
    measured.pedantic(_sweep, args=(view, frames), rounds=SWEEPS, iterations=1)
    settle(here)
    here.close()
    frames.sort()
    benchmark.extra_info |= {
        "frame_median_ms": round(1000 * median(frames), 2),
        "frame_p95_ms": round(1000 * frames[int(0.95 * len(frames))], 2),
        "frames_a_second": round(len(frames) / sum(frames)),
        "bare_median_ms": round(1000 * median(copies), 2),
        "ratio_of_medians": round(median(frames) / median(copies), 2),
    }
    assert len(frames) / sum(frames) >= LEAST_FRAMES_A_SECOND
