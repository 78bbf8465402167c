"""The page shows what is recorded, fits its words, and stays red at night."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crampdiary.charts.labels import phase_labels
from crampdiary.domain.choices import TreatmentKind
from crampdiary.domain.records import Condition, Phase, Record, Treatment
from crampdiary.services import entries
from crampdiary.services.story import span_words
from crampdiary.tokens import CHART_TEXT, NIGHT, Palette
from crampdiary.ui.shared.buttons import LinkButton, PrimaryButton
from crampdiary.ui.shared.cards import EmptyState
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.treatments.cards import TreatmentCard
from crampdiary.ui.treatments.conditions import ConditionDialog
from crampdiary.ui.treatments.dialog import TreatmentDialog
from crampdiary.ui.treatments.medicines_card import MedicinesCard
from crampdiary.ui.treatments.page import TreatmentsPage
from crampdiary.ui.treatments.phase_bar import PhaseBar
from crampdiary.ui.treatments.totals_card import TotalBar
from tests.ui.diary_sessions import wait_for_keys
from tests.ui.treatments.support import memory_session, press, type_into

DARKEST_LIGHT = 24
PRESCRIBED = True
NARROW = 760
MAGNESIUM = Treatment(name="Magnesium citrate")
VITAMIN = Treatment(name="Vitamin D3")
MEDICINE = Treatment(name="Hydrochlorothiazide", type=TreatmentKind.MEDICINE)
RECORDS: tuple[Record, ...] = (
    VITAMIN,
    MAGNESIUM,
    MEDICINE,
    Phase(
        treatment_id=VITAMIN.id,
        start=date(2026, 3, 16),
        end=date(2026, 5, 10),
        dose=Decimal(50000),
        unit="IU",
        every_days=7,
    ),
    Phase(treatment_id=VITAMIN.id, start=date(2026, 5, 11), dose=Decimal(2000), unit="IU"),
    Phase(
        treatment_id=MAGNESIUM.id,
        start=date(2026, 6, 15),
        end=date(2026, 6, 20),
        dose=Decimal(300),
        unit="mg",
    ),
    Phase(treatment_id=MEDICINE.id, start=date(2022, 10, 13), dose=Decimal(25), unit="mg"),
    Condition(name="Type 2 diabetes", since=date(2019, 4, 1)),
)


def shown(
    qtbot: QtBot, session: DiarySession, theme: Theme | None = None, width: int = 1000
) -> TreatmentsPage:
    page = TreatmentsPage(session=session, theme=theme or Theme(scale=1.0), runner=Runner())
    qtbot.addWidget(page)
    page.resize(width, 800)
    page.refresh()
    with qtbot.waitActive(page):
        page.show()
    return page


def words_on(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_supplements_are_cards_and_medicines_are_rows(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(*RECORDS))
    names = [card.story.treatment.name for card in page.findChildren(TreatmentCard)]
    assert names == ["Vitamin D3", "Magnesium citrate"]
    (medicines,) = page.findChildren(MedicinesCard)
    said = words_on(medicines)
    assert {"Hydrochlorothiazide", "25 mg daily"} <= set(said)
    assert {"Thiazide-like diuretic (water tablet)", "since 13 Oct 2022"} <= set(said)
    assert {"Type 2 diabetes", "since 1 Apr 2019"} <= set(words_on(page.conditions_card))


def test_a_medicine_that_adds_to_a_total_has_a_card_too(qtbot: QtBot) -> None:
    course = Treatment(name="Dekristol", type=TreatmentKind.MEDICINE)
    taken = Phase(
        treatment_id=course.id,
        start=date(2026, 11, 1),
        dose=Decimal(20000),
        unit="IU",
        every_days=7,
    )
    page = shown(qtbot, memory_session(course, taken))
    (card,) = page.findChildren(TreatmentCard)
    assert card.hint is not None
    assert page.findChildren(MedicinesCard) == []


def test_sections_stand_in_their_order_and_only_where_something_is_in_them(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(*RECORDS))
    titles = [it for it in words_on(page) if it in {"Now taking", "Planned", "Ended", "Medicines"}]
    assert titles == ["Now taking", "Ended", "Medicines"]


def test_notes_and_totals_stand_beside_and_say_their_source(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(*RECORDS))
    (note,) = [
        it for it in page.notes_card.findChildren(QLabel) if it.text().startswith("Thiazide")
    ]
    assert "Source:" in note.accessibleDescription()
    assert "Vitamin D3" in note.toolTip()
    bar = page.totals_card.findChild(TotalBar)
    assert bar is not None
    assert bar.accessibleName() == "Vitamin D: 2,000 IU a day"
    assert "US National Academies" in bar.accessibleDescription()


def test_conditions_are_offered_by_all_their_names(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(*RECORDS))
    form = page.open_condition()
    wait_for_keys(qtbot, form)
    type_into(form.name, "CKD")
    model = form.name.suggestions.model()
    assert model.index(0, 0).data() == "Kidney disease"
    form.reject()


def test_an_empty_page_says_what_will_be_here_and_offers_the_first_step(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session())
    empty = page.findChild(EmptyState)
    assert empty is not None
    assert empty.button.text() == "Add a treatment"
    assert not page.add_button.isVisible()


@pytest.mark.parametrize("width", [420, 700, 1000, 1600])
def test_words_inside_a_bar_fit_and_all_words_stand_below(qtbot: QtBot, width: int) -> None:
    theme = Theme(scale=1.0)
    page = shown(qtbot, memory_session(*RECORDS), theme, width)
    metrics = QFontMetricsF(theme.font(CHART_TEXT))
    for card in page.findChildren(TreatmentCard):
        assert card.bar is not None
        rects = card.bar.phase_rects()
        assert rects
        for phase, rect in rects:
            label = card.bar.phase_label(phase, rect)
            assert metrics.horizontalAdvance(label) <= max(rect.width(), 0)
            assert label in {"", *phase_labels(phase)}, "words are never cut"
            assert any(span_words(phase) in words for words in words_on(card))
            assert 0 <= rect.left() < rect.right() <= card.bar.width()
        for (_, one), (_, other) in pairwise(rects):
            assert one.right() < other.left()


def test_a_phase_too_short_for_any_word_has_none(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(*RECORDS), width=420)
    bars = [bar for bar in page.findChildren(PhaseBar) if "Magnesium" in bar.accessibleName()]
    ((phase, rect),) = bars[0].phase_rects()
    assert bars[0].phase_label(phase, rect) == ""


def test_the_page_never_needs_to_scroll_sideways(qtbot: QtBot) -> None:
    treatment = Treatment(name="x" * 200, note="y" * 10_000)
    phase = Phase(treatment_id=treatment.id, start=date(2026, 1, 1), dose=Decimal(1), unit="z" * 40)
    condition = Condition(name="w" * 200)
    page = shown(qtbot, memory_session(treatment, phase, condition), width=640)
    assert page.findChildren(TreatmentCard)
    assert page.scroll_area.horizontalScrollBar().maximum() == 0


def test_only_what_is_shown_makes_the_page_read_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = memory_session(*RECORDS)
    page = shown(qtbot, session)
    read: list[str] = []
    monkeypatch.setattr(page, "refresh", lambda: read.append("anew"))
    session.changed.emit(frozenset({"night"}))
    assert read == []
    session.changed.emit(frozenset({"phase"}))
    assert read == ["anew"]


def test_a_hidden_page_reads_anew_when_it_is_shown(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown(qtbot, session)
    page.hide()
    session.do(lambda diary, clock: entries.add(diary, clock, Treatment(name="Iron")))
    assert page.findChildren(TreatmentCard) == []
    page.show()
    assert [card.story.treatment.name for card in page.findChildren(TreatmentCard)] == ["Iron"]


def test_a_condition_is_added_changed_deleted_and_brought_back(qtbot: QtBot) -> None:
    session = memory_session()
    page = shown(qtbot, session)
    assert session.diary is not None
    press(page.conditions_card.add_button)
    (form,) = page.findChildren(ConditionDialog)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    type_into(form.name, "kidney disease")
    press(form.save_button)
    (stored,) = session.diary.records(Condition)
    assert (stored.name, stored.since, stored.until) == ("Kidney disease", None, None)
    form = page.open_condition(stored)
    press(form.since.tick)
    form.since.field.set_day(date(2020, 1, 31))
    press(form.save_button)
    (changed,) = session.diary.records(Condition)
    assert (changed.id, changed.since) == (stored.id, date(2020, 1, 31))
    form = page.open_condition(changed)
    press(form.delete_button)
    assert session.diary.records(Condition) == []
    session.undo()
    assert session.diary.records(Condition) == [changed]


def test_after_the_form_the_focus_is_on_the_same_action_wherever_it_stands_now(
    qtbot: QtBot,
) -> None:
    page = shown(qtbot, memory_session())
    wait_for_keys(qtbot, page.window())
    first_step = next(b for b in page.findChildren(PrimaryButton) if b.isVisible())
    first_step.setFocus()
    form = page.open_treatment()
    wait_for_keys(qtbot, form)
    type_into(form.product.name, "Vitamin D3")
    type_into(form.doses.rows[0].dose, "2000 IU")
    press(form.save_button)
    wait_for_keys(qtbot, page.window())
    assert QApplication.focusWidget() is page.add_button


def test_every_control_has_a_name_of_its_own(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session(*RECORDS))
    buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    names = [b.accessibleName() or b.text() for b in buttons]
    assert all(names)
    assert len(set(names)) == len(names)
    form = page.open_treatment(page.stories[0])
    fields = [
        field
        for field in form.findChildren(QWidget)
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.focusProxy() is None
    ]
    said = [field.accessibleName() or getattr(field, "text", str)() for field in fields]
    assert all(words for field, words in zip(fields, said, strict=True) if field.isVisible()), said


def test_tab_goes_through_the_form_from_top_to_bottom(qtbot: QtBot) -> None:
    page = shown(qtbot, memory_session())
    form = page.open_treatment()
    press(form.add_dose_button)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    form.product.name.setFocus()
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in seen[:1]:
        if not seen or seen[-1] is not focus:
            seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert len(seen) < 40
    first, second = form.doses.rows
    expected = [
        form.product.name,
        form.line,
        *(first.remove_button, first.dose, first.rhythm.often, first.start, first.end.field),
        *(first.end.tick, first.choice.button(PRESCRIBED), first.more_button),
        *(second.remove_button, second.dose, second.rhythm.often, second.start, second.end.tick),
        *(second.choice.button(PRESCRIBED), second.more_button, form.add_dose_button),
        *(form.product.kind.button(TreatmentKind.SUPPLEMENT), form.product.note),
        *(form.save_button, form.cancel_button),
    ]
    reached = [widget for widget in seen if widget in expected]
    assert reached == expected


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    before = (qapp.style().objectName(), qapp.font(), qapp.palette())
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setFont(before[1])
    qapp.setPalette(QPalette())


def brightest(widget: QWidget) -> tuple[int, int]:
    """Return the most green and the most blue of all pixels."""
    image = widget.grab().toImage().convertToFormat(widget.grab().toImage().Format.Format_RGB888)
    pixels = bytes(image.constBits())
    line = image.bytesPerLine()
    used = image.width() * 3
    rows = [pixels[start : start + used] for start in range(0, line * image.height(), line)]
    return max(max(row[1::3]) for row in rows), max(max(row[2::3]) for row in rows)


def test_at_night_page_and_forms_show_red_light_alone(qtbot: QtBot, dressed: Theme) -> None:
    planned = Phase(treatment_id=MAGNESIUM.id, start=date(2026, 12, 1), every_days=None)
    page = shown(qtbot, memory_session(*RECORDS, planned), dressed)
    assert max(brightest(page)) <= DARKEST_LIGHT
    story = page.stories[0]
    for small in (page.open_change(story), page.open_stop(story), page.open_treatment(story)):
        qtbot.waitUntil(small.isVisible)
        assert max(brightest(small)) <= DARKEST_LIGHT
        small.reject()
    press(next(it for it in page.findChildren(LinkButton) if it.text() == "What is known"))
    panel = QApplication.activePopupWidget()
    assert panel is not None
    assert max(brightest(panel)) <= DARKEST_LIGHT
    panel.close()
    for opened in (page.open_treatment, page.open_condition):
        form = opened(None)
        name = form.product.name if isinstance(form, TreatmentDialog) else form.name
        qtbot.waitUntil(name.hasFocus)
        type_into(name, "mag")
        assert max(brightest(name.suggestions)) <= DARKEST_LIGHT
        type_into(name, " ")
        press(form.save_button)
        assert max(brightest(form)) <= DARKEST_LIGHT
        form.reject()


@pytest.fixture
def doubled(qapp: QApplication) -> Iterator[Theme]:
    before = (qapp.style().objectName(), qapp.font())
    theme = Theme(scale=2.0)
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")
    qapp.setStyle(before[0])
    qapp.setFont(before[1])
    qapp.setPalette(QPalette())


def test_nothing_of_a_form_is_cut_at_double_text_in_a_narrow_window(
    qtbot: QtBot, doubled: Theme
) -> None:
    page = shown(qtbot, memory_session(*RECORDS), doubled)
    course = next(story for story in page.stories if len(story.phases) > 1)
    for form in (page.open_treatment(course), page.open_change(course), page.open_stop(course)):
        qtbot.waitUntil(form.isVisible)
        form.resize(NARROW, form.height())
        QApplication.processEvents()
        content = form._scroll.widget()
        assert content is not None
        assert content.minimumSizeHint().width() <= form._scroll.viewport().width()
        form.reject()


def test_colours_follow_the_theme_at_once(qtbot: QtBot, dressed: Theme) -> None:
    page = shown(qtbot, memory_session(*RECORDS), dressed)
    bar = page.findChild(PhaseBar)
    assert bar is not None
    by_night = bar.grab().toImage()
    day: Palette = Theme(scale=1.0).palette
    dressed.use(day)
    assert bar.grab().toImage() != by_night
