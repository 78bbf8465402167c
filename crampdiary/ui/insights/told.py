"""What is known of one night of the timeline, in the few lines of a tip."""

from collections.abc import Mapping
from datetime import date, timedelta

from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.phrases import day_words, dose_words, value_words
from crampdiary.domain.records import LabResult
from crampdiary.ui.diary.words import WEEKDAYS, count_words

_MOST_PHASES = 3


class Told:
    """Looks nights up in what a timeline shows."""

    def __init__(self, data: TimelineData) -> None:
        self._nights: Mapping[date, NightCount] = {one.night: one for one in data.nights}
        self._labs: dict[date, list[LabResult]] = {}
        for result in data.labs:
            self._labs.setdefault(result.taken_on, []).append(result)
        self._treatments = data.treatments

    def lines(self, night: date, *, near: int = 0) -> list[str]:
        """Return the night, its cramps, lab results up to `near` days off, and what was taken."""
        unknown = NightCount(night=night, state=NightState.NOT_RECORDED)
        said = [
            f"Night of {WEEKDAYS[night.weekday()][:3]} {day_words(night, year=True)}",
            count_words(self._nights.get(night, unknown)),
        ]
        return said + self._measured(night, near) + self._taken(night)

    def _measured(self, night: date, near: int) -> list[str]:
        days = sorted(
            (night + timedelta(days=off) for off in range(-near, near + 1)),
            key=lambda day: abs((day - night).days),
        )
        day = next((day for day in days if day in self._labs), None)
        if day is None:
            return []
        when = "" if day == night else f" on {day_words(day)}"
        return [f"{one.test} {value_words(one)}{when}" for one in self._labs[day][:_MOST_PHASES]]

    def _taken(self, night: date) -> list[str]:
        said = [
            f"{treatment.name} {dose_words(phase)}".strip()
            for treatment, phases in self._treatments
            for phase in phases
            if phase.start <= night and (phase.end is None or night <= phase.end)
        ]
        more = len(said) - _MOST_PHASES
        return said[:_MOST_PHASES] + [f"and {more} more"] * (more > 0)
