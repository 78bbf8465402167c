from datetime import date, datetime, timedelta

import pytest

from crampdiary.domain.choices import Side, Site
from crampdiary.domain.nights import LocalInstant, from_wall_clock
from crampdiary.domain.records import Cramp
from crampdiary.ui.night import words

BERLIN = "Europe/Berlin"


def _cramp(hour: int, minute: int, duration_s: int | None = None) -> Cramp:
    start = from_wall_clock(datetime(2026, 11, 22, hour, minute), BERLIN)
    return Cramp(
        night=date(2026, 11, 21),
        start_utc=start.utc,
        zone=start.zone,
        offset_min=start.offset_min,
        is_open=duration_s is None,
        duration_s=duration_s,
        side=Side.LEFT,
        sites=frozenset({Site.CALF}),
    )


def _later(cramp: Cramp, seconds: int) -> LocalInstant:
    assert cramp.start is not None
    return LocalInstant(
        utc=cramp.start.utc + timedelta(seconds=seconds), zone=BERLIN, offset_min=60
    )


def test_night_is_named_by_its_evening() -> None:
    assert words.night_words(date(2026, 11, 21)) == "Night of Sat 21 November"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (9, "0:09"), (134, "2:14"), (3599, "59:59"), (3734, "1:02:14"), (-5, "0:00")],
)
def test_timer_counts_from_the_stored_start(seconds: int, shown: str) -> None:
    cramp = _cramp(2, 31)
    assert words.time_words(cramp, _later(cramp, seconds)) == shown


def test_a_cramp_that_stopped_shows_its_length_not_the_time_since() -> None:
    cramp = _cramp(2, 31, duration_s=250)
    assert words.time_words(cramp, _later(cramp, 4000)) == "4:10"


def test_one_earlier_cramp_is_told_in_full() -> None:
    told = words.earlier_words([_cramp(0, 48, duration_s=180)]).replace("\u00a0", " ")
    assert told == "1 earlier tonight: 00:48, left calf, 3 min"


def test_of_several_the_last_is_told() -> None:
    told = words.earlier_words([_cramp(0, 48, duration_s=180), _cramp(1, 10, duration_s=45)])
    assert told.replace("\u00a0", " ") == "2 earlier tonight, the last: 01:10, left calf, 45 s"


def test_without_earlier_ones_nothing_is_said() -> None:
    assert words.earlier_words([]) == ""
