"""Insights: choosing nights, saving the chart, saying plainly what was counted."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from crampdiary.domain.nights import NightState
from crampdiary.domain.records import Cramp, Night
from crampdiary.services.insights import Stretch
from crampdiary.services.nights import answer_night
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.insights.page import InsightsPage
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary_sessions import MemoryFile, click, open_session, show
from tests.ui.page_desk import OWN, Desk, demo_file
from tests.ui.pixels import colours, frame, too_blue_or_green

LAST_NIGHT = date(2026, 11, 21)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Callable[..., Desk[InsightsPage]]]:
    made: list[Desk[InsightsPage]] = []

    def make(*records: Night | Cramp, **options: object) -> Desk[InsightsPage]:
        desk: Desk[InsightsPage] = Desk(qtbot, InsightsPage, records, **options)  # type: ignore[arg-type] # passed on
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


def _drawn(desk: Desk[InsightsPage]) -> bool:
    page = desk.page
    waits = desk.runner.is_busy or page._timer.isActive()
    return page.canvas.picture is not None and not waits


def _words(desk: Desk[InsightsPage]) -> str:
    return "\n".join(label.text() for label in desk.page.findChildren(QLabel) if label.isVisible())


def _quiet_nights(count: int) -> list[Night]:
    return [
        Night(night=LAST_NIGHT - timedelta(days=ago), answer=NightState.WITHOUT_CRAMPS)
        for ago in range(count)
    ]


def test_an_empty_diary_invites_to_the_demo_then_nine_months_of_it_are_saved_in_every_format(
    desk: Callable[..., Desk[InsightsPage]], tmp_path: Path
) -> None:
    here = desk()
    assert here.page.empty.isVisible()
    assert not here.page.save_button.isVisible()
    click(here.page.empty.button)
    click(here.page.stretch.button(Stretch.THREE_MONTHS))
    click(here.page.stretch.button(Stretch.NINE_MONTHS))
    here.wait(lambda: _drawn(here))
    assert "In these 273 nights: " in here.page.sentence.text()
    saved = {kind: tmp_path / f"cramps.{kind}" for kind in ("png", "svg", "pdf")}
    for kind, path in saved.items():
        click(here.page.save_button)
        here.answer_file_dialog(path)
        here.wait(lambda path=path: f"Chart saved: {path}" in here.noted)  # type: ignore[misc] # default binds
        assert path.exists(), kind
    assert saved["png"].read_bytes().startswith(b"\x89PNG\r\n")
    assert saved["pdf"].read_bytes().startswith(b"%PDF-")
    root = ET.fromstring(saved["svg"].read_text(encoding="utf-8"))
    assert root.tag.endswith("}svg")


def test_a_name_without_an_ending_takes_that_of_the_chosen_kind(
    desk: Callable[..., Desk[InsightsPage]], tmp_path: Path
) -> None:
    here = desk(file=demo_file())
    click(here.page.save_button)
    here.answer_file_dialog(tmp_path / "for.my.doctor", kind="*.svg")
    here.wait(lambda: bool(here.noted))
    assert [path.name for path in tmp_path.iterdir()] == ["for.my.doctor.svg"]


def test_by_night_a_file_that_exists_is_kept_and_the_chart_lies_beside_it(
    desk: Callable[..., Desk[InsightsPage]], tmp_path: Path
) -> None:
    here = desk(file=demo_file(), palette=NIGHT)
    taken = tmp_path / "chart.png"
    taken.write_text("mine", encoding="utf-8")
    click(here.page.save_button)
    here.answer_file_dialog(taken)
    here.wait(lambda: bool(here.noted))
    assert taken.read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "chart (2).png").exists()


def test_a_folder_that_may_not_be_written_to_is_told_in_words(
    desk: Callable[..., Desk[InsightsPage]], tmp_path: Path
) -> None:
    here = desk(file=demo_file())
    click(here.page.save_button)
    data = here.page._data
    assert data is not None
    here.page._save(data, tmp_path / "gone" / "chart.png")
    here.wait(lambda: bool(here.failed))
    assert "There is no folder" in here.failed[0]


def test_below_14_recorded_nights_there_are_counts_and_how_many_are_needed(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    cramps = [Cramp(night=LAST_NIGHT - timedelta(days=9)) for _ in range(3)]
    here = desk(*cramps, *_quiet_nights(5))
    here.wait(lambda: _drawn(here))
    assert here.page.sentence.text() == (
        "In these 10 nights: 3 cramps on 6 recorded nights. With 8 more recorded nights there "
        "will be a weekly figure."
    )
    assert "a week (" not in here.page.sentence.text()


def test_a_rate_is_told_with_its_interval_and_the_nights_it_was_counted_on(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    here = desk(*_quiet_nights(28), Cramp(night=LAST_NIGHT - timedelta(days=30)))
    here.wait(lambda: _drawn(here))
    # scipy.stats.chi2: 0.0253 / 2 and 11.1433 / 2, over 29 nights, times 7
    assert here.page.sentence.text() == (
        "In these 31 nights: 0.2 cramps a week (95 % interval 0.0 to 1.3), counted on 29 recorded "
        "nights."
    )


def test_phases_stand_with_their_nights_and_rates_and_no_claim(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _drawn(here))
    here.wait(lambda: "Vitamin D3, 50,000 IU weekly" in _words(here))
    words = _words(here)
    assert "51 of 56" in words
    assert "may have other reasons" in words
    for claim in ("proves", "works", "effective", "caused", "significant"):
        assert claim not in words.casefold()


def test_a_screen_reader_hears_what_the_chart_shows(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _drawn(here))
    assert "cramps per week of recorded nights" in here.page.canvas.accessibleDescription()


def test_a_hidden_page_draws_only_once_it_is_shown_again_and_only_if_something_changed(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    here = desk(file=demo_file(), size=(1068, 1600))  # nothing scrolls: no bar takes width later
    here.wait(lambda: _drawn(here))
    first = here.page.canvas.picture
    here.page.hide()
    here.page.show()
    here.wait(lambda: not here.page._timer.isActive())
    assert not here.runner.is_busy
    assert here.page.canvas.picture is first
    here.page.hide()
    here.session.do(
        lambda diary, clock: answer_night(
            diary, clock, LAST_NIGHT - timedelta(days=60), NightState.DONT_REMEMBER
        )
    )
    assert not here.page._timer.isActive()
    assert not here.runner.is_busy
    here.page.show()
    here.wait(lambda: here.page.canvas.picture is not first)


def test_a_wider_window_gets_a_wider_chart(desk: Callable[..., Desk[InsightsPage]]) -> None:
    here = desk(file=demo_file(), size=(700, 600))
    here.wait(lambda: _drawn(here))
    here.window.resize(1200, 800)
    here.wait(
        lambda: (
            here.page.canvas.picture is not None
            and here.page.canvas.picture.drawing.width_px == here.page.canvas.width()
            and here.page.canvas.width() > 1000
        )
    )


def test_when_night_falls_no_frame_shines(
    desk: Callable[..., Desk[InsightsPage]], qapp: QApplication
) -> None:
    here = desk(file=demo_file())
    here.theme.apply(qapp)
    here.wait(lambda: _drawn(here))
    assert too_blue_or_green(frame(here.window)) > 0
    here.theme.use(NIGHT)
    assert too_blue_or_green(frame(here.window)) == 0
    here.wait(lambda: _drawn(here))
    image = frame(here.window)
    assert too_blue_or_green(image) == 0
    assert colours(image) > 50
    click(here.page.save_button)
    (dialog,) = here.window.findChildren(QFileDialog)
    here.qtbot.waitUntil(dialog.isVisible)
    assert too_blue_or_green(frame(dialog)) == 0
    dialog.close()
    here.theme.use(DAY)
    qapp.setStyleSheet("")


def test_choice_and_button_stand_beside_the_title_where_there_is_room(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _drawn(here))
    page = here.page
    middle = page.title.geometry().center().y()
    for widget in (page.stretch, page.save_button):
        assert widget.geometry().top() <= middle <= widget.geometry().bottom()
    here.window.resize(560, 800)
    here.wait(lambda: page.stretch.geometry().top() > page.title.geometry().bottom())


def test_very_large_text_lets_the_choices_go_on_to_further_lines(qtbot: QtBot) -> None:
    session, _ = open_session([Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS)])
    runner = Runner()
    page = InsightsPage(session=session, theme=Theme(scale=2.0), runner=runner)
    qtbot.addWidget(page)
    show(qtbot, page, 420, 600)
    page.refresh()
    qtbot.waitUntil(lambda: page.stretch.button(Stretch.ALL).isVisible())
    for choice in Stretch.THREE_MONTHS, Stretch.ALL:
        button = page.stretch.button(choice)
        assert page.stretch.rect().contains(button.geometry())
    page.close()
    runner.close()


def test_another_diary_never_shows_what_was_drawn_of_the_one_before(
    desk: Callable[..., Desk[InsightsPage]],
) -> None:
    here = desk(*_quiet_nights(20))
    here.wait(lambda: _drawn(here))
    here.session.demo_requested.emit()
    assert here.page.canvas.picture is None
    assert here.page.sentence.text() == ""
    here.wait(lambda: "273 nights" in here.page.sentence.text())
    here.files[OWN] = MemoryFile()
    here.session.own_diary_requested.emit()
    here.wait(lambda: not here.runner.is_busy)
    assert here.page.empty.isVisible()
    assert not here.page.phases.isVisible()
    assert here.page.canvas.picture is None
