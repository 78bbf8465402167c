"""Insights: what is seen, what a choice changes, what is saved, and that nothing is drawn twice."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.insights import Nights, Stretch
from crampdiary.services.nights import answer_night
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.insights.choice import Choice, recall
from crampdiary.ui.insights.page import InsightsPage
from crampdiary.ui.insights.range_bar import RangeBar, Start
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.popover import Popover
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import MemoryFile, click, key, open_session, show
from tests.ui.insights.desk import LAST_NIGHT, InsightsDesk, quiet_nights, settle, words
from tests.ui.page_desk import OWN, demo_file
from tests.ui.pixels import colours, frame, too_blue_or_green

MakeDesk = Callable[..., InsightsDesk]
CLAIMS = ("prove", "works", "effective", "caused", "significant")


def test_an_empty_diary_invites_to_the_demo_then_nine_months_of_it_are_saved_in_every_format(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk()
    assert here.page.empty.isVisible()
    assert not here.page.save_button.isVisible()
    assert not here.page.range_bar.isVisible()
    click(here.page.empty.button)
    settle(here)
    assert _shown(here) == Nights(first=date(2026, 2, 22), last=LAST_NIGHT)
    saved = {kind: tmp_path / f"cramps.{kind}" for kind in ("png", "svg", "pdf", "csv")}
    for kind, path in saved.items():
        click(here.page.save_button)
        here.answer_file_dialog(path)
        here.wait(lambda path=path: f"Chart saved: {path}" in here.noted)  # type: ignore[misc] # default binds
        assert path.exists(), kind
    assert saved["png"].read_bytes().startswith(b"\x89PNG\r\n")
    assert saved["pdf"].read_bytes().startswith(b"%PDF-")
    assert saved["csv"].read_text(encoding="utf-8").startswith("Week from,Nights")
    root = ET.fromstring(saved["svg"].read_text(encoding="utf-8"))
    assert root.tag.endswith("}svg")


def test_a_name_without_an_ending_takes_that_of_the_chosen_kind(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk(file=demo_file())
    settle(here)
    click(here.page.save_button)
    here.answer_file_dialog(tmp_path / "for.my.doctor", kind="*.svg")
    here.wait(lambda: bool(here.noted))
    assert [path.name for path in tmp_path.iterdir()] == ["for.my.doctor.svg"]


def test_by_night_a_file_that_exists_is_kept_and_the_chart_lies_beside_it(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk(file=demo_file(), palette=NIGHT)
    settle(here)
    taken = tmp_path / "chart.png"
    taken.write_text("mine", encoding="utf-8")
    click(here.page.save_button)
    here.answer_file_dialog(taken)
    here.wait(lambda: bool(here.noted))
    assert taken.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "chart (2).png").exists()


def test_a_folder_that_may_not_be_written_to_is_told_in_words(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk(file=demo_file())
    settle(here)
    subject = here.page.leaving.shown
    assert subject is not None
    here.page.leaving.leaver.save(subject, tmp_path / "gone" / "chart.png")
    here.wait(lambda: bool(here.failed))
    assert "There is no folder" in here.failed[0]


@pytest.mark.parametrize(
    ("stretch", "first"),
    [
        (Stretch.THREE_MONTHS, date(2026, 8, 22)),
        (Stretch.NINE_MONTHS, date(2026, 2, 22)),
        (Stretch.YEAR, date(2025, 11, 22)),
    ],
)
def test_the_range_bar_shows_the_last_months_or_the_year(
    desk: MakeDesk, stretch: Stretch, first: date
) -> None:
    here = desk(file=demo_file(years=2))
    settle(here)
    click(here.page.range_bar.stretch.button(stretch))
    settle(here)
    assert _shown(here) == Nights(first=first, last=LAST_NIGHT)
    assert here.page.range_bar.stretch.value is stretch


def test_from_a_treatments_start_on_its_nights_are_shown_and_it_is_compared(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file())
    settle(here)
    page = here.page
    _choose_start(here, "Magnesium citrate")
    settle(here)
    assert page.story is not None
    start = next(one for one in page.story.starts if one.name == "Magnesium citrate")
    assert _shown(here) == Nights(first=start.day, last=LAST_NIGHT)
    assert page.range_bar.since.isChecked()
    assert page.range_bar.stretch.value is None
    assert page.comparison.treatment.currentText() == "Magnesium citrate"
    assert "magnesium citrate" in page.comparison.what.text().casefold()
    shown = page.overview.small["comparison"].shown
    assert shown is not None
    assert [group.treatment for group in shown.data.groups] == ["Magnesium citrate"]


def test_a_comparison_says_its_figures_its_cautions_and_claims_nothing(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    card = here.page.comparison
    # The made-up year is too short to tell, whatever its two rates.
    assert card.head.text() == "No clear change"
    assert words(here).count("cramps are at their worst") == 1
    assert card.sentence.text().startswith("Before: ")
    assert not card.more_button.isHidden()
    before = words(here)
    click(card.more_button)
    assert len(words(here)) > len(before)
    for claim in CLAIMS:
        assert claim not in words(here).casefold()
    click(card.more_button)
    assert words(here) == before


def test_below_14_recorded_nights_there_are_counts_and_how_many_are_needed(desk: MakeDesk) -> None:
    cramps = [Cramp(night=LAST_NIGHT - timedelta(days=9)) for _ in range(3)]
    here = desk(*cramps, *quiet_nights(5))
    settle(here)
    assert here.page.overview.rate.text() == (
        "3 cramps on 6 recorded nights of 10; a weekly rate needs 14 recorded nights."
    )


def test_a_rate_is_told_with_its_interval_and_the_nights_it_was_counted_on(desk: MakeDesk) -> None:
    here = desk(*quiet_nights(28), Cramp(night=LAST_NIGHT - timedelta(days=30)))
    settle(here)
    # scipy.stats.chi2: 0.0253 / 2 and 11.1433 / 2, over 29 nights, times 7
    assert here.page.overview.rate.text() == (
        "1 cramp on 29 recorded nights of 31: 0.2 a week (95 % interval 0.0 to 1.3)."
    )


def test_below_the_stated_minimum_nothing_is_compared_and_a_sentence_says_what_is_wanted(
    desk: MakeDesk,
) -> None:
    here = desk(*quiet_nights(5), Cramp(night=LAST_NIGHT - timedelta(days=9)))
    settle(here)
    assert here.page.comparison.head.isHidden()
    assert "Once a treatment is entered" in here.page.comparison.sentence.text()


@pytest.mark.parametrize("nights", [0, 1])
def test_one_night_or_one_cramp_gives_words_and_no_empty_axis(desk: MakeDesk, nights: int) -> None:
    here = desk(*quiet_nights(nights), *[Cramp(night=LAST_NIGHT)] * (1 - nights))
    settle(here)
    for frame_ in here.page.overview.small.values():
        assert frame_.accessibleDescription()
    picture = here.page.timeline.picture
    assert picture is not None
    assert picture.geometry is not None or picture.height_px <= 220
    for name in CHARTS:
        click(_opener(here, name))
        settle(here)
        shown = here.page.chart.shown
        assert shown is not None, name
        assert bool(shown.picture.too_little) is shown.picture.image.isNull()
        click(here.page.chart.back_button)


def test_every_chart_opens_large_and_is_said_read_copied_saved_and_left(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk(file=demo_file())
    settle(here)
    page = here.page
    for name in CHARTS:
        button = _opener(here, name)
        button.setFocus()
        key(button, Qt.Key.Key_Return)
        settle(here)
        shown = page.chart.shown
        assert shown is not None
        assert shown.chart.name == name
        assert page.chart.frame.accessibleDescription() == shown.chart.summary(shown.data)
        click(page.chart.table_button)
        assert page.chart.table.hasFocus()
        key(page.chart.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied = QGuiApplication.clipboard().text().splitlines()
        table = shown.chart.table(shown.data)
        assert copied[0] == "\t".join(table.columns)
        assert len(copied) == len(table.rows) + 1
        subject = page.leaving.shown
        assert subject is not None
        assert subject.name == name
        page.leaving.leaver.save(subject, tmp_path / f"{name}.csv")
        key(page.chart.table, Qt.Key.Key_Escape)
        assert page.overview.isVisible()
        assert button.hasFocus()
    here.wait(lambda: len(here.noted) == len(CHARTS))


def test_a_small_chart_opens_by_click_and_by_key(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    for name, small in here.page.overview.small.items():
        click(small)
        assert here.page.choice.chart == name
        click(here.page.chart.back_button)
        key(small, Qt.Key.Key_Space)
        assert here.page.choice.chart == name
        click(here.page.chart.back_button)


def test_selected_rows_alone_are_copied(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    click(here.page.overview.names["timeline"])
    settle(here)
    click(here.page.chart.table_button)
    table = here.page.chart.table
    key(table, Qt.Key.Key_Down)
    key(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().splitlines()) == 3
    click(here.page.chart.copy_button)
    assert len(QGuiApplication.clipboard().text().splitlines()) > 30
    assert "clipboard" in here.noted[-1]


def test_what_was_chosen_is_there_after_a_restart(desk: MakeDesk, tmp_path: Path) -> None:
    place = str(tmp_path / "window.ini")
    file = demo_file()
    here = desk(file=file)
    here.page.remember_in(QSettings(place, QSettings.Format.IniFormat))
    settle(here)
    _choose_start(here, "Magnesium citrate")
    settle(here)
    click(here.page.overview.names["timeline"])
    chosen = here.page.choice
    settings = QSettings(place, QSettings.Format.IniFormat)
    settings.sync()
    assert recall(settings) == chosen
    again = desk(file=file)
    again.page.remember_in(settings)
    settle(again)
    assert again.page.chart.isVisible()
    click(again.page.chart.back_button)
    settle(again)
    assert again.page.range_bar.since.isChecked()
    assert again.page.comparison.treatment.currentText() == "Magnesium citrate"


def test_a_hidden_page_draws_only_once_it_is_shown_again_and_only_if_something_changed(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file(), size=(1068, 2000))  # nothing scrolls: no bar takes width later
    settle(here)
    first, small = here.page.timeline.picture, _small_pictures(here)
    here.page.hide()
    here.page.show()
    settle(here)
    assert here.page.timeline.picture is first
    assert _small_pictures(here) == small
    here.page.hide()
    here.session.do(
        lambda diary, clock: answer_night(
            diary, clock, LAST_NIGHT - timedelta(days=60), NightState.DONT_REMEMBER
        )
    )
    assert not here.page.is_busy
    assert not here.runner.is_busy
    here.page.show()
    settle(here)
    assert here.page.timeline.picture is not first


def test_a_chart_whose_data_did_not_change_is_not_drawn_again(desk: MakeDesk) -> None:
    here = desk(file=demo_file(), size=(1068, 2000))
    settle(here)
    before = _small_pictures(here)
    here.page.refresh()
    settle(here)
    assert _small_pictures(here) == before


def test_a_wider_window_gets_a_wider_chart(desk: MakeDesk) -> None:
    here = desk(file=demo_file(), size=(700, 600))
    settle(here)
    here.window.resize(1200, 800)
    here.wait(
        lambda: (
            here.page.timeline.picture is not None
            and here.page.timeline.picture.drawing.width_px == here.page.timeline.width()
            and here.page.timeline.width() > 1000
        )
    )


def test_when_night_falls_no_frame_shines(desk: MakeDesk, qapp: QApplication) -> None:
    here = desk(file=demo_file())
    here.theme.apply(qapp)
    settle(here)
    assert too_blue_or_green(frame(here.window)) > 0
    here.theme.use(NIGHT)
    assert too_blue_or_green(frame(here.window)) == 0
    settle(here)
    page = here.page
    page.timeline.point_at(LAST_NIGHT - timedelta(days=100))
    image = frame(here.window)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 50
    page.timeline.pan_by(-100)
    assert page.timeline.is_moving
    assert too_blue_or_green(frame(here.window)) == 0
    for name in CHARTS:
        click(_opener(here, name))
        settle(here)
        if not page.chart.table_button.isHidden():
            click(page.chart.table_button)
        assert too_blue_or_green(frame(here.window)) == 0
        click(page.chart.back_button)
    click(page.range_bar.since)
    (popover,) = page.range_bar.findChildren(Popover)
    assert too_blue_or_green(frame(popover)) == 0
    popover.close()
    click(page.save_button)
    (dialog,) = here.window.findChildren(QFileDialog)
    here.qtbot.waitUntil(dialog.isVisible)
    assert too_blue_or_green(frame(dialog)) == 0
    dialog.close()
    here.theme.use(DAY)
    qapp.setStyleSheet("")


def test_choice_and_button_stand_beside_the_title_where_there_is_room(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    page = here.page
    middle = page.title.geometry().center().y()
    for widget in (page.range_bar, page.save_button):
        assert widget.geometry().top() <= middle <= widget.geometry().bottom()
    here.window.resize(560, 800)
    here.wait(lambda: page.range_bar.geometry().top() > page.title.geometry().bottom())


def test_very_large_text_lets_the_choices_go_on_to_further_lines(qtbot: QtBot) -> None:
    session, _ = open_session(quiet_nights(1))
    runner = Runner()
    page = InsightsPage(session=session, theme=Theme(scale=2.0), runner=runner)
    qtbot.addWidget(page)
    show(qtbot, page, 420, 600)
    page.refresh()
    stretch = page.range_bar.stretch
    qtbot.waitUntil(lambda: stretch.button(Stretch.ALL).isVisible())
    for choice in Stretch.THREE_MONTHS, Stretch.ALL:
        button = stretch.button(choice)
        assert stretch.rect().contains(button.geometry())
    page.close()
    runner.close()


def test_with_large_text_and_room_all_choices_stand_on_one_line(qtbot: QtBot) -> None:
    bar = RangeBar(theme=Theme(scale=1.5))
    qtbot.addWidget(bar)
    show(qtbot, bar, 1200, 100)
    bar.offer([Start(treatment=uuid4(), name="Magnesium", day=LAST_NIGHT)])
    qtbot.waitUntil(bar.since.isVisible)
    last = bar.stretch.button(Stretch.ALL)
    qtbot.waitUntil(lambda: bar.since.mapTo(bar, QPoint()).y() == last.mapTo(bar, QPoint()).y())
    assert bar.since.mapTo(bar, QPoint()).x() > last.mapTo(bar, QPoint()).x()


def test_another_diary_never_shows_what_was_drawn_of_the_one_before(desk: MakeDesk) -> None:
    here = desk(*quiet_nights(20))
    settle(here)
    here.session.demo_requested.emit()
    assert here.page.timeline.picture is None
    assert here.page.comparison.sentence.text() == ""
    settle(here)
    assert _shown(here).last == LAST_NIGHT
    here.files[OWN] = MemoryFile()
    here.session.own_diary_requested.emit()
    here.wait(lambda: not here.runner.is_busy)
    assert here.page.empty.isVisible()
    assert here.page.timeline.picture is None


def test_nonsense_that_was_remembered_means_the_usual_choice(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    for words_ in ("nights 2026-13-01 x", "since me", "nights 2026-02-02 2026-02-01", "?"):
        settings.setValue("insights/range", words_)
        settings.setValue("insights/treatment", words_)
        assert recall(settings) == Choice()


def _shown(desk: InsightsDesk) -> Nights:
    picture = desk.page.timeline.picture
    assert picture is not None
    return Nights(first=picture.drawing.data.first, last=picture.drawing.data.last)


def _opener(desk: InsightsDesk, name: str) -> QWidget:
    opener = desk.page.overview.opener(name)
    assert opener is not None, name
    return opener


def _small_pictures(desk: InsightsDesk) -> list[object]:
    return [frame.shown for frame in desk.page.overview.small.values()]


def _choose_start(desk: InsightsDesk, name: str) -> None:
    click(desk.page.range_bar.since)
    (popover,) = desk.page.range_bar.findChildren(Popover)
    (button,) = [one for one in popover.findChildren(LinkButton) if one.text().startswith(name)]
    click(button)
    desk.qtbot.waitUntil(lambda: not desk.page.range_bar.findChildren(Popover))
