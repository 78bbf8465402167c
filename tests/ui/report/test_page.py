"""The report: chosen, previewed, saved; a name only where it is wished."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import ReportPeriod
from crampdiary.domain.nights import NightState
from crampdiary.domain.preferences import Preferences
from crampdiary.domain.records import Night
from crampdiary.services.demo import PERSON
from crampdiary.services.nights import answer_night
from crampdiary.storage.diary import SqliteDiary
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.report.page import FAILED, TYPING_MS, ReportPage
from crampdiary.ui.report.preview import reddened
from crampdiary.ui.shared.fields import CheckBox
from tests.ui.diary_sessions import click, type_text
from tests.ui.page_desk import Desk, demo_file
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
    assert "comes before its beginning" in form.nights.error.text()
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
