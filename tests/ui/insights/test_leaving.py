"""Charts leave Insights: copied, dragged out of the window, saved one by one and all at once."""

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from crampdiary.domain.records import Phase, Treatment
from crampdiary.services.charts.catalogue import CHARTS
from crampdiary.services.preferences import set_preferences
from crampdiary.tokens import NIGHT
from crampdiary.ui.insights.drag_folder import DragFolder
from crampdiary.ui.insights.grip import Grip
from crampdiary.ui.insights.leaving_menu import KindsMenu, LeavingMenu
from crampdiary.ui.shared.popover import Popover
from tests.fakes import StillClock
from tests.ui.diary_sessions import MORNING, MemoryFile, click, key
from tests.ui.insights.desk import LAST_NIGHT, InsightsDesk, quiet_nights, settle
from tests.ui.page_desk import demo_file
from tests.ui.pixels import frame, too_blue_or_green

MakeDesk = Callable[..., InsightsDesk]
CTRL = Qt.KeyboardModifier.ControlModifier


def clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def choose(menu: Popover, words: str) -> None:
    (button,) = (one for one in menu.findChildren(QPushButton) if one.text() == words)
    click(button)


def opened(here: InsightsDesk, kind: type[Popover]) -> Popover:
    (menu,) = (one for one in here.page.findChildren(kind) if one.isVisible())
    return menu


def ask_for_menu(widget: QWidget) -> None:
    middle = widget.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, middle, widget.mapToGlobal(middle)))


def large(here: InsightsDesk, name: str) -> None:
    here.page.overview.opened.emit(name)
    settle(here)


