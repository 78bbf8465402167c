"""The page with everything open: red at night, named for who hears it, and never too wide."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crampdiary.domain.choices import DoseStatus, DurationBasis, Provenance
from crampdiary.domain.records import Cramp, Dose, Phase, Record, Treatment
from crampdiary.tokens import DAY, NIGHT
from crampdiary.ui.shared.theme import Theme
from tests.ui.diary.test_spoken_names import nameless
from tests.ui.pixels import colours, frame, too_blue_or_green
from tests.ui.today.opened import LAST_NIGHT, Opened, focused

NAMES = (
    "Hydrochlorothiazide/Amiloride combination tablet, as prescribed by the hospital in Freiburg",
    "Pneumonoultramicroscopicsilicovolcanoconiosis drops" * 3,
    *(f"Medicine {number}" for number in range(6)),
)
FORGOTTEN = Cramp(
    night=LAST_NIGHT,
    start_utc=datetime(2026, 11, 22, 1, 31, tzinfo=UTC),
    zone="Europe/Berlin",
    offset_min=60,
    is_open=True,
)
TOLD = replace(
    FORGOTTEN,
    id=Cramp(night=LAST_NIGHT).id,
    is_open=False,
    duration_s=5 * 3600,
    duration_basis=DurationBasis.TIMED,
    pain=10,
    note="It crept up from the toes. " * 30 + "a" * 300,
    provenance=Provenance.RECALLED,
)


def everything() -> list[Record]:
    """Return two cramps that are asked about, and eight treatments with all that can be told."""
    medicines = [Treatment(name=name) for name in NAMES]
    phases = [
        Phase(
            treatment_id=medicine.id,
            start=date(2026, 9, 1 + number),
            dose=Decimal(number + 1) * 100,
            unit="mg",
            every_days=None if number == 3 else 1,
            times_a_day=3 if number < 2 else 1,
        )
        for number, medicine in enumerate(medicines)
    ]
    told = [
        Dose(treatment_id=medicines[number].id, day=LAST_NIGHT, status=status, count=count)
        for number, status, count in (
            (0, DoseStatus.MISSED, None),
            (1, DoseStatus.MISSED, 2),
            (2, DoseStatus.EXTRA, 12),
            (3, DoseStatus.EXTRA, 12),
            (4, DoseStatus.LATE, None),
        )
    ]
    return [FORGOTTEN, TOLD, *medicines, *phases, *told]


def open_everything(qtbot: QtBot, theme: Theme | None = None) -> Opened:
    """Return the page with a row open and a bad value typed."""
    opened = Opened(qtbot, everything(), theme=theme)
    rows = opened.page.night_card.rows
    rows.open_row(TOLD.id, in_time=True)
    panel = rows.open_panel
    assert panel is not None
    panel.time.setText("half past")
    opened.hit(Qt.Key.Key_Return)
    assert panel.time.error.isVisible()
    return opened


@pytest.fixture
def night(qapp: QApplication) -> Iterator[Theme]:
    """The application in night colours."""
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    yield theme
    theme.use(DAY)
    qapp.setStyleSheet("")


@pytest.fixture(params=[1.5, 2.0])
def large_text(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    """The application with larger text."""
    Theme(scale=request.param).apply(qapp)
    yield request.param
    Theme(scale=1.0).apply(qapp)


def test_every_part_stays_red_at_night_wherever_the_focus_is(qtbot: QtBot, night: Theme) -> None:
    opened = open_everything(qtbot, night)
    opened.page.resize(1000, 2400)
    QApplication.processEvents()
    image = frame(opened.page)
    assert too_blue_or_green(image) == 0
    assert colours(image) >= 8
    for _ in range(45):
        opened.hit(Qt.Key.Key_Tab)
        part = focused().parentWidget()
        assert part is not None
        assert too_blue_or_green(frame(part)) == 0


def test_every_control_of_an_open_row_has_a_name(qtbot: QtBot) -> None:
    assert nameless(open_everything(qtbot).page) == []


def test_nothing_is_wider_than_a_small_window_with_large_text(
    qtbot: QtBot, large_text: float
) -> None:
    page = open_everything(qtbot).page
    page.resize(1000 - round(212 * min(large_text, 1.2)), 680)
    QApplication.processEvents()
    assert page.scroll_area.horizontalScrollBar().maximum() == 0


def test_no_words_are_cut_at_the_usual_size(qtbot: QtBot) -> None:
    page = open_everything(qtbot).page
    for width in (1068, 788):
        page.resize(width, 800)
        QApplication.processEvents()
        row = page.night_card.rows.row(TOLD)
        for label in (row.line._time, row.line._how_long, row.line._pain, row.edit):
            assert label.width() >= label.minimumSizeHint().width()


def test_length_and_pain_go_below_where_it_is_narrow(qtbot: QtBot, large_text: float) -> None:
    opened = Opened(qtbot, everything())
    line = opened.page.night_card.rows.row(TOLD).line
    opened.page.resize(2000, 680)
    QApplication.processEvents()
    assert line._facts.geometry().top() < line._what.geometry().bottom()
    opened.page.resize(round(300 * large_text), 680)
    QApplication.processEvents()
    assert line._facts.geometry().top() >= line._what.geometry().bottom()
    assert line._facts.geometry().right() <= line.width()


def test_a_key_shows_what_it_answered(qtbot: QtBot) -> None:
    opened = Opened(qtbot, everything())
    opened.page.resize(788, 500)
    QApplication.processEvents()
    view = opened.page.scroll_area.viewport()
    for key, part in (
        ("+", opened.page.evening_card.fluids),
        ("s", opened.page.night_card.sore),
        ("m", opened.page.evening_card.doses.rows[0]),
        ("0", opened.page.night_card.sleep),
    ):
        opened.page.setFocus()
        opened.press(key)
        QApplication.processEvents()
        top = part.mapTo(view, part.rect().topLeft()).y()
        assert 0 <= top < view.height()


def test_an_opened_row_is_scrolled_into_sight(qtbot: QtBot) -> None:
    opened = Opened(qtbot, everything())
    opened.page.resize(788, 640)
    QApplication.processEvents()
    opened.press("e")
    view = opened.page.scroll_area.viewport()
    panel = opened.page.night_card.rows.open_panel
    assert panel is not None
    qtbot.waitUntil(
        lambda: panel.mapTo(view, panel.rect().bottomLeft()).y() <= view.height(), timeout=2000
    )
