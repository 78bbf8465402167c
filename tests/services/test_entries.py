"""Adding, changing, deleting; undo and redo of everything."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from crampdiary.domain.errors import NotFoundError, NothingToUndoError
from crampdiary.domain.ports import Diary
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import (
    RECORD_TYPES,
    Condition,
    Cramp,
    LabResult,
    Phase,
    Record,
    Treatment,
)
from crampdiary.services import entries, history, treatments
from crampdiary.services.preferences import set_preferences
from crampdiary.storage.diary import SqliteDiary
from tests import strategies
from tests.fakes import MemoryDiary, StillClock

# Later than every day that the strategies draw, for lab results cannot lie in the future.
CLOCK = StillClock(datetime(2041, 1, 1, 8, 0))


def course() -> tuple[Treatment, Phase, Phase]:
    treatment = Treatment(name="Vitamin D3")
    loading = Phase(
        treatment_id=treatment.id,
        start=date(2026, 3, 16),
        end=date(2026, 5, 10),
        dose=Decimal(50000),
        unit="IU",
        every_days=7,
    )
    upkeep = Phase(
        treatment_id=treatment.id, start=date(2026, 5, 11), dose=Decimal(2000), unit="IU"
    )
    return treatment, loading, upkeep


def everything(diary: Diary) -> dict[object, Record]:
    return {r.id: r for kind in RECORD_TYPES.values() for r in diary.records(kind)}


def test_treatment_is_saved_with_its_phases_in_one_batch() -> None:
    diary = MemoryDiary()
    treatment, loading, upkeep = course()
    treatments.save_treatment(diary, CLOCK, treatment, [loading, upkeep])
    assert entries.treatments(diary) == [(treatment, (loading, upkeep))]
    ended = replace(upkeep, end=date(2026, 10, 1))
    treatments.save_treatment(diary, CLOCK, treatment, [ended])
    assert entries.treatments(diary) == [(treatment, (ended,))]
    history.undo(diary, CLOCK)
    assert entries.treatments(diary) == [(treatment, (loading, upkeep))]
    assert treatments.save_treatment(diary, CLOCK, treatment, [loading, upkeep]) == ()


def test_deleted_treatment_comes_back_with_its_phases(tmp_path: Path) -> None:
    with SqliteDiary(tmp_path / "diary") as diary:
        treatment, loading, upkeep = course()
        treatments.save_treatment(diary, CLOCK, treatment, [loading, upkeep])
        entries.delete(diary, CLOCK, treatment)
        assert everything(diary) == {}
        history.undo(diary, CLOCK)
        assert entries.treatments(diary) == [(treatment, (loading, upkeep))]
        history.redo(diary, CLOCK)
        assert everything(diary) == {}


def test_treatments_stand_in_the_order_in_which_they_were_begun() -> None:
    diary = MemoryDiary()
    later = Treatment(name="A")
    treatments.save_treatment(
        diary, CLOCK, later, [Phase(treatment_id=later.id, start=date(2026, 6, 1))]
    )
    treatment, loading, upkeep = course()
    treatments.save_treatment(diary, CLOCK, treatment, [loading, upkeep])
    assert [item.name for item, _ in entries.treatments(diary)] == ["Vitamin D3", "A"]


def test_more_digits_of_the_same_number_are_a_change() -> None:
    diary, stored = (
        MemoryDiary(),
        LabResult(
            test="Magnesium", value=Decimal("0.8"), unit="mmol/L", taken_on=date(2026, 1, 21)
        ),
    )
    entries.add(diary, CLOCK, stored)
    assert entries.change(diary, CLOCK, stored, replace(stored, value=Decimal("0.8"))) == ()
    assert entries.change(diary, CLOCK, stored, replace(stored, value=Decimal("0.80"))) != ()
    assert [f"{one.value}" for one in diary.records(LabResult)] == ["0.80"]
    known = history.entry_history(diary, stored.id)
    assert known is not None
    assert known.changed_at is not None


def test_more_digits_of_a_dose_are_a_change() -> None:
    diary, (treatment, loading, upkeep) = MemoryDiary(), course()
    treatments.save_treatment(diary, CLOCK, treatment, [loading, upkeep])
    assert treatments.save_treatment(diary, CLOCK, treatment, [loading, upkeep]) == ()
    more = replace(upkeep, dose=Decimal("2000.0"))
    (change,) = treatments.save_treatment(diary, CLOCK, treatment, [loading, more])
    assert str(change.edit.after) == str(more)


def test_nothing_to_take_back_says_so() -> None:
    diary = MemoryDiary()
    with pytest.raises(NothingToUndoError):
        history.undo(diary, CLOCK)
    with pytest.raises(NothingToUndoError):
        history.redo(diary, CLOCK)


def test_entry_is_found_by_the_beginning_of_its_id() -> None:
    condition = Condition(name="Diabetes")
    diary = MemoryDiary([condition])
    assert entries.find_by_id(diary, str(condition.id)[:8]) == condition
    for text in ("zzzz", "", str(condition.id)[:2]):
        with pytest.raises(NotFoundError):
            entries.find_by_id(diary, text)


class UndoMachine(RuleBasedStateMachine):
    """Any mix of writes, undo and redo leaves what two stacks of whole diaries would show."""

    def __init__(self) -> None:
        super().__init__()
        self.diary = MemoryDiary()
        self.past: list[dict[object, Record]] = [{}]
        self.future: list[dict[object, Record]] = []

    def _done(self) -> None:
        if everything(self.diary) != self.past[-1]:
            self.past.append(everything(self.diary))
            self.future.clear()

    @rule(record=strategies.records)
    def add(self, record: Record) -> None:
        if record.id not in everything(self.diary):
            entries.add(self.diary, CLOCK, record)
            self._done()

    @rule(choice=st.integers(0, 99))
    def delete(self, choice: int) -> None:
        present = sorted(everything(self.diary).values(), key=lambda record: str(record.id))
        present = [record for record in present if not isinstance(record, (Phase, Preferences))]
        if present:
            entries.delete(self.diary, CLOCK, present[choice % len(present)])
            self._done()

    @rule(pain=st.integers(0, 10))
    def change(self, pain: int) -> None:
        for cramp in self.diary.records(Cramp)[:1]:
            entries.change(self.diary, CLOCK, cramp, replace(cramp, pain=pain))
            self._done()

    @rule(glass_ml=st.integers(100, 400))
    def prefer(self, glass_ml: int) -> None:
        set_preferences(self.diary, CLOCK, glass_ml=glass_ml)
        self._done()

    @rule()
    def undo(self) -> None:
        if len(self.past) > 1:
            history.undo(self.diary, CLOCK)
            self.future.append(self.past.pop())

    @rule()
    def redo(self) -> None:
        if self.future:
            history.redo(self.diary, CLOCK)
            self.past.append(self.future.pop())

    @invariant()
    def diary_is_what_the_stacks_say(self) -> None:
        assert everything(self.diary) == self.past[-1]


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(
    max_examples=30, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow]
)


@given(strategies.treatments_with_phases())
@settings(max_examples=20, deadline=None)  # each commit waits for the disk
def test_any_treatment_is_saved_deleted_and_brought_back_on_disk(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record]
) -> None:
    with SqliteDiary(tmp_path_factory.mktemp("diary") / "diary") as diary:
        entries.add(diary, CLOCK, *records)
        before = everything(diary)
        treatment = records[0]
        entries.delete(diary, CLOCK, treatment)
        assert everything(diary) == {}
        history.undo(diary, CLOCK)
        assert everything(diary) == before
