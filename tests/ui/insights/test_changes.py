"""Insights when something changes under it: a treatment goes, night falls, the diary is another."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.entries import delete
from crampdiary.services.insights import Stretch
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.insights.choice import Since
from crampdiary.ui.insights.comparison_card import NO_TREATMENT
from crampdiary.ui.shared.buttons import LinkButton
from crampdiary.ui.shared.popover import Popover
from tests.ui.diary_sessions import MemoryFile, click, key
from tests.ui.insights.desk import LAST_NIGHT, InsightsDesk, drawn, quiet_nights, settle
from tests.ui.page_desk import OWN, demo_file
from tests.ui.pixels import frame, too_blue_or_green

MakeDesk = Callable[..., InsightsDesk]


def test_with_the_demos_line_above_the_whole_sentence_is_in_sight_at_1280_by_800(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file(), size=(1280 - 212, 800 - 50))
    settle(here)
    page = here.page
    viewport = page.scroll_area.viewport()
    sentence = page.comparison.sentence
    assert sentence.mapTo(page, sentence.rect().bottomLeft()).y() < viewport.height()
    lowest = max(frame_.mapTo(page, frame_.rect().bottomLeft()).y() for frame_ in _small(here))
    assert all(
        button.mapTo(page, button.rect().topLeft()).y() > lowest
        for button in page.overview.names.values()
    )


def test_a_chart_is_called_the_same_in_the_row_the_title_and_the_file(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    page = here.page
    for name in "night-raster", "adherence":
        label = CHARTS[name].label
        assert page.overview.names[name].text() == label
        click(page.overview.names[name])
        settle(here)
        assert page.title.text() == f"Insights: {label}"
        click(page.save_button)
        (dialog,) = here.window.findChildren(QFileDialog)
        here.qtbot.waitUntil(dialog.isVisible)
        assert Path(dialog.selectedFiles()[0]).name.startswith(f"{label} 2026-02-22 to 2026-11-21")
        dialog.close()
        here.qtbot.waitUntil(lambda: not here.window.findChildren(QFileDialog))
        click(page.chart.back_button)


def test_a_treatment_that_is_deleted_leaves_nothing_chosen_nor_compared(desk: MakeDesk) -> None:
    treatment = Treatment(name="Magnesium citrate")
    phase = Phase(treatment_id=treatment.id, start=LAST_NIGHT - timedelta(days=60))
    here = desk(*quiet_nights(120), treatment, phase)
    settle(here)
    page = here.page
    click(page.range_bar.since)
    (popover,) = page.range_bar.findChildren(Popover)
    (start,) = [one for one in popover.findChildren(LinkButton) if "Magnesium" in one.text()]
    click(start)
    settle(here)
    assert page.choice.wish == Since(treatment=treatment.id)
    here.session.do(lambda diary, clock: delete(diary, clock, treatment))
    settle(here)
    assert page.range_bar.stretch.value is Stretch.NINE_MONTHS
    assert page.range_bar.since.isHidden()
    assert page.comparison.sentence.text() == NO_TREATMENT
    assert page.comparison.what.text() == ""
    shown = page.overview.small["comparison"].shown
    assert shown is None or "Magnesium" not in shown.picture.words
    here.session.undo()
    settle(here)
    assert page.range_bar.since.isChecked()
    assert "Magnesium citrate" in page.comparison.what.text()


def test_night_that_falls_while_charts_are_drawn_shows_no_bright_frame(
    desk: MakeDesk, qapp: QApplication
) -> None:
    here = desk(file=demo_file())
    here.theme.apply(qapp)
    settle(here)
    here.page.timeline.pan_by(-60)
    here.page.timeline.let_rest()
    here.wait(lambda: here.runner.is_busy)
    here.theme.use(NIGHT)
    frames = 0

    def is_dark_until_drawn() -> bool:
        nonlocal frames
        frames += 1
        assert too_blue_or_green(frame(here.window)) == 0
        return drawn(here)

    here.wait(is_dark_until_drawn)
    assert frames > 1
    here.theme.use(DAY)
    qapp.setStyleSheet("")


def test_while_another_diary_is_read_none_of_the_treatments_before_is_offered(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file())
    settle(here)
    here.files[OWN] = MemoryFile(quiet_nights(30))
    here.session.own_diary_requested.emit()
    assert here.page.range_bar.since.isHidden()
    assert here.page.comparison.treatment.count() == 0
    settle(here)
    assert here.page.comparison.sentence.text() == NO_TREATMENT


def test_a_change_while_charts_are_drawn_is_in_what_is_shown_at_last(desk: MakeDesk) -> None:
    nights = quiet_nights(40)
    here = desk(*nights)
    settle(here)
    here.page.refresh()
    assert here.page.is_busy
    here.session.do(lambda diary, clock: delete(diary, clock, nights[5]))
    settle(here)
    assert "on 39 recorded nights" in here.page.overview.rate.text()


@pytest.mark.parametrize(
    "words", ["nights 0001-01-01 9999-12-31", "nights 0001-01-01 0001-01-02", "year\x00", "[]"]
)
def test_whatever_was_remembered_the_page_shows_nights_that_there_are(
    desk: MakeDesk, tmp_path: Path, words: str
) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("insights/range", words)
    settings.setValue("insights/treatment", [words, words])
    settings.setValue("insights/chart", [1, 2])
    here = desk(*quiet_nights(60))
    here.page.remember_in(settings)
    settle(here)
    picture = here.page.timeline.picture
    assert picture is not None
    assert picture.drawing.data.last <= LAST_NIGHT
    assert picture.drawing.data.first >= LAST_NIGHT - timedelta(days=274)


def test_keys_have_the_night_announced_and_an_opened_chart_its_summary(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    here = desk(file=demo_file())
    settle(here)
    page = here.page
    page.timeline.setFocus()
    key(page.timeline, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert said[-1].startswith("Night of Sat 21 Nov 2026. ")
    click(page.overview.names["calendar"])
    settle(here)
    assert page.chart.shown is not None
    assert said[-1] == page.chart.shown.picture.words
    told = len(said)
    here.window.resize(900, 700)
    here.wait(lambda: page.chart.shown is not None and page.chart.shown.look.width_px < 900)
    settle(here)
    assert len(said) == told
    click(page.chart.back_button)
    click(page.overview.names["calendar"])
    settle(here)
    assert said[told:] == said[told - 1 : told]


def _small(desk: InsightsDesk) -> list[QWidget]:
    return list(desk.page.overview.small.values())
