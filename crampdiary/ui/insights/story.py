"""What the page shows of a diary, read once in the background, and which nights a wish means."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from crampdiary.charts.timeline import TimelineData
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import LabResult, Treatment
from crampdiary.services.insights import Nights, Stretch, stretch_of, timeline_data
from crampdiary.services.nights import latest_night
from crampdiary.ui.insights.choice import Choice, Since, Wish
from crampdiary.ui.insights.navigation import at_rest, view_of
from crampdiary.ui.insights.range_bar import Start


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All nights that there are (`limits`), what the timeline shows of them, and the treatments."""

    limits: Nights
    recorded: tuple[date, date]
    latest: date
    data: TimelineData
    starts: tuple[Start, ...]

    @property
    def treatments(self) -> dict[UUID, Treatment]:
        """Return the treatments that have a phase, in the order of their starts."""
        known = {item.id: item for item, phases in self.data.treatments if phases}
        return {start.treatment: known[start.treatment] for start in self.starts}

    @property
    def usual_treatment(self) -> UUID | None:
        """Return the treatment that there is most to say of: nights before it and during it."""
        ends = self.limits.first, self.limits.last
        shorter = {
            start.treatment: min((start.day - ends[0]).days, (ends[1] - start.day).days)
            for start in self.starts
        }
        return max(shorter, key=lambda one: shorter[one], default=None)

    def possible(self, wish: Wish) -> Wish:
        """Return the wish, or the usual one where it is for a treatment that is no more."""
        gone = isinstance(wish, Since) and all(
            one.treatment != wish.treatment for one in self.starts
        )
        return Choice().wish if gone else wish

    def nights_of(self, wish: Wish) -> Nights:
        """Return the nights that are wished for, as far as there are any."""
        if isinstance(wish, Stretch):
            measured = [result.taken_on for result in self.data.labs]
            return stretch_of(wish, recorded=self.recorded, latest=self.latest, measured=measured)
        if isinstance(wish, Since):
            start = next((one.day for one in self.starts if one.treatment == wish.treatment), None)
            first = self.limits.first if start is None else max(start, self.limits.first)
            return Nights(first=min(first, self.limits.last), last=self.limits.last)
        return at_rest(view_of(wish), self.limits)

    def part(self, nights: Nights) -> TimelineData:
        """Return what the timeline shows of some nights."""
        counts = self.data.nights
        low = bisect_left(counts, nights.first, key=lambda one: one.night)
        high = bisect_right(counts, nights.last, key=lambda one: one.night)
        labs = [one for one in self.data.labs if nights.first <= one.taken_on <= nights.last]
        return replace(
            self.data, first=nights.first, last=nights.last, nights=counts[low:high], labs=labs
        )


def read_story(diary: Diary, clock: Clock) -> Story | None:
    """Read it; None where no night is recorded."""
    recorded = diary.recorded_range()
    if recorded is None:
        return None
    latest = latest_night(diary, clock)
    measured = [result.taken_on for result in diary.records(LabResult)]
    limits = stretch_of(Stretch.ALL, recorded=recorded, latest=latest, measured=measured)
    data = timeline_data(diary, limits.first, limits.last)
    starts = [
        Start(treatment=item.id, name=item.name, day=min(phase.start for phase in phases))
        for item, phases in data.treatments
        if phases
    ]
    return Story(
        limits=limits,
        recorded=recorded,
        latest=latest,
        data=data,
        starts=tuple(
            sorted(
                (one for one in starts if one.day <= limits.last),
                key=lambda one: (one.day, one.name.casefold()),
            )
        ),
    )
