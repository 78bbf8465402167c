"""Days as the doctor's page writes them: short where its period says which year is meant."""

from dataclasses import dataclass
from datetime import date, timedelta

from crampdiary.domain.nights import ONE_DAY
from crampdiary.domain.phrases import day_words, month_words

_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortDays:
    """The period of the page; the morning after its last night belongs to it."""

    first: date
    last: date

    def words(self, day: date) -> str:
        """Return "11 May" for a day that the period has once, "11 May 2024" for any other."""
        full = day_words(day, year=True)
        end = self.last + ONE_DAY
        is_sure = self.first <= day <= end and end - self.first < _A_YEAR
        return full.removesuffix(f" {day.year}") if is_sure else full

    def month_words(self, day: date) -> str:
        """Return what `words` does, but "May 2024" of days outside: nobody needs the very day."""
        is_inside = self.first <= day <= self.last + ONE_DAY
        return self.words(day) if is_inside else month_words(day)
