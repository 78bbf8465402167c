"""Lab results in the words of the table and of a screen reader."""

from crampdiary.domain.phrases import day_words, range_words, value_words
from crampdiary.domain.records import LabResult


def bare_value(result: LabResult) -> str:
    """Return a value as the laboratory wrote it, without its unit: "14.2", "< 0.41"."""
    comparator = f"{result.comparator} " if result.comparator else ""
    return f"{comparator}{result.value:f}"


def spoken(result: LabResult) -> str:
    """Return a result in full: "25-OH vitamin D, 21 Jan 2026: 14.2 ng/mL, low, range 30 to 100"."""
    parts = [value_words(result), result.flag]
    if range_words(result):
        parts.append(f"the lab's range {range_words(result)}")
    day = day_words(result.taken_on, year=True)
    return f"{result.test}, {day}: {', '.join(part for part in parts if part)}"
