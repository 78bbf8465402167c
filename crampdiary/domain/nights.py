"""Which night an instant belongs to, decided here and nowhere else.

A night belongs to the date of its evening and runs from one boundary (noon, unless the person chose
otherwise) to the next, on the wall clock of the place where the person is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crampdiary.domain.errors import InvalidValueError

NOON = 12
ONE_DAY = timedelta(days=1)


class NightState(StrEnum):
    """What is known of a night. A night without a record is unknown, never zero."""

    WITH_CRAMPS = "with_cramps"
    WITHOUT_CRAMPS = "without_cramps"
    DONT_REMEMBER = "dont_remember"
    NOT_TRACKING = "not_tracking"
    NOT_RECORDED = "not_recorded"

    @property
    def is_recorded(self) -> bool:
        """Tell whether the night counts in rates."""
        return self in {NightState.WITH_CRAMPS, NightState.WITHOUT_CRAMPS}


@dataclass(frozen=True, slots=True, kw_only=True)
class NightCount:
    """One night as statistics and charts see it; `cramps` is 0 unless recorded with cramps."""

    night: date
    state: NightState
    cramps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalInstant:
    """An instant (aware, UTC) with the zone and the offset in force where it was logged."""

    utc: datetime
    zone: str
    offset_min: int

    @property
    def wall_clock(self) -> datetime:
        """Return the naive local time that the person's clock showed."""
        return self.utc.replace(tzinfo=None) + timedelta(minutes=self.offset_min)


def find_zone(name: str) -> ZoneInfo:
    """Return the zone with an IANA name such as `Europe/Berlin`; raise `InvalidValueError` else."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidValueError(
            field="zone",
            problem="unknown_choice",
            value=name,
            allowed="a zone such as Europe/Berlin",
        ) from error


def localise(utc: datetime, zone: str) -> LocalInstant:
    """Attach to an aware instant the offset (minutes, rounded down) that `zone` had then."""
    moment = utc.astimezone(UTC)
    offset = moment.astimezone(find_zone(zone)).utcoffset() or timedelta()
    return LocalInstant(utc=moment, zone=zone, offset_min=offset // timedelta(minutes=1))


def from_wall_clock(local: datetime, zone: str) -> LocalInstant:
    """Turn a clock reading into an instant.

    A reading that occurs twice (clocks set back) means the first; one that never occurs (clocks set
    forward) is moved on by the gap, as a phone would.
    """
    return localise(local.replace(tzinfo=find_zone(zone)).astimezone(UTC), zone)


def night_of(instant: LocalInstant, boundary_hour: int = NOON) -> date:
    """Return the night that an instant belongs to, by the clock where it was logged.

    >>> night_of(from_wall_clock(datetime(2026, 11, 22, 2, 31), "Europe/Berlin"))
    datetime.date(2026, 11, 21)
    """
    local = instant.wall_clock
    return local.date() if local.hour >= boundary_hour else day_before(instant)


def day_before(instant: LocalInstant) -> date:
    """Return the date of the day before an instant's, as the calendar of the place has it.

    A day that a place skipped at the date line (Samoa, 30 December 2011) was nobody's evening.
    """
    midnight = from_wall_clock(datetime.combine(instant.wall_clock.date(), time()), instant.zone)
    return localise(midnight.utc - timedelta(seconds=1), instant.zone).wall_clock.date()


def nights_between(first: date, last: date) -> Iterator[date]:
    """Yield each night from `first` to `last`, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
