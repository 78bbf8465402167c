"""From the key on the night screen to the commit, against a bare insert with the same pragmas."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import Provenance
from crampdiary.domain.records import Cramp
from crampdiary.storage.connection import PRAGMAS
from crampdiary.storage.diary import SqliteDiary
from crampdiary.ui.night.log import NightLog
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.shared.session import DiarySession
from tests.fakes import StillClock

ROUNDS, WARM_UP = 300, 20
FILLED_WITH = 30_000


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[SqliteDiary]:
    """A diary of 20 years, so that indexes have their real depth."""
    with SqliteDiary(tmp_path / "diary") as opened:
        begin = datetime(2006, 11, 22, 2, 0, tzinfo=UTC)
        cramps = [
            Cramp(
                night=(begin + timedelta(hours=6 * number)).date(),
                start_utc=begin + timedelta(hours=6 * number),
                zone="UTC",
                offset_min=0,
                provenance=Provenance.IMPORTED,
            )
            for number in range(FILLED_WITH)
        ]
        opened.write([Edit(before=None, after=cramp) for cramp in cramps], label="Fill", at=begin)
        yield opened


def bare_insert(path: Path) -> Callable[[], None]:
    connection: Any = driver.connect(str(path), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute("CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, start TEXT)")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare (start) VALUES (?)", ("2026-11-22T01:31:00Z",))
        connection.execute("COMMIT")

    return insert


class Bed:
    """A night screen over a diary; `press` is timed from the key to the end of the commit."""

    def __init__(self, diary: SqliteDiary, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = StillClock(datetime(2026, 11, 22, 2, 31))
        session = DiarySession(clock=self.clock, open_file=lambda _path: diary)
        session.open(diary.path)
        self.screen = NightScreen()
        self.log = NightLog(session=session, screen=self.screen, parent=self.screen)
        self._committed = 0.0
        write = diary.write

        def watched(*args: Any, **kwargs: Any) -> Any:
            changes = write(*args, **kwargs)
            self._committed = perf_counter()
            return changes

        monkeypatch.setattr(diary, "write", watched)

    def press(self) -> float:
        self.clock.forward(seconds=30)
        begin = perf_counter()
        QTest.keyClick(self.screen, Qt.Key.Key_Space)
        return self._committed - begin


def test_press_to_committed_against_a_bare_insert(
    qtbot: QtBot,
    benchmark: BenchmarkFixture,
    diary: SqliteDiary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bed = Bed(diary, monkeypatch)
    qtbot.addWidget(bed.screen)
    insert = bare_insert(tmp_path / "bare")
    pressed: list[float] = []
    bare: list[float] = []
    for round_number in range(ROUNDS + WARM_UP):  # in turn, so that both see the same disk
        begin = perf_counter()
        insert()
        bare.append(perf_counter() - begin)
        pressed.append(bed.press())
        assert bed.log.is_running
        bed.press()  # it has stopped
        if round_number == WARM_UP:
            pressed.clear()
            bare.clear()
    pressed.sort()
    bare.sort()
    benchmark.extra_info["bare_insert_median_ms"] = round(median(bare) * 1e3, 3)
    benchmark.extra_info["press_median_ms"] = round(median(pressed) * 1e3, 3)
    benchmark.extra_info["press_p99_ms"] = round(pressed[int(0.99 * len(pressed))] * 1e3, 3)
    benchmark.extra_info["ratio_of_medians"] = round(median(pressed) / median(bare), 2)
    benchmark.extra_info["ratio_of_p99"] = round(
        pressed[int(0.99 * len(pressed))] / bare[int(0.99 * len(bare))], 2
    )
    benchmark(bed.press)
