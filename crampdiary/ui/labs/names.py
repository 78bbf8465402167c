"""Blood tests and their units offered while typing; anything else may be typed just as well."""

from collections.abc import Iterable

from crampdiary.domain.records import LabResult

# Each test with the units laboratories print, the most common first; the order is the table's.
TESTS: dict[str, tuple[str, ...]] = {
    "25-OH vitamin D": ("ng/mL", "nmol/L"),
    "Magnesium": ("mmol/L", "mg/dL"),
    "Potassium": ("mmol/L", "mEq/L"),
    "Calcium, total": ("mmol/L", "mg/dL"),
    "Calcium, ionised": ("mmol/L", "mg/dL"),
    "Albumin": ("g/L", "g/dL"),
    "Sodium": ("mmol/L", "mEq/L"),
    "Phosphate": ("mmol/L", "mg/dL"),
    "Parathyroid hormone": ("pg/mL", "pmol/L"),
    "Creatine kinase": ("U/L",),
    "Creatinine": ("µmol/L", "mg/dL"),
    "eGFR": ("mL/min/1.73 m²",),
    "Urea": ("mmol/L", "mg/dL"),
    "TSH": ("mU/L",),
    "Ferritin": ("ng/mL", "µg/L"),
    "Haemoglobin": ("g/dL", "g/L", "mmol/L"),
    "HbA1c": ("%", "mmol/mol"),
    "Glucose": ("mmol/L", "mg/dL"),
    "Vitamin B12": ("pg/mL", "pmol/L"),
    "Alkaline phosphatase": ("U/L",),
}
_FOLDED = {name.casefold(): name for name in TESTS}


def fold(text: str) -> str:
    """Return a test's name as it is compared: without case and stray spaces."""
    return " ".join(text.split()).casefold()


def fold_unit(unit: str) -> str:
    """Return a unit as it is compared: "nmol/l" is "nmol/L", and both signs for micro are one.

    Only what follows the slash loses its case: before it, case tells milli from mega.
    """
    compact = "".join(unit.split()).replace("\u03bc", "\u00b5")
    head, slash, tail = compact.partition("/")
    return head + slash + tail.casefold()


def rank(test: str) -> tuple[int, str]:
    """Return where a test stands in the table: the known ones first, then by name."""
    known = _FOLDED.get(fold(test))
    return (list(TESTS).index(known) if known else len(TESTS), fold(test))


def units_for(test: str, results: Iterable[LabResult]) -> list[str]:
    """Return the units to offer for a test: those used before (latest first), the usual ones.

    `results` come oldest first.
    """
    used = [result.unit for result in results if fold(result.test) == fold(test) and result.unit]
    known = _FOLDED.get(fold(test))
    offered: dict[str, str] = {}
    for unit in (*reversed(used), *(TESTS[known] if known else ())):
        offered.setdefault(fold_unit(unit), unit)
    return list(offered.values())
