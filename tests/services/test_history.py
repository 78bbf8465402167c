"""Each entry knows when it was made and changed and how it came in."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crampdiary.domain.choices import Provenance
from crampdiary.domain.records import Condition, Cramp, Night, Phase, Treatment
from crampdiary.services.bin import binned, put_back
from crampdiary.services.cramps import log_cramps, refine_cramp, start_cramp
from crampdiary.services.demo import fill_demo
from crampdiary.services.entries import add, change, delete
from crampdiary.services.exporting import export_file
from crampdiary.services.history import entry_history, next_steps, redo, undo
from crampdiary.services.history_words import history_words
from crampdiary.services.importing import import_file
from crampdiary.services.nights import tell_night
from crampdiary.services.treatments import save_treatment
from tests.fakes import MemoryDiary, StillClock

NIGHT = date(2026, 11, 21)


@pytest.fixture
def diary() -> MemoryDiary:
    return MemoryDiary()


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime(2026, 11, 22, 2, 31))


def test_a_cramp_logged_live_tells_when_and_when_it_was_changed(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp, _ = start_cramp(diary, clock)
    assert history_words(diary, clock, cramp) == "Logged live on Sun 22 Nov 02:31."
    clock.forward(minutes=5)
    cramp, _ = refine_cramp(diary, clock, cramp.id, pain=7)
    assert (
        history_words(diary, clock, cramp) == "Logged live on Sun 22 Nov 02:31. Changed at 02:36."
    )
    clock.forward(days=1, hours=5)
    cramp, _ = refine_cramp(diary, clock, cramp.id, pain=6)
    assert history_words(diary, clock, cramp) == (
        "Logged live on Sun 22 Nov 02:31. Changed on Mon 23 Nov 07:36."
    )
    known = entry_history(diary, cramp.id)
    assert known is not None
    assert known.created_at == datetime(2026, 11, 22, 1, 31, tzinfo=UTC)
    assert known.created_by == "Log a cramp"


def test_what_was_brought_back_as_it_was_was_not_changed(
    diary: MemoryDiary, clock: StillClock
) -> None:
    condition = Condition(name="Diabetes")
    add(diary, clock, condition)
    clock.forward(days=1)
    delete(diary, clock, condition)
    put_back(diary, clock, binned(diary)[0].batch)
    change(diary, clock, condition, Condition(name="Gout", id=condition.id))
    undo(diary, clock)
    assert history_words(diary, clock, condition) == "Added on Sun 22 Nov 02:31."


def test_the_year_is_told_where_it_is_not_this_one(diary: MemoryDiary, clock: StillClock) -> None:
    condition = Condition(name="Diabetes")
    add(diary, clock, condition)
    clock.forward(days=60)
    assert history_words(diary, clock, condition) == "Added on Sun 22 Nov 2026 02:31."


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "Written down the morning after, on Sun 22 Nov 02:31."),
        (5, "Recalled later, on Fri 27 Nov 02:31."),
    ],
)
def test_a_night_tells_how_it_came_in(
    diary: MemoryDiary, clock: StillClock, days: int, words: str
) -> None:
    clock.forward(days=days)
    tell_night(diary, clock, NIGHT, fluids_ml=1000)
    assert history_words(diary, clock, diary.records(Night)[0]) == words


def test_what_came_in_a_file_tells_so(
    diary: MemoryDiary, clock: StillClock, tmp_path: Path
) -> None:
    theirs = MemoryDiary()
    cramp, _ = start_cramp(theirs, clock)
    gout = Condition(name="Gout")
    add(theirs, clock, gout)
    export_file(theirs, tmp_path / "all.json")
    clock.forward(days=1)
    import_file(diary, clock, tmp_path / "all.json")
    assert history_words(diary, clock, cramp) == "Logged live. Imported on Mon 23 Nov 02:31."
    assert history_words(diary, clock, gout) == "Imported on Mon 23 Nov 02:31."
    counted = Cramp(night=NIGHT, provenance=Provenance.IMPORTED)
    log_cramps(diary, clock, counted)
    assert history_words(diary, clock, counted) == "Imported on Mon 23 Nov 02:31."


def test_the_demo_does_not_claim_to_have_been_logged_today(
    diary: MemoryDiary, clock: StillClock
) -> None:
    fill_demo(diary, clock)
    words = {history_words(diary, clock, cramp) for cramp in diary.records(Cramp)}
    assert "Logged live. Came with the demo diary on Sun 22 Nov 02:31." in words


def test_a_dose_added_later_changes_its_treatment(diary: MemoryDiary, clock: StillClock) -> None:
    treatment = Treatment(name="Magnesium")
    first = Phase(treatment_id=treatment.id, start=date(2026, 1, 1), end=NIGHT)
    save_treatment(diary, clock, treatment, [first])
    assert history_words(diary, clock, treatment, [first]) == "Added on Sun 22 Nov 02:31."
    clock.forward(days=1)
    second = Phase(treatment_id=treatment.id, start=date(2026, 11, 23))
    save_treatment(diary, clock, treatment, [first, second])
    assert history_words(diary, clock, treatment, [first, second]) == (
        "Added on Sun 22 Nov 02:31. Changed on Mon 23 Nov 02:31."
    )


def test_a_cramp_logged_abroad_tells_the_time_of_there(diary: MemoryDiary) -> None:
    there = StillClock(datetime(2026, 11, 22, 2, 31), "Asia/Tokyo")
    cramp, _ = start_cramp(diary, there)
    here = StillClock(datetime(2026, 11, 25, 8, 0))
    assert history_words(diary, here, cramp) == "Logged live on Sun 22 Nov 02:31."


def test_where_nothing_was_kept_nothing_is_said(clock: StillClock) -> None:
    condition, cramp = Condition(name="Gout"), Cramp(night=NIGHT)
    diary = MemoryDiary([condition, cramp])
    assert entry_history(diary, condition.id) is None
    assert history_words(diary, clock, condition) == ""
    assert history_words(diary, clock, cramp) == "Logged live."
    refine_cramp(diary, clock, cramp.id, pain=3)
    assert history_words(diary, clock, diary.records(Cramp)[0]) == (
        "Logged live. Changed on Sun 22 Nov 02:31."
    )


def test_the_names_of_undo_and_redo_are_read_together(
    diary: MemoryDiary, clock: StillClock
) -> None:
    cramp, _ = start_cramp(diary, clock)
    refine_cramp(diary, clock, cramp.id, pain=3)
    undo(diary, clock)
    names = [head.label if head else None for head in next_steps(diary)]
    assert names == ["Log a cramp", "Change a cramp"]
    redo(diary, clock)
    names = [head.label if head else None for head in next_steps(diary)]
    assert names == ["Change a cramp", None]
