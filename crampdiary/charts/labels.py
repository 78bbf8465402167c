"""What a chart says in fewer words than `domain.phrases`, because room is short."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crampdiary.domain.phrases import dose_words, number_words, unit_words
from crampdiary.domain.records import LabResult, Phase


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: `1 cramp`, `2 cramps`, `1,200 nights`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def phase_labels(phase: Phase) -> tuple[str, ...]:
    """Return what a phase says, in full and then shorter: without its weekday, its dose alone."""
    full, shorter = dose_words(phase), dose_words(replace(phase, weekday=None))
    if phase.dose is None:
        return tuple(dict.fromkeys((full, shorter)))
    dose = f"{number_words(phase.dose)} {unit_words(phase.dose, phase.unit)}"
    return tuple(dict.fromkeys((full, shorter, dose)))


def value_label(result: LabResult) -> str:
    """Return the value as the laboratory wrote it, without its unit: `< 20`, `14.20`."""
    return f"{result.comparator or ''} {result.value:f}".strip()


def key(words: str) -> str:
    """Return what two spellings of one name or unit have in common."""
    return " ".join(words.split()).casefold()


def most_frequent(words: Iterable[str]) -> str:
    """Return the word given most often (the first of them in a tie), as first written."""
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for word in words:
        written.setdefault(key(word), word.strip())
        counts[key(word)] += 1
    return written[counts.most_common(1)[0][0]] if counts else ""
