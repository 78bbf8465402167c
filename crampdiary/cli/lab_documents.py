"""Lab results as JSON documents and as lines: as written, canonical, and what is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from uuid import UUID

from crampdiary.cli.documents import Document, record_document
from crampdiary.cli.lab_fields import unknown_test_line
from crampdiary.cli.lines import wrapped
from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Unit, read_unit
from crampdiary.services.lab_readings import LabReading, LabRow
from crampdiary.services.labs import reading_words

Shown = tuple[LabRow, LabReading]


def by_result(rows: Iterable[LabRow]) -> Mapping[UUID, Shown]:
    """Return row and reading of every measured result, by its id."""
    return {
        reading.result.id: (row, reading)
        for row in rows
        for reading in row.readings
        if reading.result is not None
    }


def lab_document(row: LabRow, reading: LabReading) -> Document:
    """Return a result as the laboratory wrote it, in its canonical unit, and what is said of it.

    A calculated value has the same keys; those that only a laboratory can fill in are null.
    """
    known, verdict, flag = reading.canonical, reading.verdict, reading.red_flag
    return {
        **_as_written(row, reading),
        "calculated": row.is_calculated,
        "canonical_value": None if known is None else float(known.value),
        "canonical_unit": None if known is None else known.unit.symbol,
        "canonical_unit_ucum": None if known is None else known.unit.ucum,
        "canonical_as_shown": None if known is None else known.text,
        "test_key": None if row.entry is None else row.entry.key,
        "test_name": row.test,
        "loinc": _code(row.entry, read_unit(_unit(row, reading))),
        "flag": verdict.flag or None,
        "flag_basis": verdict.basis or None,
        "band": verdict.band,
        "band_basis": verdict.band_basis or None,
        "band_agrees_with_laboratory": None if verdict.band is None else verdict.shows_band,
        "red_flag": None if flag is None else flag.text,
        "red_flag_urgency": None if flag is None else flag.urgency,
        "trend": reading.trend,
        "trend_since": None if reading.before is None else reading.before.taken_on.isoformat(),
    }


def _as_written(row: LabRow, reading: LabReading) -> Document:
    if reading.result is not None:
        return record_document(reading.result)
    nothing = dict.fromkeys((item.name for item in fields(LabResult)), None)
    return {
        **nothing,
        "kind": LabResult.kind,
        "test": row.test,
        "taken_on": reading.taken_on.isoformat(),
        "unit": row.unit,
        "value": float(reading.shown),
        "value_as_written": None,
        "range_as_written": None,
    }


def _unit(row: LabRow, reading: LabReading) -> str:
    return row.unit if reading.result is None else reading.result.unit


def _code(test: LabTest | None, unit: Unit) -> str | None:
    """Return the LOINC of a test in a unit: mass and substance per volume have codes apart."""
    if test is None:
        return None
    codes = ((test.unit, test.loinc), (test.si_unit, test.loinc_si))
    return next((code for known, code in codes if code and unit.is_of_kind(known)), None)


def added_lines(row: LabRow, reading: LabReading, tests: LabTests) -> list[str]:
    """Return what follows from a result that was stored: in words, and what it calls for."""
    if row.entry is None:
        return [unknown_test_line(row.test, tests)]
    lines = wrapped(reading_words(row, reading), 2)
    return lines + (wrapped(reading.red_flag.text, 2) if reading.red_flag is not None else [])
