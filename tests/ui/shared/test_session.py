from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crampdiary.domain.changes import Change
from crampdiary.domain.errors import DiaryUnavailableError, NotADiaryError
from crampdiary.domain.ports import Clock, Diary
from crampdiary.domain.records import Condition, Treatment
from crampdiary.services import entries, preferences
from crampdiary.ui.shared.session import ALL_KINDS, DiarySession
from tests.fakes import StillClock
from tests.ui.diary_sessions import MemoryFile, open_session


def _add_treatment(diary: Diary, clock: Clock) -> tuple[Change, ...]:
    return entries.add(diary, clock, Treatment(name="Magnesium"))


def test_a_write_tells_everyone_which_kinds_changed(qtbot: QtBot) -> None:
    session, diary = open_session()
    with qtbot.waitSignal(session.changed) as told:
        session.do(_add_treatment)
    assert told.args == [frozenset({"treatment"})]
    assert [item.name for item in diary.records(Treatment)] == ["Magnesium"]


def test_a_use_case_that_changes_nothing_tells_nobody(qtbot: QtBot) -> None:
    treatment = Treatment(name="Magnesium")
    session, _ = open_session([treatment])
    with qtbot.assertNotEmitted(session.changed):
        assert session.do(lambda d, c: entries.change(d, c, treatment, treatment)) == ()


def test_changes_are_found_beside_the_record_they_come_with(qtbot: QtBot) -> None:
    session, _ = open_session()
    treatment = Treatment(name="Magnesium")
    with qtbot.waitSignal(session.changed) as told:
        found = session.do(lambda d, c: (treatment, entries.add(d, c, treatment)))
    assert found is not None
    assert found[0] is treatment
    assert told.args == [frozenset({"treatment"})]


def test_an_error_is_told_in_a_sentence_and_not_raised(qtbot: QtBot) -> None:
    session, _ = open_session()
    with qtbot.waitSignal(session.failed) as told:
        assert session.do(lambda d, c: entries.find_by_id(d, "nothing")) is None
    assert told.args == ["No entry nothing is in this diary. Nothing was changed."]


def test_a_deletion_offers_its_undo(qtbot: QtBot) -> None:
    condition = Condition(name="Diabetes", since=date(2020, 1, 1))
    session, diary = open_session([condition])
    with qtbot.waitSignal(session.noted) as told:
        session.do(lambda d, c: entries.delete(d, c, condition), said="Condition deleted.")
    assert told.args == ["Condition deleted.", True]
    session.undo()
    assert diary.records(Condition) == [condition]
    session.redo()
    assert diary.records(Condition) == []


def test_nothing_to_undo_is_said_not_raised(qtbot: QtBot) -> None:
    session, _ = open_session()
    with qtbot.waitSignal(session.failed) as told:
        session.undo()
    assert told.args == ["There is nothing to take back."]


def test_preferences_are_read_anew_after_they_changed() -> None:
    session, _ = open_session()
    assert session.preferences.glass_ml == 250
    session.do(lambda d, c: preferences.set_preferences(d, c, glass_ml=200))
    assert session.preferences.glass_ml == 200


class _OutsideFile(MemoryFile):
    version = 1

    def outside_version(self) -> int:
        return self.version


def test_what_another_process_wrote_is_told_as_all_kinds(qtbot: QtBot) -> None:
    file = _OutsideFile()
    session = DiarySession(
        clock=StillClock(datetime(2026, 11, 22, 7)), open_file=lambda _path: file
    )
    session.open(Path("diary"))
    with qtbot.assertNotEmitted(session.changed):
        session.look_outside()
    file.version += 1
    with qtbot.waitSignal(session.changed) as told:
        session.look_outside()
    assert told.args == [ALL_KINDS]


def test_a_new_day_is_told_as_all_kinds(qtbot: QtBot) -> None:
    clock = StillClock(datetime(2026, 11, 22, 23, 59))
    session = DiarySession(clock=clock, open_file=lambda _path: MemoryFile())
    session.open(Path("diary"))
    clock.forward(minutes=2)
    with qtbot.waitSignal(session.changed) as told:
        session.look_outside()
    assert told.args == [ALL_KINDS]


def test_a_diary_that_cannot_be_opened_leaves_the_open_one(qtbot: QtBot) -> None:
    file = MemoryFile()

    def open_file(path: Path) -> MemoryFile:
        if path.name == "picture.png":
            raise NotADiaryError(path=path)
        return file

    session = DiarySession(clock=StillClock(datetime(2026, 11, 22, 7)), open_file=open_file)
    session.open(Path("diary"))
    with qtbot.waitSignal(session.failed):
        assert not session.open(Path("picture.png"))
    assert session.diary is file
    assert session.path == Path("diary")


def test_before_the_diary_is_open_a_write_fails_politely() -> None:
    session = DiarySession(
        clock=StillClock(datetime(2026, 11, 22, 7)), open_file=lambda _path: MemoryFile()
    )
    with pytest.raises(DiaryUnavailableError):
        session.perform(_add_treatment)
