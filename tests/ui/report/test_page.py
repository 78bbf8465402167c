"""The report: chosen, previewed, saved; a name only where it is wished."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import ReportPart, ReportPeriod
from crampdiary.domain.nights import NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import LabResult, Night
from crampdiary.domain.report_choices import ReportChoices
from crampdiary.services.demo import PERSON
from crampdiary.services.nights import answer_night
from crampdiary.services.report.choices import report_choices
from crampdiary.services.report.making import make_report
from crampdiary.services.report.visit import Visit
from crampdiary.storage.diary import SqliteDiary
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.report import page as report_page
from crampdiary.ui.report import printing
from crampdiary.ui.report.form import RUNS_BACK
from crampdiary.ui.report.left_out import counted
from crampdiary.ui.report.page import FAILED, TYPING_MS, ReportPage
from crampdiary.ui.report.parts_card import TITLES
from crampdiary.ui.report.preview import reddened
from crampdiary.ui.report.sending import COPIED, NO_PRINTER
from crampdiary.ui.report.setting import SetReport, set_report
from crampdiary.ui.shared.fields import CheckBox
from tests.fakes import StillClock
from tests.services.report.choosing import set_report_choices
from tests.ui.diary_sessions import MORNING, MemoryFile, click, type_text
from tests.ui.page_desk import WAIT_MS, Desk, demo_file
from tests.ui.pixels import colours, frame, too_blue_or_green

LAST_NIGHT = date(2026, 11, 21)
MakeDesk = Callable[..., Desk[ReportPage]]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[MakeDesk]:
    made: list[Desk[ReportPage]] = []

    def make(*records: object, **options: object) -> Desk[ReportPage]:
        desk: Desk[ReportPage] = Desk(qtbot, ReportPage, records, **options)  # type: ignore[arg-type] # passed on
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


def _is_set(desk: Desk[ReportPage]) -> bool:
    return desk.page.is_set and desk.page.preview.has_page and not desk.runner.is_busy


def _tick(box: CheckBox) -> None:
    click(box, QPoint(16, box.height() // 2))


def _said(desk: Desk[ReportPage]) -> str:
    return desk.page.preview.accessibleDescription()


def _save(desk: Desk[ReportPage], path: Path) -> PdfReader:
    click(desk.page.save_button)
    desk.answer_file_dialog(path)
    desk.wait(lambda: f"Report saved: {path}" in desk.noted)
    return PdfReader(BytesIO(path.read_bytes()))


def _all_words(reader: PdfReader) -> str:
    text = "\n".join(page.extract_text() for page in reader.pages)
    return f"{text}\n{reader.metadata}\n{reader.xmp_metadata and reader.xmp_metadata.stream}"


def test_two_questions_without_a_name_make_one_page_that_names_nobody(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk(file=demo_file())
    for field, question in zip(
        here.page.form.questions, ("Is it the water tablet?", "More vitamin D?"), strict=False
    ):
        type_text(field, question)
    here.wait(lambda: _is_set(here) and "More vitamin D?" in _said(here))
    reader = _save(here, tmp_path / "page.pdf")
    words = _all_words(reader)
    assert len(reader.pages) == 1
    assert "Is it the water tablet?" in words
    assert "More vitamin D?" in words
    for part in PERSON.split():
        assert part not in words
    assert PERSON.split()[0].encode() not in (tmp_path / "page.pdf").read_bytes()


def test_the_name_stands_on_the_page_once_it_is_wished(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    form = here.page.form
    _tick(form.with_name)
    assert form.person.name.text() == PERSON
    words = _all_words(_save(here, tmp_path / "page.pdf"))
    assert f"{PERSON}, born 1959" in words


def test_a_name_typed_here_is_kept_in_the_diary(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS))
    form = here.page.form
    _tick(form.with_name)
    type_text(form.person.name, "Ada")
    QTest.keyClick(form.person.name, Qt.Key.Key_Tab)
    type_text(form.person.birth_year, "18")
    QTest.keyClick(form.person.birth_year, Qt.Key.Key_Tab)
    assert here.session.preferences.person_name == "Ada"
    assert here.session.preferences.birth_year is None
    assert "1900 to 2026" in form.person.error.text()
    assert "Ada" in _all_words(_save(here, tmp_path / "page.pdf"))


def test_letter_paper_and_own_dates_are_on_the_page(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    form = here.page.form
    click(form.paper.button("letter"))
    click(form.nights.period.button(ReportPeriod.THREE_MONTHS))
    here.wait(lambda: "22 Aug 2026 to 21 Nov 2026" in _said(here))
    click(form.nights.period.button(ReportPeriod.DATES))
    assert form.nights.first.day == date(2026, 8, 22)
    form.nights.first.setFocus()
    QTest.keyClick(form.nights.first, Qt.Key.Key_Up)  # one day on
    here.wait(lambda: _is_set(here) and "23 Aug 2026 to 21 Nov 2026" in _said(here))
    reader = _save(here, tmp_path / "page.pdf")
    assert [round(side) for side in reader.pages[0].mediabox.upper_right] == [612, 792]
    assert "23 Aug 2026 to 21 Nov 2026" in _all_words(reader)


def test_dates_that_run_backwards_are_told_at_the_dates_and_save_nothing(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    form = here.page.form
    here.wait(lambda: _is_set(here))
    click(form.nights.period.button(ReportPeriod.DATES))
    form.nights.first.set_day(LAST_NIGHT)
    form.nights.last.set_day(LAST_NIGHT - timedelta(days=1))
    click(here.page.save_button)
    assert form.nights.error.text() == RUNS_BACK
    assert form.nights.error.isVisible()
    form.nights.last.set_day(LAST_NIGHT)
    here.wait(lambda: not form.nights.error.isVisible())


def test_the_preview_follows_what_is_recorded(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    before = _said(here)
    here.session.do(
        lambda diary, clock: answer_night(
            diary, clock, LAST_NIGHT - timedelta(days=60), NightState.NOT_TRACKING
        )
    )
    here.wait(lambda: _said(here) != before)


def test_an_empty_diary_invites_and_offers_the_demo(desk: MakeDesk) -> None:
    here = desk()
    assert here.page.empty.isVisible()
    assert not here.page.save_button.isVisible()
    assert not here.page.form.isVisible()
    click(here.page.empty.button)
    here.wait(lambda: _is_set(here))
    assert here.page.save_button.isVisible()


def test_the_page_is_made_from_the_file_while_the_window_keeps_its_own_diary(
    desk: MakeDesk, tmp_path: Path
) -> None:
    path = tmp_path / "my.crampdiary"
    here = desk(file=SqliteDiary(path), path=path)
    here.files[path] = SqliteDiary(path)
    here.session.do(
        lambda diary, clock: answer_night(diary, clock, LAST_NIGHT, NightState.WITHOUT_CRAMPS)
    )
    here.wait(lambda: _is_set(here))
    assert "1 night" in _said(here)


def test_a_page_that_cannot_be_set_says_so_instead_of_waiting_for_ever(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    with pytest.raises(ValueError, match="broken"):  # a mistake of ours, for the log
        here.page._on_not_set(ValueError("broken"))
    assert _said(here) == FAILED
    assert not here.page.preview.has_page


@pytest.mark.parametrize("grey", [0, 24, 110, 200, 255])
def test_a_reddened_page_keeps_dark_and_light_apart_without_green_or_blue(grey: int) -> None:
    page = QImage(4, 4, QImage.Format.Format_RGB32)
    page.fill(QColor(grey, grey, grey))
    ink, paper = QColor(NIGHT.ink), QColor(NIGHT.paper)
    red = reddened(page, ink=ink, paper=paper)
    assert too_blue_or_green(red) == 0
    found = red.pixelColor(1, 1).red()
    assert {0: found == ink.red(), 255: found == paper.red()}.get(grey, 0 < found <= ink.red())


def test_by_night_the_preview_is_red_on_black(desk: MakeDesk, qapp: QApplication) -> None:
    here = desk(file=demo_file())
    here.theme.apply(qapp)
    here.wait(lambda: _is_set(here))
    here.theme.use(NIGHT)
    image = frame(here.window)
    assert too_blue_or_green(image) == 0
    assert colours(frame(here.page.preview.pages[0])) > 50
    here.theme.use(DAY)
    qapp.setStyleSheet("")


def test_an_unnamed_diary_cannot_show_a_name(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(
        Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS), Preferences(birth_year=1961)
    )
    _tick(here.page.form.with_name)
    words = _all_words(_save(here, tmp_path / "page.pdf"))
    assert "1961" not in words


def test_the_page_can_be_read_large_and_goes_back_beside_the_form(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    page = here.page
    beside = page.preview.pages[0].width()
    click(page.larger_button)
    here.wait(lambda: page.preview.pages[0].width() > 1.4 * beside)
    here.wait(lambda: page.scroll_area.verticalScrollBar().value() > 0)
    assert page.larger_button.visibleRegion().boundingRect() == page.larger_button.rect()
    click(page.larger_button)
    here.wait(lambda: page.preview.pages[0].width() == beside)
    here.wait(lambda: page.scroll_area.verticalScrollBar().value() == 0)


def test_what_a_person_should_know_about_the_report_is_shown_as_long_as_it_holds(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file())
    question = here.page.form.questions[0]
    QApplication.clipboard().setText("Why \U000130ff?")
    question.paste()
    here.wait(here.page.notes.isVisible)
    assert "no font" in here.page.notes.text()
    question.clear()
    type_text(question, "Why?")
    here.wait(lambda: not here.page.notes.isVisible())


def test_while_a_question_is_typed_the_page_waits(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    type_text(here.page.form.questions[0], "Why")
    assert here.page._timer.isActive()
    assert here.page._timer.remainingTime() > TYPING_MS / 2
    assert not here.runner.is_busy
    here.wait(lambda: "Why" in _said(here))


def _choices(desk: Desk[ReportPage]) -> ReportChoices:
    diary = desk.session.diary
    assert diary is not None
    return report_choices(diary)


def _writes(desk: Desk[ReportPage]) -> int:
    diary = desk.session.diary
    assert diary is not None
    return len(diary.batches())


def test_all_that_is_chosen_is_remembered_at_once(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    form = here.page.form
    click(form.nights.period.button(ReportPeriod.TREATMENT))
    click(form.paper.button("letter"))
    _tick(form.without_colours)
    _tick(form.further.boxes[ReportPart.METHOD])
    type_text(form.questions[1], "Why?")
    assert _choices(here).question_2 == ""
    QTest.keyClick(form.questions[1], Qt.Key.Key_Tab)
    form.on.setFocus()
    QTest.keyClick(form.on, Qt.Key.Key_Up)
    QTest.keyClick(form.on, Qt.Key.Key_Return)
    kept = _choices(here)
    assert kept.period is ReportPeriod.TREATMENT
    assert kept.treatment_id == form.nights.treatment.currentData()
    assert (kept.paper, kept.is_grey, kept.question_2) == ("letter", True, "Why?")
    assert kept.parts == {ReportPart.METHOD}
    assert kept.visit_on == date(2026, 11, 23)


def test_going_through_the_form_writes_nothing(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    before = _writes(here)
    here.page.form.nights.period.button(ReportPeriod.NINE_MONTHS).setFocus()
    for _ in range(12):
        QTest.keyClick(here.window.focusWidget(), Qt.Key.Key_Tab)
    here.page.setFocus()
    here.wait(lambda: _is_set(here))
    assert _writes(here) == before
    assert _choices(here) == ReportChoices()


def test_what_was_chosen_can_be_taken_back(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    form = here.page.form
    click(form.nights.period.button(ReportPeriod.DATES))
    form.nights.first.setFocus()
    QTest.keyClick(form.nights.first, Qt.Key.Key_Up)
    here.wait(lambda: _choices(here).first == date(2026, 2, 23))
    here.session.undo()
    assert form.nights.first.day == date(2026, 2, 22)
    here.session.undo()
    assert form.nights.period.value is ReportPeriod.NINE_MONTHS
    here.wait(lambda: _is_set(here))
    assert _choices(here) == ReportChoices()


def test_own_dates_come_back_after_another_period(desk: MakeDesk) -> None:
    days = date(2026, 9, 1), date(2026, 9, 30)
    here = desk(
        ReportChoices(first=days[0], last=days[1]),
        Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS),
    )
    form = here.page.form
    click(form.nights.period.button(ReportPeriod.DATES))
    assert (form.nights.first.day, form.nights.last.day) == days
    here.wait(lambda: "1 Sep 2026 to 30 Sep 2026" in _said(here))


def test_a_change_in_another_window_is_shown_except_where_somebody_types(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    form = here.page.form
    here.wait(lambda: _is_set(here))
    form.questions[0].setFocus()
    type_text(form.questions[0], "My own")
    here.session.do(
        lambda diary, clock: set_report_choices(
            diary, clock, question_1="Theirs", question_2="Also theirs", paper="letter"
        )
    )
    assert [field.text() for field in form.questions] == ["My own", "Also theirs", ""]
    assert form.paper.value == "letter"


def test_what_was_typed_into_one_diary_never_reaches_another(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    other = Path("other")
    here.files[other] = MemoryFile([Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS)])
    here.page.form.questions[0].setFocus()
    type_text(here.page.form.questions[0], "Only for this diary")
    here.session.open(other)
    assert here.page.form.questions[0].text() == ""
    here.wait(lambda: _is_set(here))
    assert "Only for this diary" not in _said(here)
    assert _choices(here) == ReportChoices()


def test_rows_without_room_are_told_with_the_pages_that_have_them(desk: MakeDesk) -> None:
    results = [
        LabResult(test=f"Test {number}", value=Decimal(number + 1), unit="U/L", taken_on=LAST_NIGHT)
        for number in range(60)
    ]
    here = desk(Night(night=LAST_NIGHT, answer=NightState.WITHOUT_CRAMPS), *results)
    page = here.page
    here.wait(lambda: _is_set(here))
    assert page.left_out.isVisible()
    (link,) = page.left_out.links
    assert link.text() == "Add \u201cAll lab results\u201d"
    click(link)
    assert _choices(here).parts == {ReportPart.LABS}
    here.wait(lambda: _is_set(here) and not page.left_out.isVisible())
    assert len(page.preview.pages) > 1


def test_pages_are_drawn_only_where_somebody_looks(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.session.do(
        lambda diary, clock: set_report_choices(diary, clock, parts=frozenset(ReportPart))
    )
    here.wait(lambda: _is_set(here) and len(here.page.preview.pages) > 10)
    pages = here.page.preview.pages
    assert pages[0].accessibleName() == f"Page 1 of {len(pages)}"
    assert not any(page.has_page for page in pages[3:])
    bar = here.page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    here.wait(lambda: pages[-1].is_complete)
    assert not pages[len(pages) // 2].has_page
    # Or hundreds of pages would hold the window for seconds.
    assert not here.page.preview.hasHeightForWidth()


def test_page_down_scrolls_and_with_ctrl_goes_from_sheet_to_sheet(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    here.session.do(
        lambda diary, clock: set_report_choices(
            diary, clock, parts=frozenset({ReportPart.LABS, ReportPart.METHOD})
        )
    )
    page, control = here.page, Qt.KeyboardModifier.ControlModifier
    here.wait(lambda: _is_set(here) and len(page.preview.pages) > 2)
    bar = page.scroll_area.verticalScrollBar()
    page.preview.setFocus()
    QTest.keyClick(page.preview, Qt.Key.Key_PageDown)
    assert bar.value() == min(bar.pageStep(), bar.maximum())
    bar.setValue(0)
    tops = []
    for _ in range(2):
        QTest.keyClick(page.preview, Qt.Key.Key_PageDown, control)
        tops.append(bar.value())
    second = page.preview.pages[1].mapTo(page, QPoint()).y()
    assert 0 <= second < page.height()
    assert 0 < tops[0] < tops[1]
    QTest.keyClick(page.preview, Qt.Key.Key_PageUp, control)
    assert bar.value() == tops[0]


@pytest.mark.parametrize(
    ("kind", "holds"), [("Web page", "<!DOCTYPE html>"), ("Text", "Night cramp diary")]
)
def test_the_report_is_saved_as_the_kind_that_was_chosen(
    desk: MakeDesk, tmp_path: Path, kind: str, holds: str
) -> None:
    here = desk(file=demo_file())
    click(here.page.save_button)
    dialog = here.window.findChildren(QFileDialog)[-1]
    assert Path(dialog.selectedFiles()[0]).name == "night cramps 2026-11-22.pdf"
    ending = {"Web page": ".html", "Text": ".txt"}[kind]
    here.answer_file_dialog(tmp_path / "report", kind)
    path = tmp_path / f"report{ending}"
    here.wait(lambda: f"Report saved: {path}" in here.noted)
    assert holds.casefold() in path.read_text(encoding="utf-8").casefold()


def test_a_report_that_cannot_be_saved_is_told_and_stays(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    made = here.page._made
    assert made is not None
    here.page._sender.save(made, tmp_path / "gone" / "page.pdf")
    here.wait(lambda: bool(here.failed))
    assert "There is no folder" in here.failed[0]
    assert here.page.preview.has_file


def test_copied_report_pastes_as_html_and_as_plain_text(desk: MakeDesk) -> None:
    here = desk(file=demo_file())
    click(here.page.copy_button)
    here.wait(lambda: COPIED in here.noted)
    data = QGuiApplication.clipboard().mimeData()
    assert "<table" in data.html()
    assert "Night cramp diary" in data.text()
    assert "<" not in data.text().splitlines()[0]
    assert not here.page.sending.isVisible()


def test_without_a_printer_it_is_said_what_to_do(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    here = desk(file=demo_file())
    click(here.page.print_button)
    here.wait(lambda: here.noted == [NO_PRINTER])
    assert not here.window.findChildren(QPrintDialog)


def test_the_report_is_printed_through_the_systems_dialog(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(printing, "has_printer", lambda: True)
    here = desk(file=demo_file())
    click(here.page.print_button)
    here.wait(lambda: bool(here.page.findChildren(QPrintDialog)))
    (dialog,) = here.page.findChildren(QPrintDialog)
    here.wait(dialog.isVisible)
    path = tmp_path / "printed.pdf"
    field = dialog.findChild(QLineEdit, "filename")
    (buttons,) = dialog.findChildren(QDialogButtonBox)
    assert field is not None
    field.setText(str(path))
    click(buttons.button(QDialogButtonBox.StandardButton.Ok))
    here.wait(lambda: f"Printed to a file: {path}" in here.noted)
    assert len(PdfReader(path).pages) == len(here.page.preview.pages)


def test_a_report_that_was_read_before_a_change_is_never_taken_for_the_present_one(
    desk: MakeDesk,
) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    before = _said(here)
    here.session.opened.emit()  # all is read anew
    here.wait(lambda: bool(here.page._work))
    here.runner._pool.waitForDone(WAIT_MS)  # it is set, but nobody was told yet
    here.session.do(
        lambda diary, clock: answer_night(
            diary, clock, LAST_NIGHT - timedelta(days=60), NightState.NOT_TRACKING
        )
    )
    here.wait(lambda: _is_set(here))
    assert _said(here) != before


def test_wherever_one_has_scrolled_to_the_word_on_what_takes_long_is_seen(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    page, may_go_on = here.page, Event()

    def slow(*arguments: Any) -> SetReport:
        may_go_on.wait(WAIT_MS / 1000)
        return set_report(*arguments)

    monkeypatch.setattr(report_page, "set_report", slow)
    box = page.form.further.boxes[ReportPart.METHOD]
    page.scroll_area.ensureWidgetVisible(box)
    _tick(box)
    here.wait(page.setting.isVisible)
    seen = not page.setting.stop_button.visibleRegion().isEmpty()
    click(page.setting.stop_button)
    is_offered = not page.again_button.visibleRegion().isEmpty()
    may_go_on.set()
    here.wait(lambda: not here.runner.is_busy)
    assert seen
    assert is_offered


def test_setting_that_takes_long_is_told_and_can_be_stopped(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(file=demo_file())
    here.wait(lambda: _is_set(here))
    page, may_go_on = here.page, Event()
    before = _said(here)

    def slow(*arguments: Any) -> SetReport:
        may_go_on.wait(WAIT_MS / 1000)
        return set_report(*arguments)

    monkeypatch.setattr(report_page, "set_report", slow)
    click(page.form.nights.period.button(ReportPeriod.THREE_MONTHS))
    here.wait(page.setting.isVisible)
    click(page.setting.stop_button)
    assert not page.setting.isVisible()
    assert page.stopped.isVisible()
    may_go_on.set()
    here.wait(lambda: not here.runner.is_busy)
    assert _said(here) == before
    click(page.again_button)
    here.wait(lambda: _is_set(here) and "22 Aug 2026 to 21 Nov 2026" in _said(here))
    assert not page.stopped.isVisible()


def test_each_part_is_called_as_its_pages_are() -> None:
    last = LAST_NIGHT
    visit = Visit(first=last, last=last, on=last, parts=frozenset(ReportPart))
    report = make_report(demo_file(), StillClock(MORNING), visit)
    assert {one.part: one.title for one in report.appendices} == TITLES


def test_what_is_not_on_the_page_is_counted_in_words() -> None:
    assert counted((1, "period"), (0, "medicine"), (2, "condition")) == "1 period and 2 conditions"
    assert counted((1, "period"), (3, "medicine"), (2, "condition")) == (
        "1 period, 3 medicines and 2 conditions"
    )
    assert counted((-2, "period")) == ""
