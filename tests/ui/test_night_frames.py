"""In night colours no pixel of any frame has green or blue above 24 of 255."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crampdiary.domain.errors import InvalidValueError
from crampdiary.services.demo import fill_demo
from crampdiary.tokens import DAY, NIGHT, Palette
from crampdiary.ui.main_window import MainWindow
from crampdiary.ui.night.log import NightLog
from crampdiary.ui.night.screen import NightScreen
from crampdiary.ui.page_table import PAGES
from crampdiary.ui.shared.cards import EmptyState
from crampdiary.ui.shared.choices import ChipRow, NumberRow, Segmented
from crampdiary.ui.shared.date_field import DateField
from crampdiary.ui.shared.fields import CheckBox, Dropdown, NoteField, Stepper, TextField
from crampdiary.ui.shared.forms import FormDialog
from crampdiary.ui.shared.runner import Runner
from crampdiary.ui.shared.session import DiarySession
from crampdiary.ui.shared.theme import Theme
from crampdiary.ui.shared.toast import Toast
from tests.fakes import StillClock
from tests.ui.diary_sessions import MemoryFile
from tests.ui.pixels import colours, frame, too_blue_or_green

MIDNIGHT = datetime(2026, 11, 22, 0, 12)


@pytest.fixture(autouse=True)
def night(qapp: QApplication) -> Iterator[Theme]:
    """The application in night colours."""
    theme = Theme(palette=NIGHT, scale=1.0)
    theme.apply(qapp)
    yield theme
    theme.use(DAY)
    qapp.setStyleSheet("")


@pytest.fixture(scope="module")
def demo() -> MemoryFile:
    file = MemoryFile()
    fill_demo(file, StillClock(MIDNIGHT), years=1, seed=7)
    return file


def _is_red(widget: QWidget, *, at_least: int = 8) -> bool:
    """Tell whether a frame is red only, and shows something at all."""
    image = frame(widget)
    return too_blue_or_green(image) == 0 and colours(image) >= at_least


@pytest.mark.parametrize("empty", [False, True], ids=["demo", "empty"])
@pytest.mark.parametrize("number", range(len(PAGES)), ids=[entry.key for entry in PAGES])
def test_every_page(
    qtbot: QtBot, tmp_path: Path, night: Theme, demo: MemoryFile, number: int, empty: bool
) -> None:
    file = MemoryFile() if empty else demo
    session = DiarySession(clock=StillClock(MIDNIGHT), open_file=lambda _path: file)
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    runner = Runner()
    window = MainWindow(theme=night, settings=settings, now=session.clock.now)
    qtbot.addWidget(window)
    window.show()
    assert _is_red(window)
    window.attach(session=session, runner=runner)
    assert _is_red(window)
    session.open(Path("memory"))
    page = window.content.open_page(number)
    assert _is_red(window)
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert _is_red(window)
    for button in page.findChildren(QPushButton):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        assert _is_red(button, at_least=1), button.text()
    runner.close()


class KitForm(FormDialog):
    """One of every field."""

    def __init__(self) -> None:
        super().__init__("Everything")
        self.dropdown = Dropdown(name="Choice")
        self.dropdown.addItems(["Left calf", "Right foot"])
        self.day = DateField(name="Day", day=date(2026, 11, 22))
        tick = CheckBox("Woke me")
        tick.setChecked(True)
        numbers = NumberRow(name="Pain")
        numbers.set_value(7)
        choice = [("a", "One"), ("b", "Two")]
        segments, chips = Segmented(choice, name="Sore"), ChipRow(choice, name="Tags", many=True)
        segments.set_value("a")
        chips.set_value("b")
        name = TextField(name="Name", placeholder="Such as magnesium")
        note = NoteField(name="Note")
        note.setPlainText("stretched")
        toast = Toast()
        toast.say("Treatment deleted.", can_undo=True)
        for key, field in (
            ("name", name),
            ("choice", self.dropdown),
            ("day", self.day),
            ("tick", tick),
            ("pain", numbers),
            ("sore", segments),
            ("tags", chips),
            ("fluids", Stepper(name="Fluids", remark="1.25 L")),
            ("note", note),
            ("empty", EmptyState("Nothing yet", "Here it will be.", step="Begin")),
            ("toast", toast),
        ):
            self.add_field(key, key.capitalize(), field)

    def submit(self) -> None:
        raise InvalidValueError(field="name", problem="empty")


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[KitForm]:
    made = KitForm()
    made.open()
    made.activateWindow()
    yield made
    made.close()


def test_a_form_with_an_error(form: KitForm) -> None:
    form.save_button.click()
    assert _is_red(form)


def _fields(form: KitForm) -> list[QWidget]:
    kinds = (TextField, NoteField, Dropdown, DateField, CheckBox, QPushButton)
    return [widget for kind in kinds for widget in form.findChildren(kind)]


def test_every_field_with_the_focus(form: KitForm) -> None:
    fields = _fields(form)
    assert len(fields) > 20
    for field in fields:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        assert _is_red(field, at_least=1), field.accessibleName()


@pytest.mark.parametrize("position", range(10))
def test_the_caret_wherever_it_stands(form: KitForm, position: int) -> None:
    field = form.findChild(TextField)
    assert isinstance(field, QLineEdit)
    field.setText("Magnesium")
    field.setFocus()
    field.setCursorPosition(position)
    assert field.hasFocus()
    assert _is_red(field)


def test_the_caret_in_a_note_and_selected_words(form: KitForm) -> None:
    note = form.findChild(NoteField)
    assert isinstance(note, QPlainTextEdit)
    note.setFocus()
    assert _is_red(note)
    note.selectAll()
    assert _is_red(note)
    day = form.day
    day.setFocus()
    day.selectAll()
    assert _is_red(day)


def test_the_list_of_a_dropdown(form: KitForm) -> None:
    form.dropdown.showPopup()
    assert _is_red(form.dropdown.view().window())
    form.dropdown.hidePopup()


def test_the_calendar_of_a_date(form: KitForm) -> None:
    form.day.setFocus()
    QTest.mouseClick(
        form.day,
        Qt.MouseButton.LeftButton,
        pos=QPoint(form.day.width() - 12, form.day.height() // 2),
    )
    calendar = form.day.calendarWidget()
    assert calendar.isVisible()
    assert _is_red(calendar.window())
    for child in calendar.findChildren(QWidget):
        if child.isVisible():
            child.setFocus()
            assert _is_red(child, at_least=1)
    calendar.window().close()


def test_the_menu_of_a_text_field(form: KitForm) -> None:
    field = form.findChild(TextField)
    assert isinstance(field, QLineEdit)
    field.setText("Magnesium")
    menu = field.createStandardContextMenu()
    menu.popup(QPoint(10, 10))
    assert _is_red(menu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert _is_red(menu)
    menu.close()
    menu.deleteLater()


def test_a_menu_with_choices_and_a_submenu(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    for word in ("Edit", "Delete"):
        action = menu.addAction(word)
        action.setCheckable(True)
        action.setChecked(True)
    menu.addSeparator()
    menu.addMenu("More").addAction("Copy")
    menu.addAction("Nothing").setEnabled(False)
    menu.popup(QPoint(10, 10))
    assert _is_red(menu)
    menu.close()


def test_a_message_box(qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Cramp Diary", "Something happened.")
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    box.open()
    assert _is_red(box)
    box.close()


def test_a_tooltip(qtbot: QtBot) -> None:
    label = QLabel("Words")
    qtbot.addWidget(label)
    label.show()
    QToolTip.showText(QPoint(20, 20), "One cramp, Saturday", label)
    tips = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    assert len(tips) == 1
    assert _is_red(tips[0])
    QToolTip.hideText()
    tips[0].close()
    tips[0].deleteLater()


def test_all_stays_red_when_night_falls_over_open_windows(form: KitForm, night: Theme) -> None:
    night.use(DAY)
    assert too_blue_or_green(frame(form)) > 0
    night.use(NIGHT)
    assert _is_red(form)


class Sleeper:
    """Somebody before a night screen that waits for its diary."""

    def __init__(self) -> None:
        self.file = MemoryFile()
        self.clock = StillClock(MIDNIGHT)
        self.session = DiarySession(clock=self.clock, open_file=lambda _path: self.file)
        self.screen = NightScreen()
        self.screen.resize(1000, 680)
        self.log: NightLog | None = None

    def wake(self) -> None:
        self.session.open(Path("memory"))
        self.log = NightLog(session=self.session, screen=self.screen, parent=self.screen)
        self.log.resume()

    def press(self, keys: str, **later: float) -> None:
        self.clock.forward(**(later or {"seconds": 5}))
        for key in keys:
            QTest.keyClick(self.screen, Qt.Key.Key_Space if key == " " else Qt.Key(ord(key)))

    def undo(self) -> None:
        QTest.keyClick(self.screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    def wait(self, *, resume: bool = False, **later: float) -> None:
        self.clock.forward(**later)
        self.screen.ticked.emit()
        if resume and self.log is not None:
            self.log.resume()


def _night_states() -> dict[str, Callable[[Sleeper], object]]:
    """Everything the night screen can show, each from the one before."""
    return {
        "waiting for its diary": lambda _: None,
        "nothing going on": Sleeper.wake,
        "running": lambda it: it.press(" "),
        "told": lambda it: it.press("LC7"),
        "every choice pressed": lambda it: it.press("BCFETHOX"),
        "still going": lambda it: it.wait(minutes=20),
        "ended, may go on": lambda it: it.press(" "),
        "goes on": lambda it: it.press("G"),
        "taken back": lambda it: it.undo(),
        "another, same place offered": lambda it: it.press(" ", minutes=40),
        "same place": lambda it: it.press("A"),
        "forgotten": lambda it: it.wait(hours=2, resume=True),
        "a new one over a forgotten one": lambda it: it.press(" "),
        "something failed": lambda it: it.session.failed.emit("The disk is full."),
        "dimmed": lambda it: it.press("----"),
    }


@pytest.mark.parametrize("dressed", [NIGHT, DAY], ids=["at night", "by day"])
def test_every_state_of_the_night_screen(qtbot: QtBot, night: Theme, dressed: Palette) -> None:
    night.use(dressed)
    sleeper = Sleeper()
    qtbot.addWidget(sleeper.screen)
    sleeper.screen.show()
    seen: dict[str, bytes] = {}
    for name, go in _night_states().items():
        go(sleeper)
        image = frame(sleeper.screen)
        assert too_blue_or_green(image) == 0, name
        assert colours(image) > 10, name
        seen[name] = bytes(image.constBits())
        for button in sleeper.screen.findChildren(QPushButton):
            if button.isVisible():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                assert too_blue_or_green(frame(button)) == 0, (name, button.text())
        sleeper.screen.setFocus()
    assert seen.pop("taken back") == seen["ended, may go on"]
    assert len(set(seen.values())) == len(seen), "each state looks different"
