"""Looking through the diary by stretches of nights and by notes."""

from datetime import UTC, date, datetime
from uuid import UUID

from crampdiary.domain.choices import DoseStatus
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Dose, Night, Treatment
from crampdiary.services.browsing import all_nights, night_views, nights_with_note
from crampdiary.services.nights import last_nights, latest_night, night_view
from tests.fakes import MemoryDiary, StillClock

NOVEMBER_18, NOVEMBER_21 = date(2026, 11, 18), date(2026, 11, 21)
TREATMENTS = {"Vitamin D3": UUID(int=1), "magnesium": UUID(int=2)}
MORNING = datetime(2026, 11, 22, 7, 30)
EVENING = datetime(2026, 11, 22, 23, 30)


def test_no_entries_mean_no_nights() -> None:
    assert all_nights(MemoryDiary(), StillClock(MORNING)) == []


def test_all_nights_run_from_the_first_entry_to_last_night() -> None:
    diary = MemoryDiary([Night(night=NOVEMBER_18, answer=NightState.WITHOUT_CRAMPS)])
    nights = all_nights(diary, StillClock(MORNING))
    assert [count.night.day for count in nights] == [18, 19, 20, 21]
    assert [count.state for count in nights][1:] == [NightState.NOT_RECORDED] * 3


def test_a_stretch_of_nights_says_the_same_as_each_night_alone() -> None:
    diary = MemoryDiary(
        [
            Night(night=NOVEMBER_18, answer=NightState.DONT_REMEMBER, note="party"),
            Night(night=NOVEMBER_21, fluids_ml=1500),
            Cramp(night=NOVEMBER_21, pain=3),
            Cramp(night=NOVEMBER_21, pain=4),
            *(Treatment(name=name, id=key) for name, key in TREATMENTS.items()),
            *(Dose(treatment_id=key, day=NOVEMBER_21) for key in TREATMENTS.values()),
        ]
    )
    nights = [date(2026, 11, day) for day in range(17, 23)]
    assert night_views(diary, nights[0], nights[-1]) == [
        night_view(diary, night) for night in nights
    ]
    doses = night_view(diary, NOVEMBER_21).doses
    assert [(dose.name, dose.status) for dose in doses] == [
        ("magnesium", DoseStatus.MISSED),
        ("Vitamin D3", DoseStatus.MISSED),
    ]


def test_tonight_is_the_latest_night_only_once_it_has_a_cramp() -> None:
    clock = StillClock(EVENING)
    diary = MemoryDiary()
    assert latest_night(diary, clock) == NOVEMBER_21
    start = datetime(2026, 11, 22, 22, 15, tzinfo=UTC)
    tonight = Cramp(night=date(2026, 11, 22), start_utc=start, zone="Europe/Berlin", offset_min=60)
    assert latest_night(MemoryDiary([tonight]), clock) == date(2026, 11, 22)
    assert last_nights(MemoryDiary([tonight]), clock)[-1].cramps == 1
    assert len(last_nights(MemoryDiary([tonight]), clock)) == 14


def test_notes_are_found_in_nights_and_cramps_whatever_the_case() -> None:
    diary = MemoryDiary(
        [
            Night(night=date(2026, 11, 1), note="Long drive to Straße 9"),
            Cramp(night=date(2026, 11, 3), note="after the DRIVE"),
            Cramp(night=date(2026, 11, 4), medicine_taken="Drivex"),
            Night(night=date(2026, 11, 5), note="nothing"),
            Night(night=date(2026, 12, 5), note="drive, but outside"),
        ]
    )
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    found = nights_with_note(diary, " drive", first, last)
    assert [night.day for night in found] == [1, 3, 4]
    assert nights_with_note(diary, "STRASSE", first, last) == [first]


def test_an_empty_search_finds_nothing() -> None:
    diary = MemoryDiary([Night(night=NOVEMBER_18, note="words")])
    assert nights_with_note(diary, "  ", NOVEMBER_18, NOVEMBER_21) == []
