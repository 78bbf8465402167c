"""`crampdiary now` from process start to committed, against Python and the imports it needs."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture

ROUNDS = 12
_NOW = """
import crampdiary.storage.diary as storage
class Watched(storage.SqliteDiary):
    def write(self, *args, **kwargs):
        changes = super().write(*args, **kwargs)
        print("there", flush=True)
        return changes
storage.SqliteDiary = Watched
from crampdiary.app.main import main
main(["now", "--json"])
main(["stop", "--json"])  # or the next press would be the same one
"""
# What the command needs of others; sqlalchemy loads its dialect with the first engine.
_IMPORTS = """
import json, zoneinfo, click, sqlcipher3.dbapi2, sqlalchemy.orm, sqlalchemy.dialects.sqlite
print("there", flush=True)
"""
_PASS = "print('there', flush=True)"


def _timed(code: str, environment: dict[str, str]) -> float:
    begin = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        seconds = perf_counter() - begin
        process.communicate()
        assert process.returncode == 0
    return seconds


def test_now_against_the_imports_it_needs(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    measured: Any = benchmark
    environment = {**os.environ, "CRAMPDIARY_HOME": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    _timed(_NOW, environment)  # makes the diary, once
    times: dict[str, list[float]] = {_NOW: [], _IMPORTS: [], _PASS: []}
    for _ in range(ROUNDS):
        for code, seconds in times.items():
            seconds.append(_timed(code, environment))
    now, imports, nothing = (median(seconds) for seconds in times.values())
    measured.extra_info |= {
        "now_ms": round(1000 * now),
        "imports_ms": round(1000 * imports),
        "python_pass_ms": round(1000 * nothing),
        "ratio_to_imports": round(now / imports, 2),
    }
    measured.pedantic(_timed, args=(_NOW, environment), rounds=1)
