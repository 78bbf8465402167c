"""Many at once: one batch, nothing touched that was not meant, nothing half-done, nothing lost."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crampdiary.domain.choices import EveningTag, Provenance, Side, Site, Soreness
from crampdiary.domain.errors import ConflictError, InvalidValueError
from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Dose, Night, Record, Treatment
from crampdiary.services.bin import binned, put_back
from crampdiary.services.bulk import (
    Plan,
    Wish,
    change_many,
    delete_many,
    delete_nights,
    plan_change,
    read_chosen,
    says_nothing,
)
from crampdiary.services.cramps import is_forgotten
from crampdiary.services.history import next_undo, undo
from tests.fakes import MemoryDiary, StillClock
from tests.strategies import cramps as any_cramp
from tests.strategies import nights as any_night

CLOCK = StillClock(datetime(2026, 11, 22, 8, 0))
FIRST = date(2026, 11, 10)
ANSWERS = (NightState.WITHOUT_CRAMPS, NightState.DONT_REMEMBER, NightState.NOT_TRACKING)


def night(number: int) -> date:
    return FIRST + timedelta(days=number)


def state(diary: MemoryDiary) -> set[Record]:
    return {*diary.records(Night), *diary.records(Cramp)}


def plan(diary: MemoryDiary, nights: Collection[date], wish: Wish) -> Plan:
    return plan_change(read_chosen(diary, CLOCK, nights), CLOCK.now(), wish)


def sets(enum: type[EveningTag] | type[Site]) -> st.SearchStrategy[frozenset[object]]:
    return st.frozensets(st.sampled_from(list(enum)), max_size=3)


wishes = st.builds(
    Wish,
    answer=st.none() | st.sampled_from(ANSWERS),
    tags_more=sets(EveningTag),
    tags_away=sets(EveningTag),
    fluids_ml=st.none() | st.integers(0, 20_000),
    soreness=st.none() | st.sampled_from(Soreness),
    side=st.none() | st.sampled_from(Side),
    sites=sets(Site),
    pain=st.none() | st.integers(0, 10),
    woke_me=st.none() | st.booleans(),
)
some_nights = st.sets(st.integers(0, 7).map(night), max_size=5)


@st.composite
def diaries(draw: st.DrawFn) -> MemoryDiary:
    """Draw a diary of eight nights in which cramps outweigh answers, as the app keeps it."""
    hurt = draw(st.lists(st.tuples(any_cramp(), st.integers(0, 7)), max_size=6))
    cramps = {cramp.id: replace(cramp, night=night(number)) for cramp, number in hurt}
    speaking = {cramp.night for cramp in cramps.values()}
    told = draw(st.lists(st.tuples(any_night, st.integers(0, 7)), max_size=6))
    nights = {
        night(number): replace(
            record,
            night=night(number),
            answer=None if night(number) in speaking else record.answer,
        )
        for record, number in told
    }
    return MemoryDiary([*cramps.values(), *nights.values()])


@given(diaries(), some_nights, wishes)
def test_only_what_was_wished_changes_and_one_undo_takes_all_of_it_back(
    diary: MemoryDiary, nights: Collection[date], wish: Wish
) -> None:
    before = state(diary)
    planned = plan(diary, nights, wish)
    assert state(diary) == before
    changes = change_many(diary, CLOCK, nights, wish)
    assert len(diary.batches()) == bool(changes)
    assert (planned.nights, planned.cramps) == tuple(
        sum(change.kind == kind for change in changes) for kind in (Night.kind, Cramp.kind)
    )
    for change in changes:
        record = change.edit.record
        assert isinstance(record, Night | Cramp)
        assert record.night in nights
        assert change.edit.before != change.edit.after
        was = change.edit.before or Night(night=record.night)
        named = {item.name for item in fields(Wish) if getattr(wish, item.name) not in EMPTY}
        touched = {
            item.name
            for item in fields(record)
            if getattr(record, item.name) != getattr(was, item.name) and item.name != "provenance"
        }
        assert touched <= {"tags" if name.startswith("tags") else name for name in named}
    if changes:
        undo(diary, CLOCK)
    assert state(diary) == before


EMPTY: tuple[object, ...] = (None, frozenset())


@given(diaries(), some_nights, wishes)
def test_a_night_with_cramps_is_never_answered_otherwise(
    diary: MemoryDiary, nights: Collection[date], wish: Wish
) -> None:
    change_many(diary, CLOCK, nights, wish)
    speaking = {cramp.night for cramp in diary.records(Cramp)}
    for record in diary.records(Night):
        assert record.answer is None or record.night not in speaking
        if wish.answer is not None and record.night in set(nights) - speaking:
            assert record.answer is wish.answer
    answered = {record.night for record in diary.records(Night) if record.answer is not None}
    if wish.answer is not None:
        assert set(nights) <= answered | speaking


@given(diaries(), some_nights, wishes)
def test_wishing_the_same_again_changes_nothing(
    diary: MemoryDiary, nights: Collection[date], wish: Wish
) -> None:
    change_many(diary, CLOCK, nights, wish)
    assert change_many(diary, CLOCK, nights, wish) == ()


@given(diaries(), some_nights)
def test_deleted_nights_are_in_the_bin_and_come_back_whole(
    diary: MemoryDiary, nights: Collection[date]
) -> None:
    before = state(diary)
    changes = delete_nights(diary, CLOCK, nights)
    kept = {record for record in before if getattr(record, "night", None) not in nights}
    left = state(diary) - kept
    assert all(isinstance(record, Night) and says_nothing(record) for record in left)
    if changes:
        (item,) = binned(diary)
        assert len(item.records) == len(changes)
        put_back(diary, CLOCK, item.batch)
    going = {record for record in before - kept if getattr(record, "is_open", False)}
    over = {
        replace(cramp, is_open=False) if is_forgotten(cramp, CLOCK.now()) else cramp
        for cramp in going
        if isinstance(cramp, Cramp)
    }
    assert state(diary) == (before - going) | over


def test_the_label_says_what_and_how_many() -> None:
    diary = MemoryDiary([Cramp(night=night(0)) for _ in range(7)])
    nights = [night(0), night(1)]
    for wish, label in (
        (Wish(pain=3), "Change 7 cramps"),
        (Wish(fluids_ml=1000), "Change 2 nights"),
        (Wish(answer=NightState.DONT_REMEMBER), "Change a night"),
        (Wish(pain=4, soreness=Soreness.NO), "Change 9 entries"),
    ):
        change_many(diary, CLOCK, nights, wish)
        head = next_undo(diary)
        assert head is not None
        assert head.label == label
    delete_nights(diary, CLOCK, nights)
    head = next_undo(diary)
    assert head is not None
    assert head.label == "Delete 9 entries"


def test_tags_are_added_and_taken_away_and_others_stay() -> None:
    told = Night(night=night(0), tags=frozenset({EveningTag.ALCOHOL, EveningTag.HEAT}))
    diary = MemoryDiary([told, Night(night=night(1), note="never asked")])
    wish = Wish(tags_more=frozenset({EveningTag.TRAVEL}), tags_away=frozenset({EveningTag.ALCOHOL}))
    change_many(diary, CLOCK, [night(0), night(1)], wish)
    first, second = diary.records(Night)
    assert first.tags == frozenset({EveningTag.HEAT, EveningTag.TRAVEL})
    assert (second.tags, second.note) == (frozenset({EveningTag.TRAVEL}), "never asked")


def test_taking_a_tag_away_does_not_answer_where_nobody_was_asked() -> None:
    diary = MemoryDiary([Night(night=night(0), note="never asked")])
    wish = Wish(tags_away=frozenset({EveningTag.HEAT}))
    assert change_many(diary, CLOCK, [night(0), night(1)], wish) == ()


def test_a_night_told_of_for_the_first_time_is_recalled_later() -> None:
    diary = MemoryDiary()
    change_many(diary, CLOCK, [night(0), night(11)], Wish(answer=NightState.WITHOUT_CRAMPS))
    assert [record.provenance for record in diary.records(Night)] == [
        Provenance.RECALLED,
        Provenance.NEXT_MORNING,
    ]


@pytest.mark.parametrize("wish", [Wish(pain=11), Wish(fluids_ml=-1)])
def test_what_cannot_be_changes_nothing_at_all(wish: Wish) -> None:
    diary = MemoryDiary([Cramp(night=night(0))])
    with pytest.raises(InvalidValueError):
        change_many(diary, CLOCK, [night(0)], wish)
    assert diary.batches() == []


def test_a_night_to_come_is_refused() -> None:
    diary = MemoryDiary([Cramp(night=night(0))])
    with pytest.raises(InvalidValueError):
        change_many(diary, CLOCK, [night(0), date(2026, 11, 23)], Wish(fluids_ml=500))
    assert diary.batches() == []


def test_a_deletion_that_meets_another_change_deletes_nothing() -> None:
    there, gone = Cramp(night=night(0)), Cramp(night=night(0))
    diary = MemoryDiary([there])
    with pytest.raises(ConflictError):
        delete_many(diary, CLOCK, [there, gone])
    assert diary.records(Cramp) == [there]


def test_what_was_told_about_doses_of_these_days_goes_along() -> None:
    magnesium = Treatment(name="Magnesium")
    doses = [Dose(treatment_id=magnesium.id, day=night(number)) for number in (0, 1, 2)]
    diary = MemoryDiary([magnesium, *doses, Night(night=night(1), fluids_ml=500)])
    delete_nights(diary, CLOCK, [night(0), night(1)])
    assert diary.records(Dose) == doses[2:]
    assert diary.records(Treatment) == [magnesium]
    put_back(diary, CLOCK, binned(diary)[0].batch)
    assert diary.records(Dose) == doses


def test_no_nights_are_nothing_to_do() -> None:
    diary = MemoryDiary([Cramp(night=night(0))])
    assert change_many(diary, CLOCK, [], Wish(pain=3)) == ()
    assert delete_nights(diary, CLOCK, []) == ()