class Drags:
    """Stands where a drag begins, which would only end with a drop."""

    def __init__(self, here: InsightsDesk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here = here
        self.begun: list[QMimeData] = []
        for grip in here.page.leaving.grips:
            monkeypatch.setattr(grip, "_start", lambda _widget, data: self.begun.append(data))

    def pull(self, widget: QWidget, *, by: int, lets_go: bool = False) -> None:
        left = Qt.MouseButton.LeftButton
        begin = widget.rect().center()
        QTest.mousePress(widget, left, pos=begin)
        QTest.mouseMove(widget, begin + QPoint(by, 0))
        if lets_go:
            QTest.mouseRelease(widget, left, pos=begin + QPoint(by, 0))

    def first(self) -> QMimeData:
        self.here.wait(lambda: bool(self.begun))
        (data,) = self.begun
        return data


def test_ctrl_c_on_each_chart_copies_its_picture_at_twice_the_screens_pixels(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file())
    settle(here)
    widgets = [here.page.timeline, *here.page.overview.small.values()]
    for number, widget in enumerate(widgets, start=1):
        widget.setFocus()
        key(widget, Qt.Key.Key_C, CTRL)
        here.wait(lambda number=number: len(here.noted) == number)  # type: ignore[misc] # default binds
        image = clipboard().imageData()
        assert isinstance(image, QImage)
        assert image.width() in {1920, 1344, 1536}
        assert image.dotsPerMeterX() == round(2 * 96 / 0.0254)
        assert not clipboard().hasUrls()
    assert set(here.noted) == {"The chart is on the clipboard, as a picture."}


def test_a_large_chart_has_the_keys_and_copies_too(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    large(here, "labs")
    here.page.chart.frame.setFocus()
    assert here.page.chart.frame.hasFocus()
    key(here.page.chart.frame, Qt.Key.Key_C, CTRL)
    here.wait(lambda: bool(here.noted))
    image = clipboard().imageData()
    assert isinstance(image, QImage)
    assert image.width() == 1920


@pytest.mark.parametrize(
    ("words", "kind", "begins"),
    [
        ("Copy as a drawing (SVG)", "image/svg+xml", b"<?xml"),
        ("Copy as a document (PDF)", "application/pdf", b"%PDF-"),
        ("Copy as a table", "text/csv", b"Week from,Nights,"),
    ],
)
def test_the_menu_copies_in_each_format(
    desk: MakeDesk, words: str, kind: str, begins: bytes
) -> None:
    here = desk(file=demo_file())
    settle(here)
    click(here.page.overview.take_button)
    choose(opened(here, LeavingMenu), words)
    here.wait(lambda: bool(here.noted))
    assert bytes(clipboard().data(kind).data()).startswith(begins)
    if kind == "text/csv":
        assert clipboard().text().startswith("Week from\tNights\t")
        assert not clipboard().hasImage()
    else:
        assert clipboard().hasImage()


def test_the_menu_key_opens_the_menu_of_the_chart_it_is_pressed_on(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    settle(here)
    small = here.page.overview.small
    for widget, label in [
        (here.page.timeline, "Timeline"),
        (small["hour-of-night"], "Hours of the night"),
        (small["comparison"], "Before and while"),
    ]:
        ask_for_menu(widget)
        menu = opened(here, LeavingMenu)
        assert menu.accessibleName() == f"Save or copy: {label}"
        menu.close()
    large(here, "factors")
    click(here.page.chart.take_button)
    assert opened(here, LeavingMenu).accessibleName() == "Save or copy: The day before"


def test_a_small_chart_saves_what_it_shows(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    settle(here)
    small = here.page.overview.small["comparison"]
    assert small.shown is not None
    ask_for_menu(small)
    choose(opened(here, LeavingMenu), "Save chart")
    here.answer_file_dialog(tmp_path / "one.csv")
    here.wait(lambda: bool(here.noted))
    rows = list(csv.reader(io.StringIO((tmp_path / "one.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 1 + len(small.shown.chart.table(small.shown.data).rows)
    assert {row[0] for row in rows[1:]} == {"Vitamin D3"}


def test_a_chart_is_dragged_out_as_a_file_and_a_picture_and_a_click_still_opens_it(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(file=demo_file())
    settle(here)
    drags = Drags(here, monkeypatch)
    small = here.page.overview.small["hour-of-night"]
    drags.pull(small, by=QApplication.startDragDistance())
    data = drags.first()
    (url,) = data.urls()
    path = Path(url.toLocalFile())
    assert path.name == "Hours of the night 2026-02-22 to 2026-11-21.png"
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.parent.parent.stat().st_mode & 0o077 == 0
    assert isinstance(data.imageData(), QImage)
    QTest.mouseRelease(small, Qt.MouseButton.LeftButton)
    assert here.page.overview.isVisible()
    drags.pull(small, by=QApplication.startDragDistance() - 1, lets_go=True)
    settle(here)
    assert here.page.chart.isVisible()
    assert len(drags.begun) == 1


def test_the_timeline_is_dragged_by_its_button_and_by_the_large_picture(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(file=demo_file())
    settle(here)
    drags = Drags(here, monkeypatch)
    drags.pull(here.page.overview.take_button, by=40)
    (url,) = drags.first().urls()
    assert url.fileName() == "Timeline 2026-02-22 to 2026-11-21.png"
    assert not here.page.overview.take_button.isDown()
    assert not here.page.findChildren(LeavingMenu)
    drags.begun.clear()
    large(here, "timeline")
    drags.pull(here.page.chart.frame, by=40)
    (url,) = drags.first().urls()
    assert url.fileName() == "Timeline 2026-02-22 to 2026-11-21.png"


def test_dragging_the_timeline_itself_still_moves_it(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(file=demo_file())
    settle(here)
    drags = Drags(here, monkeypatch)
    before = here.page.timeline.view
    drags.pull(here.page.timeline, by=60, lets_go=True)
    settle(here)
    assert here.page.timeline.view != before
    assert not drags.begun


def test_what_is_let_go_before_it_is_drawn_begins_no_drag(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(file=demo_file())
    settle(here)
    drags = Drags(here, monkeypatch)
    drags.pull(here.page.overview.small["hour-of-night"], by=40, lets_go=True)
    here.runner.close()
    QApplication.processEvents()
    assert not drags.begun
    assert here.page.overview.isVisible()


def test_dragged_files_of_one_name_lie_apart_and_are_gone_in_the_end() -> None:
    folder = DragFolder()
    one, other = (folder.put("a.png", content) for content in (b"1", b"2"))
    assert (one.name, one.read_bytes()) == ("a.png", b"1")
    assert (other.name, other.read_bytes()) == ("a.png", b"2")
    folder.close()
    assert not one.parent.parent.exists()
    folder.close()


def test_all_charts_go_into_a_folder_beside_what_is_there_and_what_shows_too_little_is_named(
    desk: MakeDesk, tmp_path: Path
) -> None:
    treatment = Treatment(name="Magnesium")
    phase = Phase(treatment_id=treatment.id, start=LAST_NIGHT)
    here = desk(*quiet_nights(40), treatment, phase)
    settle(here)
    taken = tmp_path / "Timeline 2026-10-13 to 2026-11-21.svg"
    taken.write_text("mine", encoding="utf-8")
    click(here.page.overview.all_button)
    choose(opened(here, KindsMenu), "Drawings (SVG)")
    (dialog,) = here.window.findChildren(QFileDialog)
    here.qtbot.waitUntil(dialog.isVisible)
    dialog.close()
    here.page.leaving.all_saver.save(tmp_path, "svg", here.page.leaving.shown.nights)  # type: ignore[union-attr] # nights are shown
    saver = here.page.leaving.all_saver
    assert saver.isVisible()
    assert saver.words.text() == "Saving chart 1 of 11: Timeline"
    here.wait(lambda: bool(here.noted))
    assert not saver.isVisible()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert "Timeline 2026-10-13 to 2026-11-21 (2).svg" in files
    assert taken.read_text(encoding="utf-8") == "mine"
    left_out = [
        drawn.label
        for drawn in CHARTS.values()
        if not any(name.startswith(f"{drawn.label} 2") for name in files)
    ]
    assert "Lab results" in left_out
    (said,) = here.noted
    assert said == (
        f"{len(files) - 1} charts saved in {tmp_path}. 1 got a number: files of that name were"
        f" there already. Too little to show: {', '.join(left_out)}."
    )


def test_the_chosen_folder_takes_the_charts(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    settle(here)
    click(here.page.overview.all_button)
    choose(opened(here, KindsMenu), "Tables (CSV)")
    (dialog,) = here.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    here.wait(lambda: bool(here.noted))
    assert len(list(tmp_path.glob("*.csv"))) == len(CHARTS)
    assert here.noted == [f"11 charts saved in {tmp_path}."]


def test_saving_all_can_be_cancelled_and_says_what_is_there(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    settle(here)
    subject = here.page.leaving.shown
    assert subject is not None
    saver = here.page.leaving.all_saver
    saver.save(tmp_path, "png", subject.nights)
    here.wait(lambda: not saver.cancel_button.visibleRegion().isEmpty())
    here.wait(lambda: "chart 1 of" not in saver.words.text())
    came = int(saver.words.text().split()[2]) - 1
    click(saver.cancel_button)
    charts = "1 chart" if came == 1 else f"{came} charts"
    assert here.noted == [f"Cancelled. {charts} saved in {tmp_path}."]
    assert not saver.isVisible()
    here.wait(lambda: not here.runner.is_busy)
    assert len(list(tmp_path.iterdir())) == came
    assert came < len(CHARTS)


def test_a_folder_that_is_gone_ends_it_with_a_word(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    settle(here)
    subject = here.page.leaving.shown
    assert subject is not None
    here.page.leaving.all_saver.save(tmp_path / "gone", "png", subject.nights)
    here.wait(lambda: bool(here.failed))
    assert "There is no folder" in here.failed[0]
    assert not here.page.leaving.all_saver.is_busy


def test_nothing_that_leaves_names_the_patient(desk: MakeDesk, tmp_path: Path) -> None:
    file = MemoryFile([*quiet_nights(60), *_tonic()])
    set_preferences(file, StillClock(MORNING), person_name="Adelheid Zbinden")
    here = desk(file=file)
    settle(here)
    saver, subject = here.page.leaving.all_saver, here.page.leaving.shown
    assert subject is not None
    for number, kind in enumerate(("svg", "csv"), start=1):
        saver.save(tmp_path, kind, subject.nights)
        here.wait(partial(_said, here, number))
    written = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    assert any("[name]'s tonic" in text for text in written)
    assert not any("adelheid" in text.casefold() for text in written)
    assert not any("adelheid" in path.name.casefold() for path in tmp_path.iterdir())


def test_what_is_too_little_to_show_is_said_and_not_copied(desk: MakeDesk) -> None:
    here = desk(*quiet_nights(3))
    settle(here)
    QGuiApplication.clipboard().setText("mine")
    key(here.page.overview.small["hour-of-night"], Qt.Key.Key_C, CTRL)
    here.wait(lambda: bool(here.noted))
    assert here.noted[0].endswith(".")
    assert clipboard().text() == "mine"


def test_by_night_the_copy_is_the_paper_one_and_the_menus_are_red(desk: MakeDesk) -> None:
    here = desk(file=demo_file(), palette=NIGHT)
    here.theme.apply(QApplication.instance())  # type: ignore[arg-type] # there is one
    settle(here)
    click(here.page.overview.take_button)
    menu = opened(here, LeavingMenu)
    assert too_blue_or_green(frame(menu)) == 0
    choose(menu, "Copy as a picture")
    click(here.page.overview.all_button)
    kinds = opened(here, KindsMenu)
    assert too_blue_or_green(frame(kinds)) == 0
    choose(kinds, "Pictures (PNG)")
    (dialog,) = here.window.findChildren(QFileDialog)
    here.qtbot.waitUntil(dialog.isVisible)
    assert too_blue_or_green(frame(dialog)) == 0
    dialog.close()
    here.wait(lambda: bool(here.noted))
    image = clipboard().imageData()
    assert isinstance(image, QImage)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    QApplication.instance().setStyleSheet("")  # type: ignore[union-attr] # there is one


def test_a_grip_without_a_chart_leaves_all_to_its_widget(desk: MakeDesk) -> None:
    here = desk()
    assert here.page.leaving.shown is None
    button = here.page.overview.take_button
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseMove(button, QPointF(60, 5).toPoint())
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert not here.runner.is_busy
    assert not here.page.findChildren(LeavingMenu)
    assert all(isinstance(grip, Grip) for grip in here.page.leaving.grips)


def _tonic() -> list[Treatment | Phase]:
    treatment = Treatment(name="Adelheid's tonic")
    return [treatment, Phase(treatment_id=treatment.id, start=LAST_NIGHT)]


def _said(here: InsightsDesk, times: int) -> bool:
    return len(here.noted) == times
