"""What the night raster shows of a diary."""

from datetime import date, datetime, time, timedelta

from crampdiary.charts.night_raster import NightRasterData
from crampdiary.charts.raster_rows import CrampMark
from crampdiary.domain.choices import DurationBasis
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import FORGOTTEN_S, Cramp

_FIELDS = ("night", "start_utc", "offset_min", "duration_s", "duration_basis", "pain")
_MINUTE = timedelta(minutes=1)


def read(diary: Diary, clock: Clock, first: date, last: date) -> NightRasterData:
    """Return the nights `first` to `last` and each cramp by the clock where it was logged."""
    del clock
    return NightRasterData(
        first=first,
        last=last,
        nights=diary.night_counts(first, last),
        cramps=[
            CrampMark(
                night=night,
                start_min=_minutes(night, start_utc, offset_min),
                duration_s=duration_s,
                pain=pain,
                is_forgotten=basis is DurationBasis.TIMED and (duration_s or 0) > FORGOTTEN_S,
            )
            for night, start_utc, offset_min, duration_s, basis, pain in diary.values(
                Cramp, _FIELDS, first=first, last=last
            )
        ],
    )


def _minutes(night: date, start_utc: datetime | None, offset_min: int | None) -> float | None:
    """Return the minutes on the person's clock since the midnight that began the evening's date."""
    if start_utc is None or offset_min is None:
        return None
    wall_clock = start_utc.replace(tzinfo=None) + offset_min * _MINUTE
    return (wall_clock - datetime.combine(night, time())) / _MINUTE
