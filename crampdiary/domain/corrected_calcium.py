"""Calcium corrected for albumin, calculated beside the measured value and never instead of it.

mg/dL: Ca + 0.8 * (4.0 - albumin in g/dL); mmol/L: Ca + 0.02 * (40 - albumin in g/L) (Payne type).
Unreliable in kidney disease and with very low albumin, where ionised calcium is better.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar
from uuid import UUID

from crampdiary.domain.catalogues.lab_tests import LabTests
from crampdiary.domain.lab_values import Converted, converted, fitting_test
from crampdiary.domain.records import LabResult
from crampdiary.domain.units import Dimension, read_unit

CALCIUM, ALBUMIN, CORRECTED = "ca_total", "albumin", "ca_corr"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedCalcium:
    """A calculated value in the unit that the calcium was typed in, and what it is from."""

    is_calculated: ClassVar[bool] = True

    value: Converted
    taken_on: date
    calcium_id: UUID
    albumin_id: UUID


def corrected_calcium(
    calcium: LabResult, albumin: LabResult, tests: LabTests
) -> CorrectedCalcium | None:
    """Return the corrected calcium of two exact values of one day, None for anything else."""
    test = tests.by_key(CORRECTED)
    if test is None or calcium.taken_on != albumin.taken_on:
        return None
    if not (_is_exact(calcium, CALCIUM, tests) and _is_exact(albumin, ALBUMIN, tests)):
        return None
    as_typed = converted(calcium, calcium.unit, tests)
    is_mass = read_unit(calcium.unit).dimension is Dimension.MASS_PER_VOLUME
    formula_unit = "mg/dL" if is_mass else "mmol/L"
    measured = converted(calcium, formula_unit, tests)
    protein = converted(albumin, "g/dL" if is_mass else "g/L", tests)
    if as_typed is None or measured is None or protein is None:
        return None
    added = (
        Fraction("0.8") * (Fraction("4.0") - protein.value)
        if is_mass
        else Fraction("0.02") * (40 - protein.value)
    )
    corrected = test.to_conventional(measured.value + added, read_unit(formula_unit))
    if corrected <= 0:
        return None
    return CorrectedCalcium(
        value=Converted(
            test=test,
            value=test.from_conventional(corrected, as_typed.unit),
            unit=as_typed.unit,
            step=as_typed.step,
        ),
        taken_on=calcium.taken_on,
        calcium_id=calcium.id,
        albumin_id=albumin.id,
    )


def corrected_calciums(
    results: Iterable[LabResult], tests: LabTests
) -> tuple[CorrectedCalcium, ...]:
    """Return the corrected value of every calcium that has one albumin of its day, in their order.

    Where a day has several, the one of the same laboratory is taken, if that is one.
    """
    known = tuple(results)
    albumins: dict[date, list[LabResult]] = {}
    for result in known:
        if _is_exact(result, ALBUMIN, tests):
            albumins.setdefault(result.taken_on, []).append(result)
    found = []
    for calcium in (result for result in known if _is_exact(result, CALCIUM, tests)):
        albumin = _albumin_for(calcium, albumins.get(calcium.taken_on, ()))
        value = None if albumin is None else corrected_calcium(calcium, albumin, tests)
        if value is not None:
            found.append(value)
    return tuple(found)


def _albumin_for(calcium: LabResult, of_day: Sequence[LabResult]) -> LabResult | None:
    if len(of_day) > 1:
        of_day = [one for one in of_day if one.laboratory == calcium.laboratory]
    return of_day[0] if len(of_day) == 1 else None


def _is_exact(result: LabResult, key: str, tests: LabTests) -> bool:
    """Tell whether a result is a value of a test, no limit, in a unit that converts."""
    test = fitting_test(result, tests)
    return test is not None and test.key == key and result.comparator is None
