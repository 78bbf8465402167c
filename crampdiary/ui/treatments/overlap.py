"""What to say where two doses of one treatment share a day, at the field of the later one."""

from datetime import timedelta

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.phrases import day_words, dose_words
from crampdiary.domain.records import Phase


def overlap_error(earlier: Phase, later: Phase) -> InvalidValueError:
    """Return the error for the first day of the later phase, with what would do."""
    if earlier.end is not None:
        allowed = f"{day_words(earlier.end + timedelta(days=1), year=True)} or later"
    else:
        allowed = f"a last day for {dose_words(earlier)} first, and then a day after it"
    return InvalidValueError(
        field="from",
        problem="overlaps",
        value=day_words(later.start, year=True),
        allowed=allowed,
    )
