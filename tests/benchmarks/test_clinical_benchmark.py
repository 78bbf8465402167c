"""What the pages Treatments and Lab results show of twenty years, against reading the bare rows."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from pytest_benchmark.fixture import BenchmarkFixture

from crampdiary.domain.changes import Edit
from crampdiary.domain.records import Dose, LabResult, Phase, Record, Treatment
from crampdiary.services.labs import lab_rows
from crampdiary.services.taking import taking
from crampdiary.storage.diary import SqliteDiary

ROUNDS = 10
TODAY = date(2026, 11, 22)
DAYS = 20 * 365
FIRST = TODAY - timedelta(days=DAYS)
TREATMENTS, PHASE_DAYS, DOSE_EVERY_DAYS, LAB_DAYS = 40, 540, 40, 200
_NAMES = ("Vitamin D3", "Magnesium citrate", "Multivitamin", "Furosemide", "Atorvastatin")
# Every other time in the second unit, so that half of all values have to be converted.
_TESTS = (
    ("25-OH vitamin D", (("30.5", "ng/mL"), ("76", "nmol/L"))),
    ("Potassium", (("4.1", "mmol/L"), ("4.1", "mEq/L"))),
    ("Magnesium", (("0.82", "mmol/L"), ("1.9", "mg/dL"))),
    ("Calcium", (("2.31", "mmol/L"), ("9.2", "mg/dL"))),
    ("Albumin", (("41", "g/L"), ("4.2", "g/dL"))),
    ("Sodium", (("140", "mmol/L"), ("141", "mEq/L"))),
    ("Creatinine", (("80", "µmol/L"), ("0.90", "mg/dL"))),
    ("HbA1c", (("5.6", "%"), ("38", "mmol/mol"))),
    ("TSH", (("2.1", "mU/L"), ("2.10", "mU/L"))),
    ("A test of nobody else", (("3.4", "u"), ("3.5", "u"))),
)
_TABLES_OF_TREATMENTS = ("treatment", "phase", "dose", "lab", "condition", "preferences", "cramp")


def _treated(number: int) -> Iterator[Record]:
    """Yield a treatment with its phases, and a missed dose now and then."""
    treatment = Treatment(name=f"{_NAMES[number % len(_NAMES)]} {number}")
    yield treatment
    for begin in range(number, DAYS, PHASE_DAYS):
        start = FIRST + timedelta(days=begin)
        yield Phase(
            treatment_id=treatment.id,
            start=start,
            end=start + timedelta(days=PHASE_DAYS - 1),
            dose=Decimal(begin % 7 + 1) * 100,
            unit="IU" if number % len(_NAMES) == 0 else "mg",
            every_days=(1, 7)[begin % 2],
        )
    for day in range(number, DAYS, DOSE_EVERY_DAYS):
        yield Dose(treatment_id=treatment.id, day=FIRST + timedelta(days=day))


def _tested(number: int) -> Iterator[Record]:
    """Yield the results of one blood sample."""
    for test, ways in _TESTS:
        value, unit = ways[number % len(ways)]
        yield LabResult(
            test=test,
            value=Decimal(value) + Decimal(number % 5).scaleb(-1),
            unit=unit,
            taken_on=FIRST + timedelta(days=number * DAYS // LAB_DAYS),
            range_low=Decimal(value) / 2 if number % 3 else None,
        )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a diary of twenty years with 40 treatments and 2,000 lab results."""
    path = tmp_path_factory.mktemp("clinical") / "diary"
    records = [record for number in range(TREATMENTS) for record in _treated(number)]
    records += [record for number in range(LAB_DAYS) for record in _tested(number)]
    with SqliteDiary(path) as diary:
        edits = [Edit(before=None, after=record) for record in records]
        diary.write(edits, label="Fill", at=datetime(2026, 11, 22, tzinfo=UTC))
    return path


def _seconds(work: Callable[[], object]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


@pytest.mark.parametrize(
    ("show", "tables"),
    [
        (lab_rows, ("lab", "own_entry", "preferences")),
        (lambda diary: taking(diary, TODAY), _TABLES_OF_TREATMENTS),
    ],
    ids=["lab_results", "treatments"],
)
def test_page_of_twenty_years_against_its_bare_rows(
    benchmark: BenchmarkFixture,
    path: Path,
    show: Callable[[SqliteDiary], object],
    tables: tuple[str, ...],
) -> None:
    measured: Any = benchmark
    bare: list[float] = []
    with SqliteDiary(path) as diary, closing(driver.connect(str(path))) as connection:
        read = [f"SELECT * FROM {table}" for table in tables]  # names of our own tables
        first = _seconds(lambda: show(diary))  # reads the catalogues too
        measured.pedantic(
            show,
            args=(diary,),
            setup=lambda: bare.append(
                _seconds(lambda: [connection.execute(query).fetchall() for query in read])
            ),
            rounds=ROUNDS,
            warmup_rounds=1,
        )
    whole = measured.stats.stats.median
    benchmark.extra_info |= {
        "whole_ms": round(1000 * whole, 1),
        "first_ms": round(1000 * first, 1),
        "bare_rows_ms": round(1000 * median(bare), 1),
        "ratio": round(whole / median(bare), 1),
    }
