"""What notes look at beside treatments: last lab values, signs of late; and the value to show."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from crampdiary.domain.choices import Sign
from crampdiary.domain.good_to_know import Note
from crampdiary.domain.lab_values import canonical
from crampdiary.domain.phrases import day_words, value_words
from crampdiary.domain.ports import Diary
from crampdiary.domain.records import Cramp, LabResult
from crampdiary.services.catalogues import Catalogues

LATELY = timedelta(days=30)


def last_values(
    results: Iterable[LabResult], catalogues: Catalogues
) -> dict[str, Fraction | Decimal]:
    """Return the last value of each test in the test's own unit; a limit such as "< 20" is none."""
    found: dict[str, Fraction | Decimal] = {}
    for result in sorted(results, key=lambda it: it.taken_on):
        known = canonical(result, catalogues.lab_tests)
        if known is not None and known.comparator is None:
            found[known.test.key] = known.value
    return found


def signs_of_late(diary: Diary, today: date) -> frozenset[Sign]:
    """Return what came along with the cramps of the last thirty days."""
    rows = diary.values(Cramp, ["signs"], first=today - LATELY, last=today)
    return frozenset(sign for (signs,) in rows for sign in signs)


def value_beside(note: Note, results: Iterable[LabResult], catalogues: Catalogues) -> str:
    """Return "Your last total calcium, 2.33 mmol/L on 3 Sep 2026, was within the lab's range."."""
    test = catalogues.lab_tests.by_key(note.test) if note.test else None
    if test is None:
        return ""
    of_test = [it for it in results if catalogues.lab_tests.find(it.test) is test]
    last = max(of_test, key=lambda it: it.taken_on, default=None)
    if last is None:
        return ""
    said = f"Your last {test.in_sentence}, {value_words(last)}"
    when = f"on {day_words(last.taken_on, year=True)}"
    has_range = last.range_low is not None or last.range_high is not None
    if not has_range:
        return f"{said}, is from {day_words(last.taken_on, year=True)}."
    where = {"low": "below", "high": "above", "": "within"}[last.flag]
    return f"{said} {when}, was {where} the lab's range."
