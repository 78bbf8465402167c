"""What prescribers write in short is read as what it stands for."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from crampdiary.domain.errors import InvalidValueError
from crampdiary.domain.records import Phase
from crampdiary.domain.regimen_text import read_regimen
from crampdiary.domain.rhythm_text import Rhythm, read_rhythm

TODAY = date(2026, 11, 22)


def read(text: str) -> tuple[Phase, ...]:
    return read_regimen(text, UUID(int=1), today=TODAY)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        *((f"1 tablet {short}", "1 tablet twice a day") for short in ("b.i.d.", "b.d.", "q12h")),
        *((f"1 tablet {short}", "1 tablet 3 times a day") for short in ("t.i.d.", "t.d.s.", "q8h")),
        *((f"1 tablet {short}", "1 tablet 4 times a day") for short in ("q.i.d.", "q6h")),
        *((f"1 tablet {short}", "1 tablet daily") for short in ("qd", "q.d.", "OD", "o.d.")),
        *((f"1 tablet {short}", "1 tablet at bedtime") for short in ("qhs", "q.h.s.", "nocte")),
        ("1 tablet qod", "1 tablet every other day"),
        ("1 tablet p.r.n.", "1 tablet as needed"),
        ("take 1 capsule by mouth twice daily", "1 capsule twice a day"),
        ("1 cap po bid", "1 capsule twice a day"),
        ("2000 IU daily x 8 weeks", "2000 IU daily for 8 weeks"),
        ("2000 IU daily, 90 days", "2000 IU daily for 90 days"),
        ("2000 IU daily ongoing", "2000 IU daily"),
        ("50k IU weekly", "50,000 IU weekly"),
        ("2.5kIU daily", "2,500 IU daily"),
        ("1\u00bd tablets daily", "1.5 tablets daily"),
        ("2 1/2 tablets daily", "2.5 tablets daily"),
        ("1-0-1 tablets", "1 tablet twice a day"),
        ("1 tablet 1-0-1", "1 tablet twice a day"),
        ("300 mg 1-1-1 for 2 weeks", "300 mg 3 times a day for 2 weeks"),
        ("100 mg 2-0-2", "200 mg twice a day"),
        ("\u00bd-0-\u00bd tablet", "half a tablet twice a day"),
        ("0-0-1 tablet", "1 tablet daily"),
        ("0-0-0-1 tablet", "1 tablet at bedtime"),
        (
            "50,000 IU once weekly x 8 weeks, then 2,000 IU daily ongoing",
            "50,000 IU weekly for 8 weeks, then 2,000 IU daily",
        ),
    ],
)
def test_short_and_long_are_one_regimen(short: str, long: str) -> None:
    def told(text: str) -> list[tuple[object, ...]]:
        return [
            (it.dose, it.unit, it.every_days, it.times_a_day, it.at_bedtime, it.start, it.end)
            for it in read(text)
        ]

    assert told(short) == told(long)


@pytest.mark.parametrize("text", ["1-0-2 tablets", "0-0-0 tablets"])
def test_a_plan_with_other_amounts_each_time_is_refused_with_what_would_do(text: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        read(text)
    assert caught.value.problem == "cannot_be_planned"
    assert "1 tablet twice a day" in caught.value.allowed


def test_ongoing_does_not_go_with_an_end() -> None:
    with pytest.raises(InvalidValueError) as caught:
        read("2000 IU daily for 8 weeks ongoing")
    assert caught.value.problem == "has_two_ends"


def test_days_and_amounts_are_no_plan_of_a_day() -> None:
    (phase,) = read("1 mg daily from 2026-12-01 to 2026-12-24")
    assert (phase.dose, phase.end) == (Decimal(1), date(2026, 12, 24))


def test_a_rhythm_alone_may_be_short_too() -> None:
    assert read_rhythm("b.i.d.") == Rhythm(times_a_day=2)
    assert read_rhythm("q8h") == Rhythm(times_a_day=3)
