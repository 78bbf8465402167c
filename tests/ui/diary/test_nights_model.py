"""The table of nights reads only what is shown."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightCount, NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.browsing import night_views
from crampdiary.services.nights import NightView
from crampdiary.ui.diary.nights_columns import Column
from crampdiary.ui.diary.nights_model import CHUNK, NightsModel
from tests.fakes import MemoryDiary

TODAY = date(2026, 11, 22)
NIGHT = date(2026, 11, 21)


class Recorder:
    """Loads from a diary and remembers for which stretches it was asked."""

    def __init__(self, diary: MemoryDiary) -> None:
        self.diary = diary
        self.asked: list[tuple[date, date]] = []

    def __call__(self, first: date, last: date) -> Sequence[NightView]:
        self.asked.append((first, last))
        return night_views(self.diary, first, last)


def make(diary: MemoryDiary, days: int = 7) -> tuple[NightsModel, Recorder]:
    load = Recorder(diary)
    model = NightsModel(load=load)
    model.show_counts(diary.night_counts(NIGHT - timedelta(days=days - 1), NIGHT)[::-1], TODAY)
    return model, load


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    diary = MemoryDiary([Cramp(night=NIGHT, pain=3)])
    model, _ = make(diary)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_counts(diary.night_counts(NIGHT, NIGHT), TODAY)
    model.show_counts([], TODAY)
    assert tester.model() is model


def test_twenty_years_are_counted_but_only_a_chunk_is_read(qtbot: QtBot) -> None:
    model, load = make(MemoryDiary(), days=7305)
    assert model.rowCount() == 7305
    assert load.asked == []
    model.words(0, Column.CRAMPS)
    model.words(CHUNK - 1, Column.CRAMPS)
    assert load.asked == [(NIGHT - timedelta(days=CHUNK - 1), NIGHT)]


def test_nights_far_apart_are_read_each_on_its_own(qtbot: QtBot) -> None:
    load = Recorder(MemoryDiary())
    model = NightsModel(load=load)
    nights = [NIGHT, NIGHT - timedelta(days=1), date(2010, 1, 1)]
    model.show_counts(
        [NightCount(night=night, state=NightState.WITHOUT_CRAMPS) for night in nights], TODAY
    )
    model.words(0, Column.EVENING)
    assert load.asked == [(nights[1], nights[0]), (nights[2], nights[2])]


def test_a_row_says_night_cramps_evening_and_sleep(qtbot: QtBot) -> None:
    diary = MemoryDiary(
        [
            Cramp(night=NIGHT, pain=3),
            Night(night=NIGHT, fluids_ml=1500, sleep_disturbance=4),
            Night(night=date(2026, 11, 20), answer=NightState.NOT_TRACKING),
        ]
    )
    model, _ = make(diary)
    rows = [
        [model.words(row, column).replace("\u00a0", " ") for column in Column] for row in (0, 1, 2)
    ]
    assert rows == [
        ["Sat 21 Nov", "time not known, pain 3", "1.5 L", "4"],
        ["Fri 20 Nov", "not tracking", "", ""],
        ["Thu 19 Nov", "not recorded", "", "Fill in"],
    ]


def test_nights_of_other_years_show_their_year(qtbot: QtBot) -> None:
    model, _ = make(MemoryDiary(), days=400)
    assert model.words(399, Column.NIGHT) == "Sat 18 Oct 2025"


def test_the_same_nights_shown_again_keep_their_rows_and_are_read_anew(qtbot: QtBot) -> None:
    diary = MemoryDiary()
    model, load = make(diary)
    model.words(0, Column.CRAMPS)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show_counts(diary.night_counts(NIGHT - timedelta(days=6), NIGHT)[::-1], TODAY)
    model.words(0, Column.CRAMPS)
    assert len(load.asked) == 2


def test_a_night_that_cannot_be_read_leaves_its_state_on_screen(qtbot: QtBot) -> None:
    model = NightsModel(load=lambda _first, _last: [])
    model.show_counts([NightCount(night=NIGHT, state=NightState.WITHOUT_CRAMPS)], TODAY)
    assert [model.words(0, column) for column in Column] == ["Sat 21 Nov", "none", "", ""]
