"""The press of "Cramp now" until it is on disk, against a bare insert with the same pragmas."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from pytest_benchmark.fixture import BenchmarkFixture

from crampdiary.domain.changes import Edit
from crampdiary.domain.choices import Provenance
from crampdiary.domain.records import Cramp
from crampdiary.services.cramps import start_cramp
from crampdiary.storage.connection import PRAGMAS
from crampdiary.storage.diary import SqliteDiary
from tests.fakes import StillClock

ROUNDS = 300
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


def test_press_to_committed_against_a_bare_insert(
    benchmark: BenchmarkFixture, diary: SqliteDiary, tmp_path: Path
) -> None:
    clock = StillClock(datetime(2026, 11, 22, 2, 31))
    insert = bare_insert(tmp_path / "bare")
    for _ in range(20):
        start_cramp(diary, clock)
        insert()
    pressed: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):  # in turn, so that both see the same disk
        for action, times in ((lambda: start_cramp(diary, clock), pressed), (insert, bare)):
            begin = perf_counter()
            action()
            times.append(perf_counter() - begin)
    pressed.sort()
    bare.sort()
    benchmark.extra_info["bare_insert_median_ms"] = round(median(bare) * 1e3, 3)
    benchmark.extra_info["press_median_ms"] = round(median(pressed) * 1e3, 3)
    benchmark.extra_info["press_p99_ms"] = round(pressed[int(0.99 * ROUNDS)] * 1e3, 3)
    benchmark.extra_info["ratio_of_medians"] = round(median(pressed) / median(bare), 2)
    benchmark.extra_info["ratio_of_p99"] = round(
        pressed[int(0.99 * ROUNDS)] / bare[int(0.99 * ROUNDS)], 2
    )
    benchmark(start_cramp, diary, clock)
