"""Entries of the catalogues as JSON documents: each with its source, and how sure it is."""

from decimal import Decimal
from fractions import Fraction

from crampdiary.cli.documents import Document
from crampdiary.domain.catalogues.dose_units import amount_words
from crampdiary.domain.catalogues.flags import RedFlag
from crampdiary.domain.catalogues.intakes_table import Intake
from crampdiary.domain.catalogues.lab_tests import LabTest, LabTests
from crampdiary.domain.catalogues.medicines import EVIDENCE_WORDS, MedicineClass
from crampdiary.domain.catalogues.panels import Panel
from crampdiary.domain.catalogues.supplements import Supplement
from crampdiary.domain.intervals import Interval

Number = Decimal | Fraction


def _number(value: Number | None) -> float | None:
    return None if value is None else float(value)


def _written(value: Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else f"{float(value):g}"


def _interval_words(interval: Interval | None) -> str | None:
    if interval is None:
        return None
    low, high = (None if end is None else _written(end) for end in (interval.low, interval.high))
    if low is None:
        return None if high is None else f"up to {high}"
    return f"{low} or more" if high is None else f"{low} to {high}"


def lab_test_document(test: LabTest) -> Document:
    """Return a test; bounds and usual values in its first unit, SI = factor * value + offset."""
    zero, one = (test.from_conventional(Fraction(it), test.si_unit) for it in (0, 1))
    return {
        "key": test.key,
        "name": test.name,
        "also_called": list(test.aliases),
        "unit": test.unit.symbol,
        "si_unit": test.si_unit.symbol,
        "usual_units": list(test.usual_units),
        "si_factor": float(one - zero),
        "si_offset": float(zero),
        "loinc": test.loinc or None,
        "loinc_si": test.loinc_si or None,
        "typical": _interval_words(test.typical),
        "typical_si": _interval_words(test.typical_si),
        "typical_note": test.typical_note,
        "asked_below": _number(test.soft.low),
        "asked_above": _number(test.soft.high),
        "refused_below": _number(test.hard.low),
        "refused_above": _number(test.hard.high),
        "note": test.note,
        "source": test.source,
        "status": test.status,
        "own": test.is_own,
    }


def panel_document(panel: Panel) -> Document:
    """Return a panel with the names of its tests."""
    return {
        "key": panel.key,
        "name": panel.name,
        "tests": [test.name for test in panel.tests],
        "source": panel.source,
        "status": panel.status,
    }


def supplement_document(entry: Supplement) -> Document:
    """Return a supplement; `share_percent` is how much of a salt's weight its element is."""
    share = entry.elemental_fraction
    return {
        "key": entry.key,
        "name": entry.name,
        "also_called": list(entry.aliases),
        "atc": entry.atc or None,
        "nutrient": entry.nutrient,
        "may_contain": list(entry.may_contain),
        "units": list(entry.units),
        "share_percent": None if share is None else round(float(share * 100), 2),
        "asks_salt_or_element": entry.is_ambiguous_label,
        "typical_dose": entry.typical_dose,
        "about": entry.about,
        "source": entry.source,
        "status": entry.status,
        "own": entry.is_own,
    }


def medicine_document(entry: MedicineClass) -> Document:
    """Return a class of medicines and what is on file about cramps."""
    return {
        "key": entry.key,
        "name": entry.name,
        "also_called": list(entry.aliases),
        "atc": list(entry.atc),
        "evidence": EVIDENCE_WORDS[entry.evidence],
        "known": entry.known,
        "source": entry.source,
        "status": entry.status,
        "own": entry.is_own,
    }


def intake_document(intake: Intake) -> Document:
    """Return an intake a day with who sets it and for whom."""
    until = "" if intake.amount_to is None else f" to {amount_words(intake.amount_to, '')}"
    whom = f" for {intake.whom}" if intake.whom else ""
    return {
        "nutrient": intake.nutrient,
        "kind_of_intake": intake.kind,
        "amount": float(intake.amount),
        "amount_to": _number(intake.amount_to),
        "unit": intake.unit,
        "authority": intake.authority,
        "whom": intake.whom or None,
        "scope": intake.scope,
        "words": f"{amount_words(intake.amount, '')}{until} {intake.unit}{whom}, {intake.scope}",
        "source": intake.source,
        "status": intake.status,
    }


def flag_document(flag: RedFlag, tests: LabTests) -> Document:
    """Return a sentence that calls for a doctor; limits are in the first unit of its test."""
    test = tests.by_key(flag.test) if flag.test else None
    limits = [
        f"{word} {_written(limit)} {test.unit.symbol}"
        for word, limit in (("below", flag.below), ("above", flag.above))
        if limit is not None and test is not None
    ]
    return {
        "key": flag.key,
        "urgency": flag.urgency,
        "test": None if test is None else test.name,
        "when": None if test is None else f"{test.name} {' or '.join(limits)}",
        "below": _number(flag.below),
        "above": _number(flag.above),
        "unit": None if test is None else test.unit.symbol,
        "text": flag.text,
        "why": flag.why,
        "source": flag.source,
        "status": flag.status,
        "own": flag.is_own,
    }
